//! Messages as their visitor sees them.

use baton_api::message::Author;
use baton_api::words::{AuthorKind, MessageKind, MessageStatus};
use baton_domain::{self as domain, Revision};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// Part of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorMessages {
    /// The messages, oldest first.
    pub items: Vec<VisitorMessage>,
    /// What to ask for next time: `?after=`. It may be further than the last of `items`.
    pub next_after: u64,
}

/// One message.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorMessage {
    /// The message, `msg_…`.
    pub id: String,
    /// Its place in the conversation.
    pub seq: u64,
    /// Who wrote it.
    pub author: VisitorAuthor,
    /// What it is.
    pub kind: MessageKind,
    /// Its words; none once it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<VisitorMedia>,
    /// How far it has come.
    pub status: MessageStatus,
    /// The visitor's own name of the message, where it is theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_message_id: Option<String>,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// Who wrote a message. Of an agent, the visitor learns the name and nothing else.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorAuthor {
    /// What they are.
    pub kind: AuthorKind,
    /// The agent's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorMedia {
    /// Where it is: the id of a file kept here, `fil_…`, or an address.
    pub id: String,
    /// Its MIME type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// How large it is, in bytes, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

impl VisitorMessage {
    /// A message as this visitor sees it.
    #[must_use]
    pub fn new(message: &domain::Message, visitor_id: &str) -> Self {
        let content = match &message.revision {
            None => Some(&message.content),
            Some(Revision::Edited { content, .. }) => Some(content),
            Some(Revision::Deleted { .. }) => None,
        };
        let author = Author::from(&message.author);
        let own_id = message
            .provider_id
            .as_deref()
            .filter(|_| message.author == domain::Author::Customer)
            .and_then(|id| id.strip_prefix(visitor_id)?.strip_prefix(':'));
        Self {
            id: message.id.to_string(),
            seq: message.seq.0,
            author: VisitorAuthor {
                kind: author.kind,
                name: author.name,
            },
            kind: content.unwrap_or(&message.content).kind.into(),
            text: content.and_then(|content| content.text.clone()),
            media: content
                .and_then(|content| content.media.as_ref())
                .map(|media| VisitorMedia {
                    id: media.id.clone(),
                    mime_type: media.mime_type.clone(),
                    filename: media.filename.clone(),
                    size: media.size,
                }),
            status: message.status.into(),
            client_message_id: own_id.map(Into::into),
            created_at: message.created_at,
        }
    }
}
