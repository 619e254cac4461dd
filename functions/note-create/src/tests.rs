use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/conversations/{id}/notes";

async fn note(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn any_agent_leaves_a_note_that_is_never_sent() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let conversation = office.conversation_of(escalation).await;
    let before = office.conversation(escalation.thread()).await;
    let ask = office
        .ben
        .asks("POST", ROUTE)
        .about(conversation)
        .saying(json!({ "text": "She is a regular." }));
    let note = note(&office, ask).await.ok(201);
    assert_eq!(note["kind"], "note");
    assert_eq!(note["author"]["name"], "Ben");
    let said = office.said(conversation).await;
    assert!(!said.last().unwrap().awaits_sending());
    let after = office.conversation(escalation.thread()).await;
    assert_eq!(after.owner, before.owner);
    assert_eq!(after.preview, before.preview);
}

#[tokio::test]
async fn a_repeated_note_is_kept_once() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    let by_header = ask.clone().saying(json!({ "text": "one" })).once("k");
    let by_body = ask.saying(json!({ "text": "two", "client_message_id": "n" }));
    for ask in [by_header, by_body] {
        let first = note(&office, ask.clone()).await.ok(201);
        assert_eq!(note(&office, ask).await.ok(201), first);
    }
    assert_eq!(office.said(conversation).await.len(), 3);
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    for (body, field) in [
        (json!({}), "text"),
        (json!({ "text": "" }), "text"),
        (json!({ "text": "x".repeat(4097) }), "text"),
        (
            json!({ "text": "a", "client_message_id": "\n" }),
            "client_message_id",
        ),
    ] {
        let ask = office
            .ana
            .asks("POST", ROUTE)
            .about(conversation)
            .saying(body);
        note(&office, ask).await.names(field);
    }
    assert_eq!(office.said(conversation).await.len(), 1);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    let ask = office
        .ana
        .asks("POST", ROUTE)
        .about(conversation)
        .saying(json!({ "text": "a" }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
