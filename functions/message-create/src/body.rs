//! What an agent can send.

use baton_api::acting::{LONGEST_TEXT, words};
use baton_api::{Fault, Problem};
use baton_domain::{Content, FileId, FileType, Media, MessageKind};
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

/// A file: one of `file_id`, `id` and `link`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMedia {
    /// What it is; may be left out with `file_id`, where it is what was uploaded.
    #[serde(default)]
    pub kind: Option<MediaKind>,
    /// A file that was uploaded in this conversation, `fil_…`; its name and MIME type are those
    /// that it was uploaded with.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub file_id: Option<FileId>,
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

fn takes_caption(kind: MessageKind) -> bool {
    matches!(
        kind,
        MessageKind::Image | MessageKind::Video | MessageKind::Document
    )
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
    /// The uploaded file that it names.
    #[must_use]
    pub fn file(&self) -> Option<FileId> {
        self.media.as_ref()?.file_id
    }

    /// What the message says, with the uploaded file that it names.
    ///
    /// # Errors
    ///
    /// 422 with the field that is wrong.
    pub fn content(self, uploaded: Option<(FileType, Media)>) -> Result<Content, Problem> {
        let in_reply_to = self
            .in_reply_to
            .map(|id| words("in_reply_to", &id, LONGEST_NAME))
            .transpose()?;
        let content = match (self.text, self.template, self.media) {
            (Some(text), None, None) => Content::text(words("text", &text, LONGEST_TEXT)?),
            (None, Some(template), None) => template.content()?,
            (None, None, Some(media)) => media.content(uploaded)?,
            _ => {
                return Err(Problem::validation(
                    "body",
                    Fault::exactly_one(&["text", "template", "media"]),
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
                Fault::WrongForm,
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
    fn content(self, uploaded: Option<(FileType, Media)>) -> Result<Content, Problem> {
        let (kind, media, caption) = match uploaded {
            Some(uploaded) => self.uploaded(uploaded)?,
            None => self.elsewhere()?,
        };
        let caption = caption
            .map(|caption| words("media.caption", &caption, LONGEST_CAPTION))
            .transpose()?;
        if caption.is_some() && !takes_caption(kind) {
            return Err(Problem::validation(
                "media.caption",
                Fault::DoesNotFit,
                "Only images, videos and documents have captions.",
            ));
        }
        Ok(Content {
            kind,
            text: caption,
            media: Some(media),
            raw: None,
            in_reply_to: None,
        })
    }

    /// A file kept here, which says itself what it is.
    fn uploaded(
        self,
        (file_type, media): (FileType, Media),
    ) -> Result<(MessageKind, Media, Option<String>), Problem> {
        let kind = MessageKind::from(file_type.kind());
        let refused =
            |field, detail: &str| Err(Problem::validation(field, Fault::DoesNotFit, detail));
        if self
            .kind
            .is_some_and(|named| MessageKind::from(named) != kind)
        {
            return refused(
                "media.kind",
                "The file that was uploaded is of another kind.",
            );
        }
        if self.id.is_some() || self.link.is_some() {
            return Err(not_one_file());
        }
        if self.filename.is_some() {
            return refused(
                "media.filename",
                "The file keeps the name it was uploaded with.",
            );
        }
        if self.mime_type.is_some() {
            return refused(
                "media.mime_type",
                "The file keeps the type it was uploaded with.",
            );
        }
        Ok((kind, media, self.caption))
    }

    /// A file that the provider has or fetches.
    fn elsewhere(self) -> Result<(MessageKind, Media, Option<String>), Problem> {
        let id = match (self.id, self.link) {
            (Some(id), None) => words("media.id", &id, LONGEST_NAME)?,
            (None, Some(link)) if link.starts_with("https://") => {
                words("media.link", &link, LONGEST_LINK)?
            }
            (None, Some(_)) => {
                return Err(Problem::validation(
                    "media.link",
                    Fault::NotHttps,
                    "Send an address that begins with https://.",
                ));
            }
            (Some(_), Some(_)) | (None, None) => {
                return Err(not_one_file());
            }
        };
        if id.starts_with("http") && !id.starts_with("https://") {
            return Err(Problem::validation(
                "media.id",
                Fault::Invalid,
                "Send an address as `link`.",
            ));
        }
        if id.parse::<FileId>().is_ok() {
            return Err(Problem::validation(
                "media.id",
                Fault::Invalid,
                "Send an uploaded file as `file_id`.",
            ));
        }
        let Some(kind) = self.kind else {
            let detail = "This field is required.";
            return Err(Problem::validation("media.kind", Fault::Missing, detail));
        };
        let filename = self
            .filename
            .map(|name| words("media.filename", &name, LONGEST_NAME))
            .transpose()?;
        let mime_type = self
            .mime_type
            .map(|kind| words("media.mime_type", &kind, LONGEST_NAME))
            .transpose()?;
        let media = Media {
            id,
            mime_type,
            filename,
            sha256: None,
            size: None,
        };
        Ok((kind.into(), media, self.caption))
    }
}

fn not_one_file() -> Problem {
    Problem::validation(
        "media",
        Fault::exactly_one(&["file_id", "id", "link"]),
        "Send one of `file_id`, `id` and `link`.",
    )
}
