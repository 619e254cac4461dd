//! Files of a conversation: asked for, attached to messages, read again.

use std::sync::Arc;

use baton_domain::{ConversationId, FileId, FileType, Media, MediaSource, Message, TenantId};
use ulid::Ulid;

use crate::ports::{
    Clock, FileFacts, FilePlace, Files, Ids, Kept, Lost, PortError, SignedLink, SignedUpload,
};

/// Where files are asked for.
#[derive(Clone)]
pub struct Cabinet {
    /// Where they are kept.
    pub files: Arc<dyn Files>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// Why a file cannot be attached.
#[derive(Debug, thiserror::Error)]
pub enum AttachError {
    /// No such file was uploaded in this conversation.
    #[error("no such file was uploaded in this conversation")]
    NotUploaded,
    /// What was uploaded is not of a type that is taken, is empty or is too large.
    #[error("what was uploaded is not a file that is taken")]
    NotTaken,
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Why a message's file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It has none, or none that is kept here.
    #[error("the message has no file here")]
    NoFile,
    /// It is still being fetched from the provider.
    #[error("the file is still being fetched")]
    NotHereYet,
    /// It cannot be had any more; why, where that was noted.
    #[error("the file is lost")]
    Lost(Option<Lost>),
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

impl Cabinet {
    /// A fresh place in this conversation for a file, and how its bytes are put there.
    pub async fn order(
        &self,
        tenant: &TenantId,
        conversation: ConversationId,
        facts: &FileFacts,
    ) -> Result<(FileId, SignedUpload), PortError> {
        let ulid = self.ids.ulid_text(self.clock.now());
        let ulid = Ulid::from_string(&ulid)
            .map_err(|error| PortError::new("naming a file", error.to_string()))?;
        let file_id = FileId::from_ulid(ulid);
        let place = FilePlace {
            tenant_id: tenant.clone(),
            conversation_id: conversation,
            file_id,
        };
        let upload = self.files.sign_upload(&place, facts).await?;
        Ok((file_id, upload))
    }
}

/// What was uploaded in this place, as a message carries it. What it is comes from what stands
/// there, and from nobody's word.
///
/// # Errors
///
/// The [`AttachError`] that says why it cannot be attached.
pub async fn attach(
    files: &dyn Files,
    place: &FilePlace,
) -> Result<(FileType, Media), AttachError> {
    let Some(Kept::Here(facts)) = files.look(place).await? else {
        return Err(AttachError::NotUploaded);
    };
    let kind = facts.file_type().ok_or(AttachError::NotTaken)?;
    if facts.size == 0 || facts.size > kind.kind().most_bytes() {
        return Err(AttachError::NotTaken);
    }
    let media = Media {
        id: place.file_id.to_string(),
        mime_type: Some(kind.mime_type().to_owned()),
        filename: facts.filename,
        sha256: None,
        size: Some(facts.size),
    };
    Ok((kind, media))
}

/// A message's file, and how it is read.
///
/// # Errors
///
/// The [`ReadError`] that says why it cannot be.
pub async fn read(
    files: &dyn Files,
    tenant: &TenantId,
    conversation: ConversationId,
    message: &Message,
) -> Result<(FileFacts, SignedLink), ReadError> {
    let file_id = message.file().ok_or(ReadError::NoFile)?;
    let media = message
        .current()
        .and_then(|content| content.media.as_ref())
        .ok_or(ReadError::NoFile)?;
    let place = FilePlace {
        tenant_id: tenant.clone(),
        conversation_id: conversation,
        file_id,
    };
    match files.look(&place).await? {
        Some(Kept::Here(facts)) => {
            let link = files.sign_download(&place, &facts).await?;
            Ok((facts, link))
        }
        Some(Kept::Lost(lost)) => Err(ReadError::Lost(Some(lost))),
        None => Err(match media.source() {
            MediaSource::Provider(_) => ReadError::NotHereYet,
            // It was here when the message was written.
            MediaSource::Kept(_) | MediaSource::Address(_) => ReadError::Lost(None),
        }),
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::{Author, Content, DeliveryStatus, MessageId, MessageKind, OwnerEpoch, Seq};
    use jiff::Timestamp;

    use super::*;
    use crate::fakes::FilesInMemory;
    use crate::ports::UNKNOWN_TYPE;

    fn place() -> FilePlace {
        FilePlace {
            tenant_id: "acme".parse().unwrap(),
            conversation_id: "cnv_01K75MWS0000000000000000AA".parse().unwrap(),
            file_id: "fil_01K75MWS0000000000000000BB".parse().unwrap(),
        }
    }

    fn facts(mime_type: &str, size: u64) -> FileFacts {
        FileFacts {
            mime_type: mime_type.into(),
            filename: Some("a".into()),
            size,
        }
    }

    fn message(media_id: &str) -> Message {
        Message {
            id: MessageId::from_ulid(place().file_id.ulid()),
            seq: Seq(1),
            author: Author::Customer,
            content: Content {
                kind: MessageKind::Image,
                text: None,
                media: Some(Media {
                    id: media_id.into(),
                    mime_type: None,
                    filename: None,
                    sha256: None,
                    size: None,
                }),
                raw: None,
                in_reply_to: None,
            },
            status: DeliveryStatus::Received,
            epoch: OwnerEpoch(0),
            provider_id: None,
            error: None,
            revision: None,
            assessment: None,
            created_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[tokio::test]
    async fn what_is_attached_is_what_was_uploaded() {
        let files = FilesInMemory::default();
        let none = attach(&files, &place()).await.unwrap_err();
        assert!(matches!(none, AttachError::NotUploaded));
        for wrong in [
            facts("image/png", 0),
            facts("image/png", 5_000_001),
            facts(UNKNOWN_TYPE, 5),
        ] {
            files.upload(&place(), &wrong, b"");
            let error = attach(&files, &place()).await.unwrap_err();
            assert!(matches!(error, AttachError::NotTaken), "{wrong:?}");
        }
        files.upload(&place(), &facts("image/png", 5_000_000), b"");
        let (kind, media) = attach(&files, &place()).await.unwrap();
        assert_eq!(kind, FileType::Png);
        assert_eq!(media.size, Some(5_000_000));
        assert_eq!(media.source(), MediaSource::Kept(place().file_id));
        files.keep_lost(&place(), Lost::Expired).await.unwrap();
        let lost = attach(&files, &place()).await.unwrap_err();
        assert!(matches!(lost, AttachError::NotUploaded));
    }

    #[tokio::test]
    async fn a_providers_file_is_awaited_and_one_that_was_here_is_lost() {
        let files = FilesInMemory::default();
        let place = place();
        let of = async |message: &Message| {
            read(&files, &place.tenant_id, place.conversation_id, message).await
        };
        let kept = message(&place.file_id.to_string());
        let provided = message("1234");
        let elsewhere = message("https://files.example/a.png");
        assert!(matches!(of(&kept).await, Err(ReadError::Lost(None))));
        assert!(matches!(of(&provided).await, Err(ReadError::NotHereYet)));
        assert!(matches!(of(&elsewhere).await, Err(ReadError::NoFile)));
        files.upload(&place, &facts("image/png", 5), b"hello");
        for message in [&kept, &provided] {
            let (facts, link) = of(message).await.unwrap();
            assert_eq!(facts.size, 5);
            assert!(link.url.contains(&place.file_id.to_string()));
        }
        files.keep_lost(&place, Lost::TooLarge).await.unwrap();
        let lost = of(&provided).await;
        assert!(matches!(lost, Err(ReadError::Lost(Some(Lost::TooLarge)))));
    }
}
