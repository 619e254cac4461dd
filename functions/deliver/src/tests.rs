//! What the queue is told of a message that was delivered or not.

mod desk;
mod refused;

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_app::fakes::{FilesInMemory, Unreachable};
use baton_app::ports::{
    ChannelSender, Claim, Clock, Connection, ConnectionSecrets, Directory, DirectoryWithSecrets,
    Knowledge, Outgoing, Recorded, SendOutcome,
};
use baton_domain::{
    Author, Channel, ConnectionId, Content, ConversationId, Delivery, DeliveryError, MessageId,
    OwnerEpoch, Seq, Settings, TenantId, ThreadKey,
};
use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use super::*;

struct World {
    claim: Claim,
    answer: SendOutcome,
    recorded: Mutex<Vec<DeliveryStatus>>,
    postponed: Mutex<Vec<(String, i64)>>,
    cannot_postpone: bool,
}

impl World {
    fn answering(claim: Claim, answer: SendOutcome) -> Self {
        Self {
            claim,
            answer,
            recorded: Mutex::default(),
            postponed: Mutex::default(),
            cannot_postpone: false,
        }
    }
}

/// The connection that the customer writes on.
fn shop(id: ConnectionId) -> Arc<Connection> {
    Arc::new(Connection {
        id,
        tenant_id: "acme".parse().unwrap(),
        channel: Channel::Whatsapp,
        name: "Shop".to_owned(),
        phone_number_id: Some("1060".to_owned()),
        account_id: None,
        secret_name: "acme/whatsapp".to_owned(),
    })
}

fn broken() -> PortError {
    PortError::new("asking a service that is down", "no answer")
}

#[async_trait]
impl Outgoing for World {
    async fn claim(&self, _: &OutboundMessage) -> Result<Claim, PortError> {
        Ok(self.claim)
    }
    async fn claim_sent(&self, _: &OutboundMessage) -> Result<Claim, PortError> {
        Err(broken())
    }
    async fn unclaim(&self, _: &OutboundMessage) -> Result<(), PortError> {
        Ok(())
    }
    async fn record(&self, _: &OutboundMessage, news: &Delivery) -> Result<Recorded, PortError> {
        self.recorded.lock().unwrap().push(news.next);
        Ok(Recorded::Done)
    }
}

#[async_trait]
impl Directory for World {
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Ok(Some(shop(id)))
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
impl ChannelSender for World {
    async fn send(
        &self,
        _: &Connection,
        _: &ConnectionSecrets,
        _: &OutboundMessage,
    ) -> SendOutcome {
        self.answer.clone()
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

fn record(receive_count: u32) -> Record<OutboundMessage> {
    Record {
        body: OutboundMessage {
            tenant_id: "acme".parse().unwrap(),
            conversation_id: ConversationId::in_thread(ThreadKey::from_bytes([7; 10]), Noon.now()),
            connection_id: ConnectionId::from_ulid(Ulid::from_parts(1, 1)),
            channel: Channel::Whatsapp,
            address: "15550001".to_owned(),
            message_id: MessageId::from_ulid(Ulid::from_parts(1, 4)),
            seq: Seq(4),
            author: Author::Bot,
            epoch: OwnerEpoch(2),
            content: Content::text("It is on its way."),
        },
        message_id: "m-1".to_owned(),
        receipt_handle: "handle-1".to_owned(),
        group_id: None,
        receive_count,
    }
}

/// What came of it, and what was counted.
async fn run(world: &Arc<World>, receive_count: u32) -> (Result<(), Undelivered>, String) {
    let sender: Arc<dyn ChannelSender> = world.clone();
    let lines = Arc::new(Mutex::new(Vec::<u8>::new()));
    let worker = Worker {
        deliver: Deliver {
            outgoing: world.clone(),
            conversations: Arc::new(Unreachable),
            directory: world.clone(),
            senders: HashMap::from([(Channel::Whatsapp, sender)]),
            files: Arc::<FilesInMemory>::default(),
            clock: Arc::new(Noon),
            max_receives: 5,
        },
        postpone: world.clone(),
        metrics: Metrics::to(Arc::new(Noon), lines.clone()),
    };
    let result = handle(&worker, record(receive_count)).await;
    let lines = String::from_utf8(lines.lock().unwrap().clone()).unwrap();
    (result, lines)
}

fn error() -> DeliveryError {
    DeliveryError {
        code: "throughput_limited".to_owned(),
        provider_code: Some(130_429),
        title: "Too many messages".to_owned(),
    }
}

#[tokio::test]
async fn what_the_provider_wants_again_waits_longer_each_time() {
    let world = Arc::new(World::answering(
        Claim::Granted,
        SendOutcome::Retry(error()),
    ));
    for receives in 1..=3 {
        let (result, counted) = run(&world, receives).await;
        assert!(matches!(result, Err(Undelivered::TryAgain)));
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
        cannot_postpone: true,
        ..World::answering(Claim::Granted, SendOutcome::Retry(error()))
    });
    let (result, _) = run(&world, 1).await;
    assert!(matches!(result, Err(Undelivered::TryAgain)));
}

#[tokio::test]
async fn each_end_is_counted_once_and_done_with() {
    let sent = || SendOutcome::Sent {
        provider_id: "wamid.1".to_owned(),
    };
    for (claim, answer, receives, counted) in [
        (Claim::Granted, sent(), 1, "MessagesSent"),
        (
            Claim::Granted,
            SendOutcome::Refused(error()),
            1,
            "MessagesFailed",
        ),
        (
            Claim::Granted,
            SendOutcome::Retry(error()),
            5,
            "MessagesFailed",
        ),
        (
            Claim::Granted,
            SendOutcome::Uncertain(error()),
            1,
            "MessagesUncertain",
        ),
        (Claim::Begun, sent(), 2, "MessagesUncertain"),
        (Claim::Superseded, sent(), 1, "MessagesSuperseded"),
        (Claim::Settled(DeliveryStatus::Sent), sent(), 2, ""),
        (Claim::Missing, sent(), 1, ""),
    ] {
        let world = Arc::new(World::answering(claim, answer));
        let (result, lines) = run(&world, receives).await;
        assert!(result.is_ok(), "{claim:?}");
        assert_eq!(lines.lines().count(), usize::from(!counted.is_empty()));
        assert!(lines.contains(counted), "{claim:?}: {lines}");
        assert!(world.postponed.lock().unwrap().is_empty());
    }
}
