//! Customers on the wire.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

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
    /// What else is known of them.
    pub attributes: BTreeMap<String, String>,
}

impl From<&baton_domain::Contact> for ContactProfile {
    fn from(contact: &baton_domain::Contact) -> Self {
        Self {
            contact: contact.into(),
            locale: contact.locale.clone(),
            attributes: contact.attributes.clone(),
        }
    }
}
