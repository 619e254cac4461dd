//! What a tenant can set.

use serde::{Deserialize, Serialize};

use crate::Urgency;

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
    /// How many widget messages a session may send in a minute.
    pub widget_messages_per_minute: u32,
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
            monthly_free_replies: 100,
            agent_language: "en".into(),
        }
    }
}

impl Settings {
    /// How many of the bot's attempts are kept on a conversation.
    pub const KEPT_ATTEMPTS: usize = 8;

    /// How many of the last things said are kept on a conversation.
    pub const KEPT_TURNS: usize = 12;

    /// How many characters of each.
    pub const KEPT_CHARS: usize = 600;
}

#[cfg(test)]
mod tests {
    use super::CustomerTexts;

    #[test]
    fn the_texts_are_filled_in() {
        let texts = CustomerTexts::default();
        assert!(texts.connecting(7).contains("about 7 minutes"));
        assert!(texts.quota_exhausted(7).contains("about 7 minutes"));
        assert_eq!(texts.now_speaking_with("Ana"), "Now speaking with Ana.");
        assert!(!texts.closing("Ana").contains('{'));
    }
}
