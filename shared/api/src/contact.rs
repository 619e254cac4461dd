//! Customers on the wire.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::agent::Assignee;

/// A customer, as lists name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contact {
    /// The contact, `ctc_…`.
    pub id: String,
    /// The name from their profile; null where the channel gives none.
    #[schema(required)]
    pub name: Option<String>,
    /// The channel's own name for them: a phone number in digits, a visitor's or page-scoped id.
    pub address: String,
}

impl From<&baton_domain::Contact> for Contact {
    fn from(contact: &baton_domain::Contact) -> Self {
        Self {
            id: contact.id.to_string(),
            name: contact.name.clone(),
            address: contact.address.clone(),
        }
    }
}

/// A customer with all that is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContactProfile {
    /// As lists name them.
    #[serde(flatten)]
    pub contact: Contact,
    /// Their locale (BCP 47); null where the channel gives none.
    #[schema(required)]
    pub locale: Option<String>,
    /// What else the channel says of them; on a website the page's word, by which no trigger goes.
    pub attributes: BTreeMap<String, String>,
    /// What the company itself says of them: what its own systems signed, and what a lead set.
    pub verified: BTreeMap<String, String>,
}

/// A customer with all that is known of them, and who said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContactDetail {
    /// All that is known of them.
    #[serde(flatten)]
    pub profile: ContactProfile,
    /// Who said last what is in `verified`, or took it out, by name.
    pub told: BTreeMap<String, Telling>,
}

/// Who said something of a customer, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Telling {
    /// When.
    pub at: Timestamp,
    /// Who set it or took it away; null where the company's own systems signed it.
    #[schema(required)]
    pub by: Option<Assignee>,
}

impl From<&baton_domain::Conversation> for ContactDetail {
    fn from(conversation: &baton_domain::Conversation) -> Self {
        let told = conversation.told.iter().map(|(name, last)| {
            let telling = Telling {
                at: last.at,
                by: last.by.as_ref().map(Assignee::from),
            };
            (name.clone(), telling)
        });
        Self {
            profile: (&conversation.contact).into(),
            told: told.collect(),
        }
    }
}

impl From<&baton_domain::Contact> for ContactProfile {
    fn from(contact: &baton_domain::Contact) -> Self {
        Self {
            contact: contact.into(),
            locale: contact.locale.clone(),
            attributes: contact.attributes.clone(),
            verified: contact.verified.clone(),
        }
    }
}
