//! What the stream of a table in this process says of commits.

use aws_lambda_events::dynamodb::EventRecord;
use baton_app::committed::{CommittedRow, Notice};
use baton_domain::{
    Author, Command, Content, Delivery, DeliveryStatus, EscalationStatus, Owner, Revision, Seq,
};
use serde_json::{Value, json};

use super::decode;
use crate::contract::fixture::{Harness, Need, at};
use crate::in_process::Tables;

struct Scene {
    store: Harness,
    tables: Tables,
}

impl Scene {
    async fn begin() -> Self {
        let tables = Tables::start().await.unwrap();
        let store = Harness::new(
            tables.client(),
            tables.requests().clone(),
            tables.names(),
            "acme".parse().unwrap(),
        );
        Self { store, tables }
    }

    /// What the stream tells since this was last asked.
    fn told(&self) -> Vec<CommittedRow> {
        let records = self.tables.committed().unwrap();
        records
            .iter()
            .filter_map(|record| decode(record).unwrap())
            .collect()
    }
}

/// A row in a few words.
fn brief(row: &CommittedRow) -> String {
    match row {
        CommittedRow::Conversation {
            conversation,
            notice,
        } => {
            let notice = if notice.is_some() {
                " with a notice"
            } else {
                ""
            };
            format!("conversation v{}{notice}", conversation.version.0)
        }
        CommittedRow::Escalation {
            escalation,
            previous,
            ..
        } => {
            let status = |status: EscalationStatus| format!("{status:?}").to_lowercase();
            let before = previous
                .as_ref()
                .map_or("new".into(), |before| status(before.status));
            format!("escalation {before} -> {}", status(escalation.status))
        }
        CommittedRow::Message {
            message, previous, ..
        } => format!(
            "message {} {previous:?} -> {:?}",
            message.seq.0, message.status
        ),
        CommittedRow::Agent { agent, .. } => format!("agent with {}", agent.active),
        CommittedRow::Quota {
            balance, previous, ..
        } => {
            let before = previous.as_ref().map(baton_domain::quota::Balance::used);
            format!("account {before:?} -> {}", balance.used())
        }
        CommittedRow::Notification { .. } => "notification".into(),
    }
}

fn sorted(rows: &[CommittedRow]) -> Vec<String> {
    let mut told: Vec<_> = rows.iter().map(brief).collect();
    told.sort();
    told
}

#[tokio::test]
async fn an_escalations_life_is_told_step_by_step() {
    let scene = Scene::begin().await;
    let store = &scene.store;
    let thread = Harness::thread(1);
    store.seed_agent(1, 0, 5).await;
    assert_eq!(sorted(&scene.told()), ["agent with 0"]);

    let state = store.begin(1, at(0)).await;
    let told = scene.told();
    assert_eq!(
        sorted(&told),
        ["conversation v1", "message 1 None -> Received"]
    );
    for row in told {
        match row {
            CommittedRow::Conversation { conversation, .. } => {
                assert_eq!(*conversation, state.conversation);
            }
            CommittedRow::Message { place, message, .. } => {
                assert_eq!(place.tenant_id, store.tenant);
                assert_eq!(place.conversation_id, state.conversation.id);
                assert_eq!(place.address, state.conversation.contact.address);
                assert_eq!(place.owner, None);
                assert_eq!(message.content, Content::text("where is my parcel?"));
            }
            other => panic!("{other:?}"),
        }
    }

    let escalation = store.escalate(thread, Need::default(), at(1)).await;
    assert_eq!(
        sorted(&scene.told()),
        [
            "conversation v2",
            "escalation new -> queued",
            "message 2 None -> Accepted"
        ]
    );

    store.take(escalation.id, 1, at(2)).await;
    let told = scene.told();
    assert_eq!(
        sorted(&told),
        [
            "agent with 1",
            "conversation v3 with a notice",
            "escalation queued -> open"
        ]
    );
    let promised = told.iter().find_map(|row| match row {
        CommittedRow::Conversation {
            conversation,
            notice: Some(notice),
        } => Some((conversation, notice)),
        _ => None,
    });
    let (conversation, Notice { agent_name, .. }) = promised.unwrap();
    assert_eq!(conversation.last_seq, Seq(3));
    assert_eq!(conversation.owner, Owner::Agent(Harness::agent_ref(1)));
    assert_eq!(agent_name, "Agent 1");

    let back = Command::ReturnToBot {
        by: Harness::actor(1),
        seen: None,
    };
    store.carry_out(thread, back, at(3)).await;
    // The end of the live row says nothing of its own.
    assert_eq!(
        sorted(&scene.told()),
        [
            "agent with 0",
            "conversation v4",
            "escalation new -> resolved"
        ]
    );
}

