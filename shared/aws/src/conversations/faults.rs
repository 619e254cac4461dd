//! What the record makes of an AWS that is busy, torn or gone.

use std::sync::Arc;

use baton_app::commit::{Commit, CommitError};
use baton_app::ports::{Clock, Conversations, Load, PortError, TakeOutcome, TakeRequest};
use baton_domain::{
    AgentId, AgentRef, Assessment, BotWork, Channel, Command, Contact, ContactId, Conversation,
    ConversationId, Doer, Envelope, EscalationId, Event, Handoff, Opening, Reason, ReceiptKey,
    Settings, State, SummarySource, TenantId, ThreadKey, TicketId, TicketNumber, Topic, Urgency,
    Version, decide,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use ulid::Ulid;

use super::DynamoConversations;
use crate::config::scripted::Script;
use crate::items::head_row;
use crate::keys::TableNames;

struct Never;

impl Clock for Never {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

fn store(script: &Script) -> DynamoConversations {
    let tables = TableNames {
        conversations: "conversations".into(),
        directory: "directory".into(),
        receipts: "receipts".into(),
        sockets: "sockets".into(),
    };
    DynamoConversations::new(script.aws().dynamodb(), tables, Arc::new(Never))
}

fn tenant() -> TenantId {
    "acme".parse().unwrap()
}

fn thread() -> ThreadKey {
    ThreadKey::from_bytes([1; 10])
}

fn state() -> State {
    let at = Timestamp::UNIX_EPOCH;
    let contact = Contact {
        id: ContactId::in_thread(thread(), at),
        address: "15550001".into(),
        name: Some("Ana".into()),
        locale: None,
        attributes: [].into(),
        verified: [].into(),
    };
    State::new(Conversation {
        version: Version(1),
        preview: Some("where is my parcel?".into()),
        ..Conversation::begun(
            ConversationId::in_thread(thread(), at),
            tenant(),
            baton_domain::ConnectionId::from_ulid(Ulid::nil()),
            Channel::Whatsapp,
            contact,
            at,
        )
    })
}

/// The head as DynamoDB's JSON has it.
fn head() -> Value {
    let row: serde_dynamo::Item = serde_dynamo::Item::from(head_row(&state()).unwrap());
    serde_json::to_value(row).unwrap()
}

/// The same head, written together with an escalation.
fn head_of_escalated() -> Value {
    let mut head = head();
    head["live_id"] = json!({"S": EscalationId::in_thread(thread(), Timestamp::UNIX_EPOCH)});
    head["live_version"] = json!({"N": "1"});
    head
}

fn read(rows: &[Value], unprocessed: bool) -> (u16, Value) {
    let key = json!({"pk": {"S": "acme#cnv#x"}, "sk": {"S": "live"}});
    let left = json!({"conversations": {"Keys": [key], "ConsistentRead": true}});
    let left = if unprocessed { left } else { json!({}) };
    let body = json!({"Responses": {"conversations": rows}, "UnprocessedKeys": left});
    (200, body)
}

fn cancelled(codes: &[&str]) -> (u16, Value) {
    let reasons: Vec<_> = codes
        .iter()
        .map(|code| json!({"Code": code, "Item": head()}))
        .collect();
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": "Transaction cancelled",
        "CancellationReasons": reasons,
    });
    (400, body)
}

async fn load(script: &Script) -> Result<Option<State>, PortError> {
    let loaded = store(script)
        .load(&tenant(), thread(), Load::default())
        .await?;
    Ok(loaded.state)
}

async fn commit(script: &Script) -> CommitError {
    let receipt = Event::ReceiptRecorded(ReceiptKey("r".into()));
    store(script)
        .commit(&Commit::new(&state(), vec![receipt]))
        .await
        .unwrap_err()
}

/// A commit that opens an escalation: head, escalation, and the ticket counter behind all others.
fn opening() -> Commit {
    let (before, at) = (state(), Timestamp::UNIX_EPOCH);
    let opening = Opening {
        id: EscalationId::in_thread(thread(), at),
        ticket_id: TicketId::in_thread(thread(), at),
        ticket: TicketNumber(8),
        by: Doer::Bot,
        reason: Reason::CustomerRequest,
        reason_text: "asked for a person".into(),
        topic: Topic::General,
        urgency: Urgency::Medium,
        group: None,
        assessment: Assessment::default(),
        handoff: Handoff {
            asks_model: false,
            summary: "wants a person".into(),
            evidence: None,
            tried: vec![],
            variables: [].into(),
            tool_calls: [].into(),
            contact: before.conversation.contact.clone(),
            suggested_next_step: "greet".into(),
            open_question: None,
            suggested_reply: None,
            summary_source: SummarySource::default(),
        },
        work: BotWork::default(),
        connecting: None,
    };
    let command = Envelope::from(Command::Escalate(Box::new(opening)));
    let events = decide(&before, &command, &Settings::default(), at).unwrap();
    Commit {
        last_ticket: TicketNumber(7),
        ..Commit::new(&before, events)
    }
}

