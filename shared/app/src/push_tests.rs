//! Which socket hears of what.

use std::collections::BTreeMap;

use async_trait::async_trait;
use baton_domain::{AgentId, ConversationId, ThreadKey};
use jiff::Timestamp;

use super::*;
use crate::effect_samples::{agent_id, at, broken, conversation_id, tenant};
use crate::ports::Ticket;

#[derive(Default)]
struct World {
    sockets: Vec<Socket>,
    queries: Mutex<Vec<TenantId>>,
    posted: Mutex<BTreeMap<String, Vec<Value>>>,
    closed: Mutex<Vec<String>>,
    gone: Vec<&'static str>,
    stuck: Vec<&'static str>,
    is_down_for: Option<TenantId>,
}

/// A minute after the sockets of these tests were opened.
struct Later;

impl Clock for Later {
    fn now(&self) -> Timestamp {
        at(60)
    }
}

impl World {
    fn with(sockets: Vec<Socket>) -> Self {
        Self {
            sockets,
            ..Self::default()
        }
    }

    async fn push(self, changes: &[Change]) -> (Arc<Self>, Vec<bool>) {
        let world = Arc::new(self);
        let deps = Push {
            sockets: world.clone(),
            poster: world.clone(),
            frame: |change| json!({ "type": change.kind, "id": change.id, "data": change.data }),
            clock: Arc::new(Later),
        };
        let pushed = push(&deps, changes).await;
        let frames: usize = world.posted.lock().unwrap().values().map(Vec::len).sum();
        assert_eq!(usize::try_from(pushed.posted).unwrap(), frames);
        let gone = world.closed.lock().unwrap().len();
        assert_eq!(usize::try_from(pushed.gone).unwrap(), gone);
        (world, pushed.results.iter().map(Result::is_ok).collect())
    }

    /// Who got something, in the order of their names.
    fn heard(&self) -> Vec<String> {
        self.posted.lock().unwrap().keys().cloned().collect()
    }
}

#[async_trait]
impl Sockets for World {
    async fn of_tenant(&self, tenant: &TenantId) -> Result<Vec<Socket>, PortError> {
        self.queries.lock().unwrap().push(tenant.clone());
        if self.is_down_for.as_ref() == Some(tenant) {
            return Err(broken());
        }
        Ok(self
            .sockets
            .iter()
            .filter(|socket| socket.tenant_id == *tenant)
            .cloned()
            .collect())
    }
    async fn close(&self, connection_id: &str) -> Result<(), PortError> {
        self.closed.lock().unwrap().push(connection_id.to_owned());
        Ok(())
    }
    async fn issue(&self, _: &str, _: &Ticket) -> Result<(), PortError> {
        Err(broken())
    }
    async fn redeem(&self, _: &str, _: Timestamp) -> Result<Option<Ticket>, PortError> {
        Err(broken())
    }
    async fn open(&self, _: &Socket) -> Result<(), PortError> {
        Err(broken())
    }
    async fn socket(&self, _: &str) -> Result<Option<Socket>, PortError> {
        Err(broken())
    }
    async fn watch(&self, _: &str, _: Option<ConversationId>) -> Result<(), PortError> {
        Err(broken())
    }
}

#[async_trait]
impl SocketPoster for World {
    async fn post(&self, connection_id: &str, frame: &str) -> Result<(), PostError> {
        if self.gone.contains(&connection_id) {
            return Err(PostError::Gone);
        }
        if self.stuck.contains(&connection_id) {
            return Err(broken().into());
        }
        let mut posted = self.posted.lock().unwrap();
        posted
            .entry(connection_id.to_owned())
            .or_default()
            .push(serde_json::from_str(frame).unwrap());
        Ok(())
    }
}

fn socket(name: &str, owner: SocketOwner, watching: Option<ConversationId>) -> Socket {
    Socket {
        connection_id: name.to_owned(),
        tenant_id: tenant(),
        owner,
        watching,
        opened_at: at(0),
    }
}

fn of_agent(name: &str, number: u128) -> Socket {
    socket(
        name,
        SocketOwner::Agent {
            agent_id: agent_id(number),
        },
        None,
    )
}

fn watching(name: &str, number: u128, conversation: ConversationId) -> Socket {
    Socket {
        watching: Some(conversation),
        ..of_agent(name, number)
    }
}

fn of_visitor(name: &str, conversation_id: ConversationId) -> Socket {
    socket(name, SocketOwner::Visitor { conversation_id }, None)
}

fn elsewhere() -> ConversationId {
    ConversationId::in_thread(ThreadKey::from_bytes([9; 10]), at(0))
}

fn of_globex(socket: Socket) -> Socket {
    Socket {
        tenant_id: "globex".parse().unwrap(),
        ..socket
    }
}

fn everybody() -> Vec<Socket> {
    vec![
        of_agent("ana", 1),
        watching("bo", 2, conversation_id()),
        watching("cy", 3, elsewhere()),
        of_visitor("rosa", conversation_id()),
        of_visitor("sam", elsewhere()),
        of_globex(watching("eve", 1, conversation_id())),
        of_globex(of_visitor("mallory", conversation_id())),
    ]
}

fn change(kind: ChangeKind, audience: Audience) -> Change {
    Change {
        tenant_id: tenant(),
        kind,
        id: "esc_1".to_owned(),
        version: 3,
        change: "updated".to_owned(),
        at: None,
        audience,
        data: json!({ "status": "queued" }),
    }
}

