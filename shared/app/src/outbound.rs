//! What `relay` hands on: messages to send, and changes to tell of.

use std::fmt;
use std::str::FromStr;

use baton_domain::quota::{Balance, Month, Threshold};
use baton_domain::{
    AgentId, Author, Channel, ConnectionId, Content, ConversationId, MessageId, OwnerEpoch, Seq,
    TenantId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A committed message on its way to the customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutboundMessage {
    /// Whose.
    pub tenant_id: TenantId,
    /// In which conversation.
    pub conversation_id: ConversationId,
    /// Through which connection.
    pub connection_id: ConnectionId,
    /// Its channel.
    pub channel: Channel,
    /// The contact's address.
    pub address: String,
    /// The message.
    pub message_id: MessageId,
    /// Its place.
    pub seq: Seq,
    /// Who wrote it. Only a bot's message is fenced.
    pub author: Author,
    /// The epoch that it was decided under.
    pub epoch: OwnerEpoch,
    /// What it says.
    pub content: Content,
}

/// What Baton asks a provider to repeat in its statuses, so that a status finds its message even
/// when the answer to the send was lost. It names no customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Callback {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message's place in it.
    pub seq: Seq,
}

impl fmt::Display for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.conversation_id, self.seq.0)
    }
}

impl FromStr for Callback {
    type Err = CallbackError;

    fn from_str(text: &str) -> Result<Self, CallbackError> {
        let (conversation, seq) = text.split_once('.').ok_or(CallbackError)?;
        Ok(Self {
            conversation_id: conversation.parse().map_err(|_| CallbackError)?,
            seq: Seq(seq.parse().map_err(|_| CallbackError)?),
        })
    }
}

/// The text is none of Baton's callbacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a callback of Baton's")]
pub struct CallbackError;

/// The kinds of change that listeners hear of; the names are the WebSocket's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangeKind {
    /// An escalation is new or different.
    #[serde(rename = "escalation.upserted")]
    EscalationUpserted,
    /// Somebody said something.
    #[serde(rename = "message.created")]
    MessageCreated,
    /// A message came further, or its words changed.
    #[serde(rename = "message.status")]
    MessageStatus,
    /// A conversation is different.
    #[serde(rename = "conversation.updated")]
    ConversationUpdated,
    /// An agent came, went, or has more or less in hand.
    #[serde(rename = "agent.presence")]
    AgentPresence,
    /// An agent should know something.
    #[serde(rename = "notification.created")]
    NotificationCreated,
    /// A tenant has used 80 or 100 per cent of the month's replies. Told to `notify`, never to
    /// sockets.
    #[serde(rename = "quota.reached")]
    QuotaReached,
}

/// Who hears of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Audience {
    /// Everybody of the tenant's.
    Tenant,
    /// Those who watch this conversation or own it, and its visitor where `for_visitor` holds.
    Conversation {
        /// Which.
        conversation_id: ConversationId,
        /// Who owns it.
        owner: Option<AgentId>,
        /// Whether the visitor may see it.
        for_visitor: bool,
    },
    /// One agent.
    Agent {
        /// Whom.
        agent_id: AgentId,
    },
    /// No socket: whom it concerns is told otherwise.
    Nobody,
}

/// A committed change, as listeners hear of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Whose.
    pub tenant_id: TenantId,
    /// What kind.
    #[serde(rename = "type")]
    pub kind: ChangeKind,
    /// Of what.
    pub id: String,
    /// The version after it.
    pub version: u64,
    /// What happened, for those who act on it: `opened`, `taken`, `requeued`, `assigned`,
    /// `overdue`, `resolved`, `closed`, `updated`, `created`, `quota_low`, `quota_exhausted`,
    /// [`Change::APPEARED`].
    pub change: String,
    /// When it happened, where the row tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Who hears of it.
    pub audience: Audience,
    /// The thing after it, in the shape of the API.
    pub data: serde_json::Value,
}

/// What is told where a tenant has used much of the month's replies, or all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaReached {
    /// The month, as `2026-11`.
    pub month: Month,
    /// The threshold, in per cent: 80 or 100.
    pub percent: u64,
    /// How many replies were used.
    pub used: u64,
    /// How many the month grants with all packs.
    pub allowance: u64,
}

impl QuotaReached {
    /// What a balance that reached this threshold tells.
    #[must_use]
    pub fn new(balance: &Balance, threshold: Threshold) -> Self {
        Self {
            month: balance.month.clone(),
            percent: threshold.percent(),
            used: balance.used(),
            allowance: balance.allowance(),
        }
    }

    /// The same for the same threshold of the same allowance in the same month.
    #[must_use]
    pub fn id(&self) -> String {
        format!("quota#{}#{}#{}", self.month, self.percent, self.allowance)
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.percent == Threshold::Exhausted.percent()
    }

    /// What happened: `quota_low` or `quota_exhausted`.
    #[must_use]
    pub fn change(&self) -> &'static str {
        if self.is_exhausted() {
            "quota_exhausted"
        } else {
            "quota_low"
        }
    }
}

impl Change {
    /// The `change` of a message that its customer can see from now on.
    pub const APPEARED: &'static str = "appeared";
}
