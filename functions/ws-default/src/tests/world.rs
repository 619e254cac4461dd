//! Two tenants with their sockets and conversations.

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

use super::super::*;

#[derive(Default)]
pub(super) struct World {
    pub(super) sockets: Mutex<Vec<Socket>>,
    pub(super) conversations: Vec<Conversation>,
    pub(super) posted: Mutex<BTreeMap<String, Vec<Value>>>,
    pub(super) gone: Vec<&'static str>,
    pub(super) record_is_down: bool,
    pub(super) requests: Mutex<usize>,
    /// Milliseconds since the epoch.
    pub(super) now: Mutex<i64>,
}

pub(super) fn broken() -> PortError {
    PortError::new("asking a store that is down", "no answer")
}

pub(super) fn thread(byte: u8) -> ThreadKey {
    ThreadKey::from_bytes([byte; 10])
}

pub(super) fn conversation_id(byte: u8) -> ConversationId {
    ConversationId::in_thread(thread(byte), Timestamp::UNIX_EPOCH)
}

pub(super) fn agent_id(number: u128) -> AgentId {
    AgentId::from_ulid(Ulid::from_parts(1, number))
}

pub(super) fn acme() -> TenantId {
    "acme".parse().unwrap()
}

pub(super) fn globex() -> TenantId {
    "globex".parse().unwrap()
}

pub(super) fn conversation(tenant_id: TenantId, byte: u8, owner: Owner) -> Conversation {
    let at = Timestamp::UNIX_EPOCH;
    let contact = Contact {
        id: ContactId::in_thread(thread(byte), at),
        address: "visitor".to_owned(),
        name: None,
        locale: None,
        attributes: BTreeMap::new(),
        verified: [].into(),
    };
    Conversation {
        owner,
        epoch: OwnerEpoch(1),
        version: Version(1),
        last_seq: Seq(1),
        ..Conversation::begun(
            conversation_id(byte),
            tenant_id,
            "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            Channel::Widget,
            contact,
            at,
        )
    }
}

pub(super) fn socket(name: &str, owner: SocketOwner, watching: Option<ConversationId>) -> Socket {
    Socket {
        connection_id: name.to_owned(),
        tenant_id: acme(),
        owner,
        watching,
        opened_at: Timestamp::UNIX_EPOCH,
    }
}

pub(super) fn agent(name: &str, number: u128, watching: Option<ConversationId>) -> Socket {
    let owner = SocketOwner::Agent {
        agent_id: agent_id(number),
    };
    socket(name, owner, watching)
}

pub(super) fn visitor(name: &str, byte: u8) -> Socket {
    let owner = SocketOwner::Visitor {
        conversation_id: conversation_id(byte),
    };
    socket(name, owner, None)
}

/// Ana owns conversation 1, Bo watches it, Cy watches another; Rosa is its visitor. Eve of another
/// tenant watches an id that her tenant does not have.
pub(super) fn world() -> World {
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

impl Clock for World {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(*self.now.lock().unwrap()).unwrap()
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

pub(super) fn deps(world: &Arc<World>) -> Deps {
    Deps {
        sockets: world.clone(),
        poster: world.clone(),
        conversations: world.clone(),
        clock: world.clone(),
        typists: Typists::default(),
    }
}

pub(super) fn event(from: &str, body: &str) -> Event {
    Event {
        route: "$default".to_owned(),
        connection_id: from.to_owned(),
        ticket: None,
        body: body.to_owned(),
    }
}

pub(super) async fn say(
    world: World,
    from: &str,
    body: &str,
) -> (Arc<World>, Result<u16, PortError>) {
    let world = Arc::new(world);
    let result = handle(&deps(&world), &event(from, body)).await;
    (world, result)
}
