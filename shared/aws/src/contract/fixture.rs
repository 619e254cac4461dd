//! A tenant that nobody used, and how things are done to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_dynamodb::Client;
use baton_app::commit::{Commit, CommitError};
use baton_app::outbound::OutboundMessage;
use baton_app::ports::{
    Agent, Clock, Conversations, Load, Loaded, Outgoing, Quotas, Simulations, TakeOutcome,
    TakeRequest,
};
use baton_domain::routing::Presence;
use baton_domain::{
    Actor, AgentId, AgentRef, Assessment, BotAnswer, Channel, Command, ConnectionId, Contact,
    ContactId, Content, Conversation, ConversationId, Envelope, Escalation, EscalationId, Handoff,
    Message, MessageId, NewMessage, Opening, OwnerEpoch, Reason, Role, Seq, Settings, State,
    TenantId, ThreadKey, TicketId, TicketNumber, Topic, Urgency, Version, decide,
};
use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use crate::balance::QuotaStore;
use crate::conversations::DynamoConversations;
use crate::items::{Row, from_row, to_row};
use crate::keys::{Key, TableNames};
use crate::outgoing::DynamoOutgoing;
use crate::requests::Requests;
use crate::simulations::SimulationStore;

/// The connection that everything happens on.
pub(crate) const CONNECTION: ConnectionId = ConnectionId::from_ulid(Ulid::nil());

/// The time of the store's own clock.
pub(crate) fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

/// So many seconds after the story begins.
pub(crate) fn at(seconds: i64) -> Timestamp {
    let begin: Timestamp = "2026-03-01T10:00:00.250Z".parse().unwrap();
    begin + SignedDuration::from_secs(seconds)
}

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        now()
    }
}

/// The tables, and a tenant that nobody used.
pub struct Harness {
    /// The record under test.
    pub conversations: Arc<dyn Conversations>,
    /// The fence under test.
    pub outgoing: Arc<dyn Outgoing>,
    /// The accounts under test.
    pub quotas: Arc<dyn Quotas>,
    /// The simulations under test.
    pub simulations: Arc<dyn Simulations>,
    /// The tenant.
    pub tenant: TenantId,
    requests: Requests,
    client: Client,
    tables: TableNames,
    made: AtomicU64,
}

/// What opens an escalation, in short.
#[derive(Clone, Copy)]
pub(crate) struct Need {
    pub(crate) urgency: Urgency,
    pub(crate) topic: Topic,
    pub(crate) reason: Reason,
}

impl Default for Need {
    fn default() -> Self {
        Self {
            urgency: Urgency::Medium,
            topic: Topic::General,
            reason: Reason::CustomerRequest,
        }
    }
}

