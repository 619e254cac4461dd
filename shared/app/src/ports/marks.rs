//! What agents say of escalations afterwards.

use async_trait::async_trait;
use baton_domain::{
    AgentRef, ConversationId, EscalationId, Reason, Seq, TenantId, ThreadKey, Topic, Version,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Page, PortError};

/// What was wrong with an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The bot could have answered.
    ShouldNotHave,
    /// A person was needed before.
    ShouldHaveComeEarlier,
}

/// What an agent says of an escalation, with what the escalation was when they said it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The escalation.
    pub escalation_id: EscalationId,
    /// Its conversation.
    pub conversation_id: ConversationId,
    /// What was wrong with it; none where what was said of it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<MarkKind>,
    /// The customer's message that it is about: the escalation's evidence, or where it should have
    /// come; none where the agent named none, and where it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<Seq>,
    /// The agent's words for teammates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who marked it.
    pub by: AgentRef,
    /// When.
    pub at: Timestamp,
    /// Grows with every change.
    pub version: Version,
    /// Why it was opened.
    pub reason: Reason,
    /// What it is about.
    #[serde(rename = "type")]
    pub topic: Topic,
    /// What decided it.
    pub evaluator: String,
    /// The rule that decided it; nothing in a mark that was made before it was kept.
    #[serde(default)]
    pub rule: String,
    /// The customer's language, where the channel told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// What was said of it before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierMark>,
}

/// A mark that another one took the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierMark {
    /// What it said; none where it took one back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<MarkKind>,
    /// Who marked it.
    pub by: AgentRef,
    /// When.
    pub at: Timestamp,
}

/// An escalation, as far as figures need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The escalation.
    pub id: EscalationId,
    /// Its conversation.
    pub conversation_id: ConversationId,
    /// Why it was opened.
    pub reason: Reason,
    /// What decided it.
    pub evaluator: String,
    /// The rule that decided it.
    #[serde(default)]
    pub rule: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// The message that shows why; none where a person opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<Seq>,
}

/// The escalations of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decisions {
    /// All that were opened since then, in no order.
    pub items: Vec<Decision>,
    /// Since when they are told: later than was asked for where there were too many.
    pub since: Timestamp,
    /// Whether there were too many.
    pub is_more: bool,
}

/// What agents say of escalations, and what there was to say it of.
#[async_trait]
pub trait Marks: Send + Sync {
    /// What is said of an escalation.
    async fn mark(
        &self,
        tenant: &TenantId,
        escalation: EscalationId,
    ) -> Result<Option<Mark>, PortError>;

    /// Keeps a mark in the place of the one with the version before; `false` where there is
    /// another.
    async fn put(&self, tenant: &TenantId, mark: &Mark) -> Result<bool, PortError>;

    /// Marks made at this time or after, in the order in which they were made.
    async fn marks(
        &self,
        tenant: &TenantId,
        since: Timestamp,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Mark>, PortError>;

    /// All escalations, live and ended, opened at this time or after; of too many the last.
    async fn decisions(&self, tenant: &TenantId, since: Timestamp) -> Result<Decisions, PortError>;

    /// All escalations of a conversation, live and ended, oldest first.
    async fn of_conversation(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
    ) -> Result<Vec<Decision>, PortError>;
}
