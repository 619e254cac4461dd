//! The story's rows, and what follows from each.

use baton_domain::{
    AgentRef, Content, MessageId, Owner, Revision, Seq, ThreadKey, Version, routing::Presence,
};
use ulid::Ulid;

use self::world::{World, told};
use super::*;
use crate::effect_samples::{
    agent, agent_id, agent_ref, at, conversation, conversation_id, message, open_with, place,
    queued, tenant,
};

#[path = "relay_summary_tests.rs"]
mod summaries;
#[path = "relay_world.rs"]
mod world;

fn ana() -> AgentRef {
    agent_ref(1, "Ana")
}

fn bo() -> AgentRef {
    agent_ref(2, "Bo")
}

fn escalation_row(escalation: Escalation, previous: Option<Escalation>) -> CommittedRow {
    CommittedRow::Escalation {
        tenant_id: tenant(),
        escalation: Box::new(escalation),
        previous: previous.map(Box::new),
    }
}

fn message_row(message: Message, previous: Option<DeliveryStatus>) -> CommittedRow {
    CommittedRow::Message {
        message: Box::new(message),
        place: place(Some(agent_id(1))),
        previous,
    }
}

/// The head as a take leaves it.
fn taken() -> CommittedRow {
    CommittedRow::Conversation {
        conversation: Box::new(conversation(Owner::Agent(ana()))),
        notice: Some(Notice {
            message_id: MessageId::from_ulid(Ulid::from_parts(1, 77)),
            agent_name: "Ana".to_owned(),
            at: at(90),
        }),
    }
}

fn later(escalation: &Escalation) -> Escalation {
    Escalation {
        version: escalation.version.next(),
        ..escalation.clone()
    }
}

#[tokio::test]
async fn every_step_of_an_escalation_has_its_name() {
    let with_ana = open_with(ana());
    let ended = |status| Escalation {
        status,
        ended_at: Some(at(200)),
        ..later(&with_ana)
    };
    let assigned = Escalation {
        assigned_by: Some(bo()),
        ..with_ana.clone()
    };
    let reassigned = Escalation {
        assignee: Some(bo()),
        assigned_by: Some(ana()),
        taken_at: Some(at(120)),
        ..later(&with_ana)
    };
    let requeued = Escalation {
        queued_at: at(150),
        ..later(&queued())
    };
    let calmer = Escalation {
        urgency: baton_domain::Urgency::Low,
        ..later(&queued())
    };
    let wrote_again = Escalation {
        window_expires_at: Some(at(90_000)),
        ..later(&queued())
    };
    let an_old_one = Escalation {
        id: baton_domain::EscalationId::in_thread(ThreadKey::from_bytes([7; 10]), at(0)),
        ..with_ana.clone()
    };
    for (now, previous, change, when) in vec![
        (queued(), None, "opened", Some(at(30))),
        (queued(), Some(an_old_one), "opened", Some(at(30))),
        (with_ana.clone(), Some(queued()), "taken", Some(at(90))),
        (assigned, Some(queued()), "assigned", Some(at(90))),
        (
            reassigned,
            Some(with_ana.clone()),
            "assigned",
            Some(at(120)),
        ),
        (requeued, Some(with_ana.clone()), "requeued", Some(at(150))),
        (later(&queued()), Some(queued()), "overdue", Some(at(330))),
        (calmer, Some(queued()), "updated", None),
        (wrote_again, Some(queued()), "updated", None),
        (later(&with_ana), Some(with_ana.clone()), "updated", None),
        (
            ended(EscalationStatus::Resolved),
            None,
            "resolved",
            Some(at(200)),
        ),
        (
            ended(EscalationStatus::Closed),
            None,
            "closed",
            Some(at(200)),
        ),
    ] {
        let version = now.version.0;
        let told = told(escalation_row(now, previous)).await.unwrap();
        assert_eq!(told.change, change);
        assert_eq!(told.at, when, "{change}");
        assert_eq!(told.kind, ChangeKind::EscalationUpserted);
        assert_eq!(told.version, version);
        assert_eq!(told.audience, Audience::Tenant);
        assert_eq!(told.id, queued().id.to_string());
    }
}

#[tokio::test]
async fn only_a_new_message_that_awaits_sending_is_sent() {
    use DeliveryStatus::{Accepted, Failed, Received, Sent};
    let note = Message {
        content: Content::note("between us"),
        ..message(5, Author::Agent { agent: Some(ana()) }, Received)
    };
    for (message, previous, sent) in [
        (message(4, Author::Bot, Accepted), None, true),
        (message(4, Author::System, Accepted), None, true),
        (message(4, Author::Bot, Accepted), Some(Accepted), false),
        (message(4, Author::Bot, Sent), Some(Accepted), false),
        (message(4, Author::Bot, Failed), Some(Accepted), false),
        (message(4, Author::Customer, Received), None, false),
        (message(4, Author::Agent { agent: None }, Sent), None, false),
        (note, None, false),
    ] {
        let world = Arc::new(World::default());
        world
            .relay(vec![message_row(message.clone(), previous)])
            .await
            .unwrap();
        assert_eq!(world.queued_ids().len(), usize::from(sent), "{message:?}");
    }
}

