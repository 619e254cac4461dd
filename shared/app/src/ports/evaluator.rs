//! Whether the bot should answer, and with what.

use async_trait::async_trait;
use baton_domain::{
    Assessment, BotAttempt, BotWork, Content, Conversation, GroupId, Handoff, Reason, Topic, Tried,
    Urgency,
};
use jiff::Timestamp;

use super::{Knowledge, PortError};
use crate::reasons::Why;

/// A customer's message that the bot owes an answer.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The conversation, with what the bot tried so far.
    pub conversation: &'a Conversation,
    /// What names the message for good: the provider's id, the same however often the message is
    /// received and decided about.
    pub message: &'a str,
    /// What the customer wrote.
    pub content: &'a Content,
    /// What the tenant configured.
    pub knowledge: &'a Knowledge,
    /// When it is asked.
    pub at: Timestamp,
    /// Whether the bot may answer. Where it may not, because the month's replies are used up, the
    /// message is only read: whoever asks for a person or is called by the tenant's policy gets
    /// one as ever, no model is asked, and everything else ends in [`Verdict::quota_exhausted`].
    pub may_compose: bool,
}

/// What an evaluator proposes, and how it came to that.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// What to do.
    pub verdict: Verdict,
    /// Signals, scores, thresholds and matches, for either verdict.
    pub assessment: Assessment,
    /// What it used and found on the way.
    pub work: BotWork,
    /// What a language model tells the agent; none where none was asked.
    pub brief: Option<Brief>,
}

/// What a language model tells the agent of a conversation. None of it is believed before it was
/// held against the conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brief {
    /// What happened so far.
    pub summary: Option<String>,
    /// What the customer still wants to know.
    pub open_question: Option<String>,
    /// A reply for the agent to edit.
    pub suggested_reply: Option<String>,
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
        /// The team that is called; none for everybody.
        group: Option<GroupId>,
        /// The answer that was not good enough, if there was one.
        considered: Option<Tried>,
    },
}

impl Verdict {
    /// The rule under which a message goes to a person because the month's replies are used up.
    pub const QUOTA_RULE: &'static str = "quota_exhausted";
    /// The rule under which a message goes to a person because the evaluator failed.
    pub const FAILED_RULE: &'static str = "evaluator_failed";

    /// A person, who reads this language, is called because the bot may not answer.
    #[must_use]
    pub fn quota_exhausted(topic: Topic, urgency: Urgency, language: &str) -> Self {
        Self::Escalate {
            reason: Reason::Policy,
            reason_text: Why::Quota.in_language(language),
            topic,
            urgency,
            group: None,
            considered: None,
        }
    }
}

/// An escalation that was opened without the tenant's language model.
#[derive(Debug, Clone, Copy)]
pub struct BriefQuestion<'a> {
    /// Its conversation, with what was last said there.
    pub conversation: &'a Conversation,
    /// Why it was opened.
    pub reason: Reason,
    /// The packet as it stands.
    pub handoff: &'a Handoff,
    /// What the tenant configured.
    pub knowledge: &'a Knowledge,
    /// When it is asked.
    pub at: Timestamp,
}

/// What a language model told when it was asked of an escalation, and what that took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Briefed {
    /// What it told; none where it failed, or there is none.
    pub brief: Option<Brief>,
    /// Tokens that it used, in and out, whatever came of it.
    pub tokens: u64,
    /// What they cost, in millionths of a US dollar.
    pub cost_micros: u64,
}

/// Decides whether the bot should answer. Today the embedded evaluator; a trained classifier and
/// language models take the same place.
#[async_trait]
pub trait Evaluator: Send + Sync {
    /// What to do about a message.
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError>;

    /// What the tenant's language model tells of an escalation. Nothing where there is no model, and
    /// nothing where it fails: the packet stands without it.
    async fn brief(&self, _question: BriefQuestion<'_>) -> Briefed {
        Briefed::default()
    }
}
