//! What happens in the company.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_app::act::Desk;
use baton_app::articles::Shelf;
use baton_app::commit::Commit;
use baton_app::examples::ExampleSource;
use baton_app::marking::MarkDesk;
use baton_app::people::People;
use baton_app::policies::PolicyDesk;
use baton_app::ports::{
    Agent, Clock, Load, Loaded, MessageRange, Notifications, Pack, PackOutcome, Sockets,
};
use baton_app::quota::Treasury;
use baton_app::simulate::SimulationDesk;
use baton_aws::agents::AgentStore;
use baton_aws::balance::QuotaStore;
use baton_aws::groups::GroupStore;
use baton_aws::in_process::Tables;
use baton_aws::notifications::NotificationStore;
use baton_aws::sockets::SocketStore;
use baton_domain::quota::Balance;
use baton_domain::routing::Presence;
use baton_domain::{
    Actor, Assessment, Channel, Command, ConnectionId, Contact, ContactId, Content, Conversation,
    ConversationId, Envelope, Escalation, EscalationId, Evidence, Handoff, Message, NewMessage,
    Opening, Reason, Role, State, TenantId, ThreadKey, TicketId, TicketNumber, Topic, Urgency,
    Version, decide,
};
use jiff::{SignedDuration, Timestamp};

use super::ask::Colleague;
use super::fixed::{Counted, Defaults, Hands, Orders};
use super::policies::desks;

/// The company `acme` with two agents and a lead, each with room for three conversations; and
/// `globex`, whose administrator has no business here.
pub struct Office {
    /// Where agents act from.
    pub desk: Desk,
    /// What is left of the bot's replies.
    pub treasury: Treasury,
    /// What agents are told.
    pub notifications: Arc<dyn Notifications>,
    /// Open sockets.
    pub sockets: Arc<dyn Sockets>,
    /// Where agents and teams are arranged.
    pub people: People,
    /// Where policies are worked on.
    pub policies: PolicyDesk,
    /// Where simulations are asked for.
    pub simulations: SimulationDesk,
    /// The orders to simulate.
    pub orders: Arc<Orders>,
    /// Where escalations are marked.
    pub marks: MarkDesk,
    /// Where examples come from.
    pub examples: ExampleSource,
    /// The time.
    pub clock: Arc<Hands>,
    /// The tables, which count requests.
    pub tables: Tables,
    /// An agent.
    pub ana: Colleague,
    /// Another agent.
    pub ben: Colleague,
    /// Their lead.
    pub lea: Colleague,
    /// An administrator of another tenant.
    pub zoe: Colleague,
    /// Where articles are written.
    pub shelf: Shelf,
    connection: ConnectionId,
    directory: Arc<Defaults>,
}

/// How many conversations each agent can have in hand.
const CAPACITY: u32 = 3;

impl Office {
    /// Opens in the morning, with nobody waiting.
    pub async fn open() -> Self {
        let tables = Tables::start().await.unwrap();
        let names = tables.names();
        let clock = Arc::new(Hands::at("2026-03-02T09:00:00Z".parse().unwrap()));
        let time: Arc<dyn Clock> = Arc::clone(&clock) as _;
        let agents = AgentStore::new(tables.client(), names.conversations.clone());
        let acme: TenantId = "acme".parse().unwrap();
        let globex: TenantId = "globex".parse().unwrap();
        let [ana, ben, lea, zoe] = [
            (&acme, "Ana", Role::Agent),
            (&acme, "Ben", Role::Agent),
            (&acme, "Lea", Role::Lead),
            (&globex, "Zoe", Role::Admin),
        ]
        .map(|(tenant, name, role)| Colleague::new(tenant, name, role, name.as_bytes()[0]));
        for colleague in [&ana, &ben, &lea, &zoe] {
            agents
                .put(&colleague.tenant, &record(colleague))
                .await
                .unwrap();
        }
        let directory = Arc::<Defaults>::default();
        let desk = Desk {
            conversations: Arc::new(tables.conversations(Arc::clone(&time))),
            agents: Arc::new(agents),
            groups: Arc::new(GroupStore::new(tables.client(), tables.names())),
            directory: Arc::clone(&directory) as _,
            clock: time,
            ids: Arc::<Counted>::default(),
        };
        let orders = Arc::<Orders>::default();
        let (policies, simulations, marks) = desks(&tables, &desk, &orders);
        Self {
            treasury: Treasury {
                quotas: Arc::new(QuotaStore::new(tables.client(), tables.names())),
                directory: Arc::clone(&desk.directory),
                clock: Arc::clone(&desk.clock),
            },
            shelf: super::library::shelf(&tables, &desk),
            people: People {
                agents: Arc::clone(&desk.agents),
                groups: Arc::clone(&desk.groups),
                clock: Arc::clone(&desk.clock),
                ids: Arc::clone(&desk.ids),
            },
            policies,
            simulations,
            orders,
            examples: ExampleSource {
                marks: Arc::clone(&marks.marks),
                conversations: Arc::clone(&desk.conversations),
            },
            marks,
            desk,
            notifications: Arc::new(NotificationStore::new(
                tables.client(),
                names.conversations.clone(),
            )),
            sockets: Arc::new(SocketStore::new(tables.client(), names.sockets.clone())),
            clock,
            tables,
            ana,
            ben,
            lea,
            zoe,
            connection: "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            directory,
        }
    }

