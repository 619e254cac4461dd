//! What an agent can send.

use baton_api::Problem;
use baton_api::acting::{LONGEST_TEXT, words};
use baton_domain::{Content, Media, MessageKind};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

const LONGEST_CAPTION: usize = 1024;
const LONGEST_NAME: usize = 512;
const LONGEST_LINK: usize = 2048;

/// A message to the customer: exactly one of `text`, `template` and `media`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// The client's own id of it, under which it is sent once; 1 to 255 visible ASCII characters.
    #[schema(min_length = 1, max_length = 255)]
    pub client_message_id: String,
    /// Words; 1 to 4,096 characters.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4096)]
    pub text: Option<String>,
    /// A template that the provider has approved; the only thing that can be sent once the
    /// customer's window has closed.
    #[serde(default)]
    pub template: Option<NewTemplate>,
    /// A file.
    #[serde(default)]
    pub media: Option<NewMedia>,
    /// The provider's id of the message that this one answers.
    #[serde(default)]
    pub in_reply_to: Option<String>,
}

/// A template that the provider has approved.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTemplate {
    /// Its name.
    pub name: String,
    /// Its language, such as `en_US`.
    pub language: String,
    /// What fills its places, in the provider's shape.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    pub components: Vec<Value>,
    /// Its words as the customer will read them, for teammates.
    #[serde(default)]
    pub text: Option<String>,
}

/// A file: either `id` or `link`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMedia {
    /// What it is.
    pub kind: MediaKind,
    /// The provider's id of an uploaded file.
    #[serde(default)]
    pub id: Option<String>,
    /// Where the provider fetches it: an `https` address.
    #[serde(default)]
    pub link: Option<String>,
    /// Words below an image, a video or a document; at most 1,024 characters.
    #[serde(default)]
    #[schema(max_length = 1024)]
    pub caption: Option<String>,
    /// A document's name.
    #[serde(default)]
    pub filename: Option<String>,
    /// Its MIME type.
    #[serde(default)]
    pub mime_type: Option<String>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// An audio file.
    Audio,
    /// A recorded voice message.
    Voice,
    /// A video.
    Video,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

impl MediaKind {
    fn takes_caption(self) -> bool {
        matches!(self, Self::Image | Self::Video | Self::Document)
    }
}

impl From<MediaKind> for MessageKind {
    fn from(kind: MediaKind) -> Self {
        match kind {
            MediaKind::Image => Self::Image,
            MediaKind::Audio => Self::Audio,
            MediaKind::Voice => Self::Voice,
            MediaKind::Video => Self::Video,
            MediaKind::Document => Self::Document,
            MediaKind::Sticker => Self::Sticker,
        }
    }
}

impl NewMessage {
    /// What the message says.
    ///
    /// # Errors
    ///
    /// 422 with the field that is wrong.
    pub fn content(self) -> Result<Content, Problem> {
        let in_reply_to = self
            .in_reply_to
            .map(|id| words("in_reply_to", &id, LONGEST_NAME))
            .transpose()?;
        let content = match (self.text, self.template, self.media) {
            (Some(text), None, None) => Content::text(words("text", &text, LONGEST_TEXT)?),
            (None, Some(template), None) => template.content()?,
            (None, None, Some(media)) => media.content()?,
            _ => {
                return Err(Problem::validation(
                    "body",
                    "Send exactly one of `text`, `template` and `media`.",
                ));
            }
        };
        Ok(Content {
            in_reply_to,
            ..content
        })
    }
}

impl NewTemplate {
    fn content(self) -> Result<Content, Problem> {
        let name = words("template.name", &self.name, LONGEST_NAME)?;
        let language = words("template.language", &self.language, LONGEST_NAME)?;
        let text = self
            .text
            .map(|text| words("template.text", &text, LONGEST_TEXT))
            .transpose()?;
        if !self.components.iter().all(Value::is_object) {
            return Err(Problem::validation(
                "template.components",
                "Send a list of objects.",
            ));
        }
        let raw = json!({ "name": name, "language": language, "components": self.components });
        Ok(Content {
            kind: MessageKind::Template,
            text,
            media: None,
            raw: Some(raw.to_string()),
            in_reply_to: None,
        })
    }
}

impl NewMedia {
    fn content(self) -> Result<Content, Problem> {
        let id = match (self.id, self.link) {
            (Some(id), None) => words("media.id", &id, LONGEST_NAME)?,
            (None, Some(link)) if link.starts_with("https://") => {
                words("media.link", &link, LONGEST_LINK)?
            }
            (None, Some(_)) => {
                return Err(Problem::validation(
                    "media.link",
                    "Send an address that begins with https://.",
                ));
            }
            (Some(_), Some(_)) | (None, None) => {
                return Err(Problem::validation("media", "Send either `id` or `link`."));
            }
        };
        if id.starts_with("http") && !id.starts_with("https://") {
            return Err(Problem::validation(
                "media.id",
                "Send an address as `link`.",
            ));
        }
        let caption = self
            .caption
            .map(|caption| words("media.caption", &caption, LONGEST_CAPTION))
            .transpose()?;
        if caption.is_some() && !self.kind.takes_caption() {
            return Err(Problem::validation(
                "media.caption",
                "Only images, videos and documents have captions.",
            ));
        }
        let filename = self
            .filename
            .map(|name| words("media.filename", &name, LONGEST_NAME))
            .transpose()?;
        let mime_type = self
            .mime_type
            .map(|kind| words("media.mime_type", &kind, LONGEST_NAME))
            .transpose()?;
        Ok(Content {
            kind: self.kind.into(),
            text: caption,
            media: Some(Media {
                id,
                mime_type,
                filename,
                sha256: None,
                size: None,
            }),
            raw: None,
            in_reply_to: None,
        })
    }
}
