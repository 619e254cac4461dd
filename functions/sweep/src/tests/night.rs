//! A night at a shop: what the stories are told with.

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::commit::Commit;
use baton_app::ports::{
    Agent, Clock, Connection, Conversations, Directory, Ids, Knowledge, Load, TakeRequest,
};
use baton_app::sweep::Swept;
use baton_aws::agents::AgentStore;
use baton_aws::in_process::Tables;
use baton_domain::routing::Presence;
use baton_domain::{
    AgentId, AgentRef, Assessment, BotAnswer, Channel, Command, ConnectionId, Contact, ContactId,
    Content, Conversation, ConversationId, EscalationId, Handoff, MessageId, NewMessage, Opening,
    Reason, Role, Settings, State, TenantId, ThreadKey, TicketId, TicketNumber, Topic, Urgency,
    Version, decide,
};
use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use crate::Deps;
use baton_app::ports::PortError;
use baton_app::sweep::{Watch, sweep};
use baton_lambda::Metrics;

struct Hands(Mutex<Timestamp>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

#[derive(Default)]
struct Counted(AtomicU64);

impl Ids for Counted {
    fn random(&self) -> u128 {
        self.0.fetch_add(1, Ordering::Relaxed).into()
    }

    fn message(&self, _at: Timestamp) -> MessageId {
        MessageId::from_ulid(Ulid::from_parts(1, self.random()))
    }

    fn ulid_text(&self, _at: Timestamp) -> String {
        Ulid::from_parts(0, self.random()).to_string()
    }

    fn thread(&self, _salt: &[u8], _address: &str) -> ThreadKey {
        thread(0)
    }
}

/// Two tenants, of whom the first cannot be read.
#[derive(Default)]
pub(super) struct Config {
    pub(super) settings: Mutex<Settings>,
    pub(super) has_model: AtomicBool,
}

#[async_trait]
impl Directory for Config {
    async fn connection(&self, _: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Ok(None)
    }

    async fn settings(&self, tenant: &TenantId) -> Result<Arc<Settings>, PortError> {
        if tenant.as_str() == "broken" {
            return Err(PortError::new("reading settings", "no"));
        }
        Ok(Arc::new(self.settings.lock().unwrap().clone()))
    }

    async fn has_model(&self, _: &TenantId) -> Result<bool, PortError> {
        Ok(self.has_model.load(Ordering::Relaxed))
    }

    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Err(PortError::new("reading articles", "nobody here needs them"))
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Ok(vec!["broken".parse().unwrap(), tenant()])
    }
}

pub(super) fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

pub(super) fn thread(n: u8) -> ThreadKey {
    ThreadKey::from_bytes([n + 1; 10])
}

pub(super) fn ana() -> AgentRef {
    AgentRef {
        id: AgentId::from_ulid(Ulid::from_parts(1, 1)),
        name: "Ana".into(),
    }
}

/// A night at a shop.
pub(super) struct Night {
    pub(super) tables: Tables,
    pub(super) store: Arc<dyn Conversations>,
    pub(super) agents: AgentStore,
    pub(super) config: Arc<Config>,
    hands: Arc<Hands>,
    pub(super) deps: Deps,
    pub(super) counted: Arc<Mutex<Vec<u8>>>,
}

