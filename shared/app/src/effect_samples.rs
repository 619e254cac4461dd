//! One story's rows, for the tests of what follows from them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use baton_domain::routing::Presence;
use baton_domain::{
    AgentId, AgentRef, Assessment, Author, Channel, ConnectionId, Contact, ContactId, Content,
    Conversation, ConversationId, DeliveryStatus, Escalation, EscalationId, EscalationStatus,
    Handoff, Message, MessageId, Owner, OwnerEpoch, Reason, Role, Seq, TenantId, ThreadKey,
    TicketId, TicketNumber, Topic, Urgency, Version,
};
use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use crate::committed::Place;
use crate::outbound::OutboundMessage;
use crate::ports::{Agent, Clock, PortError};

/// This many seconds into the story.
pub(crate) fn at(seconds: i64) -> Timestamp {
    "2026-03-01T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

/// A clock that stands still until it is turned, or jumps at each look.
pub(crate) struct TestClock {
    now: Mutex<Timestamp>,
    step: SignedDuration,
}

impl TestClock {
    pub(crate) fn standing(now: Timestamp) -> Self {
        Self::stepping(now, SignedDuration::ZERO)
    }

    pub(crate) fn stepping(now: Timestamp, step: SignedDuration) -> Self {
        Self {
            now: Mutex::new(now),
            step,
        }
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let mut now = self.now.lock().unwrap();
        let read = *now;
        *now += self.step;
        read
    }
}

pub(crate) fn broken() -> PortError {
    PortError::new("asking a store that is down", "no answer")
}

pub(crate) fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

pub(crate) fn connection_id() -> ConnectionId {
    ConnectionId::from_ulid(Ulid::from_parts(1, 1))
}

pub(crate) fn thread() -> ThreadKey {
    ThreadKey::from_bytes([7; 10])
}

pub(crate) fn agent_id(number: u128) -> AgentId {
    AgentId::from_ulid(Ulid::from_parts(1, number))
}

pub(crate) fn agent_ref(number: u128, name: &str) -> AgentRef {
    AgentRef {
        id: agent_id(number),
        name: name.to_owned(),
    }
}

pub(crate) fn agent(number: u128, name: &str, presence: Presence) -> Agent {
    Agent {
        id: agent_id(number),
        name: name.to_owned(),
        email: format!("{}@example.com", name.to_lowercase()),
        role: Role::Agent,
        capacity: 4,
        active: 0,
        presence,
        email_notifications: true,
        group_ids: vec![],
        version: Version(3),
    }
}

fn contact() -> Contact {
    Contact {
        id: ContactId::in_thread(thread(), at(0)),
        address: "15550001".to_owned(),
        name: Some("Rosa".to_owned()),
        locale: None,
        attributes: BTreeMap::new(),
        verified: [].into(),
    }
}

pub(crate) fn conversation_id() -> ConversationId {
    ConversationId::in_thread(thread(), at(0))
}

pub(crate) fn conversation(owner: Owner) -> Conversation {
    Conversation {
        owner,
        epoch: OwnerEpoch(2),
        version: Version(5),
        last_seq: Seq(4),
        last_activity_at: at(60),
        last_said_at: None,
        last_customer_at: Some(at(30)),
        last_customer_seq: None,
        unanswered_since: Some(at(30)),
        preview: Some("I want a refund".to_owned()),
        ..Conversation::begun(
            conversation_id(),
            tenant(),
            connection_id(),
            Channel::Whatsapp,
            contact(),
            at(0),
        )
    }
}

pub(crate) fn queued() -> Escalation {
    Escalation {
        id: EscalationId::in_thread(thread(), at(30)),
        version: Version(1),
        conversation_id: conversation_id(),
        connection_id: connection_id(),
        contact: contact(),
        channel: Channel::Whatsapp,
        reason: Reason::CustomerRequest,
        reason_text: "The customer asked for a person".to_owned(),
        topic: Topic::Refund,
        urgency: Urgency::High,
        status: EscalationStatus::Queued,
        assignee: None,
        assigned_by: None,
        group: None,
        ticket_id: TicketId::in_thread(thread(), at(30)),
        ticket: TicketNumber(1042),
        created_at: at(30),
        queued_at: at(30),
        taken_at: None,
        ended_at: None,
        window_expires_at: Some(at(86_430)),
        sla_due_at: Some(at(330)),
        assessment: Assessment {
            evaluator: "embedded".to_owned(),
            rule: "asks_for_person".to_owned(),
            score: 1.0,
            threshold: 0.5,
            ..Assessment::default()
        },
        handoff: Handoff {
            summary: "Wants a refund".to_owned(),
            evidence: None,
            tried: vec![],
            variables: BTreeMap::new(),
            tool_calls: [].into(),
            contact: contact(),
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

pub(crate) fn open_with(assignee: AgentRef) -> Escalation {
    Escalation {
        version: Version(2),
        status: EscalationStatus::Open,
        assignee: Some(assignee),
        taken_at: Some(at(90)),
        ..queued()
    }
}

pub(crate) fn message(seq: u64, author: Author, status: DeliveryStatus) -> Message {
    Message {
        id: MessageId::from_ulid(Ulid::from_parts(1, u128::from(seq))),
        seq: Seq(seq),
        author,
        content: Content::text("It is on its way."),
        status,
        epoch: OwnerEpoch(2),
        provider_id: None,
        error: None,
        revision: None,
        assessment: None,
        created_at: at(60),
    }
}

pub(crate) fn place(owner: Option<AgentId>) -> Place {
    Place {
        tenant_id: tenant(),
        conversation_id: conversation_id(),
        connection_id: connection_id(),
        channel: Channel::Whatsapp,
        address: "15550001".to_owned(),
        owner,
    }
}

pub(crate) fn outbound(author: Author) -> OutboundMessage {
    let message = message(4, author, DeliveryStatus::Accepted);
    OutboundMessage {
        tenant_id: tenant(),
        conversation_id: conversation_id(),
        connection_id: connection_id(),
        channel: Channel::Whatsapp,
        address: "15550001".to_owned(),
        message_id: message.id,
        seq: message.seq,
        author: message.author,
        epoch: message.epoch,
        content: message.content,
    }
}
