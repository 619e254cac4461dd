//! Outbound bodies, for `POST /{phone_number_id}/messages` of the Graph API.

use baton_app::outbound::{Callback, OutboundMessage};
use baton_domain::{Content, MessageKind};
use serde_json::{Map, Value, json};

/// Why a message has no WhatsApp form. Sending it again would not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// WhatsApp has no such message, or Baton does not send it.
    #[error("WhatsApp messages of this kind are not sent: {0:?}")]
    NotSendable(MessageKind),
    /// A text without words.
    #[error("a text message needs words")]
    NoText,
    /// A file message without a file.
    #[error("a message of this kind needs a file: {0:?}")]
    NoMedia(MessageKind),
    /// A caption where WhatsApp takes none.
    #[error("WhatsApp takes no caption on this kind: {0:?}")]
    Caption(MessageKind),
    /// A template that is no JSON object with a name and a language.
    #[error("a template needs a name and a language")]
    Template,
}

/// The body that sends this message, as JSON.
///
/// `biz_opaque_callback_data` carries the [`Callback`], which WhatsApp repeats in each status.
///
/// # Errors
///
/// The [`BuildError`] that says why WhatsApp has no form for this message.
pub fn body(message: &OutboundMessage) -> Result<Value, BuildError> {
    let content = &message.content;
    let (kind, payload) = match content.kind {
        MessageKind::Text => (
            "text",
            json!({ "body": words(content).ok_or(BuildError::NoText)?, "preview_url": false }),
        ),
        MessageKind::Template => ("template", template(content)?),
        MessageKind::Image => ("image", media(content, true)?),
        MessageKind::Video => ("video", media(content, true)?),
        MessageKind::Document => ("document", media(content, true)?),
        MessageKind::Audio | MessageKind::Voice => ("audio", media(content, false)?),
        MessageKind::Sticker => ("sticker", media(content, false)?),
        other => return Err(BuildError::NotSendable(other)),
    };
    let callback = Callback {
        conversation_id: message.conversation_id,
        seq: message.seq,
    };
    let mut body = Map::new();
    body.insert("messaging_product".into(), "whatsapp".into());
    body.insert("recipient_type".into(), "individual".into());
    body.insert(
        recipient_field(&message.address).into(),
        message.address.clone().into(),
    );
    body.insert("type".into(), kind.into());
    body.insert(kind.into(), payload);
    if let Some(answered) = &content.in_reply_to {
        body.insert("context".into(), json!({ "message_id": answered }));
    }
    body.insert(
        "biz_opaque_callback_data".into(),
        callback.to_string().into(),
    );
    Ok(Value::Object(body))
}

/// A customer who hides their number is addressed by the id that Meta gives them for this
/// business, such as `US.1349…`, which goes into a field of its own.
fn recipient_field(address: &str) -> &'static str {
    let is_number = address
        .strip_prefix('+')
        .unwrap_or(address)
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    if is_number { "to" } else { "recipient" }
}

fn words(content: &Content) -> Option<&str> {
    content
        .text
        .as_deref()
        .filter(|text| !text.trim().is_empty())
}

fn media(content: &Content, takes_caption: bool) -> Result<Value, BuildError> {
    let file = content
        .media
        .as_ref()
        .ok_or(BuildError::NoMedia(content.kind))?;
    let is_link = file.id.starts_with("https://") || file.id.starts_with("http://");
    let mut payload = Map::new();
    payload.insert(
        if is_link { "link" } else { "id" }.into(),
        file.id.clone().into(),
    );
    if let Some(caption) = words(content) {
        if !takes_caption {
            return Err(BuildError::Caption(content.kind));
        }
        payload.insert("caption".into(), caption.into());
    }
    if content.kind == MessageKind::Document
        && let Some(filename) = &file.filename
    {
        payload.insert("filename".into(), filename.clone().into());
    }
    if content.kind == MessageKind::Voice {
        payload.insert("voice".into(), true.into());
    }
    Ok(Value::Object(payload))
}

fn template(content: &Content) -> Result<Value, BuildError> {
    let raw = content.raw.as_deref().ok_or(BuildError::Template)?;
    let mut given: Map<String, Value> =
        serde_json::from_str(raw).map_err(|_| BuildError::Template)?;
    let mut payload = Map::new();
    let name = given
        .remove("name")
        .filter(|name| name.as_str().is_some_and(|name| !name.is_empty()))
        .ok_or(BuildError::Template)?;
    payload.insert("name".into(), name);
    let language = match given.remove("language") {
        Some(Value::String(code)) if !code.is_empty() => json!({ "code": code }),
        Some(language) if language.get("code").is_some_and(Value::is_string) => language,
        _ => return Err(BuildError::Template),
    };
    payload.insert("language".into(), language);
    if let Some(components) = given.remove("components") {
        payload.insert("components".into(), components);
    }
    Ok(Value::Object(payload))
}

