//! What the queue is told of a file that was fetched or not.

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_app::fakes::FilesInMemory;
use baton_app::ports::{
    ChannelMedia, Clock, Connection, ConnectionSecrets, Directory, DirectoryWithSecrets, Knowledge,
    MediaOutcome,
};
use baton_domain::{Channel, ConnectionId, Media, Settings, TenantId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::*;

/// A provider that makes this of the wish; nothing where it is down.
struct World {
    outcome: Option<MediaOutcome>,
    postponed: Mutex<Vec<(String, i64)>>,
    cannot_postpone: bool,
}

fn broken() -> PortError {
    PortError::new("asking a service that is down", "no answer")
}

#[async_trait]
impl Directory for World {
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Ok(Some(Arc::new(Connection {
            id,
            tenant_id: "acme".parse().unwrap(),
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
impl DirectoryWithSecrets for World {
    async fn secrets(&self, _: &Connection) -> Result<Arc<ConnectionSecrets>, PortError> {
        Ok(Arc::default())
    }
}

#[async_trait]
impl ChannelMedia for World {
    async fn read(
        &self,
        _: &Connection,
        _: &ConnectionSecrets,
        _: &Media,
    ) -> Result<MediaOutcome, PortError> {
        self.outcome.clone().ok_or_else(broken)
    }
}

#[async_trait]
impl Postpone for World {
    async fn postpone(&self, receipt_handle: &str, pause: SignedDuration) -> Result<(), PortError> {
        if self.cannot_postpone {
            return Err(broken());
        }
        let mut postponed = self.postponed.lock().unwrap();
        postponed.push((receipt_handle.to_owned(), pause.as_secs()));
        Ok(())
    }
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-03-01T12:00:00Z".parse().unwrap()
    }
}

fn world(outcome: Option<MediaOutcome>) -> Arc<World> {
    Arc::new(World {
        outcome,
        postponed: Mutex::default(),
        cannot_postpone: false,
    })
}

fn record(receive_count: u32) -> Record<FileOrder> {
    let body = json!({
        "tenant_id": "acme", "conversation_id": "cnv_01K75MWS0000000000000000AA",
        "connection_id": "con_01K75MWS0000000000000000AA", "channel": "whatsapp",
        "message_id": "msg_01K75MWS0000000000000000BB",
        "media": { "id": "77", "mime_type": "image/jpeg" },
    });
    Record {
        body: serde_json::from_value(body).unwrap(),
        message_id: "m-1".to_owned(),
        receipt_handle: "handle-1".to_owned(),
        group_id: None,
        receive_count,
    }
}

/// What came of it, and what was counted.
async fn run(world: &Arc<World>, receive_count: u32) -> (Result<(), PortError>, String) {
    let media: Arc<dyn ChannelMedia> = world.clone();
    let lines = Arc::new(Mutex::new(Vec::<u8>::new()));
    let worker = Worker {
        fetch: Fetch {
            files: Arc::new(FilesInMemory::default()),
            directory: world.clone(),
            media: HashMap::from([(Channel::Whatsapp, media)]),
        },
        postpone: world.clone(),
        metrics: Metrics::to(Arc::new(Noon), lines.clone()),
    };
    let result = handle(&worker, record(receive_count)).await;
    let lines = String::from_utf8(lines.lock().unwrap().clone()).unwrap();
    (result, lines)
}

#[tokio::test]
async fn each_end_is_counted_once_and_done_with() {
    let read = MediaOutcome::Read {
        mime_type: None,
        bytes: vec![1],
    };
    for (outcome, counted) in [
        (read, "FilesKept"),
        (MediaOutcome::Gone, "FilesLost"),
        (MediaOutcome::TooLarge, "FilesLost"),
        (MediaOutcome::Refused, "FilesLost"),
    ] {
        let world = world(Some(outcome));
        let (result, lines) = run(&world, 1).await;
        assert!(result.is_ok());
        assert_eq!(lines.lines().count(), 1);
        assert!(lines.contains(counted), "{lines}");
        assert!(world.postponed.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_provider_that_is_down_is_asked_again_later_each_time() {
    let world = world(None);
    for receives in 1..=3 {
        let (result, counted) = run(&world, receives).await;
        assert!(result.is_err());
        assert_eq!(counted, "");
    }
    let handle = || "handle-1".to_owned();
    assert_eq!(
        *world.postponed.lock().unwrap(),
        [(handle(), 5), (handle(), 10), (handle(), 20)]
    );
}

#[tokio::test]
async fn a_pause_that_cannot_be_set_is_the_queues_own() {
    let world = Arc::new(World {
        outcome: None,
        postponed: Mutex::default(),
        cannot_postpone: true,
    });
    assert!(run(&world, 1).await.0.is_err());
}
