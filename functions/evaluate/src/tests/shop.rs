//! A shop, its customer and its agent: what the stories are told with.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::commit::{Commit, CommitError};
use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::inbound::{Inbound, Update};
use baton_app::outbound::OutboundMessage;
use baton_app::ports::{
    Agent, Article, Articles, Claim, Clock, Connection, Conversations, Directory, Evaluation,
    Evaluator, Ids, Knowledge, Load, MessageRange, Outgoing, PortError, Question, Recorded,
    TakeOutcome, TakeRequest, Verdict,
};
use baton_app::receive::{ReceiveError, Received, Reception, receive};
use baton_aws::agents::AgentStore;
use baton_aws::in_process::Tables;
use baton_domain::routing::Presence;
use baton_domain::{
    Actor, AgentId, AgentRef, ArticleId, Assessment, Author, Channel, Command, ConnectionId,
    Content, Delivery, DeliveryStatus, EscalationId, Handoff, Message, MessageId, NewMessage,
    Opening, Policy, Reason, Revision, Role, Seq, Settings, State, TenantId, ThreadKey, TicketId,
    TicketNumber, Topic, Trigger, TriggerId, Urgency, Version, decide,
};
use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use super::meddled::{Doing, Meddled, Meddling};

pub(super) const ADDRESS: &str = "15550001";

/// A clock that stands still until it is moved.
pub(super) struct Hands(Mutex<Timestamp>);

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

    fn message(&self, at: Timestamp) -> MessageId {
        let ms = u64::try_from(at.as_millisecond()).unwrap();
        MessageId::from_ulid(Ulid::from_parts(ms, self.random()))
    }

    fn ulid_text(&self, _at: Timestamp) -> String {
        Ulid::from_parts(0, self.random()).to_string()
    }

    fn thread(&self, _salt: &[u8], _address: &str) -> ThreadKey {
        thread()
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
        Ok(vec![tenant()])
    }
}

/// An evaluator that is down.
pub(super) struct Down;

#[async_trait]
impl Evaluator for Down {
    async fn evaluate(&self, _: Question<'_>) -> Result<Evaluation, PortError> {
        Err(PortError::new("asking a model", "it is down"))
    }
}

/// An evaluator that answers with blanks.
pub(super) struct Blank;

#[async_trait]
impl Evaluator for Blank {
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError> {
        let verdict = Verdict::Answer {
            text: " \n".into(),
            attempt: baton_domain::BotAttempt {
                question: question.content.text.clone().unwrap_or_default(),
                article_id: None,
                article_title: None,
                tools: vec![],
                score: 1.0,
            },
        };
        Ok(Evaluation {
            verdict,
            assessment: Assessment::default(),
            work: baton_domain::BotWork::default(),
            brief: None,
        })
    }
}

/// A shop whose bot knows one article, one customer who writes to it, and Ana, an agent.
pub(super) struct Shop {
    pub(super) tables: Tables,
    pub(super) reception: Reception,
    meddled: Arc<Meddled>,
    hands: Arc<Hands>,
    pub(super) thread: ThreadKey,
    sent: AtomicU64,
}

pub(super) fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

pub(super) fn connection() -> ConnectionId {
    ConnectionId::from_ulid(Ulid::from_parts(7, 7))
}

pub(super) fn thread() -> ThreadKey {
    ThreadKey::from_bytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
}

pub(super) fn ana() -> Actor {
    Actor {
        agent: AgentRef {
            id: AgentId::from_ulid(Ulid::from_parts(1, 1)),
            name: "Ana".into(),
        },
        role: Role::Agent,
    }
}

fn knowledge() -> Knowledge {
    Knowledge {
        settings: Settings::default(),
        policy: Policy::with([Trigger::keywords(
            TriggerId::from_ulid(Ulid::from_parts(3, 3)),
            "Legal",
            ["lawyer"],
            Urgency::High,
            Topic::General,
        )]),
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
        ..Knowledge::default()
    }
}

impl Shop {
    pub(super) async fn open() -> Self {
        Self::with(Arc::new(baton_evaluator::EmbeddedEvaluator::new())).await
    }

    pub(super) async fn with(evaluator: Arc<dyn Evaluator>) -> Self {
        Self::with_settings(evaluator, EvaluatorSettings::default()).await
    }