#[tokio::test]
async fn a_claim_says_nothing_and_a_status_is_told_once() {
    let scene = Scene::begin().await;
    let store = &scene.store;
    let thread = Harness::thread(1);
    let begun = store.begin(1, at(0)).await;
    let reply = store.bot_reply(begun.conversation.epoch, at(1));
    store.carry_out(thread, reply, at(1)).await;
    scene.told();

    let message = store.outbound(thread, Seq(2)).await;
    store.outgoing.claim(&message).await.unwrap();
    store.outgoing.unclaim(&message).await.unwrap();
    store.outgoing.claim(&message).await.unwrap();
    assert!(scene.told().is_empty());

    // The head's wait ends with it, without a new version, and says nothing.
    let sent = Delivery {
        seq: Seq(2),
        author: Author::Bot,
        current: DeliveryStatus::Accepted,
        next: DeliveryStatus::Sent,
        error: None,
        provider_id: Some("wamid.out".into()),
    };
    store.outgoing.record(&message, &sent).await.unwrap();
    store.outgoing.record(&message, &sent).await.unwrap();
    assert_eq!(sorted(&scene.told()), ["message 2 Some(Accepted) -> Sent"]);
    assert_eq!(store.state(thread).await.conversation.due_at, None);

    let revise = Command::Revise {
        message: Box::new(store.message(thread, Seq(1)).await),
        revision: Revision::Deleted { at: at(3) },
    };
    store.carry_out(thread, revise, at(3)).await;
    assert_eq!(
        sorted(&scene.told()),
        ["conversation v3", "message 1 Some(Received) -> Received"]
    );
}

#[tokio::test]
async fn an_episode_after_another_is_new() {
    let scene = Scene::begin().await;
    let store = &scene.store;
    let thread = Harness::thread(1);
    store.queue(1, Need::default(), at(0)).await;
    let close = Command::Close {
        by: Harness::actor(1),
        seen: None,
        closing: None,
    };
    store.carry_out(thread, close, at(1)).await;
    scene.told();
    store.escalate(thread, Need::default(), at(2)).await;
    let told = sorted(&scene.told());
    assert!(
        told.contains(&"escalation new -> queued".to_owned()),
        "{told:?}"
    );
}

fn record(event: &str, keys: &Value, new: &Value, old: &Value) -> EventRecord {
    serde_json::from_value(json!({
        "eventID": "1",
        "eventName": event,
        "awsRegion": "eu-west-1",
        "dynamodb": {
            "Keys": keys,
            "NewImage": new,
            "OldImage": old,
            "SequenceNumber": "17",
            "SizeBytes": 1,
        },
    }))
    .unwrap()
}

#[test]
fn what_is_none_of_the_stores_rows_says_nothing_and_a_spoilt_one_is_an_error() {
    let head = json!({"pk": {"S": "acme#cnv#0000000000000000"}, "sk": {"S": "head"}});
    let strange = json!({"pk": {"S": "acme#cnv#0000000000000000"}, "sk": {"S": "other"}});
    let nothing = json!({});
    let row = json!({"id": {"S": "secret words"}});
    assert_eq!(
        decode(&record("INSERT", &strange, &row, &nothing)).unwrap(),
        None
    );
    assert_eq!(
        decode(&record("REMOVE", &head, &nothing, &row)).unwrap(),
        None
    );
    let error = decode(&record("INSERT", &head, &row, &nothing)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the Head in stream record 17 does not have the shape of its kind"
    );
}