    /// Somebody of acme's whom no record is kept of.
    #[must_use]
    pub fn colleague(&self, name: &str, role: Role) -> Colleague {
        Colleague::new(&self.ana.tenant, name, role, name.as_bytes()[0])
    }

    /// Lets hours pass.
    pub fn hours_pass(&self, hours: i64) {
        self.clock.pass(SignedDuration::from_hours(hours));
    }

    /// Lets seconds pass.
    pub fn seconds_pass(&self, seconds: i64) {
        self.clock.pass(SignedDuration::from_secs(seconds));
    }

    /// A customer writes on WhatsApp.
    pub async fn customer_writes(&self, address: &str, text: &str) -> ConversationId {
        self.customer_sends(address, Content::text(text)).await
    }

    /// A customer sends something.
    pub async fn customer_sends(&self, address: &str, content: Content) -> ConversationId {
        self.writes_on(Channel::Whatsapp, address, content).await
    }

    /// A visitor writes on the website.
    pub async fn visitor_writes(&self, visitor: &str, text: &str) -> ConversationId {
        self.writes_on(Channel::Widget, visitor, Content::text(text))
            .await
    }

    async fn writes_on(&self, channel: Channel, address: &str, content: Content) -> ConversationId {
        let thread = self.desk.ids.thread(b"salt", address);
        let now = self.desk.clock.now();
        let message = NewMessage {
            content,
            ..self.message("", now)
        };
        let state = match self.load(thread).await.state {
            Some(state) => state,
            None => State::new(self.beginning(channel, address, thread, now)),
        };
        self.commit(&state, Command::CustomerMessage(message), TicketNumber(0))
            .await;
        state.conversation.id
    }

    /// A customer, who has written before or not, asks for a person.
    pub async fn escalated(&self, address: &str, urgency: Urgency) -> EscalationId {
        let conversation = self
            .customer_writes(address, "I want a refund and a real person")
            .await;
        self.escalate(conversation, urgency).await
    }

    /// Rosa asks for a person, urgently.
    pub async fn waiting(&self) -> EscalationId {
        self.escalated("15550001", Urgency::High).await
    }

    /// Rosa's escalation, taken.
    pub async fn taken_by(&self, colleague: &Colleague) -> EscalationId {
        let escalation = self.waiting().await;
        self.take(escalation, colleague).await;
        escalation
    }

    /// The bot has answered as often as the month allows.
    pub async fn has_used_up_its_replies(&self) {
        let free = self.directory.0.settings.monthly_free_replies;
        let now = self.desk.clock.now();
        let used_up = Balance {
            free_used: free,
            ..Balance::new(now, free).with_pack(0, now, free)
        };
        let pack = Pack {
            tenant: self.ana.tenant.clone(),
            read: Version::default(),
            after: used_up,
            at: now,
            receipt: None,
        };
        let added = self.treasury.quotas.add(&pack).await.unwrap();
        assert_eq!(added, PackOutcome::Added);
    }

    /// The conversation of an escalation.
    pub async fn conversation_of(&self, escalation: EscalationId) -> ConversationId {
        self.conversation(escalation.thread()).await.id
    }

    /// Opens an escalation in a conversation.
    pub async fn escalate(&self, id: ConversationId, urgency: Urgency) -> EscalationId {
        self.escalate_for(
            id,
            urgency,
            Reason::CustomerRequest,
            "I want a refund and a real person",
        )
        .await
    }

    /// The same for a reason and on the words that prove it.
    pub(super) async fn escalate_for(
        &self,
        id: ConversationId,
        urgency: Urgency,
        reason: Reason,
        words: &str,
    ) -> EscalationId {
        let now = self.desk.clock.now();
        let thread = id.thread();
        let loaded = self.load(thread).await;
        let state = loaded.state.unwrap();
        let conversation = &state.conversation;
        let last_ticket = loaded.last_ticket;
        let opening = Opening {
            id: EscalationId::in_thread(thread, now),
            ticket_id: TicketId::in_thread(thread, now),
            ticket: TicketNumber(last_ticket.0 + 1),
            by: baton_domain::Doer::Bot,
            reason,
            reason_text: "The customer asked for a person.".into(),
            topic: Topic::Refund,
            urgency,
            group: None,
            assessment: Assessment {
                evaluator: "embedded".into(),
                rule: "asks_for_person".into(),
                score: 1.0,
                threshold: 0.5,
                ..Assessment::default()
            },
            handoff: Handoff {
                summary: "The customer wants a refund.".into(),
                evidence: Some(Evidence {
                    seq: conversation.last_seq,
                    text: words.into(),
                }),
                tried: vec![],
                variables: BTreeMap::new(),
                tool_calls: [].into(),
                contact: conversation.contact.clone(),
                suggested_next_step: "Check the order.".into(),
                open_question: None,
                suggested_reply: None,
                summary_source: baton_domain::SummarySource::default(),
                asks_model: false,
            },
            work: baton_domain::BotWork::default(),
            connecting: Some(self.message("I am connecting you with a person.", now)),
        };
        let escalation = opening.id;
        self.commit(&state, Command::Escalate(Box::new(opening)), last_ticket)
            .await;
        escalation
    }