    /// A shop that has chosen who decides for its bot.
    pub(super) async fn with_settings(
        evaluator: Arc<dyn Evaluator>,
        settings: EvaluatorSettings,
    ) -> Self {
        let tables = Tables::start().await.unwrap();
        let hands = Arc::new(Hands(Mutex::new("2026-03-02T09:00:00Z".parse().unwrap())));
        let clock: Arc<dyn Clock> = hands.clone();
        let meddled = Arc::new(Meddled {
            inner: Arc::new(tables.conversations(Arc::clone(&clock))),
            before_commit: Mutex::default(),
            answers: Mutex::default(),
            blind: AtomicU64::default(),
        });
        let agents = AgentStore::new(tables.client(), &tables.names().conversations);
        let agent = Agent {
            id: ana().agent.id,
            name: "Ana".into(),
            email: "ana@example.com".into(),
            role: Role::Agent,
            capacity: 5_000,
            active: 0,
            presence: Presence::Online,
            email_notifications: false,
            group_ids: vec![],
            version: Version(1),
        };
        agents.put(&tenant(), &agent).await.unwrap();
        tables.requests().reset();
        Self {
            reception: Reception {
                conversations: meddled.clone(),
                directory: Arc::new(Config(Arc::new(Knowledge {
                    evaluator: settings,
                    ..knowledge()
                }))),
                evaluator,
                clock,
                ids: Arc::new(Counted::default()),
            },
            tables,
            meddled,
            hands,
            thread: thread(),
            sent: AtomicU64::default(),
        }
    }

    /// The same shop with so many free replies of the bot's in a month.
    pub(super) fn granting(mut self, free: u64) -> Self {
        let mut knowledge = knowledge();
        knowledge.settings.monthly_free_replies = free;
        self.reception.directory = Arc::new(Config(Arc::new(knowledge)));
        self
    }

    /// The same shop with these triggers, in this order, and so many free replies in a month.
    pub(super) fn triggered(mut self, triggers: Vec<Trigger>, free: u64) -> Self {
        let mut knowledge = knowledge();
        knowledge.policy = Policy::with(triggers);
        knowledge.settings.monthly_free_replies = free;
        self.reception.directory = Arc::new(Config(Arc::new(knowledge)));
        self
    }

    pub(super) fn now(&self) -> Timestamp {
        self.hands.now()
    }

    pub(super) fn wait(&self, minutes: i64) {
        let mut now = self.hands.0.lock().unwrap();
        *now = now.checked_add(SignedDuration::from_mins(minutes)).unwrap();
    }

    pub(super) fn item(&self, update: Update) -> Inbound {
        Inbound {
            tenant_id: tenant(),
            connection_id: connection(),
            channel: Channel::Whatsapp,
            thread: self.thread,
            address: ADDRESS.into(),
            update,
            received_at: self.now(),
        }
    }

    /// The customer's next message, under an id of its own.
    pub(super) fn message(&self, content: Content) -> Update {
        let n = self.sent.fetch_add(1, Ordering::Relaxed);
        Update::Message {
            provider_id: format!("wamid.{n}"),
            profile_name: Some("Maria".into()),
            locale: None,
            attributes: [].into(),
            verified: [].into(),
            signed_at: None,
            conversation_id: None,
            content,
            at: self.now(),
        }
    }

    pub(super) async fn try_receive(&self, update: Update) -> Result<Received, ReceiveError> {
        receive(&self.reception, &self.item(update)).await
    }

    pub(super) async fn receive(&self, update: Update) -> Received {
        self.try_receive(update).await.unwrap()
    }

    pub(super) async fn customer_says(&self, text: &str) -> Received {
        self.receive(self.message(Content::text(text))).await
    }

    pub(super) async fn state(&self) -> State {
        let loaded = self
            .meddled
            .inner
            .load(&tenant(), self.thread, Load::default())
            .await
            .unwrap();
        loaded.state.unwrap()
    }

    pub(super) async fn messages(&self) -> Vec<Message> {
        let range = MessageRange {
            limit: 200,
            ..MessageRange::default()
        };
        let page = self
            .meddled
            .inner
            .messages(&tenant(), self.thread, range)
            .await
            .unwrap();
        page.items
    }

    /// Who said what, in order.
    pub(super) async fn heard(&self) -> Vec<(&'static str, String)> {
        let who = |message: &Message| match message.author {
            Author::Customer => "customer",
            Author::Bot => "bot",
            Author::Agent { .. } => "agent",
            Author::System => "system",
        };
        self.messages()
            .await
            .into_iter()
            .map(|message| (who(&message), message.content.text.unwrap_or_default()))
            .collect()
    }