fn to_all() -> Change {
    change(ChangeKind::EscalationUpserted, Audience::Tenant)
}

fn of_message(owner: Option<AgentId>, for_visitor: bool) -> Change {
    Change {
        data: json!({
            "id": "msg_1",
            "conversation_id": conversation_id(),
            "seq": 4,
            "author": { "kind": "agent", "id": agent_id(1), "name": "Ana" },
            "kind": "text",
            "text": "It is on its way.",
            "media": { "id": "1234", "sha256": "abc", "mime_type": "image/png" },
            "status": "sent",
            "details": { "raw": true },
            "error": { "code": "gave_up" },
            "created_at": at(60),
        }),
        ..change(
            ChangeKind::MessageStatus,
            Audience::Conversation {
                conversation_id: conversation_id(),
                owner,
                for_visitor,
            },
        )
    }
}

#[tokio::test]
async fn each_audience_is_reached_and_nobody_else() {
    for (change, heard) in [
        (to_all(), vec!["ana", "bo", "cy"]),
        (of_message(Some(agent_id(1)), false), vec!["ana", "bo"]),
        (of_message(None, false), vec!["bo"]),
        (of_message(None, true), vec!["bo", "rosa"]),
        (
            change(
                ChangeKind::NotificationCreated,
                Audience::Agent {
                    agent_id: agent_id(3),
                },
            ),
            vec!["cy"],
        ),
    ] {
        let (world, done) = World::with(everybody())
            .push(std::slice::from_ref(&change))
            .await;
        assert_eq!(done, [true]);
        assert_eq!(world.heard(), heard, "{:?}", change.audience);
    }
}

#[tokio::test]
async fn a_batch_costs_one_query_for_each_tenant_and_keeps_its_order_on_each_socket() {
    let globex = Change {
        tenant_id: "globex".parse().unwrap(),
        ..to_all()
    };
    let second = Change {
        id: "esc_2".to_owned(),
        ..to_all()
    };
    let (world, _) = World::with(everybody())
        .push(&[to_all(), globex, second])
        .await;
    assert_eq!(
        *world.queries.lock().unwrap(),
        [tenant(), "globex".parse().unwrap()]
    );
    let posted = world.posted.lock().unwrap();
    let ids: Vec<_> = posted["ana"].iter().map(|frame| &frame["id"]).collect();
    assert_eq!(ids, ["esc_1", "esc_2"]);
    assert_eq!(posted["eve"].len(), 1);
}

#[tokio::test]
async fn a_visitor_sees_neither_whose_hands_it_went_through_nor_why_it_failed() {
    let appeared = Change {
        change: Change::APPEARED.to_owned(),
        ..of_message(None, true)
    };
    let (world, _) = World::with(everybody()).push(&[appeared]).await;
    let posted = world.posted.lock().unwrap();
    assert_eq!(
        posted["rosa"],
        [json!({
            "type": "message.created",
            "id": "esc_1",
            "version": 3,
            "data": {
                "id": "msg_1",
                "conversation_id": conversation_id(),
                "seq": 4,
                "author": { "kind": "agent", "name": "Ana" },
                "kind": "text",
                "text": "It is on its way.",
                "media": { "id": "1234", "mime_type": "image/png" },
                "status": "sent",
                "created_at": at(60),
            },
        })]
    );
    assert_eq!(posted["bo"][0]["type"], "message.status");
    assert_eq!(posted["bo"][0]["data"]["error"]["code"], "gave_up");
}

#[tokio::test]
async fn a_socket_that_is_gone_is_forgotten_and_stops_nothing() {
    let world = World {
        gone: vec!["bo"],
        ..World::with(everybody())
    };
    let (world, done) = world.push(&[to_all(), to_all()]).await;
    assert_eq!(done, [true, true]);
    assert_eq!(*world.closed.lock().unwrap(), ["bo"], "once");
    assert_eq!(world.heard(), ["ana", "cy"]);
}

#[tokio::test]
async fn a_change_that_did_not_reach_everybody_comes_again_alone() {
    let for_cy = change(
        ChangeKind::NotificationCreated,
        Audience::Agent {
            agent_id: agent_id(3),
        },
    );
    let world = World {
        stuck: vec!["cy"],
        ..World::with(everybody())
    };
    let (world, done) = world.push(&[of_message(None, true), for_cy]).await;
    assert_eq!(done, [true, false]);
    assert!(world.closed.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_tenant_whose_sockets_cannot_be_read_holds_up_no_other() {
    let globex: TenantId = "globex".parse().unwrap();
    let foreign = Change {
        tenant_id: globex.clone(),
        ..to_all()
    };
    let world = World {
        is_down_for: Some(globex),
        ..World::with(everybody())
    };
    let (world, done) = world.push(&[foreign, to_all()]).await;
    assert_eq!(done, [false, true]);
    assert_eq!(world.heard(), ["ana", "bo", "cy"]);
}

#[tokio::test]
async fn a_socket_that_is_still_opening_is_not_taken_for_one_that_is_gone() {
    let opening = Socket {
        opened_at: at(31),
        ..of_agent("opening", 1)
    };
    let gone = Socket {
        opened_at: at(30),
        ..of_agent("gone", 2)
    };
    let world = World {
        gone: vec!["opening", "gone"],
        ..World::with(vec![opening, gone])
    };
    let (world, done) = world.push(&[to_all()]).await;
    assert_eq!(*world.closed.lock().unwrap(), ["gone"]);
    assert_eq!(done, [true]);
}
