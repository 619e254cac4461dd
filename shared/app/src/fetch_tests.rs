//! What becomes of a file, whatever its provider makes of the wish.

use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{Author, DeliveryStatus, Settings};

use super::*;
use crate::effect_samples::{broken, connection_id, message, place, tenant};
use crate::fakes::FilesInMemory;
use crate::ports::{Connection, ConnectionSecrets, Directory, Kept, Knowledge};

/// A provider that answers the same each time, and counts how often it is asked.
struct Provider {
    files: Arc<FilesInMemory>,
    outcome: Option<MediaOutcome>,
    asked: Mutex<usize>,
    /// Somebody else keeps the file while this provider is asked.
    meanwhile: bool,
    tenant_id: TenantId,
}

impl Provider {
    fn answering(outcome: Option<MediaOutcome>) -> Self {
        Self {
            files: Arc::default(),
            outcome,
            asked: Mutex::default(),
            meanwhile: false,
            tenant_id: tenant(),
        }
    }
}

#[async_trait]
impl Directory for Provider {
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Ok(Some(Arc::new(Connection {
            id,
            tenant_id: self.tenant_id.clone(),
            channel: Channel::Whatsapp,
            name: "Shop".to_owned(),
            phone_number_id: Some("1060".to_owned()),
            account_id: None,
            secret_name: "acme/whatsapp".to_owned(),
        })))
    }
    async fn settings(&self, _: &TenantId) -> Result<Arc<Settings>, PortError> {
        Err(broken())
    }
    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Err(broken())
    }
    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Err(broken())
    }
}

#[async_trait]
impl DirectoryWithSecrets for Provider {
    async fn secrets(&self, _: &Connection) -> Result<Arc<ConnectionSecrets>, PortError> {
        Ok(Arc::default())
    }
}

#[async_trait]
impl ChannelMedia for Provider {
    async fn read(
        &self,
        _: &Connection,
        _: &ConnectionSecrets,
        media: &Media,
    ) -> Result<MediaOutcome, PortError> {
        assert_eq!(media.id, "1013859600285441");
        *self.asked.lock().unwrap() += 1;
        if self.meanwhile {
            self.files
                .upload(&order().place(), &facts(media, None, b"there"), b"there");
        }
        self.outcome.clone().ok_or_else(broken)
    }
}

fn media() -> Media {
    Media {
        id: "1013859600285441".to_owned(),
        mime_type: Some("image/jpeg".to_owned()),
        filename: Some("parcel.jpg".to_owned()),
        sha256: None,
        size: None,
    }
}

fn with(media: Media) -> Message {
    let mut message = message(4, Author::Customer, DeliveryStatus::Received);
    message.content.media = Some(media);
    message
}

fn order() -> FileOrder {
    FileOrder::of(&with(media()), &place(None)).unwrap()
}

fn read_as(mime_type: Option<&str>) -> MediaOutcome {
    MediaOutcome::Read {
        mime_type: mime_type.map(str::to_owned),
        bytes: b"bytes".to_vec(),
    }
}

async fn run(provider: &Arc<Provider>) -> Result<Fetched, PortError> {
    let media: Arc<dyn ChannelMedia> = provider.clone();
    let deps = Fetch {
        files: provider.files.clone(),
        directory: provider.clone(),
        media: HashMap::from([(Channel::Whatsapp, media)]),
    };
    fetch(&deps, &order()).await
}

#[test]
fn only_what_the_provider_has_is_ordered() {
    let made = order();
    assert_eq!(made.connection_id, connection_id());
    assert_eq!(made.media, media());
    for id in [
        "https://files.example/a.png",
        "fil_01K75MWS0000000000000000BB",
    ] {
        let elsewhere = with(Media {
            id: id.to_owned(),
            ..media()
        });
        assert_eq!(FileOrder::of(&elsewhere, &place(None)), None, "{id}");
    }
    let words = message(4, Author::Customer, DeliveryStatus::Received);
    assert_eq!(FileOrder::of(&words, &place(None)), None);
}

