//! What `webhook-intake`, the widget and `relay` put on `inbound.fifo`, and `evaluate` takes from it.

use std::collections::BTreeMap;

use baton_domain::{
    Channel, ConnectionId, Content, ConversationId, DeliveryError, DeliveryStatus, Escalation,
    EscalationId, TenantId, ThreadKey,
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
        /// What the tenant's own systems signed about the customer.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        verified: BTreeMap<String, String>,
        /// When that was signed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signed_at: Option<Timestamp>,
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
    /// Somebody changed a message that they wrote.
    Edit {
        /// Who.
        #[serde(default, skip_serializing_if = "Writer::is_customer")]
        writer: Writer,
        /// The provider's id of this update.
        provider_id: String,
        /// The provider's id of the message that changed.
        target_provider_id: String,
        /// What it says now.
        content: Content,
        /// When.
        at: Timestamp,
    },
    /// Somebody took back a message that they wrote.
    Delete {
        /// Who.
        #[serde(default, skip_serializing_if = "Writer::is_customer")]
        writer: Writer,
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
    /// An escalation was opened without the tenant's language model, which shall tell of it.
    Summarise {
        /// Which.
        escalation_id: EscalationId,
    },
}

/// Who wrote a message that did not go out from here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writer {
    /// The customer.
    #[default]
    Customer,
    /// Somebody at the business's own phone.
    Phone,
}

impl Writer {
    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks with a reference"
    )]
    const fn is_customer(&self) -> bool {
        matches!(self, Self::Customer)
    }

    /// The name under which a message of theirs is taken at most once within its connection.
    pub(crate) fn receipt_name(self, provider_id: &str) -> String {
        match self {
            Self::Customer => format!("message:{provider_id}"),
            Self::Phone => format!("echo:{provider_id}"),
        }
    }
}

impl Inbound {
    /// The order to have a model tell of this escalation; the same however often it is given.
    #[must_use]
    pub fn to_summarise(tenant_id: &TenantId, escalation: &Escalation) -> Self {
        Self {
            tenant_id: tenant_id.clone(),
            connection_id: escalation.connection_id,
            channel: escalation.channel,
            thread: escalation.conversation_id.thread(),
            address: escalation.contact.address.clone(),
            update: Update::Summarise {
                escalation_id: escalation.id,
            },
            received_at: escalation.created_at,
        }
    }

    /// What it is handled in order with: whatever else comes from the contact. A summary is asked
    /// for beside that, so that it delays none of the contact's messages by itself. An invocation is as
    /// long as the slowest of its batch, which is why a summary gets few seconds.
    #[must_use]
    pub fn group(&self) -> String {
        let contact = format!("{}#{}#{}", self.tenant_id, self.connection_id, self.thread);
        match self.update {
            Update::Summarise { .. } => contact + "#summary",
            Update::Message { .. }
            | Update::Echo { .. }
            | Update::Edit { .. }
            | Update::Delete { .. }
            | Update::Status { .. } => contact,
        }
    }
}

impl Update {
    /// The name under which this update is carried out at most once within its connection.
    #[must_use]
    pub fn receipt_name(&self) -> String {
        match self {
            Self::Message { provider_id, .. } => Writer::Customer.receipt_name(provider_id),
            Self::Echo { provider_id, .. } => Writer::Phone.receipt_name(provider_id),
            Self::Edit { provider_id, .. } => format!("edit:{provider_id}"),
            Self::Delete { provider_id, .. } => format!("delete:{provider_id}"),
            Self::Status {
                provider_id,
                status,
                ..
            } => {
                format!("status:{}:{provider_id}", status_name(*status))
            }
            Self::Summarise { escalation_id } => format!("summary:{escalation_id}"),
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
