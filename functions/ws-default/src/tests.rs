//! What each frame of a client's does, and to whom.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_app::commit::{Commit, CommitError};
use baton_app::ports::{
    ConversationFilter, EscalationFilter, LiveCounts, Loaded, MessageRange, Page, TakeOutcome,
    TakeRequest, Ticket,
};
use baton_domain::{
    AgentId, AgentRef, Channel, Contact, ContactId, Escalation, Message, Owner, OwnerEpoch, Seq,
    State, ThreadKey, Version,
};
use jiff::Timestamp;
use ulid::Ulid;

use super::*;

#[derive(Default)]
struct World {
    sockets: Mutex<Vec<Socket>>,
    conversations: Vec<Conversation>,
    posted: Mutex<BTreeMap<String, Vec<Value>>>,
    gone: Vec<&'static str>,
    record_is_down: bool,
    requests: Mutex<usize>,
}

fn broken() -> PortError {
    PortError::new("asking a store that is down", "no answer")
}

fn thread(byte: u8) -> ThreadKey {
    ThreadKey::from_bytes([byte; 10])
}

fn conversation_id(byte: u8) -> ConversationId {
    ConversationId::in_thread(thread(byte), Timestamp::UNIX_EPOCH)
}

fn agent_id(number: u128) -> AgentId {
    AgentId::from_ulid(Ulid::from_parts(1, number))
}

fn acme() -> TenantId {
    "acme".parse().unwrap()
}

fn globex() -> TenantId {
    "globex".parse().unwrap()
}

fn conversation(tenant_id: TenantId, byte: u8, owner: Owner) -> Conversation {
    let at = Timestamp::UNIX_EPOCH;
    Conversation {
        id: conversation_id(byte),
        tenant_id,
        connection_id: "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
        channel: Channel::Widget,
        contact: Contact {
            id: ContactId::in_thread(thread(byte), at),
            address: "visitor".to_owned(),
            name: None,
            locale: None,
            attributes: BTreeMap::new(),
        },
        owner,
        epoch: OwnerEpoch(1),
        version: Version(1),
        last_seq: Seq(1),
        created_at: at,
        last_activity_at: at,
        last_customer_at: None,
        unanswered_since: None,
        answer_seq: None,
        due_at: None,
        attempts: vec![],
        variables: BTreeMap::new(),
        preview: None,
    }
}

fn socket(name: &str, owner: SocketOwner, watching: Option<ConversationId>) -> Socket {
    Socket {
        connection_id: name.to_owned(),
        tenant_id: acme(),
        owner,
        watching,
        opened_at: Timestamp::UNIX_EPOCH,
    }
}

fn agent(name: &str, number: u128, watching: Option<ConversationId>) -> Socket {
    let owner = SocketOwner::Agent {
        agent_id: agent_id(number),
    };
    socket(name, owner, watching)
}

fn visitor(name: &str, byte: u8) -> Socket {
    let owner = SocketOwner::Visitor {
        conversation_id: conversation_id(byte),
    };
    socket(name, owner, None)
}

/// Ana owns conversation 1, Bo watches it, Cy watches another; Rosa is its visitor. Eve of another
/// tenant watches an id that her tenant does not have.
fn world() -> World {
    let ana = AgentRef {
        id: agent_id(1),
        name: "Ana".to_owned(),
    };
    let eve = Socket {
        tenant_id: globex(),
        ..agent("eve", 9, Some(conversation_id(1)))
    };
    World {
        sockets: Mutex::new(vec![
            agent("ana", 1, None),
            agent("ana-2", 1, Some(conversation_id(1))),
            agent("bo", 2, Some(conversation_id(1))),
            agent("cy", 3, Some(conversation_id(2))),
            visitor("rosa", 1),
            visitor("sam", 2),
            eve,
        ]),
        conversations: vec![
            conversation(acme(), 1, Owner::Agent(ana)),
            conversation(acme(), 2, Owner::Bot),
            conversation(globex(), 7, Owner::Bot),
        ],
        ..World::default()
    }
}