    /// An agent takes an escalation, as the endpoint does.
    pub async fn take(&self, escalation: EscalationId, colleague: &Colleague) {
        use baton_app::ports::{TakeOutcome, TakeRequest};
        let take = TakeRequest {
            tenant: colleague.tenant.clone(),
            escalation,
            by: colleague.agent.clone(),
            at: self.desk.clock.now(),
            receipt: None,
        };
        let outcome = self.desk.conversations.take(&take).await.unwrap();
        assert!(matches!(outcome, TakeOutcome::Taken), "{outcome:?}");
    }

    /// An agent returns what they have to the bot.
    pub async fn returned(&self, escalation: EscalationId, colleague: &Colleague) {
        let state = self.load(escalation.thread()).await.state.unwrap();
        let by = Actor {
            agent: colleague.agent.clone(),
            role: colleague.role,
        };
        self.commit(
            &state,
            Command::ReturnToBot { by, seen: None },
            TicketNumber(0),
        )
        .await;
    }

    /// An escalation as it stands, live or over.
    pub async fn escalation(&self, id: EscalationId) -> Escalation {
        let load = Load {
            escalation: Some(id),
            ..Load::default()
        };
        let loaded = self
            .desk
            .conversations
            .load(&self.ana.tenant, id.thread(), load);
        loaded.await.unwrap().escalation.unwrap()
    }

    /// A conversation as it stands.
    pub async fn conversation(&self, thread: ThreadKey) -> Conversation {
        self.load(thread).await.state.unwrap().conversation
    }

    /// An agent's record as it stands.
    pub async fn record_of(&self, colleague: &Colleague) -> Agent {
        let found = self
            .desk
            .agents
            .agent(&colleague.tenant, colleague.agent.id);
        found.await.unwrap().unwrap()
    }

    /// All that was said in a conversation.
    pub async fn said(&self, conversation: ConversationId) -> Vec<Message> {
        let range = MessageRange {
            limit: 200,
            ..MessageRange::default()
        };
        let messages =
            self.desk
                .conversations
                .messages(&self.ana.tenant, conversation.thread(), range);
        messages.await.unwrap().items
    }

    /// How many requests the store got while this ran.
    pub async fn requests_of<T>(&self, work: impl Future<Output = T>) -> (T, usize) {
        self.tables.requests().reset();
        let done = work.await;
        (done, self.tables.requests().total())
    }

    async fn load(&self, thread: ThreadKey) -> Loaded {
        let load = Load {
            ticket: true,
            ..Load::default()
        };
        let loaded = self.desk.conversations.load(&self.ana.tenant, thread, load);
        loaded.await.unwrap()
    }

    async fn commit(&self, state: &State, command: Command, last_ticket: TicketNumber) {
        let settings = &self.directory.0.settings;
        let now = self.desk.clock.now();
        let events = decide(state, &Envelope::from(command), settings, now).unwrap();
        let mut commit = Commit::new(state, events);
        commit.last_ticket = last_ticket;
        self.desk.conversations.commit(&commit).await.unwrap();
    }

    fn message(&self, text: &str, at: Timestamp) -> NewMessage {
        NewMessage {
            id: self.desk.ids.message(at),
            content: Content::text(text),
            provider_id: None,
            at,
        }
    }

    fn beginning(
        &self,
        channel: Channel,
        address: &str,
        thread: ThreadKey,
        at: Timestamp,
    ) -> Conversation {
        let contact = Contact {
            id: ContactId::in_thread(thread, at),
            address: address.to_owned(),
            name: Some("Rosa".into()),
            locale: None,
            attributes: BTreeMap::new(),
            verified: [].into(),
        };
        Conversation::begun(
            ConversationId::in_thread(thread, at),
            self.ana.tenant.clone(),
            self.connection,
            channel,
            contact,
            at,
        )
    }
}

fn record(colleague: &Colleague) -> Agent {
    Agent {
        id: colleague.agent.id,
        name: colleague.agent.name.clone(),
        email: format!("{}@example.com", colleague.agent.name.to_lowercase()),
        role: colleague.role,
        capacity: CAPACITY,
        active: 0,
        presence: Presence::Online,
        email_notifications: true,
        group_ids: vec![],
        version: Version(1),
    }
}
