//! What a tenant can set.

use serde::{Deserialize, Serialize};

use crate::Urgency;
use crate::text::{TextError, Variable, check_text, is_locale};

/// What customers read at the seams of a handoff. `{agent_name}` and `{wait_minutes}` are filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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

impl Default for CustomerTexts {
    fn default() -> Self {
        Self {
            connecting: "I am connecting you with a person. The wait is about {wait_minutes} \
                         minutes; you can keep writing here."
                .into(),
            now_speaking_with: "Now speaking with {agent_name}.".into(),
            closing: "This conversation is closed. Write again whenever you need us.".into(),
            quota_exhausted: "I cannot answer by myself right now, so I am connecting you with a \
                              person. The wait is about {wait_minutes} minutes; you can keep \
                              writing here."
                .into(),
        }
    }
}

impl CustomerTexts {
    /// The most characters of a text.
    pub const LONGEST: usize = 1_000;
    /// What is filled in in [`CustomerTexts::connecting`].
    pub const CONNECTING: &[Variable] = &[Variable::WaitMinutes];
    /// What is filled in in [`CustomerTexts::now_speaking_with`].
    pub const NOW_SPEAKING_WITH: &[Variable] = &[Variable::AgentName];
    /// What is filled in in [`CustomerTexts::closing`].
    pub const CLOSING: &[Variable] = &[Variable::AgentName];
    /// What is filled in in [`CustomerTexts::quota_exhausted`].
    pub const QUOTA_EXHAUSTED: &[Variable] = &[Variable::WaitMinutes];

    /// The text for a customer whom a person is being called for.
    #[must_use]
    pub fn connecting(&self, wait_minutes: u32) -> String {
        self.connecting
            .replace("{wait_minutes}", &wait_minutes.to_string())
    }

    /// The text for a customer whom a person is being called for because the bot may not answer.
    #[must_use]
    pub fn quota_exhausted(&self, wait_minutes: u32) -> String {
        self.quota_exhausted
            .replace("{wait_minutes}", &wait_minutes.to_string())
    }

    /// The text for a customer whose conversation an agent took.
    #[must_use]
    pub fn now_speaking_with(&self, agent_name: &str) -> String {
        self.now_speaking_with.replace("{agent_name}", agent_name)
    }

    /// The text for a customer whose conversation an agent closed.
    #[must_use]
    pub fn closing(&self, agent_name: &str) -> String {
        self.closing.replace("{agent_name}", agent_name)
    }
}

/// A tenant's settings. Durations are in minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What customers read at the seams of a handoff.
    pub texts: CustomerTexts,
    /// What the bot answers to a greeting and nothing else.
    pub greeting: String,
    /// Where the bot looks for answers.
    pub knowledge_base: KnowledgeBase,
    /// Confidence below which the bot hands over instead of answering, from 0 to 1.
    pub confidence_threshold: f64,
    /// The wait that `{wait_minutes}` promises.
    pub expected_wait_minutes: u32,
    /// How long the bot may leave a customer without an answer.
    pub bot_limit_minutes: u32,
    /// How long a queued escalation of high, medium, low urgency may wait.
    pub pickup_minutes: PickupMinutes,
    /// How long an agent may leave a customer without an answer before others get the chance.
    pub agent_silence_minutes: u32,
    /// How long the bot stays silent after somebody wrote from the business's own phone.
    pub phone_hold_minutes: u32,
    /// How many widget messages a session may send in a minute, and how many sockets it may open.
    pub widget_messages_per_minute: u32,
    /// How many sessions of new visitors a widget may begin in a minute.
    pub widget_sessions_per_minute: u32,
    /// Whether visitors of the widget may send files.
    pub widget_attachments: bool,
    /// How many of the bot's replies a month gives without a pack.
    pub monthly_free_replies: u64,
    /// The language that agents read summaries in (BCP 47). One that Baton has no words in is
    /// taken for English.
    pub agent_language: String,
}

/// Where the bot looks for answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KnowledgeBase {
    /// In the tenant's published articles.
    #[default]
    BuiltIn,
    /// In a knowledge base of Amazon Bedrock; in the tenant's articles where it does not answer.
    Bedrock {
        /// Its id in the deployment's account.
        id: String,
    },
}

/// How long an escalation may wait for somebody, by urgency, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickupMinutes {
    /// For high urgency.
    pub high: u32,
    /// For medium urgency.
    pub medium: u32,
    /// For low urgency.
    pub low: u32,
}

impl PickupMinutes {
    /// The limit for this urgency.
    #[must_use]
    pub fn for_urgency(self, urgency: Urgency) -> u32 {
        match urgency {
            Urgency::High => self.high,
            Urgency::Medium => self.medium,
            Urgency::Low => self.low,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            texts: CustomerTexts::default(),
            greeting: "Hello! How can I help you?".into(),
            knowledge_base: KnowledgeBase::BuiltIn,
            confidence_threshold: 0.45,
            expected_wait_minutes: 5,
            bot_limit_minutes: 2,
            pickup_minutes: PickupMinutes {
                high: 5,
                medium: 15,
                low: 60,
            },
            agent_silence_minutes: 15,
            phone_hold_minutes: 240,
            widget_messages_per_minute: 20,
            widget_sessions_per_minute: 300,
            widget_attachments: false,
            monthly_free_replies: 100,
            agent_language: "en".into(),
        }
    }
}

