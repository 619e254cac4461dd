//! One story's records, for snapshots.

use std::collections::BTreeMap;

use baton_app::ports::{Agent, Notification};
use baton_domain::{
    Assessment, Author, Channel, Contact, ContactId, Content, Conversation, ConversationId, Deed,
    DeedKind, DeliveryStatus, Doer, Escalation, EscalationId, EscalationStatus, Evidence, Handoff,
    Media, Message, MessageId, MessageKind, Owner, OwnerEpoch, Reason, Role, Seq, Signal, TenantId,
    ThreadKey, TicketId, TicketNumber, ToolError, ToolOutcome, ToolUse, Topic, Tried, TriggerId,
    TriggerMatch, Urgency, Version, routing::Presence,
};
use jiff::{SignedDuration, Timestamp};

/// This many seconds into the story.
pub(crate) fn at(seconds: i64) -> Timestamp {
    "2026-03-01T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

fn thread() -> ThreadKey {
    ThreadKey::from_bytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
}

pub(crate) fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

pub(crate) fn agent() -> Agent {
    Agent {
        id: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
        name: "Ana".into(),
        email: "ana@example.com".into(),
        role: Role::Lead,
        capacity: 4,
        active: 1,
        presence: Presence::Online,
        email_notifications: true,
        group_ids: vec!["grp_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap()],
        version: Version(7),
    }
}

fn contact() -> Contact {
    Contact {
        id: ContactId::in_thread(thread(), at(0)),
        address: "15550001".into(),
        name: Some("Rosa".into()),
        locale: None,
        attributes: BTreeMap::from([("referral".into(), "spring advertisement".into())]),
        verified: BTreeMap::from([("tier".into(), "vip".into())]),
    }
}

pub(crate) fn conversation() -> Conversation {
    Conversation {
        told: BTreeMap::from([(
            "tier".into(),
            baton_domain::Telling {
                at: at(40),
                by: Some(agent().as_ref()),
            },
        )]),
        told_at: Some(at(40)),
        owner: Owner::Agent(agent().as_ref()),
        epoch: OwnerEpoch(2),
        version: Version(5),
        last_seq: Seq(4),
        last_activity_at: at(60),
        last_said_at: None,
        last_customer_at: Some(at(30)),
        last_customer_seq: None,
        unanswered_since: Some(at(30)),
        tokens: 366,
        cost_micros: 812,
        variables: BTreeMap::from([("order_number".into(), "8812".into())]),
        preview: Some("Now speaking with Ana.".into()),
        ..Conversation::begun(
            ConversationId::in_thread(thread(), at(0)),
            tenant(),
            "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            Channel::Whatsapp,
            contact(),
            at(0),
        )
    }
}

fn tool_use(seq: u64, tool: &str, result: Option<&str>) -> ToolUse {
    ToolUse {
        seq: Seq(seq),
        tool: tool.into(),
        arguments: r#"{"order":"8812"}"#.into(),
        outcome: result.map_or(
            ToolOutcome::Failed {
                error: ToolError::TimedOut,
            },
            |result| ToolOutcome::Answered {
                result: result.into(),
            },
        ),
    }
}

pub(crate) fn queued() -> Escalation {
    Escalation {
        id: EscalationId::in_thread(thread(), at(30)),
        version: Version(1),
        conversation_id: conversation().id,
        connection_id: conversation().connection_id,
        contact: contact(),
        channel: Channel::Whatsapp,
        reason: Reason::CustomerRequest,
        reason_text: "The customer asked for a person.".into(),
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
        window_expires_at: Some(at(30 + 24 * 3600)),
        sla_due_at: Some(at(330)),
        assessment: Assessment {
            evaluator: "embedded".into(),
            rule: "asks_for_person".into(),
            score: 1.0,
            threshold: 0.5,
            seq: Some(Seq(3)),
            ..assessment(Reason::CustomerRequest, 1.0)
        },
        handoff: Handoff {
            summary: "Rosa asked where her parcel is, then asked for a refund.".into(),
            evidence: Some(Evidence {
                seq: Seq(3),
                text: "I want a refund and a real person".into(),
            }),
            tried: vec![Tried {
                question: "where is my parcel?".into(),
                article_id: Some("art_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap()),
                article_title: Some("Tracking a parcel".into()),
                tools: vec!["order".into()],
                score: 0.75,
                answered: true,
                seq: Some(Seq(2)),
                result: baton_domain::TriedResult::DidNotHelp,
            }],
            variables: BTreeMap::from([("order_number".into(), "8812".into())]),
            tool_calls: [
                tool_use(1, "order", Some(r#"{"state":"shipped"}"#)),
                tool_use(3, "carrier", None),
                tool_use(3, "order", Some(r#"{"state":"lost"}"#)),
            ]
            .into(),
            contact: contact(),
            suggested_next_step: "Check the order before offering the refund.".into(),
            open_question: Some("Does the money come back?".into()),
            suggested_reply: Some("Hello Rosa, I am looking at order 8812.".into()),
            summary_source: baton_domain::SummarySource::Model,
            asks_model: false,
        },
        history: vec![Deed {
            at: at(30),
            by: Doer::Bot,
            what: DeedKind::Opened {
                reason: Reason::CustomerRequest,
            },
        }],
        forgotten_deeds: 0,
    }
}

pub(crate) fn open() -> Escalation {
    Escalation {
        version: Version(2),
        status: EscalationStatus::Open,
        assignee: Some(agent().as_ref()),
        taken_at: Some(at(60)),
        history: [
            queued().history,
            vec![Deed::of(&agent().as_ref(), DeedKind::Taken, at(60))],
        ]
        .concat(),
        ..queued()
    }
}

pub(crate) fn question() -> Message {
    Message {
        id: "msg_01ARZ3NDEKTSV4RRFFQ69G5FAV"
            .parse::<MessageId>()
            .unwrap(),
        seq: Seq(1),
        author: Author::Customer,
        content: Content::text("Where is my parcel?"),
        status: DeliveryStatus::Received,
        epoch: OwnerEpoch(0),
        provider_id: Some("wamid.1".into()),
        error: None,
        revision: None,
        assessment: None,
        created_at: at(0),
    }
}

pub(crate) fn picture() -> Message {
    Message {
        content: Content {
            kind: MessageKind::Image,
            text: Some("It arrived like this".into()),
            media: Some(Media {
                id: "1037543291543636".into(),
                mime_type: Some("image/jpeg".into()),
                filename: None,
                sha256: Some("SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=".into()),
                size: None,
            }),
            raw: Some(r#"{"context":{"forwarded":true}}"#.into()),
            in_reply_to: Some("wamid.0".into()),
        },
        ..question()
    }
}

pub(crate) fn reply() -> Message {
    Message {
        seq: Seq(5),
        author: Author::Agent {
            agent: Some(agent().as_ref()),
        },
        content: Content::text("I am looking into it."),
        status: DeliveryStatus::Accepted,
        provider_id: None,
        created_at: at(80),
        ..question()
    }
}

/// What an evaluator read, with one trigger that held and one whose time had not come.
fn assessment(reason: Reason, score: f64) -> Assessment {
    let held = TriggerMatch {
        id: TriggerId::built_in(1),
        name: "Asks for a person".into(),
        reason,
        score,
        threshold: 0.5,
        what: Some("wants_person".into()),
        held_back: false,
    };
    Assessment {
        signals: vec![Signal {
            reason,
            rule: "wants_person".into(),
            score,
            threshold: 0.5,
        }],
        matches: vec![
            held,
            TriggerMatch {
                id: TriggerId::built_in(5),
                name: "Failed with the same question".into(),
                reason: Reason::BotFailure,
                score: 1.0,
                threshold: 1.0,
                what: None,
                held_back: true,
            },
        ],
        ..Assessment::default()
    }
}

pub(crate) fn answer() -> Message {
    Message {
        seq: Seq(2),
        author: Author::Bot,
        content: Content::text("It is on its way."),
        status: DeliveryStatus::Sent,
        assessment: Some(Box::new(Assessment {
            evaluator: "embedded".into(),
            rule: "answer".into(),
            score: 0.75,
            threshold: 0.45,
            seq: Some(Seq(1)),
            matches: vec![],
            ..assessment(Reason::CustomerRequest, 0.125)
        })),
        ..question()
    }
}

pub(crate) fn notification() -> Notification {
    Notification {
        id: "ntf_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
        agent_id: agent().id,
        escalation_id: Some(queued().id),
        change: "opened".into(),
        title: "#1042 waits, high urgency".into(),
        created_at: at(31),
        read_at: None,
    }
}
