//! A shop whose customers have written before, and the worker that replays what they wrote.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings};
use baton_app::inbound::{Inbound, Update};
use baton_app::ports::{
    Article, Articles, BriefQuestion, Briefed, Clock, Connection, Directory, Evaluation, Evaluator,
    Figures, Ids, JobQueue, Knowledge, Passage, PassageSource, PolicyVersion, PortError, Progress,
    Question, Simulation, SimulationInputs, SimulationJob, SimulationStatus, Simulations,
};
use baton_app::receive::{Reception, receive};
use baton_app::simulate::{SimulateError, Simulator};
use baton_aws::in_process::Tables;
use baton_aws::marks::MarkStore;
use baton_aws::simulations::SimulationStore;
use baton_domain::{
    AgentId, AgentRef, ArticleId, Channel, ConnectionId, Content, MessageId, Policy, PolicyId,
    Settings, SimulationId, TenantId, ThreadKey, Topic, Trigger, TriggerId, Urgency, Version,
};
use baton_evaluator::EmbeddedEvaluator;
use baton_lambda::sqs::Record;
use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use crate::{Deps, handle};

/// A clock that stands still until something takes its time.
pub(super) struct Ticking {
    now: Mutex<Timestamp>,
}

impl Ticking {
    fn passes(&self, seconds: i64) {
        *self.now.lock().unwrap() += SignedDuration::from_secs(seconds);
    }
}

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }
}

#[derive(Default)]
struct Counted(AtomicU64);

impl Ids for Counted {
    fn random(&self) -> u128 {
        self.0.fetch_add(1, Ordering::Relaxed).into()
    }

    fn message(&self, at: Timestamp) -> MessageId {
        let ms = u64::try_from(at.as_millisecond()).unwrap();
        MessageId::from_ulid(Ulid::from_parts(ms, self.random()))
    }

    fn ulid_text(&self, _: Timestamp) -> String {
        Ulid::from_parts(0, self.random()).to_string()
    }

    fn thread(&self, _: &[u8], _: &str) -> ThreadKey {
        ThreadKey::from_bytes([0; 10])
    }
}

struct Config(Arc<Knowledge>);

#[async_trait]
impl Directory for Config {
    async fn connection(&self, _: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Ok(None)
    }

    async fn settings(&self, _: &TenantId) -> Result<Arc<Settings>, PortError> {
        Ok(Arc::new(self.0.settings.clone()))
    }

    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Ok(Arc::clone(&self.0))
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Ok(vec![])
    }
}

/// Fails over words that it is told to, and is otherwise the embedded evaluator.
pub(super) struct Squeamish {
    inner: EmbeddedEvaluator,
    clock: Arc<Ticking>,
    /// How many seconds a decision takes.
    pub(super) takes: AtomicI64,
    pub(super) fails_at: Mutex<Option<String>>,
}

#[async_trait]
impl Evaluator for Squeamish {
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError> {
        self.clock.passes(self.takes.load(Ordering::Relaxed));
        let text = question.content.text.clone().unwrap_or_default();
        let fails = self.fails_at.lock().unwrap().clone();
        if fails.is_some_and(|word| text.contains(&word)) {
            return Err(PortError::new("evaluating", "no"));
        }
        self.inner.evaluate(question).await
    }

    async fn brief(&self, _: BriefQuestion<'_>) -> Briefed {
        panic!("nobody reads what a model would tell of a simulation")
    }
}

/// A knowledge base with one passage, which counts how often it is asked.
#[derive(Default)]
pub(super) struct Elsewhere(AtomicU64);