#[async_trait]
impl Sockets for World {
    async fn socket(&self, connection_id: &str) -> Result<Option<Socket>, PortError> {
        *self.requests.lock().unwrap() += 1;
        let sockets = self.sockets.lock().unwrap();
        Ok(sockets
            .iter()
            .find(|socket| socket.connection_id == connection_id)
            .cloned())
    }
    async fn watch(
        &self,
        connection_id: &str,
        conversation: Option<ConversationId>,
    ) -> Result<(), PortError> {
        let mut sockets = self.sockets.lock().unwrap();
        for socket in sockets.iter_mut() {
            if socket.connection_id == connection_id {
                socket.watching = conversation;
            }
        }
        Ok(())
    }
    async fn close(&self, connection_id: &str) -> Result<(), PortError> {
        let mut sockets = self.sockets.lock().unwrap();
        sockets.retain(|socket| socket.connection_id != connection_id);
        Ok(())
    }
    async fn of_tenant(&self, tenant: &TenantId) -> Result<Vec<Socket>, PortError> {
        let sockets = self.sockets.lock().unwrap();
        Ok(sockets
            .iter()
            .filter(|socket| socket.tenant_id == *tenant)
            .cloned()
            .collect())
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
}

#[async_trait]
impl SocketPoster for World {
    async fn post(&self, connection_id: &str, frame: &str) -> Result<(), PostError> {
        if self.gone.contains(&connection_id) {
            return Err(PostError::Gone);
        }
        let mut posted = self.posted.lock().unwrap();
        let frames = posted.entry(connection_id.to_owned()).or_default();
        frames.push(serde_json::from_str(frame).unwrap());
        Ok(())
    }
}

#[async_trait]
impl Conversations for World {
    async fn load(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        _: Load<'_>,
    ) -> Result<Loaded, PortError> {
        if self.record_is_down {
            return Err(broken());
        }
        let found = self
            .conversations
            .iter()
            .find(|found| found.tenant_id == *tenant && found.id.thread() == thread);
        Ok(Loaded {
            state: found.cloned().map(State::new),
            ..Loaded::default()
        })
    }
    async fn commit(&self, _: &Commit) -> Result<(), CommitError> {
        Err(broken().into())
    }
    async fn take(&self, _: &TakeRequest) -> Result<TakeOutcome, PortError> {
        Err(broken())
    }
    async fn file_notice(
        &self,
        _: &TenantId,
        _: ConversationId,
        _: &Message,
    ) -> Result<(), PortError> {
        Err(broken())
    }
    async fn escalations(
        &self,
        _: &TenantId,
        _: &EscalationFilter,
    ) -> Result<Page<Escalation>, PortError> {
        Err(broken())
    }
    async fn conversations(
        &self,
        _: &TenantId,
        _: &ConversationFilter,
    ) -> Result<Page<Conversation>, PortError> {
        Err(broken())
    }
    async fn messages(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: MessageRange,
    ) -> Result<Page<Message>, PortError> {
        Err(broken())
    }
    async fn find_by_provider_id(
        &self,
        _: &TenantId,
        _: baton_domain::ConnectionId,
        _: &str,
    ) -> Result<Option<(ConversationId, Message)>, PortError> {
        Err(broken())
    }
    async fn message(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: Seq,
    ) -> Result<Option<Message>, PortError> {
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

async fn say(world: World, from: &str, body: &str) -> (Arc<World>, Result<u16, PortError>) {
    let world = Arc::new(world);
    let deps = Deps {
        sockets: world.clone(),
        poster: world.clone(),
        conversations: world.clone(),
    };
    let event = Event {
        route: "$default".to_owned(),
        connection_id: from.to_owned(),
        ticket: None,
        body: body.to_owned(),
    };
    let result = handle(&deps, &event).await;
    (world, result)
}

/// The frames that were posted, by socket.
async fn heard(from: &str, body: &str) -> BTreeMap<String, Vec<Value>> {
    let (world, result) = say(world(), from, body).await;
    assert_eq!(result.unwrap(), 200);
    world.posted.lock().unwrap().clone()
}

fn watch(id: ConversationId) -> String {
    json!({ "action": "watch", "conversation_id": id }).to_string()
}

fn typing(id: ConversationId) -> String {
    json!({ "action": "typing", "conversation_id": id }).to_string()
}

#[tokio::test]
async fn a_ping_is_answered_without_asking_anybody() {
    let (world, result) = say(world(), "ana", r#"{"action":"ping"}"#).await;
    assert_eq!(result.unwrap(), 200);
    assert_eq!(
        *world.posted.lock().unwrap(),
        BTreeMap::from([("ana".to_owned(), vec![json!({ "type": "pong" })])])
    );
    assert_eq!(*world.requests.lock().unwrap(), 0);
}

#[tokio::test]
async fn an_agent_watches_one_conversation_at_a_time_or_none() {
    for (body, watching) in [
        (watch(conversation_id(1)), Some(conversation_id(1))),
        (
            r#"{"action":"watch","conversation_id":null}"#.to_owned(),
            None,
        ),
    ] {
        let (world, result) = say(world(), "cy", &body).await;
        assert_eq!(result.unwrap(), 200);
        let cy = world.socket("cy").await.unwrap().unwrap();
        assert_eq!(cy.watching, watching);
        assert_eq!(
            world.posted.lock().unwrap()["cy"],
            [json!({ "type": "watching", "conversation_id": watching })]
        );
    }
}

#[tokio::test]
async fn a_foreign_conversation_and_one_that_never_was_are_answered_the_same() {
    let foreign = conversation_id(7);
    let missing = conversation_id(8);
    let same_thread =
        ConversationId::in_thread(thread(1), Timestamp::from_second(1_000_000).unwrap());
    for id in [
        foreign.to_string(),
        missing.to_string(),
        same_thread.to_string(),
        "esc_01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
        "acme#cnv".to_owned(),
        String::new(),
    ] {
        for action in ["watch", "typing"] {
            let body = json!({ "action": action, "conversation_id": id }).to_string();
            let (world, result) = say(world(), "cy", &body).await;
            assert_eq!(result.unwrap(), 200);
            let cy = world.socket("cy").await.unwrap().unwrap();
            assert_eq!(cy.watching, Some(conversation_id(2)), "nothing changed");
            let expected = json!({
                "type": "error",
                "action": action,
                "problem": Problem::not_found(),
            });
            assert_eq!(expected["problem"]["type"], "/problems/not-found");
            assert_eq!(
                *world.posted.lock().unwrap(),
                BTreeMap::from([("cy".to_owned(), vec![expected])]),
                "{action} {id}"
            );
        }
    }
}

#[tokio::test]
async fn a_visitor_may_not_watch_even_their_own_conversation() {
    for byte in [1, 2] {
        let heard = heard("rosa", &watch(conversation_id(byte))).await;
        assert_eq!(heard["rosa"][0]["problem"]["type"], "/problems/forbidden");
        assert_eq!(heard.len(), 1);
    }
}

#[tokio::test]
async fn typing_reaches_the_others_in_the_conversation_and_nobody_else() {
    let id = conversation_id(1);
    let frame =
        |author: Value| vec![json!({ "type": "typing", "conversation_id": id, "author": author })];
    let by = |number| frame(json!({ "kind": "agent", "id": agent_id(number) }));
    let names = |frames: [(&str, Vec<Value>); 2]| {
        BTreeMap::from(frames.map(|(name, frames)| (name.to_owned(), frames)))
    };
    assert_eq!(
        heard("ana", &typing(id)).await,
        names([("bo", by(1)), ("rosa", frame(json!({ "kind": "agent" }))),])
    );
    assert_eq!(
        heard("bo", &typing(id)).await,
        names([("ana", by(2)), ("ana-2", by(2))]),
        "who only watches may be writing a note"
    );
    let visitor = || frame(json!({ "kind": "customer" }));
    let mut everybody = names([("ana", visitor()), ("ana-2", visitor())]);
    everybody.insert("bo".to_owned(), visitor());
    assert_eq!(heard("rosa", &typing(id)).await, everybody);
}

#[tokio::test]
async fn a_visitor_types_in_their_own_conversation_only() {
    let heard = heard("rosa", &typing(conversation_id(2))).await;
    assert_eq!(heard["rosa"][0]["problem"]["type"], "/problems/not-found");
    assert_eq!(heard.len(), 1);
}

#[tokio::test]
async fn what_makes_no_sense_is_answered_and_changes_nothing() {
    for (body, problem) in [
        ("", "/problems/malformed-json"),
        ("{", "/problems/malformed-json"),
        ("null", "/problems/validation"),
        ("[]", "/problems/validation"),
        ("{}", "/problems/validation"),
        (r#"{"action":7}"#, "/problems/validation"),
        (r#"{"action":"dance"}"#, "/problems/validation"),
        (r#"{"action":"typing"}"#, "/problems/validation"),
        (
            r#"{"action":"watch","conversation_id":7}"#,
            "/problems/validation",
        ),
    ] {
        let heard = heard("ana", body).await;
        assert_eq!(heard["ana"][0]["type"], "error", "{body}");
        assert_eq!(heard["ana"][0]["problem"]["type"], problem, "{body}");
        assert_eq!(heard.len(), 1);
    }
}

#[tokio::test]
async fn a_socket_that_nobody_knows_is_told_to_sign_in() {
    let heard = heard("stranger", &watch(conversation_id(1))).await;
    assert_eq!(
        heard["stranger"][0]["problem"]["type"],
        "/problems/unauthorized"
    );
}

#[tokio::test]
async fn a_socket_that_is_gone_is_forgotten() {
    let world = World {
        gone: vec!["bo"],
        ..world()
    };
    let (world, result) = say(world, "ana", &typing(conversation_id(1))).await;
    assert_eq!(result.unwrap(), 200);
    assert!(world.socket("bo").await.unwrap().is_none());
    assert!(world.posted.lock().unwrap().contains_key("rosa"));
}

#[tokio::test]
async fn a_record_that_is_down_is_told_to_the_client_and_to_the_log() {
    let world = World {
        record_is_down: true,
        ..world()
    };
    let (world, result) = say(world, "cy", &watch(conversation_id(1))).await;
    assert!(result.is_err());
    let posted = world.posted.lock().unwrap();
    assert_eq!(posted["cy"][0]["problem"]["type"], "/problems/unavailable");
}