impl Harness {
    /// A harness over these tables. The client carries `requests` as an interceptor.
    #[must_use]
    pub fn new(client: Client, requests: Requests, tables: TableNames, tenant: TenantId) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(Fixed);
        Self {
            conversations: Arc::new(DynamoConversations::new(
                client.clone(),
                tables.clone(),
                clock.clone(),
            )),
            quotas: Arc::new(QuotaStore::new(client.clone(), tables.clone())),
            outgoing: Arc::new(DynamoOutgoing::new(
                client.clone(),
                tables.clone(),
                clock.clone(),
            )),
            simulations: Arc::new(SimulationStore::new(client.clone(), tables.clone(), clock)),
            tenant,
            requests,
            client,
            tables,
            made: AtomicU64::new(1),
        }
    }

    pub(crate) fn foreign(&self) -> TenantId {
        format!("{}-x", self.tenant).parse().unwrap()
    }

    /// Requests of what runs, by operation.
    pub(crate) async fn counted<T>(&self, run: impl Future<Output = T>) -> (T, Vec<String>) {
        self.requests.reset();
        let done = run.await;
        let counted = self
            .requests
            .by_operation()
            .into_iter()
            .map(|(name, count)| format!("{count} {name}"))
            .collect();
        (done, counted)
    }

    fn next(&self) -> u64 {
        self.made.fetch_add(1, Ordering::Relaxed)
    }

    /// A contact's thread.
    pub(crate) fn thread(number: u8) -> ThreadKey {
        ThreadKey::from_bytes([number; 10])
    }

    pub(crate) fn agent_id(number: u8) -> AgentId {
        AgentId::from_ulid(Ulid::from_parts(u64::from(number), u128::from(number)))
    }

    pub(crate) fn agent_ref(number: u8) -> AgentRef {
        AgentRef {
            id: Self::agent_id(number),
            name: format!("Agent {number}"),
        }
    }

    pub(crate) fn actor(number: u8) -> Actor {
        Actor {
            agent: Self::agent_ref(number),
            role: Role::Lead,
        }
    }

    /// Seeds an agent.
    pub(crate) async fn seed_agent(&self, number: u8, active: u32, capacity: u32) {
        let AgentRef { id, name } = Self::agent_ref(number);
        let agent = Agent {
            id,
            name,
            email: format!("agent{number}@example.com"),
            role: Role::Agent,
            capacity,
            active,
            presence: Presence::Online,
            email_notifications: false,
            group_ids: vec![],
            version: Version(1),
        };
        let row = to_row(&Key::agent(&self.tenant, id), &agent).unwrap();
        self.client
            .put_item()
            .table_name(&self.tables.conversations)
            .set_item(Some(row))
            .send()
            .await
            .unwrap();
    }

    /// How many conversations an agent has in hand.
    pub(crate) async fn load_of(&self, number: u8) -> u32 {
        let key = Key::agent(&self.tenant, Self::agent_id(number));
        let row = self.row(&key).await.unwrap();
        from_row::<Agent>(row).unwrap().active
    }

    /// A row as it stands.
    pub(crate) async fn row(&self, key: &Key) -> Option<Row> {
        self.client
            .get_item()
            .table_name(&self.tables.conversations)
            .set_key(Some(key.attributes()))
            .consistent_read(true)
            .send()
            .await
            .unwrap()
            .item
    }

    /// A message that has no place yet.
    pub(crate) fn new_message(&self, text: &str, at: Timestamp) -> NewMessage {
        NewMessage {
            id: MessageId::from_ulid(Ulid::from_parts(0, u128::from(self.next()))),
            content: Content::text(text),
            provider_id: None,
            at,
        }
    }

    pub(crate) fn customer(&self, at: Timestamp) -> Command {
        let message = self.new_message("where is my parcel?", at);
        Command::CustomerMessage(NewMessage {
            provider_id: Some(format!("wamid.{}", self.next())),
            ..message
        })
    }

    pub(crate) fn bot_reply(&self, epoch: OwnerEpoch, at: Timestamp) -> Command {
        Command::BotReply(BotAnswer {
            decided_under: epoch,
            message: self.new_message("on its way", at),
            attempt: None,
            work: baton_domain::BotWork::default(),
            assessment: None,
        })
    }

    pub(crate) fn opening(
        &self,
        state: &State,
        need: Need,
        ticket: TicketNumber,
        at: Timestamp,
    ) -> Opening {
        let thread = state.conversation.id.thread();
        Opening {
            id: EscalationId::in_thread(thread, at),
            ticket_id: TicketId::in_thread(thread, at),
            ticket,
            by: baton_domain::Doer::Bot,
            reason: need.reason,
            reason_text: "asked for a person".into(),
            topic: need.topic,
            urgency: need.urgency,
            group: None,
            assessment: Assessment {
                evaluator: "rules".into(),
                rule: "person".into(),
                score: 0.75,
                threshold: 0.5,
                ..Assessment::default()
            },
            handoff: Handoff {
                summary: "wants a person".into(),
                evidence: None,
                tried: vec![],
                variables: [("order".into(), "17".into())].into(),
                tool_calls: [].into(),
                contact: state.conversation.contact.clone(),
                suggested_next_step: "greet".into(),
                open_question: None,
                suggested_reply: None,
                summary_source: baton_domain::SummarySource::default(),
                asks_model: false,
            },
            work: baton_domain::BotWork::default(),
            connecting: Some(self.new_message("connecting", at)),
        }
    }

    pub(crate) async fn load(&self, thread: ThreadKey) -> Loaded {
        self.conversations
            .load(&self.tenant, thread, Load::default())
            .await
            .unwrap()
    }

    pub(crate) async fn state(&self, thread: ThreadKey) -> State {
        self.load(thread).await.state.unwrap()
    }

    /// The conversation as it is before its first message.
    pub(crate) fn fresh(&self, thread: ThreadKey, channel: Channel, at: Timestamp) -> State {
        let contact = Contact {
            id: ContactId::in_thread(thread, at),
            address: format!("address-{thread}"),
            name: Some("Ana".into()),
            locale: None,
            attributes: [].into(),
            verified: [].into(),
        };
        State::new(Conversation::begun(
            ConversationId::in_thread(thread, at),
            self.tenant.clone(),
            CONNECTION,
            channel,
            contact,
            at,
        ))
    }

    pub(crate) fn commit_of(before: &State, command: Command, at: Timestamp) -> Commit {
        let events = decide(before, &Envelope::from(command), &Settings::default(), at).unwrap();
        Commit::new(before, events)
    }

    /// A thread in which the customer wrote once.
    pub(crate) async fn begin(&self, number: u8, at: Timestamp) -> State {
        self.begin_on(number, Channel::Whatsapp, at).await
    }

    pub(crate) async fn begin_on(&self, number: u8, channel: Channel, at: Timestamp) -> State {
        let before = self.fresh(Self::thread(number), channel, at);
        let commit = Self::commit_of(&before, self.customer(at), at);
        self.conversations.commit(&commit).await.unwrap();
        commit.after
    }

    /// Carries a command out, as the use cases do.
    pub(crate) async fn carry_out(
        &self,
        thread: ThreadKey,
        command: Command,
        at: Timestamp,
    ) -> State {
        let before = self.state(thread).await;
        let commit = Self::commit_of(&before, command, at);
        self.conversations.commit(&commit).await.unwrap();
        commit.after
    }

    /// Opens an escalation, with as many attempts as the ticket number takes.
    pub(crate) async fn escalate(
        &self,
        thread: ThreadKey,
        need: Need,
        at: Timestamp,
    ) -> Escalation {
        let load = Load {
            ticket: true,
            ..Load::default()
        };
        let loaded = self
            .conversations
            .load(&self.tenant, thread, load)
            .await
            .unwrap();
        let before = loaded.state.unwrap();
        let mut last = loaded.last_ticket;
        loop {
            let opening = self.opening(&before, need, TicketNumber(last.0 + 1), at);
            let mut commit = Self::commit_of(&before, Command::Escalate(Box::new(opening)), at);
            commit.last_ticket = last;
            match self.conversations.commit(&commit).await {
                Ok(()) => return commit.after.live.unwrap(),
                Err(CommitError::TicketTaken(taken)) => last = taken,
                Err(CommitError::Conflict) => tokio::task::yield_now().await,
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    /// A thread whose customer waits for a person.
    pub(crate) async fn queue(&self, number: u8, need: Need, at: Timestamp) -> Escalation {
        self.begin(number, at).await;
        self.escalate(Self::thread(number), need, at).await
    }

    pub(crate) fn take_request(
        &self,
        escalation: EscalationId,
        agent: u8,
        at: Timestamp,
    ) -> TakeRequest {
        TakeRequest {
            tenant: self.tenant.clone(),
            escalation,
            by: Self::agent_ref(agent),
            at,
            receipt: None,
        }
    }

    pub(crate) async fn take(
        &self,
        escalation: EscalationId,
        agent: u8,
        at: Timestamp,
    ) -> TakeOutcome {
        self.conversations
            .take(&self.take_request(escalation, agent, at))
            .await
            .unwrap()
    }

    pub(crate) async fn message(&self, thread: ThreadKey, seq: Seq) -> Message {
        self.conversations
            .message(&self.tenant, thread, seq)
            .await
            .unwrap()
            .unwrap()
    }

    /// A committed message as `deliver` gets it.
    pub(crate) async fn outbound(&self, thread: ThreadKey, seq: Seq) -> OutboundMessage {
        let message = self.message(thread, seq).await;
        let conversation = self.state(thread).await.conversation;
        OutboundMessage {
            tenant_id: self.tenant.clone(),
            conversation_id: conversation.id,
            connection_id: conversation.connection_id,
            channel: conversation.channel,
            address: conversation.contact.address,
            message_id: message.id,
            seq: message.seq,
            author: message.author,
            epoch: message.epoch,
            content: message.content,
        }
    }
}
