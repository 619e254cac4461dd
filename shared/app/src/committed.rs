//! Rows that were committed, as the table's stream tells of them. Every effect begins here.

use baton_domain::quota::Balance;
use baton_domain::{
    AgentId, Channel, ConnectionId, Conversation, ConversationId, DeliveryStatus, Escalation,
    Message, MessageId, TenantId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ports::{Agent, Notification};

/// What a take promised the customer. The take is written without being read first, so the place
/// of the message is known only to the row itself; `relay` files the message there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The message's id.
    pub message_id: MessageId,
    /// Who took it.
    pub agent_name: String,
    /// When.
    pub at: Timestamp,
}

/// Where a message stands, beside what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
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
    /// Who owned the conversation when the message was committed.
    pub owner: Option<AgentId>,
}

/// One committed row.
#[derive(Debug, Clone, PartialEq)]
pub enum CommittedRow {
    /// A conversation in a new version.
    Conversation {
        /// The conversation now.
        conversation: Box<Conversation>,
        /// What this very commit promised the customer, at `conversation.last_seq`.
        notice: Option<Notice>,
    },
    /// An escalation in a new version.
    Escalation {
        /// Whose.
        tenant_id: TenantId,
        /// The escalation now.
        escalation: Box<Escalation>,
        /// The escalation in its version before, where the row is not new. One that ended has a
        /// row of its own, which is new.
        previous: Option<Box<Escalation>>,
    },
    /// A message that is new, came further, or changed its words.
    Message {
        /// The message now.
        message: Box<Message>,
        /// Where it stands.
        place: Place,
        /// How far it had come, where it is not new.
        previous: Option<DeliveryStatus>,
    },
    /// An agent in a new version.
    Agent {
        /// Whose.
        tenant_id: TenantId,
        /// The agent now.
        agent: Agent,
    },
    /// A tenant's account of the bot's replies in a new version.
    Quota {
        /// Whose.
        tenant_id: TenantId,
        /// The account now.
        balance: Balance,
        /// The account in its version before, where the row is not new.
        previous: Option<Balance>,
    },
    /// A new notification.
    Notification {
        /// Whose.
        tenant_id: TenantId,
        /// The notification.
        notification: Notification,
    },
}
