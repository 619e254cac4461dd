//! Customers and the channels that they write on.

use std::borrow::Cow;
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
    /// What else the channel says of them. On a website that is the page's word, which every visitor
    /// can put into its mouth.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// What the tenant itself says of them: what its own systems signed, and what its people and
    /// systems set. Who said it last stands beside it, in [`Conversation::told`].
    ///
    /// [`Conversation::told`]: crate::Conversation::told
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub verified: BTreeMap<String, String>,
}

impl Contact {
    /// How many characters an attribute's value has at most.
    pub const LONGEST_ATTRIBUTE: usize = 256;

    /// How many attributes of either kind are kept of a contact.
    pub const MOST_ATTRIBUTES: usize = 32;

    /// What a trigger may go by: what the tenant says, and what the channel's provider says. What a
    /// website's page says is kept for agents, and decides nothing.
    #[must_use]
    pub fn trusted(&self, channel: Channel) -> Cow<'_, BTreeMap<String, String>> {
        if channel == Channel::Widget || self.attributes.is_empty() {
            return Cow::Borrowed(&self.verified);
        }
        let mut trusted = self.attributes.clone();
        trusted.extend(self.verified.clone());
        Cow::Owned(trusted)
    }

    /// Whether an attribute may be called this.
    #[must_use]
    pub fn names_an_attribute(name: &str) -> bool {
        const LONGEST: usize = 64;
        (1..=LONGEST).contains(&name.len())
            && name
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.'))
    }

    /// The name, or the address of a customer without one.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.address)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::ThreadKey;

    #[test]
    fn what_a_page_says_decides_nothing_and_what_was_signed_does() {
        let said = |name: &str, value: &str| BTreeMap::from([(name.into(), value.into())]);
        let contact = Contact {
            id: ContactId::in_thread(ThreadKey::from_bytes([1; 10]), Timestamp::UNIX_EPOCH),
            address: "vis_1".into(),
            name: None,
            locale: None,
            attributes: said("tier", "vip"),
            verified: BTreeMap::new(),
        };
        assert!(contact.trusted(Channel::Widget).is_empty());
        assert_eq!(contact.trusted(Channel::Whatsapp)["tier"], "vip");
        let signed = Contact {
            verified: said("tier", "silver"),
            ..contact
        };
        for channel in [Channel::Widget, Channel::Whatsapp] {
            assert_eq!(signed.trusted(channel)["tier"], "silver");
        }
    }
}
