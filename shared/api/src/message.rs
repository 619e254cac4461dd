//! Messages on the wire.

use baton_domain as domain;
use baton_domain::Revision;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::assessment::Assessment;
use crate::escalation::json_or_text;
use crate::words::{AuthorKind, MessageKind, MessageStatus};

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Message {
    /// The message, `msg_…`.
    pub id: String,
    /// Grows with every change; keep the record with the highest.
    pub version: u64,
    /// Where it was said, `cnv_…`.
    pub conversation_id: String,
    /// Its place in the conversation, counted from 1.
    pub seq: u64,
    /// Who wrote it.
    pub author: Author,
    /// What it is.
    pub kind: MessageKind,
    /// Its words; those of its last edit, and none once it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// What the kind carries beyond words and a file, in the provider's shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub details: Option<Value>,
    /// The provider's id of the message that this one answers or reacts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<String>,
    /// How far it has come.
    pub status: MessageStatus,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<DeliveryError>,
    /// Why the bot said it rather than call somebody; only of its own messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
    /// When it was written, as its channel says.
    pub created_at: Timestamp,
    /// When its writer last changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// When its writer took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Author {
    /// What they are.
    pub kind: AuthorKind,
    /// The agent, `agt_…`, where it is one and known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The agent's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl From<&domain::Author> for Author {
    fn from(author: &domain::Author) -> Self {
        let (kind, agent) = match author {
            domain::Author::Customer => (AuthorKind::Customer, None),
            domain::Author::Bot => (AuthorKind::Bot, None),
            domain::Author::Agent { agent } => (AuthorKind::Agent, agent.as_ref()),
            domain::Author::System => (AuthorKind::System, None),
        };
        Self {
            kind,
            id: agent.map(|agent| agent.id.to_string()),
            name: agent.map(|agent| agent.name.clone()),
        }
    }
}

/// A file that came or goes with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Media {
    /// Where its bytes are: the id of a file kept here, `fil_…`, an `https` address, or the
    /// provider's id.
    pub id: String,
    /// Its MIME type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Its SHA-256 as the provider gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// How large it is, in bytes, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

impl From<&domain::Media> for Media {
    fn from(media: &domain::Media) -> Self {
        Self {
            id: media.id.clone(),
            mime_type: media.mime_type.clone(),
            filename: media.filename.clone(),
            sha256: media.sha256.clone(),
            size: media.size,
        }
    }
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DeliveryError {
    /// A stable name, such as `outside_customer_window`.
    pub code: String,
    /// The provider's own number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_code: Option<i64>,
    /// What an agent can read.
    pub title: String,
}

impl From<&domain::DeliveryError> for DeliveryError {
    fn from(error: &domain::DeliveryError) -> Self {
        Self {
            code: error.code.clone(),
            provider_code: error.provider_code,
            title: error.title.clone(),
        }
    }
}

impl Message {
    /// A message of this conversation.
    #[must_use]
    pub fn new(conversation: domain::ConversationId, message: &domain::Message) -> Self {
        let (content, edited_at, deleted_at) = match &message.revision {
            None => (Some(&message.content), None, None),
            Some(Revision::Edited { content, at }) => (Some(content), Some(*at), None),
            Some(Revision::Deleted { at }) => (None, None, Some(*at)),
        };
        Self {
            id: message.id.to_string(),
            version: message.version().0,
            conversation_id: conversation.to_string(),
            seq: message.seq.0,
            author: (&message.author).into(),
            kind: content.unwrap_or(&message.content).kind.into(),
            text: content.and_then(|content| content.text.clone()),
            media: content.and_then(|content| content.media.as_ref().map(Into::into)),
            details: content
                .and_then(|content| content.raw.as_deref())
                .map(json_or_text),
            in_reply_to: message.content.in_reply_to.clone(),
            status: message.status.into(),
            error: message.error.as_ref().map(Into::into),
            assessment: message.assessment.as_deref().map(Into::into),
            created_at: message.created_at,
            edited_at,
            deleted_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::{Content, DeliveryStatus};
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    fn shape(message: &domain::Message) -> Message {
        Message::new(samples::conversation().id, message)
    }

    #[test]
    fn an_agents_words_that_could_not_be_delivered() {
        let message = domain::Message {
            status: DeliveryStatus::Failed,
            error: Some(domain::DeliveryError {
                code: "outside_customer_window".into(),
                provider_code: Some(131_047),
                title: "The customer's 24-hour window has closed.".into(),
            }),
            ..samples::reply()
        };
        assert_json_snapshot!("message_failed", shape(&message));
    }

    #[test]
    fn a_customers_picture_with_all_that_came_with_it() {
        assert_json_snapshot!("message_image", shape(&samples::picture()));
    }

    #[test]
    fn a_bots_answer_says_why_nobody_was_called() {
        assert_json_snapshot!("message_of_the_bot", shape(&samples::answer()));
    }

    #[test]
    fn an_edited_message_says_what_it_says_now_and_a_deleted_one_nothing() {
        let edited = domain::Message {
            revision: Some(Revision::Edited {
                content: Content::text("Where is my large parcel?"),
                at: samples::at(40),
            }),
            ..samples::question()
        };
        assert_json_snapshot!("message_edited", shape(&edited));
        let deleted = domain::Message {
            revision: Some(Revision::Deleted {
                at: samples::at(50),
            }),
            ..samples::picture()
        };
        let shape = serde_json::to_value(shape(&deleted)).unwrap();
        assert_eq!(shape["deleted_at"], samples::at(50).to_string());
        assert_eq!(shape["kind"], "image");
        assert!(shape.get("text").is_none() && shape.get("media").is_none());
        assert!(shape.get("details").is_none());
    }
}
