//! Triggers on the wire, as they are sent and as they are shown.

use std::collections::BTreeMap;

use baton_domain as domain;
use baton_domain::{GroupId, TriggerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::words::{Channel, Reason, Topic, Urgency, Weekday};

/// A tenant's rule: what it looks for, where, and whom it calls how soon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The trigger, `trg_…`; a new one is given its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub id: Option<TriggerId>,
    /// What people call it: 1 to 80 characters.
    pub name: String,
    /// Whether it is looked at; true where nothing is said. One for requests of the customer's
    /// cannot be switched off.
    #[serde(default = "enabled")]
    pub enabled: bool,
    /// What it looks for.
    pub when: Condition,
    /// Where it is looked at; everywhere where nothing is said.
    #[serde(default)]
    pub only: Scope,
    /// The urgency of what it opens; none where the message decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// The type of what it opens; none where the message decides.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// The team that it calls, `grp_…`; none for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub group: Option<GroupId>,
    /// When it calls; at once where nothing is said.
    #[serde(default)]
    pub timing: Timing,
}

const fn enabled() -> bool {
    true
}

/// What a trigger looks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = TriggerCondition)]
pub enum Condition {
    /// One of these words or phrases; case, accents and punctuation do not matter.
    Keywords {
        /// 1 to 200 words or phrases of at most 100 characters each.
        words: Vec<String>,
    },
    /// The evaluator reads a reason in the message: `customer_request`, `sentiment`, `policy` or
    /// `bot_failure`.
    Signal {
        /// Which.
        reason: Reason,
        /// The score from which it holds, from 0 to 1; the evaluator's own where none is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        threshold: Option<f64>,
    },
    /// The bot is not sure of its answer.
    LowConfidence {
        /// The confidence below which it holds, from 0 to 1; the tenant's setting where none is
        /// given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        below: Option<f64>,
    },
    /// The bot has failed with the same question this often.
    FailedAttempts {
        /// 1 to 8.
        count: u32,
    },
    /// This many of the customer's last messages, without a break, were negative.
    SentimentRun {
        /// 1 to 8.
        count: u32,
    },
    /// Every message, for the customers, channels and hours that the scope names.
    Always,
}

/// Where a trigger is looked at; what is left out lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TriggerScope)]
pub struct Scope {
    /// On these channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// For contacts that have all of these attributes, each with one of the values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// In these hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
}

/// Hours on some days of the week; `from` after `to` runs past midnight, and the day is the one on
/// which it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TriggerHours)]
pub struct Hours {
    /// An IANA time zone, as in `Europe/Madrid`.
    pub time_zone: String,
    /// On which days; on all where none is named.
    #[serde(default)]
    pub days: Vec<Weekday>,
    /// From when, `HH:MM`.
    pub from: String,
    /// Until when, not included, `HH:MM`.
    pub to: String,
    /// Whether it is the time outside these hours that is meant.
    #[serde(default)]
    pub outside: bool,
}

/// When a trigger that holds calls a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = TriggerTiming)]
pub enum Timing {
    /// At once.
    #[default]
    Immediately,
    /// Only when the bot has answered this often since it last became the owner, or
    /// since a silence of a day.
    AfterBotReplies {
        /// 1 to 8.
        count: u32,
    },
}

impl Trigger {
    /// The trigger as it decides; `fresh` names one that has no id yet.
    #[must_use]
    pub fn into_domain(self, fresh: impl FnOnce() -> TriggerId) -> domain::Trigger {
        domain::Trigger {
            id: self.id.unwrap_or_else(fresh),
            name: self.name,
            enabled: self.enabled,
            when: self.when.into(),
            only: self.only.into(),
            urgency: self.urgency.map(Into::into),
            topic: self.topic.map(Into::into),
            group: self.group,
            timing: self.timing.into(),
        }
    }
}

impl From<&domain::Trigger> for Trigger {
    fn from(trigger: &domain::Trigger) -> Self {
        Self {
            id: Some(trigger.id),
            name: trigger.name.clone(),
            enabled: trigger.enabled,
            when: (&trigger.when).into(),
            only: (&trigger.only).into(),
            urgency: trigger.urgency.map(Into::into),
            topic: trigger.topic.map(Into::into),
            group: trigger.group,
            timing: trigger.timing.into(),
        }
    }
}

