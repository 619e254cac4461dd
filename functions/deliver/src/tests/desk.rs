//! A customer, Ana, who answers them, and a channel: what the stories are told with. The record is
//! in this process.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use baton_app::commit::Commit;
use baton_app::ports::{Agent, Conversations, Load, TakeOutcome, TakeRequest};
use baton_aws::agents::AgentStore;
use baton_aws::in_process::Tables;
use baton_domain::routing::Presence;
use baton_domain::{
    Actor, AgentId, AgentRef, Assessment, BotWork, Command, Contact, ContactId, Conversation, Doer,
    EscalationId, Handoff, Message, NewMessage, Opening, Reason, Role, State, SummarySource,
    TicketId, TicketNumber, Topic, Urgency, Version, decide,
};

use super::*;

/// A clock that stands still until it is moved.
struct Hands(Mutex<Timestamp>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// The channel, and what the tenant configured.
struct Line {
    answer: Mutex<SendOutcome>,
    sends: AtomicU64,
    settings_are_away: AtomicBool,
}

pub(super) struct Desk {
    tables: Tables,
    conversations: Arc<dyn Conversations>,
    hands: Arc<Hands>,
    line: Arc<Line>,
    made: AtomicU64,
}

fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

fn thread() -> ThreadKey {
    ThreadKey::from_bytes([7; 10])
}

fn connection() -> ConnectionId {
    ConnectionId::from_ulid(Ulid::from_parts(1, 1))
}

pub(super) fn ana() -> Actor {
    Actor {
        agent: AgentRef {
            id: AgentId::from_ulid(Ulid::from_parts(1, 1)),
            name: "Ana".to_owned(),
        },
        role: Role::Agent,
    }
}

fn contact(at: Timestamp) -> Contact {
    Contact {
        id: ContactId::in_thread(thread(), at),
        address: "15550001".to_owned(),
        name: None,
        locale: None,
        attributes: [].into(),
        verified: [].into(),
    }
}

pub(super) fn sent() -> SendOutcome {
    SendOutcome::Sent {
        provider_id: "wamid.1".to_owned(),
    }
}

pub(super) fn refused() -> SendOutcome {
    SendOutcome::Refused(refusal())
}

pub(super) fn refusal() -> DeliveryError {
    DeliveryError {
        code: "outside_customer_window".to_owned(),
        provider_code: Some(131_047),
        title: "Too late for free words".to_owned(),
    }
}

impl Desk {
    /// The customer has asked for a person.
    pub(super) async fn open() -> Self {
        let tables = Tables::start().await.unwrap();
        let hands = Arc::new(Hands(Mutex::new("2026-03-02T09:00:00Z".parse().unwrap())));
        let now = hands.now();
        let conversations = Arc::new(tables.conversations(hands.clone()));
        let desk = Self {
            tables,
            conversations,
            hands,
            line: Arc::new(Line {
                answer: Mutex::new(sent()),
                sends: AtomicU64::default(),
                settings_are_away: AtomicBool::default(),
            }),
            made: AtomicU64::default(),
        };
        let begun = State::new(Conversation::begun(
            ConversationId::in_thread(thread(), now),
            tenant(),
            connection(),
            Channel::Whatsapp,
            contact(now),
            now,
        ));
        desk.commit(&begun, desk.customer("I want a person")).await;
        desk
    }

    /// Ana has taken it.
    pub(super) async fn taken() -> Self {
        let desk = Self::open().await;
        let agents = AgentStore::new(desk.tables.client(), &desk.tables.names().conversations);
        let agent = Agent {
            id: ana().agent.id,
            name: ana().agent.name,
            email: "ana@example.com".to_owned(),
            role: Role::Agent,
            capacity: 5,
            active: 0,
            presence: Presence::Online,
            email_notifications: false,
            group_ids: vec![],
            version: Version(1),
        };
        agents.put(&tenant(), &agent).await.unwrap();
        let opening = desk.opening();
        let take = TakeRequest {
            tenant: tenant(),
            escalation: opening.id,
            by: ana().agent,
            at: desk.now(),
            receipt: None,
        };
        desk.does(Command::Escalate(Box::new(opening))).await;
        let outcome = desk.conversations.take(&take).await.unwrap();
        assert!(matches!(outcome, TakeOutcome::Taken), "{outcome:?}");
        desk
    }

    pub(super) fn now(&self) -> Timestamp {
        self.hands.now()
    }

    pub(super) fn wait(&self, minutes: i64) {
        let mut now = self.hands.0.lock().unwrap();
        *now += SignedDuration::from_mins(minutes);
    }

    fn words(&self, text: &str) -> NewMessage {
        let made = self.made.fetch_add(1, Ordering::Relaxed);
        NewMessage {
            id: MessageId::from_ulid(Ulid::from_parts(2, u128::from(made))),
            content: Content::text(text),
            provider_id: None,
            at: self.now(),
        }
    }

    pub(super) fn customer(&self, text: &str) -> Command {
        Command::CustomerMessage(self.words(text))
    }

    /// Ana's next message is committed, and not sent yet.
    pub(super) async fn ana_says(&self, text: &str) -> Seq {
        let message = self.words(text);
        self.does(Command::AgentMessage { by: ana(), message })
            .await;
        self.state().await.conversation.last_seq
    }

    pub(super) async fn does(&self, command: Command) {
        let before = self.state().await;
        self.commit(&before, command).await;
    }

    async fn commit(&self, before: &State, command: Command) {
        let events = decide(before, &command.into(), &Settings::default(), self.now()).unwrap();
        let commit = Commit::new(before, events);
        self.conversations.commit(&commit).await.unwrap();
    }

    pub(super) async fn state(&self) -> State {
        let load = Load::default();
        let loaded = self.conversations.load(&tenant(), thread(), load).await;
        loaded.unwrap().state.unwrap()
    }

    pub(super) async fn message(&self, seq: Seq) -> Message {
        let message = self.conversations.message(&tenant(), thread(), seq).await;
        message.unwrap().unwrap()
    }

    /// The state that comes of a status which says that the channel took this message and lost it.
    pub(super) async fn as_if_lost_later(&self, seq: Seq) -> State {
        let before = self.state().await;
        let lost = Command::Delivery(Delivery {
            seq,
            author: self.message(seq).await.author,
            current: DeliveryStatus::Sent,
            next: DeliveryStatus::Failed,
            error: Some(refusal()),
            provider_id: None,
        });
        let events = decide(&before, &lost.into(), &Settings::default(), self.now()).unwrap();
        before.after(&events)
    }

    /// The queue gives this message out, and the channel answers so.
    pub(super) async fn is_given_out(
        &self,
        seq: Seq,
        answer: SendOutcome,
    ) -> Result<(), Undelivered> {
        *self.line.answer.lock().unwrap() = answer;
        let message = self.message(seq).await;
        let conversation = self.state().await.conversation;
        let record = Record {
            body: OutboundMessage {
                tenant_id: tenant(),
                conversation_id: conversation.id,
                connection_id: conversation.connection_id,
                channel: conversation.channel,
                address: conversation.contact.address,
                message_id: message.id,
                seq,
                author: message.author,
                epoch: message.epoch,
                content: message.content,
            },
            ..record(1)
        };
        let sender: Arc<dyn ChannelSender> = self.line.clone();
        let worker = Worker {
            deliver: Deliver {
                outgoing: Arc::new(self.tables.outgoing(self.hands.clone())),
                conversations: Arc::clone(&self.conversations),
                directory: self.line.clone(),
                senders: HashMap::from([(Channel::Whatsapp, sender)]),
                files: Arc::<FilesInMemory>::default(),
                clock: self.hands.clone(),
                max_receives: 5,
            },
            postpone: self.line.clone(),
            metrics: Metrics::to(self.hands.clone(), Arc::new(Mutex::new(Vec::<u8>::new()))),
        };
        self.tables.requests().reset();
        handle(&worker, record).await
    }

    /// The store's requests for the last message that was given out.
    pub(super) fn requests(&self) -> Vec<(String, usize)> {
        self.tables.requests().by_operation().into_iter().collect()
    }

    /// How often the channel was asked to send.
    pub(super) fn sends(&self) -> u64 {
        self.line.sends.load(Ordering::Relaxed)
    }

    pub(super) fn settings_are_away(&self, away: bool) {
        self.line.settings_are_away.store(away, Ordering::Relaxed);
    }

    fn opening(&self) -> Opening {
        let now = self.now();
        Opening {
            id: EscalationId::in_thread(thread(), now),
            ticket_id: TicketId::in_thread(thread(), now),
            ticket: TicketNumber(1),
            by: Doer::Bot,
            reason: Reason::CustomerRequest,
            reason_text: "asked for a person".to_owned(),
            topic: Topic::General,
            urgency: Urgency::Medium,
            group: None,
            assessment: Assessment::default(),
            handoff: Handoff {
                summary: String::new(),
                evidence: None,
                tried: vec![],
                variables: [].into(),
                tool_calls: [].into(),
                contact: contact(now),
                suggested_next_step: String::new(),
                open_question: None,
                suggested_reply: None,
                summary_source: SummarySource::default(),
                asks_model: false,
            },
            work: BotWork::default(),
            connecting: None,
        }
    }
}

#[async_trait]
impl Directory for Line {
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Ok(Some(shop(id)))
    }
    async fn settings(&self, _: &TenantId) -> Result<Arc<Settings>, PortError> {
        if self.settings_are_away.load(Ordering::Relaxed) {
            return Err(broken());
        }
        Ok(Arc::default())
    }
    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Err(broken())
    }
    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Err(broken())
    }
}

#[async_trait]
impl DirectoryWithSecrets for Line {
    async fn secrets(&self, _: &Connection) -> Result<Arc<ConnectionSecrets>, PortError> {
        Ok(Arc::default())
    }
}

#[async_trait]
impl ChannelSender for Line {
    async fn send(
        &self,
        _: &Connection,
        _: &ConnectionSecrets,
        _: &OutboundMessage,
    ) -> SendOutcome {
        self.sends.fetch_add(1, Ordering::Relaxed);
        self.answer.lock().unwrap().clone()
    }
}

#[async_trait]
impl Postpone for Line {
    async fn postpone(&self, _: &str, _: SignedDuration) -> Result<(), PortError> {
        Ok(())
    }
}
