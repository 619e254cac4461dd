//! Customers and the channels that they write on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ContactId;

/// A kind of channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// WhatsApp Cloud API.
    Whatsapp,
    /// The chat widget on a website.
    Widget,
    /// Instagram direct messages.
    Instagram,
    /// Facebook Messenger.
    Messenger,
}

impl Channel {
    /// Whether a free-form answer is only allowed for 24 hours after the customer's last message.
    #[must_use]
    pub fn has_customer_window(self) -> bool {
        !matches!(self, Self::Widget)
    }
}

/// A customer on a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The contact.
    pub id: ContactId,
    /// The channel's own name for them: a phone number in digits, a visitor or page-scoped id.
    pub address: String,
    /// The name from their profile, where the channel gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their locale, where the channel gives one (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// What else is known of them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
}

impl Contact {
    /// The name, or the address of a customer without one.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.address)
    }
}
