//! Messages and how far their delivery has come.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AgentRef, Assessment, FileId, MessageId, OwnerEpoch, Revision, Version};

/// A message's place in its conversation, counted from 1 without gaps.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The place behind this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Author {
    /// The contact.
    Customer,
    /// The bot.
    Bot,
    /// A person of the tenant's; without an agent where they wrote from the business's own phone.
    Agent {
        /// Who, where it is known.
        #[serde(flatten)]
        agent: Option<AgentRef>,
    },
    /// Baton itself, in the tenant's words.
    System,
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Words.
    Text,
    /// A picture, perhaps with a caption.
    Image,
    /// An audio file.
    Audio,
    /// A recorded voice message.
    Voice,
    /// A video, perhaps with a caption.
    Video,
    /// A file.
    Document,
    /// A sticker.
    Sticker,
    /// A place on the map.
    Location,
    /// One or more contact cards.
    Contacts,
    /// A choice from a list or a reply button that a message offered.
    Interactive,
    /// A tap on a template's quick-reply button.
    Button,
    /// An emoji set on, or taken off, a message.
    Reaction,
    /// A cart.
    Order,
    /// A notice of the channel's, such as a changed number.
    System,
    /// A template that the business sent.
    Template,
    /// Words for teammates only; never delivered.
    Note,
    /// A kind that Baton does not read; `raw` keeps what came.
    Unsupported,
}

/// A file that comes or goes with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Where its bytes are: the id of a file kept here (`fil_…`), an `https://` address, or the
    /// provider's id. [`Media::source`] tells them apart.
    pub id: String,
    /// Its MIME type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Its name, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Its SHA-256 as the provider gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// How large it is, in bytes, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

/// Where a file's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaSource<'a> {
    /// Here.
    Kept(FileId),
    /// At this address.
    Address(&'a str),
    /// With the provider, under this id.
    Provider(&'a str),
}

impl Media {
    /// Where its bytes are.
    #[must_use]
    pub fn source(&self) -> MediaSource<'_> {
        if let Ok(file) = self.id.parse() {
            MediaSource::Kept(file)
        } else if self.id.starts_with("https://") || self.id.starts_with("http://") {
            MediaSource::Address(&self.id)
        } else {
            MediaSource::Provider(&self.id)
        }
    }
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What it is.
    pub kind: MessageKind,
    /// Its words: a text's body, a caption, a button's title, an emoji, a place's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// What the kind carries beyond words and a file, as JSON text in the provider's shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// The provider's id of the message that this one answers or reacts to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<String>,
}

impl Content {
    /// Plain words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            kind: MessageKind::Text,
            text: Some(text.into()),
            media: None,
            raw: None,
            in_reply_to: None,
        }
    }

    /// Words for teammates only.
    #[must_use]
    pub fn note(text: impl Into<String>) -> Self {
        Self {
            kind: MessageKind::Note,
            ..Self::text(text)
        }
    }

    /// Whether somebody waits for an answer to this.
    #[must_use]
    pub fn wants_answer(&self) -> bool {
        !matches!(
            self.kind,
            MessageKind::Reaction | MessageKind::System | MessageKind::Note
        )
    }
}

/// How far a message has come.
///
/// What came in stays `Received`. What goes out is `Accepted` with the commit that decided it and
/// then only moves forward, whatever order the provider's statuses arrive in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// It came in.
    Received,
    /// It is committed and will be sent.
    Accepted,
    /// The provider's answer was lost: it may or may not have been sent.
    Uncertain,
    /// The provider took it.
    Sent,
    /// It reached the customer's device.
    Delivered,
    /// The customer opened it.
    Read,
    /// It was not sent, or the provider could not deliver it.
    Failed,
}

impl DeliveryStatus {
    fn rank(self) -> u8 {
        match self {
            Self::Received | Self::Accepted => 0,
            Self::Uncertain => 1,
            Self::Sent => 2,
            Self::Failed => 3,
            Self::Delivered => 4,
            Self::Read => 5,
        }
    }