impl From<Condition> for domain::Condition {
    fn from(condition: Condition) -> Self {
        match condition {
            Condition::Keywords { words } => Self::Keywords { words },
            Condition::Signal { reason, threshold } => Self::Signal {
                reason: reason.into(),
                threshold,
            },
            Condition::LowConfidence { below } => Self::LowConfidence { below },
            Condition::FailedAttempts { count } => Self::FailedAttempts { count },
            Condition::SentimentRun { count } => Self::SentimentRun { count },
            Condition::Always => Self::Always,
        }
    }
}

impl From<&domain::Condition> for Condition {
    fn from(condition: &domain::Condition) -> Self {
        use domain::Condition as Domain;
        match condition {
            Domain::Keywords { words } => Self::Keywords {
                words: words.clone(),
            },
            Domain::Signal { reason, threshold } => Self::Signal {
                reason: (*reason).into(),
                threshold: *threshold,
            },
            Domain::LowConfidence { below } => Self::LowConfidence { below: *below },
            Domain::FailedAttempts { count } => Self::FailedAttempts { count: *count },
            Domain::SentimentRun { count } => Self::SentimentRun { count: *count },
            Domain::Always => Self::Always,
        }
    }
}

impl From<Scope> for domain::Scope {
    fn from(scope: Scope) -> Self {
        Self {
            channels: scope.channels.into_iter().map(Into::into).collect(),
            attributes: scope.attributes,
            hours: scope.hours.map(|hours| domain::Hours {
                time_zone: hours.time_zone,
                days: hours.days.into_iter().map(Into::into).collect(),
                from: hours.from,
                to: hours.to,
                outside: hours.outside,
            }),
        }
    }
}

impl From<&domain::Scope> for Scope {
    fn from(scope: &domain::Scope) -> Self {
        Self {
            channels: scope.channels.iter().map(|it| (*it).into()).collect(),
            attributes: scope.attributes.clone(),
            hours: scope.hours.as_ref().map(|hours| Hours {
                time_zone: hours.time_zone.clone(),
                days: hours.days.iter().map(|day| (*day).into()).collect(),
                from: hours.from.clone(),
                to: hours.to.clone(),
                outside: hours.outside,
            }),
        }
    }
}

impl From<Timing> for domain::Timing {
    fn from(timing: Timing) -> Self {
        match timing {
            Timing::Immediately => Self::Immediately,
            Timing::AfterBotReplies { count } => Self::AfterBotReplies { count },
        }
    }
}

impl From<domain::Timing> for Timing {
    fn from(timing: domain::Timing) -> Self {
        match timing {
            domain::Timing::Immediately => Self::Immediately,
            domain::Timing::AfterBotReplies { count } => Self::AfterBotReplies { count },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_sent_is_shown_again() {
        let sent = json!({
            "id": "trg_01ARZ3NDEKTSV4RRFFQ69G5FAV", "name": "Nights", "enabled": true,
            "when": {"kind": "signal", "reason": "sentiment", "threshold": 0.25},
            "only": {
                "channels": ["widget"], "attributes": {"tier": ["gold", "vip"]},
                "hours": {
                    "time_zone": "Europe/Madrid", "days": ["friday"], "from": "22:00",
                    "to": "06:00", "outside": false,
                },
            },
            "urgency": "high", "type": "billing", "group": "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "timing": {"kind": "after_bot_replies", "count": 2},
        });
        let read: Trigger = serde_json::from_value(sent.clone()).unwrap();
        let domain = read.into_domain(|| TriggerId::built_in(9));
        assert_eq!(serde_json::to_value(Trigger::from(&domain)).unwrap(), sent);
        // The rows hold the same words.
        assert_eq!(serde_json::to_value(&domain).unwrap(), sent);
    }

    #[test]
    fn every_built_in_trigger_goes_there_and_back() {
        for trigger in domain::Policy::built_in().triggers {
            let there = Trigger::from(&trigger);
            assert_eq!(there.into_domain(|| TriggerId::built_in(9)), trigger);
        }
    }
}
