//! What a tenant sets for itself, on the wire.

use std::collections::BTreeMap;

use baton_app::ports::{self, KeptSettings};
use baton_domain as domain;
use baton_domain::{SettingError, Variable, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::{FieldFault, Problem};

/// What customers read at the seams of a handoff: 1 to 1,000 characters each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerTexts {
    /// When a person is being called.
    pub connecting: String,
    /// When a person has taken over.
    pub now_speaking_with: String,
    /// When the conversation is closed.
    pub closing: String,
    /// When a person is being called because the month's replies of the bot are used up.
    pub quota_exhausted: String,
}

/// How long an escalation may wait for somebody, by urgency, in minutes: 1 to 1,440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PickupMinutes {
    /// For high urgency.
    pub high: u32,
    /// For medium urgency.
    pub medium: u32,
    /// For low urgency.
    pub low: u32,
}

/// What the tenant has set. Minutes are from 1 to 1,440.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Settings {
    /// How often they were changed; 0 where they never were.
    pub version: u64,
    /// What customers read at the seams of a handoff.
    pub texts: CustomerTexts,
    /// What the bot answers to a greeting and nothing else.
    pub greeting: String,
    /// Confidence below which the bot hands over instead of answering, from 0 to 1.
    pub confidence_threshold: f64,
    /// The wait that `{wait_minutes}` promises.
    pub expected_wait_minutes: u32,
    /// How long the bot may leave a customer without an answer.
    pub bot_limit_minutes: u32,
    /// How long an escalation may wait for somebody.
    pub pickup_minutes: PickupMinutes,
    /// How long an agent may leave a customer without an answer before others get the chance.
    pub agent_silence_minutes: u32,
    /// How long the bot stays silent after somebody wrote from the business's own phone.
    pub phone_hold_minutes: u32,
    /// The language that agents read summaries in (BCP 47); any other than `en`, `de`, `es`, `fr`,
    /// `it`, `nl` and `pt` and their variants, from before there was a choice, is English.
    pub agent_language: String,
    /// Whether visitors of the widget may send files.
    pub widget_attachments: bool,
    /// What is filled in in each of the texts and in `greeting`, as `{name}`.
    #[schema(value_type = BTreeMap<String, Vec<String>>)]
    pub variables: BTreeMap<&'static str, Vec<&'static str>>,
}

/// What the tenant has set, and who did so.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SettingsDetail {
    /// The settings.
    #[serde(flatten)]
    pub settings: Settings,
    /// Who changed what, oldest first; of many changes the last, a hundred at most.
    pub history: Vec<SettingsEdit>,
}

/// One change of the settings.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SettingsEdit {
    /// The version after it.
    pub version: u64,
    /// Who did it.
    pub by: Assignee,
    /// When.
    pub at: Timestamp,
    /// What is other than it was.
    pub changed: Vec<SettingChange>,
}

/// A setting that was changed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SettingChange {
    /// Which, as in `pickup_minutes.high`.
    pub setting: String,
    /// What it was; null where there was nothing.
    #[schema(required)]
    pub from: Value,
    /// What it is.
    pub to: Value,
}

impl From<&ports::SettingsEdit> for SettingsEdit {
    fn from(edit: &ports::SettingsEdit) -> Self {
        let changed = edit.changed.iter().map(|change| SettingChange {
            setting: change.setting.clone(),
            from: change.from.clone(),
            to: change.to.clone(),
        });
        Self {
            version: edit.version.0,
            by: (&edit.by).into(),
            at: edit.at,
            changed: changed.collect(),
        }
    }
}

/// What the settings are to be: all of them.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    /// The `version` that you saw.
    pub version: u64,
    /// What customers read at the seams of a handoff.
    pub texts: CustomerTexts,
    /// What the bot answers to a greeting and nothing else: 1 to 1,000 characters.
    pub greeting: String,
    /// Confidence below which the bot hands over instead of answering, from 0 to 1.
    pub confidence_threshold: f64,
    /// The wait that `{wait_minutes}` promises, from 1 to 1,440.
    pub expected_wait_minutes: u32,
    /// How long the bot may leave a customer without an answer, from 1 to 1,440.
    pub bot_limit_minutes: u32,
    /// How long an escalation may wait for somebody.
    pub pickup_minutes: PickupMinutes,
    /// How long an agent may leave a customer without an answer before others get the chance, from
    /// 1 to 1,440.
    pub agent_silence_minutes: u32,
    /// How long the bot stays silent after somebody wrote from the business's own phone, from 1 to
    /// 1,440.
    pub phone_hold_minutes: u32,
    /// The language that agents read summaries in (BCP 47): `en`, `de`, `es`, `fr`, `it`, `nl`, `pt`
    /// or a variant of one, such as `pt-BR`.
    pub agent_language: String,
    /// Whether visitors of the widget may send files.
    pub widget_attachments: bool,
}