    /// The provider takes a message.
    pub(super) async fn is_delivered(&self, seq: Seq, status: DeliveryStatus) {
        let callback = baton_app::outbound::Callback {
            conversation_id: self.state().await.conversation.id,
            seq,
        };
        self.receive(Update::Status {
            provider_id: format!("out.{}", seq.0),
            callback: Some(callback.to_string()),
            status,
            error: None,
            at: self.now(),
        })
        .await;
    }

    pub(super) async fn ana_takes(&self) {
        let escalation = self.state().await.live.unwrap().id;
        self.ana_takes_this(escalation).await;
    }

    pub(super) async fn ana_takes_this(&self, escalation: EscalationId) {
        let take = take(escalation, self.now());
        let outcome = self.meddled.inner.take(&take).await.unwrap();
        assert!(matches!(outcome, TakeOutcome::Taken), "{outcome:?}");
    }

    pub(super) async fn does(&self, command: Command) {
        does(&self.meddled.inner, self.thread, command, self.now()).await;
    }

    /// Between the next read and the write that follows, somebody calls a person and Ana takes it.
    pub(super) fn meanwhile_ana_takes_over(&self) {
        let (inner, thread, now) = (Arc::clone(&self.meddled.inner), self.thread, self.now());
        self.meddles(Box::new(move || {
            Box::pin(async move {
                takes_over(&inner, thread, now).await;
            })
        }));
    }

    /// Somebody calls a person, and Ana takes it: to be done when it is awaited.
    pub(super) fn ana_takes_over(&self) -> Doing {
        let (inner, thread, now) = (Arc::clone(&self.meddled.inner), self.thread, self.now());
        Box::pin(async move { takes_over(&inner, thread, now).await })
    }

    /// From now on it is another customer who writes, on a thread of their own.
    pub(super) fn next_customer(&mut self, number: u32) {
        let mut bytes = *b"customer..";
        bytes[6..].copy_from_slice(&number.to_be_bytes());
        self.thread = ThreadKey::from_bytes(bytes);
    }

    /// From now on the bot knows this and nothing else, under this version of the articles, and
    /// may say it as often as it likes.
    pub(super) fn publishes(&mut self, version: u64, body: &str, evaluator: &EvaluatorSettings) {
        let mut known = knowledge();
        known.settings.monthly_free_replies = 1_000_000;
        let items = known.articles.items.iter().map(|article| Article {
            body: body.to_owned(),
            ..article.clone()
        });
        let articles = Articles {
            version,
            items: items.collect(),
        };
        self.reception.directory = Arc::new(Config(Arc::new(Knowledge {
            articles: Arc::new(articles),
            evaluator: evaluator.clone(),
            ..known
        })));
    }

    /// Between the next read and the write that follows, Ana writes a note.
    pub(super) fn meanwhile_ana_notes(&self) {
        self.meanwhile(Command::Note {
            by: ana(),
            message: NewMessage {
                id: MessageId::from_ulid(Ulid::from_parts(9, 9)),
                content: Content::text("a regular"),
                provider_id: None,
                at: self.now(),
            },
        });
    }

    /// Between the next read and the write that follows, the customer takes a message back.
    pub(super) fn meanwhile_the_customer_takes_back(&self, seq: Seq) {
        let (inner, thread, now) = (Arc::clone(&self.meddled.inner), self.thread, self.now());
        self.meddles(Box::new(move || {
            Box::pin(async move {
                let range = MessageRange {
                    limit: 200,
                    ..MessageRange::default()
                };
                let page = inner.messages(&tenant(), thread, range).await.unwrap();
                let mut all = page.items.into_iter();
                let message = all.find(|message| message.seq == seq).unwrap();
                let revise = Command::Revise {
                    message: Box::new(message),
                    revision: Revision::Deleted { at: now },
                };
                does(&inner, thread, revise, now).await;
            })
        }));
    }