impl Elsewhere {
    pub(super) fn asked(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl PassageSource for Elsewhere {
    async fn passages(&self, base: &str, _: &str) -> Result<Vec<Passage>, PortError> {
        assert_eq!(base, "KB12345678");
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(vec![Passage {
            title: "Colours".into(),
            source: "s3://shop/colours.md".into(),
            text: "Lamps come in green and in red. Choose your lamp's colour in the basket.".into(),
            score: 0.9,
        }])
    }
}

#[derive(Default)]
pub(super) struct Orders(Mutex<Vec<SimulationJob>>);

impl Orders {
    pub(super) fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

#[async_trait]
impl JobQueue for Orders {
    async fn enqueue(&self, job: &SimulationJob) -> Result<(), PortError> {
        self.0.lock().unwrap().push(job.clone());
        Ok(())
    }
}

pub(super) struct Workshop {
    pub(super) tables: Tables,
    pub(super) deps: Arc<Deps>,
    pub(super) store: Arc<SimulationStore>,
    pub(super) orders: Arc<Orders>,
    pub(super) evaluator: Arc<Squeamish>,
    pub(super) elsewhere: Arc<Elsewhere>,
    clock: Arc<Ticking>,
    reception: Reception,
    sent: AtomicU64,
}

pub(super) fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

pub(super) fn id() -> SimulationId {
    SimulationId::from_ulid(Ulid::from_parts(9, 9))
}

pub(super) fn keyword(word: &str) -> Trigger {
    Trigger::keywords(
        TriggerId::from_ulid(Ulid::from_parts(3, 3)),
        format!("Says {word}"),
        [word],
        Urgency::High,
        Topic::General,
    )
}

const MAX_RECEIVES: u32 = 3;

impl Workshop {
    pub(super) async fn open() -> Self {
        Self::with(Settings::default()).await
    }

    /// A workshop for a tenant with these settings.
    pub(super) async fn with(settings: Settings) -> Self {
        let tables = Tables::start().await.unwrap();
        let clock = Arc::new(Ticking {
            now: Mutex::new("2026-03-02T09:00:00Z".parse().unwrap()),
        });
        let time: Arc<dyn Clock> = Arc::clone(&clock) as _;
        let names = tables.names();
        let store = Arc::new(SimulationStore::new(
            tables.client(),
            names.clone(),
            Arc::clone(&time),
        ));
        let directory: Arc<dyn Directory> = Arc::new(Config(Arc::new(Knowledge {
            articles: Arc::new(Articles {
                version: 1,
                items: vec![Article {
                    id: ArticleId::from_ulid(Ulid::from_parts(4, 4)),
                    title: "Where is my order".into(),
                    body: "Follow your parcel with the link in the confirmation email.".into(),
                    questions: vec!["Where is my parcel?".into()],
                    locale: "en".into(),
                    vectors: None,
                }],
            }),
            settings,
            // What decides live does not decide here.
            evaluator: EvaluatorSettings {
                kind: EvaluatorKind::Bedrock,
                ..EvaluatorSettings::default()
            },
            ..Knowledge::default()
        })));
        let elsewhere = Arc::<Elsewhere>::default();
        let evaluator = Arc::new(Squeamish {
            inner: crate::evaluator(EmbeddedEvaluator::new(), Arc::clone(&elsewhere) as _),
            clock: Arc::clone(&clock),
            takes: AtomicI64::new(0),
            fails_at: Mutex::default(),
        });
        let orders = Arc::<Orders>::default();
        let conversations = Arc::new(tables.conversations(Arc::clone(&time)));
        let deps = Arc::new(Deps {
            simulator: Simulator {
                simulations: Arc::clone(&store) as _,
                conversations: Arc::clone(&conversations) as _,
                marks: Arc::new(MarkStore::new(tables.client(), names.conversations)),
                directory: Arc::clone(&directory),
                evaluator: Arc::clone(&evaluator) as _,
                jobs: Arc::clone(&orders) as _,
                clock: Arc::clone(&time),
            },
            max_receives: MAX_RECEIVES,
        });
        Self {
            reception: Reception {
                conversations,
                directory,
                evaluator: Arc::new(EmbeddedEvaluator::new()),
                clock: time,
                ids: Arc::<Counted>::default(),
            },
            tables,
            deps,
            store,
            orders,
            evaluator,
            elsewhere,
            clock,
            sent: AtomicU64::default(),
        }
    }

    /// A customer writes, and the bot does what it does.
    pub(super) async fn writes(&self, customer: u8, text: &str) {
        let n = self.sent.fetch_add(1, Ordering::Relaxed);
        let at = self.clock.now();
        let item = Inbound {
            tenant_id: tenant(),
            connection_id: ConnectionId::from_ulid(Ulid::from_parts(7, 7)),
            channel: Channel::Whatsapp,
            thread: ThreadKey::from_bytes([customer; 10]),
            address: format!("1555000{customer}"),
            update: Update::Message {
                provider_id: format!("wamid.{n}"),
                profile_name: Some("Maria".into()),
                locale: None,
                attributes: [].into(),
                verified: [].into(),
                signed_at: None,
                conversation_id: None,
                content: Content::text(text),
                at,
            },
            received_at: at,
        };
        receive(&self.reception, &item).await.unwrap();
    }

    /// A lead asks what this would have done to at most so many conversations.
    pub(super) async fn asked(&self, tried: Policy, sample: usize) {
        let simulation = Simulation {
            id: id(),
            version: Version(1),
            status: SimulationStatus::Queued,
            policy_id: PolicyId::from_ulid(Ulid::from_parts(2, 2)),
            policy_version: Version(1),
            live_id: PolicyVersion::ORIGINAL,
            from: "2026-03-01T00:00:00Z".parse().unwrap(),
            to: "2026-03-03T00:00:00Z".parse().unwrap(),
            channel: None,
            created_by: AgentRef {
                id: AgentId::from_ulid(Ulid::nil()),
                name: "Lea".into(),
            },
            created_at: self.clock.now(),
            started_at: None,
            finished_at: None,
            progressed_at: None,
            awaits_turn: false,
            decided_by: None,
            sample,
            progress: Progress::default(),
            figures: Figures::default(),
            differences: vec![],
        };
        let inputs = SimulationInputs {
            live: Policy::built_in(),
            tried,
        };
        self.store
            .create(&tenant(), &simulation, &inputs, None)
            .await
            .unwrap();
    }

    /// The order is received for so many seconds of work.
    pub(super) async fn works(
        &self,
        seconds: i64,
        receive_count: u32,
    ) -> Result<(), SimulateError> {
        let record = Record {
            body: SimulationJob {
                tenant_id: tenant(),
                simulation_id: id(),
            },
            message_id: "m".into(),
            receipt_handle: "r".into(),
            group_id: None,
            receive_count,
        };
        let deadline = self.clock.now() + SignedDuration::from_secs(seconds);
        handle(&self.deps, record, deadline).await
    }

    pub(super) async fn simulation(&self) -> Simulation {
        let found = self.store.simulation(&tenant(), id()).await.unwrap();
        found.unwrap()
    }

    /// All rows of the conversations' table.
    pub(super) async fn rows(&self) -> usize {
        let answer = self
            .tables
            .client()
            .scan()
            .table_name(self.tables.names().conversations)
            .send()
            .await
            .unwrap();
        answer.items.unwrap_or_default().len()
    }
}
