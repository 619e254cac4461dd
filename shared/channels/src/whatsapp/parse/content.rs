//! What a message says, kind by kind.

use baton_domain::{Content, FileType, Media, MessageKind, legible};
use serde_json::{Map, Value};

use super::Object;
use super::fields::{MOST_TEXT, clipped, id, label, list, object, raw, text};

/// What a message says; as `unsupported`, with all that came, where it cannot be read.
pub(super) fn of_message(message: &Object) -> Content {
    // Groups are conversations of several customers, which Baton does not have.
    let is_private = !message.contains_key("group_id");
    is_private
        .then(|| read(message))
        .flatten()
        .unwrap_or_else(|| Content {
            kind: MessageKind::Unsupported,
            text: None,
            media: None,
            raw: raw(message),
            in_reply_to: answered(message),
        })
}

/// What a message says, if it can be read.
pub(super) fn read(message: &Object) -> Option<Content> {
    let kind = kind(message)?;
    let mut content = match kind {
        "text" => words(text(object(message, kind)?, "body")?),
        "image" => file(message, kind, MessageKind::Image)?,
        "video" => file(message, kind, MessageKind::Video)?,
        "document" => file(message, kind, MessageKind::Document)?,
        "sticker" => Content {
            raw: kept(object(message, kind)?, &["animated"]),
            ..file(message, kind, MessageKind::Sticker)?
        },
        "audio" | "voice" => {
            let is_recorded = kind == "voice"
                || object(message, kind)?.get("voice").and_then(Value::as_bool) == Some(true);
            let kind_of_audio = if is_recorded {
                MessageKind::Voice
            } else {
                MessageKind::Audio
            };
            file(message, kind, kind_of_audio)?
        }
        "location" => location(object(message, kind)?)?,
        "contacts" => contacts(message)?,
        "interactive" => interactive(object(message, kind)?)?,
        "button" => {
            let button = object(message, kind)?;
            shaped(MessageKind::Button, Some(text(button, "text")?), button)
        }
        "reaction" => return reaction(object(message, kind)?),
        "order" => {
            let order = object(message, kind)?;
            shaped(MessageKind::Order, text(order, "text"), order)
        }
        "system" => {
            let system = object(message, kind)?;
            shaped(MessageKind::System, text(system, "body"), system)
        }
        // The customer opened the chat and has not written yet.
        "request_welcome" => shaped(MessageKind::System, None, message),
        _ => return None,
    };
    content.in_reply_to = answered(message);
    if content.raw.is_none() {
        content.raw = object(message, "context").and_then(|it| kept(it, &["referred_product"]));
    }
    Some(content)
}

/// The kind that the message names, or the one whose fields it carries: an edited message comes
/// without a name.
fn kind(message: &Object) -> Option<&str> {
    const WITH_FIELDS: [&str; 12] = [
        "text",
        "image",
        "video",
        "document",
        "sticker",
        "audio",
        "voice",
        "location",
        "contacts",
        "interactive",
        "button",
        "order",
    ];
    match message.get("type") {
        Some(Value::String(kind)) => Some(kind),
        Some(_) => None,
        None => WITH_FIELDS
            .into_iter()
            .find(|kind| message.contains_key(*kind)),
    }
}

fn answered(message: &Object) -> Option<String> {
    id(object(message, "context")?, "id")
}

fn words(text: String) -> Content {
    Content {
        kind: MessageKind::Text,
        text: Some(text),
        media: None,
        raw: None,
        in_reply_to: None,
    }
}

fn shaped(kind: MessageKind, text: Option<String>, payload: &Object) -> Content {
    Content {
        kind,
        text,
        media: None,
        raw: raw(payload),
        in_reply_to: None,
    }
}

fn file(message: &Object, key: &str, kind: MessageKind) -> Option<Content> {
    let file = object(message, key)?;
    let mime_type = label(file, "mime_type");
    let known = mime_type.as_deref().and_then(FileType::of);
    let filename = label(file, "filename").map(|name| match known {
        Some(known) => known.named(&name),
        None => legible(&name),
    });
    Some(Content {
        kind,
        text: text(file, "caption"),
        media: Some(Media {
            id: id(file, "id")?,
            mime_type,
            filename,
            sha256: label(file, "sha256"),
            size: None,
        }),
        raw: None,
        in_reply_to: None,
    })
}

/// Those of the fields that are there, as JSON.
fn kept(of: &Object, keys: &[&str]) -> Option<String> {
    let kept: Map<String, Value> = keys
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), of.get(*key)?.clone())))
        .collect();
    if kept.is_empty() { None } else { raw(&kept) }
}

fn location(location: &Object) -> Option<Content> {
    let (latitude, longitude) = (text(location, "latitude")?, text(location, "longitude")?);
    let name = text(location, "name")
        .or_else(|| text(location, "address"))
        .unwrap_or_else(|| format!("{latitude}, {longitude}"));
    Some(shaped(MessageKind::Location, Some(name), location))
}

fn contacts(message: &Object) -> Option<Content> {
    let cards = message.get("contacts")?.as_array()?;
    let names: Vec<String> = list(message, "contacts")
        .iter()
        .filter_map(|card| {
            let name = object(card.as_object()?, "name")?;
            label(name, "formatted_name").or_else(|| label(name, "first_name"))
        })
        .collect();
    Some(Content {
        kind: MessageKind::Contacts,
        text: (!names.is_empty()).then(|| clipped(&names.join(", "), MOST_TEXT).to_owned()),
        media: None,
        raw: raw(cards),
        in_reply_to: None,
    })
}

fn interactive(interactive: &Object) -> Option<Content> {
    let choice = ["button_reply", "list_reply", "nfm_reply"]
        .into_iter()
        .find_map(|key| object(interactive, key));
    let title = choice.and_then(|choice| text(choice, "title").or_else(|| text(choice, "body")));
    if interactive.is_empty() {
        return None;
    }
    Some(shaped(MessageKind::Interactive, title, interactive))
}

/// A reaction without an emoji takes the earlier one back.
fn reaction(reaction: &Object) -> Option<Content> {
    Some(Content {
        in_reply_to: Some(id(reaction, "message_id")?),
        ..shaped(MessageKind::Reaction, text(reaction, "emoji"), reaction)
    })
}
