//! What a policy makes of a message.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::trigger::first_word;
use super::{Condition, Policy, Scope, Timing, Trigger};
use crate::{Channel, GroupId, Reason, Signal, Topic, TriggerId, Urgency};

/// What is known of a message when a policy looks at it.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The customer's words.
    pub text: &'a str,
    /// What the evaluator reads in them.
    pub signals: &'a [Signal],
    /// How sure the bot is of its answer, from 0 to 1; none where it needs no knowledge for it.
    pub confidence: Option<f64>,
    /// The tenant's setting for [`Condition::LowConfidence`].
    pub confidence_threshold: f64,
    /// How often the bot has failed with this question.
    pub failed_attempts: u32,
    /// How many of the customer's last messages, without a break and with this one, were negative.
    pub negative_run: u32,
    /// How often the bot has answered since it last began.
    pub bot_replies: u32,
    /// The customer's channel.
    pub channel: Channel,
    /// What is known of the customer.
    pub attributes: &'a BTreeMap<String, String>,
    /// When.
    pub at: Timestamp,
}

/// A trigger that held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TriggerMatch {
    /// The trigger.
    pub id: TriggerId,
    /// What people call it.
    pub name: String,
    /// The reason that it calls for.
    pub reason: Reason,
    /// How strongly it held, from 0 to 1: a signal's score or a confidence; 1 for the others.
    pub score: f64,
    /// From (for a confidence: below) which score it holds.
    pub threshold: f64,
    /// What held: the keyword, or the rule behind the signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Whether its timing kept it from calling anybody.
    #[serde(default)]
    pub held_back: bool,
}

/// What a policy makes of a message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judgement {
    /// All triggers that held, in order.
    pub matches: Vec<TriggerMatch>,
    /// What the deciding match calls; none where nobody is called.
    pub call: Option<Call>,
}

/// Whom a trigger calls.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The match that decided.
    pub by: TriggerMatch,
    /// The urgency that the trigger sets.
    pub urgency: Option<Urgency>,
    /// The type that the trigger sets.
    pub topic: Option<Topic>,
    /// The team that it calls.
    pub group: Option<GroupId>,
}

impl Policy {
    /// What this policy makes of a message. A customer's request for a person is always heard, and
    /// so is a bot that hands over by itself, whatever the triggers say.
    #[must_use]
    pub fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let mut judgement = Judgement::default();
        for trigger in self.triggers.iter().filter(|trigger| trigger.enabled) {
            let Some(mut held) = trigger.held(facts) else {
                continue;
            };
            held.held_back = !trigger.timing.has_come(facts);
            if judgement.call.is_none() && !held.held_back {
                judgement.call = Some(Call {
                    by: held.clone(),
                    urgency: trigger.urgency,
                    topic: trigger.topic,
                    group: trigger.group,
                });
            }
            judgement.matches.push(held);
        }
        if judgement.call.is_none()
            && let Some(by) = asked_for_a_person(facts).or_else(|| handed_over(facts))
        {
            judgement.matches.push(by.clone());
            judgement.call = Some(Call {
                by,
                urgency: None,
                topic: None,
                group: None,
            });
        }
        judgement
    }
}

/// The customer's plain request, by the evaluator's own threshold.
fn asked_for_a_person(facts: &Facts<'_>) -> Option<TriggerMatch> {
    always(1, "Asks for a person", Reason::CustomerRequest).held(facts)
}

/// The bot's own call for a person.
fn handed_over(facts: &Facts<'_>) -> Option<TriggerMatch> {
    always(7, "Handed over by the bot", Reason::BotTool).held(facts)
}

fn always(place: u64, name: &str, reason: Reason) -> Trigger {
    Trigger::new(
        TriggerId::built_in(place),
        name,
        Condition::Signal {
            reason,
            threshold: None,
        },
    )
}

impl Timing {
    fn has_come(self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Immediately => true,
            Self::AfterBotReplies { count } => facts.bot_replies >= count,
        }
    }
}

impl Scope {
    fn covers(&self, facts: &Facts<'_>) -> bool {
        let channel = self.channels.is_empty() || self.channels.contains(&facts.channel);
        let contact = self.attributes.iter().all(|(name, values)| {
            facts.attributes.get(name).is_some_and(|is| {
                values
                    .iter()
                    .any(|value| value.to_lowercase() == is.to_lowercase())
            })
        });
        channel && contact && self.hours.as_ref().is_none_or(|hours| hours.hold(facts.at))
    }
}

impl Trigger {
    fn held(&self, facts: &Facts<'_>) -> Option<TriggerMatch> {
        if !self.only.covers(facts) {
            return None;
        }
        let (score, threshold, what) = self.when.held(facts)?;
        Some(TriggerMatch {
            id: self.id,
            name: self.name.clone(),
            reason: self.reason(),
            score,
            threshold,
            what,
            held_back: false,
        })
    }
}

impl Condition {
    /// Score, threshold, and what held.
    fn held(&self, facts: &Facts<'_>) -> Option<(f64, f64, Option<String>)> {
        match self {
            Self::Keywords { words } => {
                first_word(words, facts.text).map(|word| (1.0, 1.0, Some(word.to_owned())))
            }
            Self::Signal { reason, threshold } => facts
                .signals
                .iter()
                .filter(|signal| signal.reason == *reason)
                .map(|signal| (signal, threshold.unwrap_or(signal.threshold)))
                .filter(|(signal, threshold)| signal.score >= *threshold)
                .max_by(|(a, _), (b, _)| a.score.total_cmp(&b.score))
                .map(|(signal, threshold)| (signal.score, threshold, Some(signal.rule.clone()))),
            Self::LowConfidence { below } => {
                let below = below.unwrap_or(facts.confidence_threshold);
                facts
                    .confidence
                    .filter(|confidence| *confidence < below)
                    .map(|confidence| (confidence, below, None))
            }
            Self::FailedAttempts { count } => counted(facts.failed_attempts, *count),
            Self::SentimentRun { count } => counted(facts.negative_run, *count),
            Self::Always => Some((1.0, 1.0, None)),
        }
    }
}

fn counted(count: u32, needed: u32) -> Option<(f64, f64, Option<String>)> {
    (count >= needed).then_some((1.0, 1.0, None))
}