#[tokio::test]
async fn a_file_is_kept_under_its_messages_id_and_asked_for_once() {
    let provider = Arc::new(Provider::answering(Some(read_as(Some("image/png")))));
    assert_eq!(run(&provider).await.unwrap(), Fetched::Kept);
    assert_eq!(run(&provider).await.unwrap(), Fetched::Known);
    assert_eq!(*provider.asked.lock().unwrap(), 1);
    let place = order().place();
    assert_eq!(place.file_id, FileId::of_message(with(media()).id));
    assert_eq!(provider.files.bytes(&place).unwrap(), b"bytes");
    let Some(Kept::Here(facts)) = provider.files.look(&place).await.unwrap() else {
        panic!("the file is not here");
    };
    assert_eq!(facts.mime_type, "image/png");
    assert_eq!(facts.filename.as_deref(), Some("parcel.jpg"));
    assert_eq!(facts.size, 5);
}

#[tokio::test]
async fn the_type_is_the_providers_then_the_messages_and_never_one_that_is_not_taken() {
    for (said, kept) in [
        (Some("audio/ogg; codecs=opus"), "audio/ogg"),
        (None, "image/jpeg"),
        (Some("text/html"), UNKNOWN_TYPE),
        (Some("image/svg+xml"), UNKNOWN_TYPE),
    ] {
        let provider = Arc::new(Provider::answering(Some(read_as(said))));
        run(&provider).await.unwrap();
        let Some(Kept::Here(facts)) = provider.files.look(&order().place()).await.unwrap() else {
            panic!("the file is not here");
        };
        assert_eq!(facts.mime_type, kept, "{said:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_had_is_noted_and_not_asked_for_again() {
    for (outcome, lost) in [
        (MediaOutcome::Gone, Lost::Expired),
        (MediaOutcome::TooLarge, Lost::TooLarge),
        (MediaOutcome::Refused, Lost::Refused),
    ] {
        let provider = Arc::new(Provider::answering(Some(outcome)));
        assert_eq!(run(&provider).await.unwrap(), Fetched::Lost(lost));
        assert_eq!(run(&provider).await.unwrap(), Fetched::Known);
        assert_eq!(*provider.asked.lock().unwrap(), 1);
        let noted = provider.files.look(&order().place()).await.unwrap();
        assert_eq!(noted, Some(Kept::Lost(lost)));
    }
}

#[tokio::test]
async fn a_file_that_somebody_else_got_is_never_noted_as_lost() {
    let provider = Arc::new(Provider {
        meanwhile: true,
        ..Provider::answering(Some(MediaOutcome::Gone))
    });
    assert_eq!(run(&provider).await.unwrap(), Fetched::Known);
    assert_eq!(
        provider.files.bytes(&order().place()).unwrap(),
        b"there".as_slice()
    );
}

#[tokio::test]
async fn what_may_end_otherwise_comes_again_and_leaves_no_note() {
    let provider = Arc::new(Provider::answering(None));
    assert!(run(&provider).await.is_err());
    assert_eq!(provider.files.look(&order().place()).await.unwrap(), None);
    provider.files.fail(true);
    assert!(run(&provider).await.is_err());
}

#[tokio::test]
async fn another_tenants_connection_is_not_used() {
    let provider = Arc::new(Provider {
        tenant_id: "other".parse().unwrap(),
        ..Provider::answering(Some(read_as(None)))
    });
    assert_eq!(run(&provider).await.unwrap(), Fetched::Lost(Lost::Refused));
    assert_eq!(*provider.asked.lock().unwrap(), 0);
}

#[test]
fn pauses_double_up_to_a_quarter_of_an_hour() {
    let seconds: Vec<_> = [1, 2, 3, 8, 9, 10, 99]
        .into_iter()
        .map(|receives| pause(receives).as_secs())
        .collect();
    assert_eq!(seconds, [5, 10, 20, 640, 900, 900, 900]);
}
