//! One file that came with a message, from its channel's provider to where it is kept.
//!
//! Providers let go of files after a while, and give them out to nobody but the business. So each
//! is kept as soon as its message is committed, at a place that follows from the message. Whatever
//! stands there already, bytes or the note that there are none, is the end of it.

use std::collections::HashMap;
use std::sync::Arc;

use baton_domain::{
    Channel, ConnectionId, ConversationId, FileId, FileType, Media, MediaSource, Message,
    MessageId, TenantId,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::committed::Place;
use crate::ports::{
    ChannelMedia, DirectoryWithSecrets, FileFacts, FilePlace, Files, Lost, MediaOutcome, PortError,
    UNKNOWN_TYPE,
};

/// The pause before the second try; it doubles with each further one, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(15);

/// The order to fetch the file of a committed message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOrder {
    /// Whose.
    pub tenant_id: TenantId,
    /// In which conversation.
    pub conversation_id: ConversationId,
    /// Through which connection it came.
    pub connection_id: ConnectionId,
    /// Its channel.
    pub channel: Channel,
    /// The message.
    pub message_id: MessageId,
    /// Its file, whose id is the provider's.
    pub media: Media,
}

impl FileOrder {
    /// The order that follows from a message; none where its file is not the provider's to give.
    #[must_use]
    pub fn of(message: &Message, place: &Place) -> Option<Self> {
        let media = message.content.media.as_ref()?;
        let MediaSource::Provider(_) = media.source() else {
            return None;
        };
        Some(Self {
            tenant_id: place.tenant_id.clone(),
            conversation_id: place.conversation_id,
            connection_id: place.connection_id,
            channel: place.channel,
            message_id: message.id,
            media: media.clone(),
        })
    }

    fn place(&self) -> FilePlace {
        FilePlace {
            tenant_id: self.tenant_id.clone(),
            conversation_id: self.conversation_id,
            file_id: FileId::of_message(self.message_id),
        }
    }
}

/// What fetching needs.
pub struct Fetch {
    /// Where files are kept.
    pub files: Arc<dyn Files>,
    /// Connections and their secrets.
    pub directory: Arc<dyn DirectoryWithSecrets>,
    /// The reader of each channel whose provider has files.
    pub media: HashMap<Channel, Arc<dyn ChannelMedia>>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetched {
    /// It is here now.
    Kept,
    /// It cannot be had, which is noted in its place.
    Lost(Lost),
    /// One or the other was known before.
    Known,
}

/// Fetches one file.
///
/// # Errors
///
/// A [`PortError`] where the order shall come again. Nothing is noted of the file then.
pub async fn fetch(deps: &Fetch, order: &FileOrder) -> Result<Fetched, PortError> {
    let fetched = carry_out(deps, order).await?;
    tracing::info!(
        tenant = %order.tenant_id,
        conversation_id = %order.conversation_id,
        message_id = %order.message_id,
        ?fetched,
        "fetched"
    );
    Ok(fetched)
}

async fn carry_out(deps: &Fetch, order: &FileOrder) -> Result<Fetched, PortError> {
    let place = order.place();
    if deps.files.look(&place).await?.is_some() {
        return Ok(Fetched::Known);
    }
    let lost = match read(deps, order).await? {
        MediaOutcome::Read { mime_type, bytes } => {
            let facts = facts(&order.media, mime_type.as_deref(), &bytes);
            deps.files.keep(&place, &facts, bytes).await?;
            return Ok(Fetched::Kept);
        }
        MediaOutcome::Gone => Lost::Expired,
        MediaOutcome::TooLarge => Lost::TooLarge,
        MediaOutcome::Refused => Lost::Refused,
    };
    // The same order may be carried out twice at once, and the other may have got the file.
    if deps.files.look(&place).await?.is_some() {
        return Ok(Fetched::Known);
    }
    deps.files.keep_lost(&place, lost).await?;
    Ok(Fetched::Lost(lost))
}

async fn read(deps: &Fetch, order: &FileOrder) -> Result<MediaOutcome, PortError> {
    let connection = deps
        .directory
        .connection(order.connection_id)
        .await?
        .filter(|connection| connection.tenant_id == order.tenant_id);
    let (Some(connection), Some(media)) = (connection, deps.media.get(&order.channel)) else {
        return Ok(MediaOutcome::Refused);
    };
    let secrets = deps.directory.secrets(&connection).await?;
    media.read(&connection, &secrets, &order.media).await
}

/// What is kept beside the bytes. Bytes of a type that is not taken are kept as nothing in
/// particular, so that no browser shows or runs them.
fn facts(media: &Media, mime_type: Option<&str>, bytes: &[u8]) -> FileFacts {
    let mime_type = mime_type
        .or(media.mime_type.as_deref())
        .and_then(FileType::of)
        .map_or(UNKNOWN_TYPE, FileType::mime_type);
    FileFacts {
        mime_type: mime_type.to_owned(),
        filename: media.filename.clone(),
        size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    }
}

/// The pause after an order was received this many times in vain.
#[must_use]
pub fn pause(receive_count: u32) -> SignedDuration {
    let doublings = receive_count.saturating_sub(1).min(16);
    FIRST_PAUSE
        .checked_mul(1 << doublings)
        .map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE))
}

#[cfg(test)]
#[path = "fetch_tests.rs"]
mod tests;
