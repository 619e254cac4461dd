//! Messages, edits and deletions, from customers and from the business's own phone.

use std::collections::BTreeMap;

use baton_app::inbound::{Update, Writer};
use baton_app::intake::Addressed;
use baton_domain::Content;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::fields::{id, label, list, object, text, time};
use super::{Ignored, Object, content};

/// Who wrote, as the same change tells it.
pub(super) struct Contacts<'a>(Vec<&'a Object>);

impl<'a> Contacts<'a> {
    pub(super) fn of(value: &'a Object) -> Self {
        Self(
            list(value, "contacts")
                .iter()
                .filter_map(Value::as_object)
                .collect(),
        )
    }

    fn find(&self, address: &str) -> Option<&'a Object> {
        self.0
            .iter()
            .find(|contact| {
                ["wa_id", "user_id"]
                    .iter()
                    .any(|key| text(contact, key).as_deref() == Some(address))
            })
            .copied()
    }
}

/// What a customer sent.
pub(super) fn inbound(
    item: &Value,
    contacts: &Contacts<'_>,
    received_at: Timestamp,
) -> Result<Addressed, Ignored> {
    let message = item.as_object().ok_or(Ignored("malformed"))?;
    let address = address(message, "from", "from_user_id")?;
    let update = revision(message, Writer::Customer, received_at).unwrap_or_else(|| {
        let contact = contacts.find(&address);
        Update::Message {
            provider_id: provider_id(message),
            profile_name: contact.and_then(|contact| profile(contact, "name")),
            locale: None,
            attributes: attributes(message, contact),
            verified: BTreeMap::new(),
            signed_at: None,
            conversation_id: None,
            content: content::of_message(message),
            at: time(message, received_at),
        }
    });
    Ok(Addressed { address, update })
}

/// What somebody sent from the business's own phone.
pub(super) fn echo(item: &Value, received_at: Timestamp) -> Result<Addressed, Ignored> {
    let message = item.as_object().ok_or(Ignored("malformed"))?;
    let address = address(message, "to", "to_user_id")?;
    let update = revision(message, Writer::Phone, received_at).unwrap_or_else(|| Update::Echo {
        provider_id: provider_id(message),
        content: content::of_message(message),
        at: time(message, received_at),
    });
    Ok(Addressed { address, update })
}

/// A number where there is one; else the id that stands for a customer who hides theirs.
fn address(message: &Object, number: &str, hidden: &str) -> Result<String, Ignored> {
    id(message, number)
        .or_else(|| id(message, hidden))
        .ok_or(Ignored("message_without_address"))
}

/// The message's id; without one, a name made of the message itself, so that it is neither lost
/// nor taken twice.
fn provider_id(message: &Object) -> String {
    id(message, "id").unwrap_or_else(|| {
        let json = serde_json::to_vec(message).unwrap_or_default();
        format!("sha256.{}", hex::encode(Sha256::digest(json)))
    })
}

/// An edit or a deletion that names its target, which the same writer wrote; anything else is a
/// message.
fn revision(message: &Object, writer: Writer, received_at: Timestamp) -> Option<Update> {
    let kind = message.get("type").and_then(Value::as_str)?;
    let payload = object(message, kind)?;
    let target_provider_id =
        || id(payload, "original_message_id").or_else(|| id(payload, "message_id"));
    match kind {
        "edit" => Some(Update::Edit {
            writer,
            provider_id: provider_id(message),
            target_provider_id: target_provider_id()?,
            content: edited(payload)?,
            at: time(message, received_at),
        }),
        "revoke" => Some(Update::Delete {
            writer,
            provider_id: provider_id(message),
            target_provider_id: target_provider_id()?,
            at: time(message, received_at),
        }),
        _ => None,
    }
}

/// What an edited message says now. It stands in `message`, in the shape of any other message; its
/// context is no message's id unless it looks like one.
fn edited(edit: &Object) -> Option<Content> {
    let mut content = content::read(object(edit, "message").unwrap_or(edit))?;
    content.in_reply_to = content.in_reply_to.filter(|id| id.starts_with("wamid."));
    Some(content)
}

fn profile(contact: &Object, key: &str) -> Option<String> {
    const LONGEST_NAME: usize = 256;
    let profile = object(contact, "profile")?;
    let name: String = text(profile, key)?
        .trim()
        .chars()
        .take(LONGEST_NAME)
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The advertisement or post that led the customer here, and what they are called where they
/// hide their number.
fn attributes(message: &Object, contact: Option<&Object>) -> BTreeMap<String, String> {
    let referral = object(message, "referral").into_iter().flat_map(|it| {
        [
            "source_type",
            "source_id",
            "source_url",
            "headline",
            "body",
            "media_type",
            "ctwa_clid",
        ]
        .into_iter()
        .filter_map(|key| Some((format!("referral_{key}"), label(it, key)?)))
    });
    let user_id = contact
        .and_then(|contact| id(contact, "user_id"))
        .or_else(|| id(message, "from_user_id"))
        .map(|user_id| ("whatsapp_user_id".to_owned(), user_id));
    let username = contact
        .and_then(|contact| profile(contact, "username"))
        .map(|username| ("whatsapp_username".to_owned(), username));
    referral.chain(user_id).chain(username).collect()
}
