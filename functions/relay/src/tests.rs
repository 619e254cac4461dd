//! From records of the stream to messages and changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::commit::{Commit, CommitError};
use baton_app::fetch::FileOrder;
use baton_app::inbound::Inbound;
use baton_app::outbound::{Change, OutboundMessage};
use baton_app::ports::{
    Clock, Connection, ConversationFilter, Conversations, Directory, EscalationFilter, FileQueue,
    InboundQueue, Knowledge, LiveCounts, Load, Loaded, MessageRange, OutboundQueue, Page,
    TakeOutcome, TakeRequest, Topic,
};
use baton_domain::{
    AgentId, AgentRef, Author, Channel, Contact, ContactId, Content, ConversationId,
    DeliveryStatus, MessageId, Owner, OwnerEpoch, Seq, Settings, TenantId, ThreadKey, Version,
};
use serde_json::json;
use ulid::Ulid;

use super::*;

#[derive(Default)]
struct World {
    queued: Mutex<Vec<OutboundMessage>>,
    published: Mutex<Vec<Change>>,
    filed: Mutex<Vec<baton_domain::Message>>,
    summaries: Mutex<Vec<Inbound>>,
}

fn broken() -> PortError {
    PortError::new("asking a store that is down", "no answer")
}

#[async_trait]
impl OutboundQueue for World {
    async fn enqueue(&self, items: &[OutboundMessage]) -> Result<(), PortError> {
        self.queued.lock().unwrap().extend_from_slice(items);
        Ok(())
    }
}

#[async_trait]
impl FileQueue for World {
    async fn order(&self, orders: &[FileOrder]) -> Result<(), PortError> {
        assert!(orders.is_empty(), "no message here has a file");
        Ok(())
    }
}

#[async_trait]
impl InboundQueue for World {
    async fn enqueue(&self, items: &[Inbound]) -> Result<(), PortError> {
        self.summaries.lock().unwrap().extend_from_slice(items);
        Ok(())
    }
}

#[async_trait]
impl Topic for World {
    async fn publish(&self, changes: &[Change]) -> Result<(), PortError> {
        self.published.lock().unwrap().extend_from_slice(changes);
        Ok(())
    }
}

#[async_trait]
impl Directory for World {
    async fn connection(
        &self,
        _: baton_domain::ConnectionId,
    ) -> Result<Option<Arc<Connection>>, PortError> {
        Err(broken())
    }
    async fn settings(&self, _: &TenantId) -> Result<Arc<Settings>, PortError> {
        Ok(Arc::default())
    }
    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Err(PortError::new("reading articles", "nobody here needs them"))
    }
    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Err(broken())
    }
}

#[async_trait]
impl Conversations for World {
    async fn file_notice(
        &self,
        _: &TenantId,
        _: ConversationId,
        message: &baton_domain::Message,
    ) -> Result<(), PortError> {
        self.filed.lock().unwrap().push(message.clone());
        Ok(())
    }
    async fn load(&self, _: &TenantId, _: ThreadKey, _: Load<'_>) -> Result<Loaded, PortError> {
        Err(broken())
    }
    async fn commit(&self, _: &Commit) -> Result<(), CommitError> {
        Err(broken().into())
    }
    async fn take(&self, _: &TakeRequest) -> Result<TakeOutcome, PortError> {
        Err(broken())
    }
    async fn escalations(
        &self,
        _: &TenantId,
        _: &EscalationFilter,
    ) -> Result<Page<baton_domain::Escalation>, PortError> {
        Err(broken())
    }
    async fn conversations(
        &self,
        _: &TenantId,
        _: &ConversationFilter,
    ) -> Result<Page<baton_domain::Conversation>, PortError> {
        Err(broken())
    }
    async fn messages(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: MessageRange,
    ) -> Result<Page<baton_domain::Message>, PortError> {
        Err(broken())
    }
    async fn find_by_provider_id(
        &self,
        _: &TenantId,
        _: baton_domain::ConnectionId,
        _: &str,
    ) -> Result<Option<(ConversationId, baton_domain::Message)>, PortError> {
        Err(broken())
    }
    async fn message(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: Seq,
    ) -> Result<Option<baton_domain::Message>, PortError> {
        Err(broken())
    }
    async fn due(
        &self,
        _: &TenantId,
        _: Timestamp,
        _: usize,
    ) -> Result<Vec<ConversationId>, PortError> {
        Err(broken())
    }
    async fn live_counts(&self, _: &TenantId, _: Timestamp) -> Result<LiveCounts, PortError> {
        Err(broken())
    }
}

struct Noon;

fn noon() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        noon()
    }
}

fn thread() -> ThreadKey {
    ThreadKey::from_bytes([7; 10])
}