    /// Whether a report of `next` is news for a message in this status.
    ///
    /// `Failed` outranks `Sent` and is outranked by `Delivered`: a provider that says a message
    /// arrived knows better than one that had given it up.
    #[must_use]
    pub fn advances_to(self, next: Self) -> bool {
        self != Self::Received && next.rank() > self.rank()
    }
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryError {
    /// A stable name, such as `outside_customer_window`.
    pub code: String,
    /// The provider's own number, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_code: Option<i64>,
    /// What an agent can read.
    pub title: String,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The message.
    pub id: MessageId,
    /// Its place.
    pub seq: Seq,
    /// Who wrote it.
    pub author: Author,
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// How far it has come.
    pub status: DeliveryStatus,
    /// The owner epoch that it was decided under: the fence that a bot's send must still meet.
    pub epoch: OwnerEpoch,
    /// The provider's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<String>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<DeliveryError>,
    /// What became of its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// Why the bot said it, rather than call somebody; none where somebody else did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Box<Assessment>>,
    /// When it was written, as its channel says.
    pub created_at: Timestamp,
}

impl Message {
    /// What it says now; none once its writer took it back.
    #[must_use]
    pub fn current(&self) -> Option<&Content> {
        match &self.revision {
            None => Some(&self.content),
            Some(Revision::Edited { content, .. }) => Some(content),
            Some(Revision::Deleted { .. }) => None,
        }
    }

    /// The file that its bytes are kept as, or will be: that of its media, or the one that a
    /// provider's media is fetched into. None where it has no file or the file is elsewhere.
    #[must_use]
    pub fn file(&self) -> Option<FileId> {
        match self.current()?.media.as_ref()?.source() {
            MediaSource::Kept(file) => Some(file),
            MediaSource::Provider(_) => Some(FileId::of_message(self.id)),
            MediaSource::Address(_) => None,
        }
    }

    /// Whether the customer is meant to see it.
    #[must_use]
    pub fn is_for_customer(&self) -> bool {
        self.content.kind != MessageKind::Note
    }

    /// Grows with every change, so that of two copies the later one is known: a revision weighs
    /// more than a step of the delivery, a later edit more than an earlier one, and that it was
    /// taken back more than any edit, whatever the clocks said. Exact in a double.
    #[must_use]
    pub fn version(&self) -> Version {
        const STEPS: u64 = 8;
        /// More than twice the milliseconds until the year 9999.
        const TAKEN_BACK: u64 = 1 << 49;
        let (revised_at, weight) = match &self.revision {
            None => (None, 0),
            Some(Revision::Edited { at, .. }) => (Some(at), 0),
            Some(Revision::Deleted { at }) => (Some(at), TAKEN_BACK),
        };
        let revised = revised_at
            .and_then(|at| u64::try_from(at.as_millisecond()).ok())
            .map_or(weight, |ms| ms.saturating_mul(2).saturating_add(weight));
        let step = u64::from(self.status.rank()) + 1;
        Version(revised.saturating_mul(STEPS).saturating_add(step))
    }

    /// Whether it is on its way to the customer.
    #[must_use]
    pub fn awaits_sending(&self) -> bool {
        self.status == DeliveryStatus::Accepted && self.is_for_customer()
    }
}

#[cfg(test)]
mod tests {
    use super::DeliveryStatus::{Accepted, Delivered, Failed, Read, Received, Sent, Uncertain};
    use super::{Media, MediaSource};

    #[test]
    fn statuses_in_any_order_end_in_the_same_place() {
        let reports = [Sent, Delivered, Read];
        for (a, b, c) in [
            (0, 1, 2),
            (0, 2, 1),
            (1, 0, 2),
            (1, 2, 0),
            (2, 0, 1),
            (2, 1, 0),
        ] {
            let mut status = Accepted;
            for next in [reports[a], reports[b], reports[c], reports[a]] {
                if status.advances_to(next) {
                    status = next;
                }
            }
            assert_eq!(status, Read);
        }
    }

    #[test]
    fn a_files_place_is_told_by_its_id() {
        let media = |id: &str| Media {
            id: id.into(),
            mime_type: None,
            filename: None,
            sha256: None,
            size: None,
        };
        let kept = "fil_01K75MWS0000000000000000BB";
        assert_eq!(
            media(kept).source(),
            MediaSource::Kept(kept.parse().unwrap())
        );
        let address = "https://files.example/a.png";
        assert_eq!(media(address).source(), MediaSource::Address(address));
        for id in ["1234", "fil_", "fil_1"] {
            assert_eq!(media(id).source(), MediaSource::Provider(id));
        }
    }

    #[test]
    fn a_lost_answer_is_settled_by_a_status_and_by_nothing_older() {
        assert!(Accepted.advances_to(Uncertain));
        assert!(Uncertain.advances_to(Sent));
        assert!(Uncertain.advances_to(Failed));
        assert!(!Sent.advances_to(Uncertain));
        assert!(!Received.advances_to(Read));
        assert!(Failed.advances_to(Delivered));
        assert!(!Delivered.advances_to(Failed));
    }
}