#[tokio::test]
async fn a_visitor_reads_what_was_sent_and_never_what_was_not() {
    use DeliveryStatus::{Accepted, Delivered, Failed, Received, Sent, Uncertain};
    let note = Message {
        content: Content::note("between us"),
        ..message(4, Author::Agent { agent: Some(ana()) }, Received)
    };
    for (message, previous, change, for_visitor) in [
        (
            message(4, Author::Customer, Received),
            None,
            "created",
            true,
        ),
        (message(4, Author::Bot, Accepted), None, "created", false),
        (
            message(4, Author::Bot, Sent),
            Some(Accepted),
            Change::APPEARED,
            true,
        ),
        (
            message(4, Author::Bot, Delivered),
            Some(Sent),
            "updated",
            true,
        ),
        (
            message(4, Author::Bot, Failed),
            Some(Accepted),
            "updated",
            false,
        ),
        (
            message(4, Author::Bot, Uncertain),
            Some(Accepted),
            "updated",
            false,
        ),
        (note, None, "created", false),
    ] {
        let told = told(message_row(message.clone(), previous)).await.unwrap();
        assert_eq!(told.change, change, "{message:?}");
        assert_eq!(
            told.audience,
            Audience::Conversation {
                conversation_id: conversation_id(),
                owner: Some(agent_id(1)),
                for_visitor,
            },
            "{message:?}"
        );
    }
}

#[tokio::test]
async fn a_claim_alone_is_no_news() {
    let claimed = message(4, Author::Bot, DeliveryStatus::Accepted);
    assert_eq!(
        told(message_row(claimed, Some(DeliveryStatus::Accepted))).await,
        None
    );
}

#[tokio::test]
async fn each_further_state_of_a_message_has_a_higher_version() {
    use DeliveryStatus::{Accepted, Delivered, Read, Received, Sent, Uncertain};
    let mut versions = vec![];
    for status in [Accepted, Uncertain, Sent, Delivered, Read] {
        let row = message_row(message(4, Author::Bot, status), Some(Received));
        versions.push(told(row).await.unwrap().version);
    }
    let content = Content::text("It has arrived.");
    for revision in [
        Revision::Edited {
            content: content.clone(),
            at: at(70),
        },
        Revision::Edited {
            content,
            at: at(71),
        },
        Revision::Deleted { at: at(71) },
    ] {
        let message = Message {
            revision: Some(revision),
            ..message(4, Author::Bot, Read)
        };
        versions.push(
            told(message_row(message, Some(Read)))
                .await
                .unwrap()
                .version,
        );
    }
    assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");
    let exact_in_javascript = 1 << 53;
    assert!(
        versions
            .iter()
            .all(|version| *version < exact_in_javascript)
    );
}

#[tokio::test]
async fn a_take_tells_the_customer_who_speaks_before_anything_that_the_agent_writes() {
    let world = Arc::new(World::default());
    let reply = message(
        5,
        Author::Agent { agent: Some(ana()) },
        DeliveryStatus::Accepted,
    );
    let relayed = world
        .relay(vec![taken(), message_row(reply.clone(), None)])
        .await
        .unwrap();
    assert_eq!((relayed.notices, relayed.messages), (1, 2));

    let filed = world.filed.lock().unwrap().pop().unwrap();
    assert_eq!(filed.content, Content::text("Ana is here now."));
    assert_eq!(filed.seq, Seq(4), "the place that the take left for it");
    assert_eq!(filed.status, DeliveryStatus::Accepted);
    assert_eq!(filed.created_at, at(90));
    assert_eq!(world.queued_ids(), [filed.id, reply.id]);
    let first = world.queued.lock().unwrap()[0].clone();
    assert_eq!(first.address, "15550001");
    assert_eq!(first.content, filed.content);
}

#[tokio::test]
async fn the_promised_message_is_the_same_whether_the_take_or_its_own_row_sends_it() {
    let world = Arc::new(World::default());
    world.relay(vec![taken()]).await.unwrap();
    let filed = world.filed.lock().unwrap()[0].clone();
    world.relay(vec![message_row(filed, None)]).await.unwrap();
    let queued = world.queued.lock().unwrap();
    assert_eq!(queued.len(), 2, "the queue knows them as one by their id");
    assert_eq!(queued[0], queued[1]);
}

