//! From an escalation in the shape of the API to a letter.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::outbound::{Audience, ChangeKind};
use baton_app::ports::{
    Agent, AgentChange, Agents, Clock, Email, Mailer, Notification, Notifications, Page,
};
use baton_domain::routing::Presence;
use baton_domain::{
    AgentId, Assessment, Channel, Contact, ContactId, ConversationId, Escalation, EscalationId,
    EscalationStatus, Handoff, NotificationId, Reason, Role, TenantId, ThreadKey, TicketId,
    TicketNumber, Topic, Urgency, Version,
};
use jiff::Timestamp;

use super::*;

#[derive(Default)]
struct World {
    kept: Mutex<BTreeMap<NotificationId, Notification>>,
    letters: Mutex<Vec<Email>>,
}

fn broken() -> PortError {
    PortError::new("asking a store that is down", "no answer")
}

#[async_trait]
impl Agents for World {
    async fn agents(&self, _: &TenantId) -> Result<Vec<Agent>, PortError> {
        Ok(vec![Agent {
            id: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            name: "Ana".to_owned(),
            email: "ana@example.com".to_owned(),
            role: Role::Agent,
            capacity: 4,
            active: 0,
            presence: Presence::Online,
            email_notifications: true,
            group_ids: vec![],
            version: Version(1),
        }])
    }
    async fn agent(&self, _: &TenantId, _: AgentId) -> Result<Option<Agent>, PortError> {
        Err(broken())
    }
    async fn set_presence(
        &self,
        _: &TenantId,
        _: AgentId,
        _: Presence,
    ) -> Result<Option<Agent>, PortError> {
        Err(broken())
    }
    async fn change(
        &self,
        _: &TenantId,
        _: AgentId,
        _: &AgentChange,
    ) -> Result<Option<Agent>, PortError> {
        Err(broken())
    }
}

#[async_trait]
impl Notifications for World {
    async fn keep(
        &self,
        _: &TenantId,
        notifications: &[Notification],
    ) -> Result<Vec<NotificationId>, PortError> {
        let mut kept = self.kept.lock().unwrap();
        let is_new = |new: &&Notification| kept.insert(new.id, (*new).clone()).is_none();
        Ok(notifications
            .iter()
            .filter(is_new)
            .map(|new| new.id)
            .collect())
    }
    async fn of_agent(
        &self,
        _: &TenantId,
        _: AgentId,
        _: usize,
        _: Option<&str>,
    ) -> Result<Page<Notification>, PortError> {
        Err(broken())
    }
    async fn mark_read(
        &self,
        _: &TenantId,
        _: AgentId,
        _: NotificationId,
        _: Timestamp,
    ) -> Result<(), PortError> {
        Err(broken())
    }
}

#[async_trait]
impl Mailer for World {
    async fn send(&self, email: &Email) -> Result<(), PortError> {
        self.letters.lock().unwrap().push(email.clone());
        Ok(())
    }
}

struct Noon;

fn noon() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        noon()
    }
}

fn escalation() -> Escalation {
    let thread = ThreadKey::from_bytes([7; 10]);
    let contact = Contact {
        id: ContactId::in_thread(thread, noon()),
        address: "15550001".to_owned(),
        name: None,
        locale: None,
        attributes: BTreeMap::new(),
        verified: [].into(),
    };
    Escalation {
        id: EscalationId::in_thread(thread, noon()),
        version: Version(1),
        conversation_id: ConversationId::in_thread(thread, noon()),
        connection_id: "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
        contact: contact.clone(),
        channel: Channel::Widget,
        reason: Reason::Keyword,
        reason_text: "The word refund".to_owned(),
        topic: Topic::Refund,
        urgency: Urgency::High,
        status: EscalationStatus::Queued,
        assignee: None,
        assigned_by: None,
        group: None,
        ticket_id: TicketId::in_thread(thread, noon()),
        ticket: TicketNumber(7),
        created_at: noon(),
        queued_at: noon(),
        taken_at: None,
        ended_at: None,
        window_expires_at: None,
        sla_due_at: None,
        assessment: Assessment {
            evaluator: "embedded".to_owned(),
            rule: "trigger".to_owned(),
            score: 1.0,
            threshold: 1.0,
            ..Assessment::default()
        },
        handoff: Handoff {
            summary: "Wants a refund".to_owned(),
            evidence: None,
            tried: vec![],
            variables: BTreeMap::new(),
            tool_calls: [].into(),
            contact,
            suggested_next_step: "Look up the order".to_owned(),
            open_question: None,
            suggested_reply: None,
            summary_source: baton_domain::SummarySource::default(),
            asks_model: false,
        },
        history: vec![],
        forgotten_deeds: 0,
    }
}

fn record() -> Record<Change> {
    let shape = baton_api::escalation::Escalation::new(&escalation(), noon());
    Record {
        body: Change {
            tenant_id: "acme".parse().unwrap(),
            kind: ChangeKind::EscalationUpserted,
            id: escalation().id.to_string(),
            version: 1,
            change: "opened".to_owned(),
            at: Some(noon()),
            audience: Audience::Tenant,
            data: serde_json::to_value(shape).unwrap(),
        },
        message_id: "m-1".to_owned(),
        receipt_handle: "handle-1".to_owned(),
        group_id: None,
        receive_count: 1,
    }
}

#[tokio::test]
async fn what_the_api_shows_of_an_escalation_is_all_that_a_letter_needs() {
    let world = Arc::new(World::default());
    let deps = Notify {
        agents: world.clone(),
        notifications: world.clone(),
        mailer: world.clone(),
        clock: Arc::new(Noon),
        dashboard_url: "https://desk.example".to_owned(),
    };
    let lines = Arc::new(Mutex::new(Vec::<u8>::new()));
    let metrics = Metrics::to(Arc::new(Noon), lines.clone());
    for _ in 0..2 {
        handle(&deps, &metrics, record()).await.unwrap();
    }
    let letters = world.letters.lock().unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(
        letters[0].subject,
        "#7 Waiting for a person: high urgency, refund, website"
    );
    assert!(letters[0].text.contains("The word refund"));
    assert_eq!(world.kept.lock().unwrap().len(), 1);
    let lines = String::from_utf8(lines.lock().unwrap().clone()).unwrap();
    assert_eq!(
        lines.lines().count(),
        2,
        "nothing is counted twice: {lines}"
    );
}
