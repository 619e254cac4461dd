//! Files: bytes kept for one conversation.

use std::collections::BTreeMap;

use async_trait::async_trait;
use baton_domain::{ConversationId, FileId, FileType, TenantId};
use jiff::{SignedDuration, Timestamp};

use super::PortError;

/// How long a signed address is good for.
pub const SIGNED_FOR: SignedDuration = SignedDuration::from_mins(15);

/// The MIME type of a file that is kept but not of a type that is taken: nobody shows it.
pub const UNKNOWN_TYPE: &str = "application/octet-stream";

/// Where a file is kept. No part of it can be left out, so that nobody reaches another tenant's
/// or another conversation's file by its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FilePlace {
    /// Whose it is.
    pub tenant_id: TenantId,
    /// Where it was sent, or will be.
    pub conversation_id: ConversationId,
    /// The file.
    pub file_id: FileId,
}

/// What is known of a file beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// Its MIME type: that of a [`FileType`], or [`UNKNOWN_TYPE`].
    pub mime_type: String,
    /// Its name, where it has one.
    pub filename: Option<String>,
    /// How large it is, in bytes.
    pub size: u64,
}

impl FileFacts {
    /// Its type; none where it is not one that is taken.
    #[must_use]
    pub fn file_type(&self) -> Option<FileType> {
        FileType::of(&self.mime_type)
    }
}

/// Why there will be no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The provider no longer has the file.
    Expired,
    /// It is larger than what is fetched.
    TooLarge,
    /// The provider does not give it out.
    Refused,
}

impl Lost {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::TooLarge => "too_large",
            Self::Refused => "refused",
        }
    }

    /// The one with this name; what is not known counts as refused.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "expired" => Self::Expired,
            "too_large" => Self::TooLarge,
            _ => Self::Refused,
        }
    }
}

/// What stands at a file's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// The file.
    Here(FileFacts),
    /// The note that it cannot be had.
    Lost(Lost),
}

/// How bytes are sent to a file's place, by whoever holds this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedUpload {
    /// Where to `PUT` them.
    pub url: String,
    /// The headers to send with them, exactly as they are. The length is signed as well; whoever
    /// sends the bytes says it by itself.
    pub headers: BTreeMap<String, String>,
    /// Until when this is good.
    pub expires_at: Timestamp,
}

/// How bytes are read, by whoever holds this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedLink {
    /// Where to `GET` them.
    pub url: String,
    /// Until when this is good.
    pub expires_at: Timestamp,
}

/// Keeps files.
#[async_trait]
pub trait Files: Send + Sync {
    /// How these bytes, and no others, are put in this place within [`SIGNED_FOR`].
    async fn sign_upload(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
    ) -> Result<SignedUpload, PortError>;

    /// What stands in this place; nothing where nothing has been put there yet.
    async fn look(&self, place: &FilePlace) -> Result<Option<Kept>, PortError>;

    /// How what stands in this place is read within [`SIGNED_FOR`]: shown where its type
    /// [`is_shown`](FileType::is_shown), and otherwise saved under its name.
    async fn sign_download(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
    ) -> Result<SignedLink, PortError>;

    /// Puts bytes in this place. Doing so again does no harm.
    async fn keep(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
        bytes: Vec<u8>,
    ) -> Result<(), PortError>;

    /// Notes in this place that there will be no bytes, and why.
    async fn keep_lost(&self, place: &FilePlace, lost: Lost) -> Result<(), PortError>;
}