#[tokio::test]
async fn relaying_twice_gives_the_same_messages_and_changes() {
    let rows = || {
        vec![
            escalation_row(open_with(ana()), Some(queued())),
            taken(),
            message_row(message(5, Author::Bot, DeliveryStatus::Accepted), None),
            CommittedRow::Agent {
                tenant_id: tenant(),
                agent: agent(1, "Ana", Presence::Online),
            },
        ]
    };
    let (once, again) = (Arc::new(World::default()), Arc::new(World::default()));
    once.relay(rows()).await.unwrap();
    *again.topic_is_down.lock().unwrap() = true;
    assert!(again.relay(rows()).await.is_err());
    again.relay(rows()).await.unwrap();

    assert_eq!(again.published(), once.published());
    assert_eq!(*again.filed.lock().unwrap(), *once.filed.lock().unwrap());
    let (first, second) = (again.queued_ids(), once.queued_ids());
    assert_eq!(first[..2], second[..]);
    assert_eq!(first[2..], second[..]);
}

#[tokio::test]
async fn changes_are_told_in_the_order_of_their_rows_and_to_those_whom_they_concern() {
    let notification = Notification {
        id: "ntf_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
        agent_id: agent_id(2),
        escalation_id: Some(queued().id),
        change: "opened".to_owned(),
        title: "#1042".to_owned(),
        created_at: at(40),
        read_at: None,
    };
    let world = Arc::new(World::default());
    world
        .relay(vec![
            CommittedRow::Conversation {
                conversation: Box::new(conversation(Owner::Queue)),
                notice: None,
            },
            CommittedRow::Agent {
                tenant_id: tenant(),
                agent: agent(1, "Ana", Presence::Away),
            },
            CommittedRow::Notification {
                tenant_id: tenant(),
                notification,
            },
        ])
        .await
        .unwrap();
    let told: Vec<_> = world
        .published()
        .into_iter()
        .map(|change| (change.kind, change.version, change.audience))
        .collect();
    assert_eq!(
        told,
        [
            (
                ChangeKind::ConversationUpdated,
                Version(5).0,
                Audience::Tenant
            ),
            (ChangeKind::AgentPresence, Version(3).0, Audience::Tenant),
            (
                ChangeKind::NotificationCreated,
                1,
                Audience::Agent {
                    agent_id: agent_id(2)
                }
            ),
        ]
    );
    assert!(world.queued_ids().is_empty());
}

#[tokio::test]
async fn an_account_is_told_of_where_it_reaches_80_or_100_per_cent() {
    use baton_domain::quota::Balance;

    let used = |free_used| Balance {
        free_used,
        version: Version(free_used),
        ..Balance::new(at(0), 10)
    };
    let mut heard = vec![];
    for number in 1..=10 {
        let row = CommittedRow::Quota {
            tenant_id: tenant(),
            balance: used(number),
            previous: (number > 1).then(|| used(number - 1)),
        };
        heard.extend(told(row).await);
    }
    let briefly: Vec<_> = heard
        .iter()
        .map(|change| (change.id.as_str(), change.change.as_str(), change.version))
        .collect();
    assert_eq!(
        briefly,
        [
            ("quota#2026-03#80#10", "quota_low", 8),
            ("quota#2026-03#100#10", "quota_exhausted", 10),
        ]
    );
    assert!(
        heard
            .iter()
            .all(|change| change.audience == Audience::Nobody)
    );
    assert!(heard.iter().all(|change| change.at == Some(at(0))));
}

#[tokio::test]
async fn a_file_that_came_is_ordered_once_and_after_everything_else() {
    let picture = |author, status| {
        let mut message = message(4, author, status);
        message.content.media = Some(baton_domain::Media {
            id: "1013859600285441".to_owned(),
            mime_type: Some("image/jpeg".to_owned()),
            filename: None,
            sha256: None,
            size: None,
        });
        message
    };
    let from_customer = picture(Author::Customer, DeliveryStatus::Received);
    let from_phone = picture(Author::Agent { agent: None }, DeliveryStatus::Sent);
    let world = Arc::new(World::default());
    let rows = || {
        vec![
            message_row(from_customer.clone(), None),
            message_row(from_phone.clone(), None),
            message_row(from_customer.clone(), Some(DeliveryStatus::Received)),
            message_row(message(5, Author::Customer, DeliveryStatus::Received), None),
        ]
    };
    *world.topic_is_down.lock().unwrap() = true;
    assert!(world.relay(rows()).await.is_err());
    assert!(world.ordered.lock().unwrap().is_empty());

    let relayed = world.relay(rows()).await.unwrap();
    assert_eq!(relayed.files, 2);
    let ordered = world.ordered.lock().unwrap();
    assert_eq!(ordered.len(), 2);
    assert_eq!(ordered[0].message_id, from_customer.id);
    assert_eq!(ordered[0].media.id, "1013859600285441");
}