#[cfg(test)]
mod tests {
    use baton_domain::{
        Author, Channel, Content, ConversationId, Media, MessageId, OwnerEpoch, Seq, ThreadKey,
    };
    use insta::assert_json_snapshot;

    use super::*;

    fn message(content: Content) -> OutboundMessage {
        let at = jiff::Timestamp::from_second(1_760_000_000).unwrap();
        OutboundMessage {
            tenant_id: "acme".parse().unwrap(),
            conversation_id: ConversationId::in_thread(ThreadKey::from_bytes([7; 10]), at),
            connection_id: "con_01K75MWS0000000000000000AA".parse().unwrap(),
            channel: Channel::Whatsapp,
            address: "15550001".into(),
            message_id: MessageId::from_ulid(ulid_of("01K75MWS0000000000000000BB")),
            seq: Seq(12),
            author: Author::Bot,
            epoch: OwnerEpoch(3),
            content,
        }
    }

    fn ulid_of(text: &str) -> ulid::Ulid {
        ulid::Ulid::from_string(text).unwrap()
    }

    fn file(kind: MessageKind, id: &str, text: Option<&str>) -> Content {
        Content {
            kind,
            text: text.map(Into::into),
            media: Some(Media {
                id: id.into(),
                mime_type: None,
                filename: Some("invoice.pdf".into()),
                sha256: None,
                size: None,
            }),
            raw: None,
            in_reply_to: None,
        }
    }

    fn template_of(raw: &str) -> Content {
        Content {
            kind: MessageKind::Template,
            raw: Some(raw.into()),
            ..Content::text("shown to agents only")
        }
    }

    #[test]
    fn a_text() {
        assert_json_snapshot!(body(&message(Content::text("It is on its way."))).unwrap());
    }

    #[test]
    fn an_answer_to_a_message() {
        let content = Content {
            in_reply_to: Some("wamid.asked".into()),
            ..Content::text("Yes.")
        };
        assert_json_snapshot!(body(&message(content)).unwrap());
    }

    #[test]
    fn a_template_passes_name_language_and_components() {
        let raw = r#"{"name":"parcel_news","language":"en_US","components":[{"type":"body","parameters":[{"type":"text","text":"Ana"}]}],"other":1}"#;
        assert_json_snapshot!(body(&message(template_of(raw))).unwrap());
    }

    #[test]
    fn files_by_id_and_by_link() {
        let bodies = [
            file(MessageKind::Image, "1234", Some("this one")),
            file(MessageKind::Video, "https://files.example/a.mp4", None),
            file(
                MessageKind::Document,
                "https://files.example/a.pdf",
                Some("your invoice"),
            ),
            file(MessageKind::Audio, "1235", None),
            file(MessageKind::Voice, "1236", None),
        ]
        .map(|content| body(&message(content)).unwrap());
        assert_json_snapshot!(bodies);
    }

    #[test]
    fn a_customer_who_hides_their_number_is_addressed_by_their_id() {
        let hidden = OutboundMessage {
            address: "US.13491208655302741918".into(),
            ..message(Content::text("Hello"))
        };
        let body = body(&hidden).unwrap();
        assert_eq!(body["recipient"], "US.13491208655302741918");
        assert_eq!(body.get("to"), None);
    }

    #[test]
    fn what_has_no_form_is_refused_before_it_is_sent() {
        let refused = |content| body(&message(content)).unwrap_err();
        assert_eq!(
            refused(Content::note("between us")),
            BuildError::NotSendable(MessageKind::Note)
        );
        assert_eq!(refused(Content::text("  ")), BuildError::NoText);
        assert_eq!(
            refused(Content {
                media: None,
                ..file(MessageKind::Image, "1", None)
            }),
            BuildError::NoMedia(MessageKind::Image)
        );
        assert_eq!(
            refused(file(MessageKind::Audio, "1", Some("listen"))),
            BuildError::Caption(MessageKind::Audio)
        );
        for raw in ["", "[]", r#"{"name":"a"}"#, r#"{"language":"en"}"#] {
            assert_eq!(refused(template_of(raw)), BuildError::Template, "{raw}");
        }
    }
}