    /// Between the next read and the write that follows, the channel takes an answer of the bot's.
    pub(super) async fn meanwhile_the_channel_takes(&self, seq: Seq) {
        let State { conversation, .. } = self.state().await;
        let messages = self.messages().await;
        let answer = messages.into_iter().find(|it| it.seq == seq).unwrap();
        let outgoing = self
            .tables
            .outgoing(Arc::clone(&self.hands) as Arc<dyn Clock>);
        let taken = Delivery {
            seq,
            author: answer.author.clone(),
            current: DeliveryStatus::Accepted,
            next: DeliveryStatus::Sent,
            error: None,
            provider_id: Some(format!("out.{}", seq.0)),
        };
        let message = OutboundMessage {
            tenant_id: tenant(),
            conversation_id: conversation.id,
            connection_id: connection(),
            channel: conversation.channel,
            address: ADDRESS.into(),
            message_id: answer.id,
            seq,
            author: answer.author,
            epoch: conversation.epoch,
            content: answer.content,
        };
        self.meddles(Box::new(move || {
            Box::pin(async move {
                assert_eq!(outgoing.claim(&message).await.unwrap(), Claim::Granted);
                let recorded = outgoing.record(&message, &taken).await.unwrap();
                assert_eq!(recorded, Recorded::Done);
            })
        }));
    }

    /// Between the next read and the write that follows, somebody does this.
    pub(super) fn meanwhile(&self, command: Command) {
        let (inner, thread, now) = (Arc::clone(&self.meddled.inner), self.thread, self.now());
        self.meddles(Box::new(move || {
            Box::pin(async move { does(&inner, thread, command, now).await })
        }));
    }

    /// Between the next read and the write that follows, Ana takes what waits.
    pub(super) fn meanwhile_ana_takes(&self, escalation: EscalationId) {
        let (inner, take) = (
            Arc::clone(&self.meddled.inner),
            take(escalation, self.now()),
        );
        self.meddles(Box::new(move || {
            Box::pin(async move {
                let outcome = inner.take(&take).await.unwrap();
                assert!(matches!(outcome, TakeOutcome::Taken), "{outcome:?}");
            })
        }));
    }

    fn meddles(&self, meddling: Meddling) {
        self.meddled.before_commit.lock().unwrap().push(meddling);
    }

    /// The next commits are answered with these errors, the last one first.
    pub(super) fn commits_fail(&self, errors: Vec<CommitError>) {
        *self.meddled.answers.lock().unwrap() = errors;
    }

    /// The next look-ups by a provider's id find nothing: the index lags behind.
    pub(super) fn the_index_lags(&self, lookups: u64) {
        self.meddled.blind.store(lookups, Ordering::Relaxed);
    }

    /// The store's requests since they were last counted.
    pub(super) fn requests(&self) -> Vec<(String, usize)> {
        let counted = self.tables.requests().by_operation().into_iter().collect();
        self.tables.requests().reset();
        counted
    }
}

async fn takes_over(store: &Arc<dyn Conversations>, thread: ThreadKey, now: Timestamp) {
    let opening = opening(thread, now);
    let escalation = opening.id;
    does(store, thread, Command::Escalate(Box::new(opening)), now).await;
    let outcome = store.take(&take(escalation, now)).await.unwrap();
    assert!(matches!(outcome, TakeOutcome::Taken), "{outcome:?}");
}

async fn does(
    store: &Arc<dyn Conversations>,
    thread: ThreadKey,
    mut command: Command,
    now: Timestamp,
) {
    let loaded = store
        .load(
            &tenant(),
            thread,
            Load {
                ticket: true,
                ..Load::default()
            },
        )
        .await
        .unwrap();
    let state = loaded.state.unwrap();
    if let Command::Escalate(opening) = &mut command {
        opening.ticket = TicketNumber(loaded.last_ticket.0 + 1);
    }
    let events = decide(&state, &command.into(), &Settings::default(), now).unwrap();
    let commit = Commit {
        last_ticket: loaded.last_ticket,
        ..Commit::new(&state, events)
    };
    store.commit(&commit).await.unwrap();
}

fn take(escalation: EscalationId, at: Timestamp) -> TakeRequest {
    TakeRequest {
        tenant: tenant(),
        escalation,
        by: ana().agent,
        at,
        receipt: None,
    }
}

fn opening(thread: ThreadKey, now: Timestamp) -> Opening {
    Opening {
        id: EscalationId::in_thread(thread, now),
        ticket_id: TicketId::in_thread(thread, now),
        ticket: TicketNumber(1),
        by: baton_domain::Doer::Bot,
        reason: Reason::Manual,
        reason_text: "by hand".into(),
        topic: Topic::General,
        urgency: Urgency::Medium,
        group: None,
        assessment: Assessment {
            evaluator: "person".into(),
            rule: "manual".into(),
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
            contact: baton_domain::Contact {
                id: baton_domain::ContactId::in_thread(thread, now),
                address: ADDRESS.into(),
                name: None,
                locale: None,
                attributes: [].into(),
                verified: [].into(),
            },
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