impl Night {
    pub(super) async fn begin() -> Self {
        let tables = Tables::start().await.unwrap();
        let hands = Arc::new(Hands(Mutex::new("2026-03-02T22:00:00Z".parse().unwrap())));
        let clock: Arc<dyn Clock> = hands.clone();
        let store: Arc<dyn Conversations> = Arc::new(tables.conversations(Arc::clone(&clock)));
        let agents = AgentStore::new(tables.client(), &tables.names().conversations);
        let agent = Agent {
            id: ana().id,
            name: "Ana".into(),
            email: "ana@example.com".into(),
            role: Role::Agent,
            capacity: 3,
            active: 0,
            presence: Presence::Online,
            email_notifications: false,
            group_ids: vec![],
            version: Version(1),
        };
        agents.put(&tenant(), &agent).await.unwrap();
        let config = Arc::<Config>::default();
        let counted = Arc::new(Mutex::new(vec![]));
        let deps = Deps {
            watch: Watch {
                conversations: Arc::clone(&store),
                directory: config.clone(),
                clock: Arc::clone(&clock),
                ids: Arc::new(Counted::default()),
            },
            metrics: Metrics::to(clock, Arc::clone(&counted) as Arc<Mutex<dyn Write + Send>>),
        };
        Self {
            tables,
            store,
            agents,
            config,
            hands,
            deps,
            counted,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.hands.now()
    }

    pub(super) fn wait(&self, minutes: i64) {
        let mut now = self.hands.0.lock().unwrap();
        *now = now.checked_add(SignedDuration::from_mins(minutes)).unwrap();
    }

    pub(super) fn message(&self, text: &str) -> NewMessage {
        NewMessage {
            id: MessageId::from_ulid(Ulid::from_parts(9, 9)),
            content: Content::text(text),
            provider_id: None,
            at: self.now(),
        }
    }

    pub(super) async fn state(&self, n: u8) -> Option<State> {
        self.store
            .load(&tenant(), thread(n), Load::default())
            .await
            .unwrap()
            .state
    }

    pub(super) async fn does(&self, n: u8, command: Command) {
        let ticket = Load {
            ticket: true,
            ..Load::default()
        };
        let loaded = self.store.load(&tenant(), thread(n), ticket).await.unwrap();
        let state = loaded
            .state
            .unwrap_or_else(|| State::new(self.conversation(n)));
        let events = decide(&state, &command.into(), &Settings::default(), self.now()).unwrap();
        let commit = Commit {
            last_ticket: loaded.last_ticket,
            ..Commit::new(&state, events)
        };
        self.store.commit(&commit).await.unwrap();
    }

    /// The customer asks, and the bot's answer is on its way.
    pub(super) async fn is_asked(&self, n: u8) {
        self.does(
            n,
            Command::CustomerMessage(self.message("where is my parcel?")),
        )
        .await;
        let epoch = self.state(n).await.unwrap().conversation.epoch;
        let answer = BotAnswer {
            decided_under: epoch,
            message: self.message("on its way"),
            attempt: None,
            work: baton_domain::BotWork::default(),
            assessment: None,
        };
        self.does(n, Command::BotReply(answer)).await;
    }

    /// The customer asks for a person.
    pub(super) async fn is_escalated(&self, n: u8) {
        self.does(n, Command::CustomerMessage(self.message("human please")))
            .await;
        let load = Load {
            ticket: true,
            ..Load::default()
        };
        let loaded = self.store.load(&tenant(), thread(n), load).await.unwrap();
        let ticket = TicketNumber(loaded.last_ticket.0 + 1);
        self.does(n, Command::Escalate(Box::new(self.opening(n, ticket))))
            .await;
    }

    pub(super) async fn ana_takes(&self, n: u8) {
        let escalation = self.state(n).await.unwrap().live.unwrap().id;
        let take = TakeRequest {
            tenant: tenant(),
            escalation,
            by: ana(),
            at: self.now(),
            receipt: None,
        };
        self.store.take(&take).await.unwrap();
    }

    pub(super) async fn sweeps(&self) -> Swept {
        let round = sweep(&self.deps.watch).await.unwrap();
        assert_eq!(round.unread_tenants, 1);
        round.tenants[0].1
    }

    fn conversation(&self, n: u8) -> Conversation {
        let now = self.now();
        Conversation::begun(
            ConversationId::in_thread(thread(n), now),
            tenant(),
            ConnectionId::from_ulid(Ulid::from_parts(7, 7)),
            Channel::Whatsapp,
            self.contact(n),
            now,
        )
    }

    fn contact(&self, n: u8) -> Contact {
        Contact {
            id: ContactId::in_thread(thread(n), self.now()),
            address: format!("1555000{n}"),
            name: Some("Maria".into()),
            locale: None,
            attributes: [].into(),
            verified: [].into(),
        }
    }

    fn opening(&self, n: u8, ticket: TicketNumber) -> Opening {
        Opening {
            id: EscalationId::in_thread(thread(n), self.now()),
            ticket_id: TicketId::in_thread(thread(n), self.now()),
            ticket,
            by: baton_domain::Doer::Bot,
            reason: Reason::CustomerRequest,
            reason_text: "asked".into(),
            topic: Topic::General,
            urgency: Urgency::Medium,
            group: None,
            assessment: Assessment {
                evaluator: "test".into(),
                rule: "asked".into(),
                score: 1.0,
                threshold: 1.0,
                ..Assessment::default()
            },
            handoff: Handoff {
                summary: String::new(),
                evidence: None,
                tried: vec![],
                variables: [].into(),
                tool_calls: [].into(),
                contact: self.contact(n),
                suggested_next_step: String::new(),
                open_question: None,
                suggested_reply: None,
                summary_source: baton_domain::SummarySource::default(),
                asks_model: false,
            },
            work: baton_domain::BotWork::default(),
            connecting: None,
        }
    }
}
