//! Whether the bot should answer, and with what.

use async_trait::async_trait;
use baton_domain::{Assessment, BotAttempt, Content, Conversation, Reason, Topic, Tried, Urgency};

use super::{Knowledge, PortError};

/// A customer's message that the bot owes an answer.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The conversation, with what the bot tried so far.
    pub conversation: &'a Conversation,
    /// What the customer wrote.
    pub content: &'a Content,
    /// What the tenant configured.
    pub knowledge: &'a Knowledge,
}

/// What the evaluator proposes. The state machine disposes.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The bot answers.
    Answer {
        /// Its words.
        text: String,
        /// How it came to them.
        attempt: BotAttempt,
    },
    /// A person is needed.
    Escalate {
        /// Why.
        reason: Reason,
        /// Why, for people.
        reason_text: String,
        /// What it is about.
        topic: Topic,
        /// How soon.
        urgency: Urgency,
        /// What decided.
        assessment: Assessment,
        /// The answer that was not good enough, if there was one.
        considered: Option<Tried>,
    },
}

/// Decides whether the bot should answer. Today the embedded evaluator; a trained classifier and
/// language models take the same place.
#[async_trait]
pub trait Evaluator: Send + Sync {
    /// What to do about a message.
    async fn evaluate(&self, question: Question<'_>) -> Result<Verdict, PortError>;
}