async fn take(script: &Script) -> Result<TakeOutcome, PortError> {
    let take = TakeRequest {
        tenant: tenant(),
        escalation: EscalationId::in_thread(thread(), Timestamp::UNIX_EPOCH),
        by: AgentRef {
            id: AgentId::from_ulid(Ulid::nil()),
            name: "Ana".into(),
        },
        at: Timestamp::UNIX_EPOCH,
        receipt: None,
    };
    store(script).take(&take).await
}

#[tokio::test]
async fn keys_that_were_left_unprocessed_are_asked_for_again() {
    let script = Script::new([read(&[head()], true), read(&[], false)]);
    assert_eq!(load(&script).await.unwrap(), Some(state()));
    let asked = script.json_requests();
    assert_eq!(asked.len(), 2);
    let again = &asked[1]["RequestItems"]["conversations"];
    assert_eq!(again["Keys"].as_array().unwrap().len(), 1);
    assert_eq!(again["ConsistentRead"], true);

    let never = Script::new(vec![read(&[], true); 6]);
    load(&never).await.unwrap_err();
    assert_eq!(never.requests().len(), 6);
}

#[tokio::test]
async fn a_head_and_an_escalation_of_different_versions_are_read_again() {
    let script = Script::new([read(&[head_of_escalated()], false), read(&[head()], false)]);
    assert_eq!(load(&script).await.unwrap(), Some(state()));
    assert_eq!(script.requests().len(), 2);

    let never = Script::new(vec![read(&[head_of_escalated()], false); 6]);
    load(&never).await.unwrap_err();
    assert_eq!(never.requests().len(), 6);
}

#[tokio::test]
async fn a_commit_that_met_another_conflicts_and_a_throttled_one_is_an_outage() {
    let met = Script::new([cancelled(&["TransactionConflict", "None"])]);
    assert!(matches!(commit(&met).await, CommitError::Conflict));
    let recorded = Script::new([cancelled(&[
        "TransactionConflict",
        "ConditionalCheckFailed",
    ])]);
    // The row here is no receipt: an answer that cannot be read is not taken for one.
    assert!(matches!(commit(&recorded).await, CommitError::Port(_)));
    let throttled = Script::new([cancelled(&["ThrottlingError", "None"])]);
    assert!(matches!(commit(&throttled).await, CommitError::Port(_)));
}

#[tokio::test]
async fn an_escalation_that_met_another_at_the_ticket_counter_is_written_again_and_not_forever() {
    let met = || cancelled(&["None", "None", "TransactionConflict"]);
    let script = Script::new([met(), met(), (200, json!({}))]);
    store(&script).commit(&opening()).await.unwrap();
    let requests = script.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests[0].contains("#last = :last"), "{}", requests[0]);

    let never = Script::new(vec![met(); 6]);
    let given_up = store(&never).commit(&opening()).await.unwrap_err();
    assert!(matches!(given_up, CommitError::Conflict), "{given_up:?}");
    assert_eq!(never.requests().len(), 6);
}

#[tokio::test]
async fn a_take_that_met_another_is_tried_again_and_not_forever() {
    let met = || cancelled(&["TransactionConflict", "None", "None"]);
    let script = Script::new([met(), met(), (200, json!({}))]);
    let taken = take(&script).await.unwrap();
    assert!(matches!(taken, TakeOutcome::Taken), "{taken:?}");
    assert_eq!(script.requests().len(), 3);

    let never = Script::new(vec![met(); 6]);
    take(&never).await.unwrap_err();
    assert_eq!(never.requests().len(), 6);
}

#[tokio::test]
async fn no_error_shows_a_row() {
    let script = Script::new([cancelled(&["ThrottlingError", "None"])]);
    let outage = commit(&script).await;
    let refused = Script::new([(400, json!({"__type": "x#AccessDeniedException"}))]);
    let denied = load(&refused).await.unwrap_err();
    for shown in [
        format!("{outage:?} {outage}"),
        format!("{denied:?} {denied}"),
    ] {
        for secret in ["parcel", "15550001", "Ana"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    assert!(format!("{denied:?}").contains("AccessDeniedException"));
}