/// The head as a take leaves it, with the place that it left for its message.
fn taken() -> baton_domain::Conversation {
    let contact = Contact {
        id: ContactId::in_thread(thread(), noon()),
        address: "15550001".to_owned(),
        name: None,
        locale: None,
        attributes: BTreeMap::new(),
        verified: [].into(),
    };
    baton_domain::Conversation {
        owner: Owner::Agent(AgentRef {
            id: AgentId::from_ulid(Ulid::from_parts(1, 1)),
            name: "Ana".to_owned(),
        }),
        epoch: OwnerEpoch(2),
        version: Version(5),
        last_seq: Seq(4),
        last_customer_at: Some(noon()),
        ..baton_domain::Conversation::begun(
            ConversationId::in_thread(thread(), noon()),
            "acme".parse().unwrap(),
            "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            Channel::Whatsapp,
            contact,
            noon(),
        )
    }
}

/// A record of a row that is new.
fn record(sk: &str, row: impl Serialize, more: &Value) -> EventRecord {
    let mut record: EventRecord = serde_json::from_value(json!({
        "eventID": "1",
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_700_000_000.0,
            "Keys": {
                "pk": { "S": format!("acme#cnv#{}", thread()) },
                "sk": { "S": sk },
            },
            "NewImage": {},
            "SequenceNumber": "1",
            "SizeBytes": 10,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        },
    }))
    .unwrap();
    let mut image = json!(row);
    for (name, value) in more.as_object().unwrap() {
        image[name] = value.clone();
    }
    record.change.new_image = serde_dynamo::to_item(image).unwrap();
    record
}

fn head() -> EventRecord {
    let notice = json!({
        "message_id": MessageId::from_ulid(Ulid::from_parts(1, 4)),
        "agent_name": "Ana",
        "at": noon(),
    });
    record("head", taken(), &json!({ "notice": notice }))
}

fn reply() -> EventRecord {
    let message = baton_domain::Message {
        id: MessageId::from_ulid(Ulid::from_parts(1, 5)),
        seq: Seq(5),
        author: Author::Agent { agent: None },
        content: Content::text("Hello Rosa"),
        status: DeliveryStatus::Accepted,
        epoch: OwnerEpoch(2),
        provider_id: None,
        error: None,
        revision: None,
        assessment: None,
        created_at: noon(),
    };
    let place = Place {
        tenant_id: taken().tenant_id,
        conversation_id: taken().id,
        connection_id: taken().connection_id,
        channel: Channel::Whatsapp,
        address: "15550001".to_owned(),
        owner: None,
    };
    record("msg#000000000005", message, &json!(place))
}

async fn run(records: &[EventRecord]) -> (Arc<World>, Result<(), Unrelayed>) {
    let world = Arc::new(World::default());
    let deps = Relay {
        conversations: world.clone(),
        directory: world.clone(),
        outbound: world.clone(),
        files: world.clone(),
        inbound: world.clone(),
        topic: world.clone(),
        shapes: Arc::new(ApiShapes),
        clock: Arc::new(Noon),
    };
    let result = handle(&deps, records).await;
    (world, result)
}

#[tokio::test]
async fn a_take_and_a_reply_leave_the_stream_in_order_and_in_the_apis_shapes() {
    let (world, result) = run(&[head(), reply()]).await;
    result.unwrap();

    let queued = world.queued.lock().unwrap();
    let said: Vec<_> = queued
        .iter()
        .map(|message| message.content.text.as_deref())
        .collect();
    assert_eq!(said, [Some("Now speaking with Ana."), Some("Hello Rosa")]);
    assert_eq!(world.filed.lock().unwrap().len(), 1);

    let published = world.published.lock().unwrap();
    let kinds: Vec<_> = published.iter().map(|change| json!(change.kind)).collect();
    assert_eq!(kinds, ["conversation.updated", "message.created"]);
    assert_eq!(published[0].data["mode"], "human");
    assert_eq!(published[0].data["owner"]["name"], "Ana");
    assert_eq!(published[1].data["text"], "Hello Rosa");
    assert_eq!(published[1].data["conversation_id"], json!(taken().id));
}

#[tokio::test]
async fn a_row_that_cannot_be_read_fails_its_batch_before_anything_is_told() {
    let unreadable = record("msg#000000000006", json!({ "id": "msg_1" }), &json!({}));
    let (world, result) = run(&[head(), unreadable]).await;
    assert!(matches!(result, Err(Unrelayed::Decode(_))));
    assert!(world.queued.lock().unwrap().is_empty());
    assert!(world.published.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_nobody_needs_to_hear_of_is_no_error() {
    let mut removed = head();
    "REMOVE".clone_into(&mut removed.event_name);
    let (world, result) = run(&[removed]).await;
    result.unwrap();
    assert!(world.queued.lock().unwrap().is_empty());
    assert!(world.published.lock().unwrap().is_empty());
}