impl SettingsChange {
    /// The settings with this change.
    ///
    /// # Errors
    ///
    /// 422 with each field that cannot be as it is.
    pub fn into_kept(self) -> Result<KeptSettings, Problem> {
        let settings = domain::Settings {
            texts: domain::CustomerTexts {
                connecting: self.texts.connecting,
                now_speaking_with: self.texts.now_speaking_with,
                closing: self.texts.closing,
                quota_exhausted: self.texts.quota_exhausted,
            },
            greeting: self.greeting,
            confidence_threshold: self.confidence_threshold,
            expected_wait_minutes: self.expected_wait_minutes,
            bot_limit_minutes: self.bot_limit_minutes,
            pickup_minutes: domain::PickupMinutes {
                high: self.pickup_minutes.high,
                medium: self.pickup_minutes.medium,
                low: self.pickup_minutes.low,
            },
            agent_silence_minutes: self.agent_silence_minutes,
            phone_hold_minutes: self.phone_hold_minutes,
            agent_language: self.agent_language,
            widget_attachments: self.widget_attachments,
            ..domain::Settings::default()
        };
        let problems = settings.problems();
        if problems.is_empty() {
            let version = Version(self.version.saturating_add(1));
            Ok(KeptSettings { version, settings })
        } else {
            Err(unusable(&problems))
        }
    }
}

fn unusable(problems: &[SettingError]) -> Problem {
    let fault = |error: &SettingError| {
        let detail = format!("Correct this: {}.", error.problem);
        FieldFault::new(error.field, (&error.problem).into(), detail)
    };
    Problem::refused(&problems.iter().map(fault).collect::<Vec<_>>())
}

fn variables() -> BTreeMap<&'static str, Vec<&'static str>> {
    use domain::CustomerTexts as Texts;
    let named = |known: &[Variable]| known.iter().map(|it| it.name()).collect();
    BTreeMap::from([
        ("connecting", named(Texts::CONNECTING)),
        ("now_speaking_with", named(Texts::NOW_SPEAKING_WITH)),
        ("closing", named(Texts::CLOSING)),
        ("quota_exhausted", named(Texts::QUOTA_EXHAUSTED)),
        ("greeting", vec![]),
    ])
}

impl From<&KeptSettings> for Settings {
    fn from(kept: &KeptSettings) -> Self {
        let settings = &kept.settings;
        let texts = &settings.texts;
        Self {
            version: kept.version.0,
            texts: CustomerTexts {
                connecting: texts.connecting.clone(),
                now_speaking_with: texts.now_speaking_with.clone(),
                closing: texts.closing.clone(),
                quota_exhausted: texts.quota_exhausted.clone(),
            },
            greeting: settings.greeting.clone(),
            confidence_threshold: settings.confidence_threshold,
            expected_wait_minutes: settings.expected_wait_minutes,
            bot_limit_minutes: settings.bot_limit_minutes,
            pickup_minutes: PickupMinutes {
                high: settings.pickup_minutes.high,
                medium: settings.pickup_minutes.medium,
                low: settings.pickup_minutes.low,
            },
            agent_silence_minutes: settings.agent_silence_minutes,
            phone_hold_minutes: settings.phone_hold_minutes,
            agent_language: settings.agent_language.clone(),
            widget_attachments: settings.widget_attachments,
            variables: variables(),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_that_nobody_changed() {
        assert_json_snapshot!("settings", Settings::from(&KeptSettings::default()));
    }

    #[test]
    fn what_is_shown_can_be_sent_back() {
        let mut shown = json!(Settings::from(&KeptSettings::default()));
        let fields = shown.as_object_mut().unwrap();
        fields.remove("variables");
        let change: SettingsChange = serde_json::from_value(shown).unwrap();
        let kept = change.into_kept().unwrap();
        assert_eq!(kept.version, Version(1));
        assert_eq!(kept.settings, domain::Settings::default());
    }
}
