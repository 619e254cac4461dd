//! What `webhook-intake` and the widget put on `inbound.fifo`, and `evaluate` takes from it.

use std::collections::BTreeMap;

use baton_domain::{
    Channel, ConnectionId, Content, ConversationId, DeliveryError, DeliveryStatus, TenantId,
    ThreadKey,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One update about one contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inbound {
    /// Whose connection it came in on.
    pub tenant_id: TenantId,
    /// Which.
    pub connection_id: ConnectionId,
    /// Its channel.
    pub channel: Channel,
    /// The contact's thread, as text.
    #[serde(with = "thread_text")]
    pub thread: ThreadKey,
    /// The contact's address on the channel.
    pub address: String,
    /// What happened.
    pub update: Update,
    /// When Baton received it.
    pub received_at: Timestamp,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Update {
    /// The customer wrote.
    Message {
        /// The provider's id of the message, or the visitor's.
        provider_id: String,
        /// The customer's profile name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        profile_name: Option<String>,
        /// The customer's locale.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        locale: Option<String>,
        /// What came with it about the customer, such as the advertisement that they tapped.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        attributes: BTreeMap<String, String>,
        /// The id that the widget already told its visitor.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation_id: Option<ConversationId>,
        /// What it says.
        content: Content,
        /// When it was written.
        at: Timestamp,
    },
    /// Somebody wrote to the customer from the business's own phone.
    Echo {
        /// The provider's id of the message.
        provider_id: String,
        /// What it says.
        content: Content,
        /// When it was written.
        at: Timestamp,
    },
    /// The customer changed a message.
    Edit {
        /// The provider's id of this update.
        provider_id: String,
        /// The provider's id of the message that changed.
        target_provider_id: String,
        /// What it says now.
        content: Content,
        /// When.
        at: Timestamp,
    },
    /// The customer took a message back.
    Delete {
        /// The provider's id of this update.
        provider_id: String,
        /// The provider's id of the message that is gone.
        target_provider_id: String,
        /// When.
        at: Timestamp,
    },
    /// News about a message that went out.
    Status {
        /// The provider's id of that message.
        provider_id: String,
        /// What Baton gave the provider to say with its statuses: [`crate::outbound::Callback`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        callback: Option<String>,
        /// How far it has come.
        status: DeliveryStatus,
        /// Why it failed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<DeliveryError>,
        /// When.
        at: Timestamp,
    },
}

impl Update {
    /// The name under which this update is carried out at most once within its connection.
    #[must_use]
    pub fn receipt_name(&self) -> String {
        match self {
            Self::Message { provider_id, .. } => format!("message:{provider_id}"),
            Self::Echo { provider_id, .. } => format!("echo:{provider_id}"),
            Self::Edit { provider_id, .. } => format!("edit:{provider_id}"),
            Self::Delete { provider_id, .. } => format!("delete:{provider_id}"),
            Self::Status {
                provider_id,
                status,
                ..
            } => {
                format!("status:{}:{provider_id}", status_name(*status))
            }
        }
    }
}

fn status_name(status: DeliveryStatus) -> &'static str {
    match status {
        DeliveryStatus::Received => "received",
        DeliveryStatus::Accepted => "accepted",
        DeliveryStatus::Sent => "sent",
        DeliveryStatus::Delivered => "delivered",
        DeliveryStatus::Read => "read",
        DeliveryStatus::Failed => "failed",
        DeliveryStatus::Uncertain => "uncertain",
    }
}

mod thread_text {
    use baton_domain::ThreadKey;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(key: &ThreadKey, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(key)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<ThreadKey, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