impl Settings {
    /// How many of the bot's attempts are kept on a conversation.
    pub const KEPT_ATTEMPTS: usize = 8;

    /// How many of the last things said are kept on a conversation: of a customer and a bot who take
    /// turns, as many of the customer's as [`Policy::MOST_COUNTED`](crate::Policy::MOST_COUNTED).
    pub const KEPT_TURNS: usize = 16;

    /// How many characters of each.
    pub const KEPT_CHARS: usize = 600;

    /// The most characters of a language's tag.
    pub const LONGEST_LANGUAGE: usize = 35;

    /// The languages that Baton has words in for agents, by their tags; a tag with a region or a
    /// script behind it is one of them.
    pub const AGENT_LANGUAGES: [&'static str; 7] = ["en", "de", "es", "fr", "it", "nl", "pt"];

    /// The most minutes of any limit: a day.
    pub const MOST_MINUTES: u32 = 1_440;

    /// What is wrong with those settings that people may change, field by field; empty where they
    /// can be.
    #[must_use]
    pub fn problems(&self) -> Vec<SettingError> {
        let texts = [
            (
                "texts.connecting",
                &self.texts.connecting,
                CustomerTexts::CONNECTING,
            ),
            (
                "texts.now_speaking_with",
                &self.texts.now_speaking_with,
                CustomerTexts::NOW_SPEAKING_WITH,
            ),
            ("texts.closing", &self.texts.closing, CustomerTexts::CLOSING),
            (
                "texts.quota_exhausted",
                &self.texts.quota_exhausted,
                CustomerTexts::QUOTA_EXHAUSTED,
            ),
            ("greeting", &self.greeting, &[]),
        ];
        let minutes = [
            ("expected_wait_minutes", self.expected_wait_minutes),
            ("bot_limit_minutes", self.bot_limit_minutes),
            ("pickup_minutes.high", self.pickup_minutes.high),
            ("pickup_minutes.medium", self.pickup_minutes.medium),
            ("pickup_minutes.low", self.pickup_minutes.low),
            ("agent_silence_minutes", self.agent_silence_minutes),
            ("phone_hold_minutes", self.phone_hold_minutes),
        ];
        let texts = texts.into_iter().filter_map(|(field, text, known)| {
            let error = check_text(text, CustomerTexts::LONGEST, known).err()?;
            Some((field, SettingProblem::Text(error)))
        });
        let confidence = (!(0.0..=1.0).contains(&self.confidence_threshold))
            .then_some(("confidence_threshold", SettingProblem::Confidence));
        let minutes = minutes
            .into_iter()
            .filter(|(_, minutes)| !(1..=Self::MOST_MINUTES).contains(minutes))
            .map(|(field, _)| (field, SettingProblem::Minutes));
        let language = self
            .language_problem()
            .map(|problem| ("agent_language", problem));
        texts
            .chain(confidence)
            .chain(minutes)
            .chain(language)
            .map(|(field, problem)| SettingError { field, problem })
            .collect()
    }

    fn language_problem(&self) -> Option<SettingProblem> {
        let tag = &self.agent_language;
        if tag.len() > Self::LONGEST_LANGUAGE || !is_locale(tag) {
            return Some(SettingProblem::Language);
        }
        (!has_words(tag)).then_some(SettingProblem::NoWords)
    }

    /// The language that summaries are in: English where the one that is kept has no words, from
    /// before there was a choice.
    #[must_use]
    pub fn summary_language(&self) -> &str {
        if has_words(&self.agent_language) {
            &self.agent_language
        } else {
            Self::AGENT_LANGUAGES[0]
        }
    }
}

/// Whether there are summaries in the language of this tag.
fn has_words(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    Settings::AGENT_LANGUAGES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(language))
}

/// A setting that cannot be as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}")]
pub struct SettingError {
    /// Which, as in `pickup_minutes.high`.
    pub field: &'static str,
    /// Why not.
    #[source]
    pub problem: SettingProblem,
}

/// Why a setting cannot be as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingProblem {
    /// Customers cannot be shown this text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No confidence.
    #[error("a confidence is from 0 to 1")]
    Confidence,
    /// No time that anybody should wait, or longer than a day.
    #[error("minutes are from 1 to 1440")]
    Minutes,
    /// No language.
    #[error("a language is a BCP 47 tag, such as en or pt-BR")]
    Language,
    /// A language that Baton has no words in.
    #[error("summaries are in {}", Settings::AGENT_LANGUAGES.join(", "))]
    NoWords,
}

#[cfg(test)]
mod tests;
