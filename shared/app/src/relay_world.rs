//! What relaying reaches, in the tests of it.

use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{
    ConnectionId, ConversationId, CustomerTexts, MessageId, Seq, Settings, ThreadKey,
};
use serde_json::json;

use super::super::*;
use crate::commit::{Commit, CommitError};
use crate::effect_samples::{TestClock, at, broken, conversation_id, tenant};
use crate::ports::{
    Connection, ConversationFilter, EscalationFilter, Knowledge, LiveCounts, Load, Loaded,
    MessageRange, Page, TakeOutcome, TakeRequest,
};

/// Everything that relaying reaches, with what it was given.
#[derive(Default)]
pub(super) struct World {
    pub(super) queued: Mutex<Vec<OutboundMessage>>,
    pub(super) published: Mutex<Vec<Change>>,
    pub(super) filed: Mutex<Vec<Message>>,
    pub(super) ordered: Mutex<Vec<FileOrder>>,
    pub(super) summaries: Mutex<Vec<Inbound>>,
    pub(super) topic_is_down: Mutex<bool>,
}

impl World {
    pub(super) fn queued_ids(&self) -> Vec<MessageId> {
        let queued = self.queued.lock().unwrap();
        queued.iter().map(|message| message.message_id).collect()
    }

    pub(super) fn published(&self) -> Vec<Change> {
        self.published.lock().unwrap().clone()
    }

    pub(super) async fn relay(
        self: &Arc<Self>,
        rows: Vec<CommittedRow>,
    ) -> Result<Relayed, PortError> {
        let deps = Relay {
            conversations: self.clone(),
            directory: self.clone(),
            outbound: self.clone(),
            files: self.clone(),
            inbound: self.clone(),
            topic: self.clone(),
            shapes: Arc::new(ByName),
            clock: Arc::new(TestClock::standing(at(100))),
        };
        relay(&deps, rows).await
    }
}

/// The change that is told of one row.
pub(super) async fn told(row: CommittedRow) -> Option<Change> {
    let world = Arc::new(World::default());
    world.relay(vec![row]).await.unwrap();
    let mut published = world.published();
    assert!(published.len() <= 1);
    published.pop()
}

pub(super) struct ByName;

impl Shapes for ByName {
    fn escalation(&self, escalation: &Escalation, now: Timestamp) -> Value {
        json!({ "id": escalation.id, "wait": escalation.wait_seconds(now) })
    }
    fn message(&self, message: &Message, place: &Place) -> Value {
        json!({ "id": message.id, "in": place.conversation_id })
    }
    fn conversation(&self, conversation: &Conversation) -> Value {
        json!({ "id": conversation.id })
    }
    fn agent(&self, agent: &Agent) -> Value {
        json!({ "id": agent.id })
    }
    fn notification(&self, notification: &Notification) -> Value {
        json!({ "id": notification.id })
    }
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
        self.ordered.lock().unwrap().extend_from_slice(orders);
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
        if std::mem::take(&mut *self.topic_is_down.lock().unwrap()) {
            return Err(broken());
        }
        self.published.lock().unwrap().extend_from_slice(changes);
        Ok(())
    }
}

#[async_trait]
impl Directory for World {
    async fn connection(&self, _: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Err(broken())
    }
    async fn settings(&self, tenant_id: &TenantId) -> Result<Arc<Settings>, PortError> {
        assert_eq!(*tenant_id, tenant());
        Ok(Arc::new(Settings {
            texts: CustomerTexts {
                now_speaking_with: "{agent_name} is here now.".to_owned(),
                ..CustomerTexts::default()
            },
            ..Settings::default()
        }))
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
        tenant_id: &TenantId,
        conversation: ConversationId,
        message: &Message,
    ) -> Result<(), PortError> {
        assert_eq!((tenant_id, conversation), (&tenant(), conversation_id()));
        let mut filed = self.filed.lock().unwrap();
        if !filed.contains(message) {
            filed.push(message.clone());
        }
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
        _: ConnectionId,
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
