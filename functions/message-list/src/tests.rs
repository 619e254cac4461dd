use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::ConversationId;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/conversations/{id}/messages";

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

/// Five messages of one customer's.
async fn five(office: &Office) -> ConversationId {
    for text in ["one", "two", "three", "four"] {
        office.customer_writes("15550001", text).await;
        office.seconds_pass(1);
    }
    office.customer_writes("15550001", "five").await
}

fn texts(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["text"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_conversation_is_read_backwards_in_parts() {
    let office = Office::open().await;
    let conversation = five(&office).await;
    let ask = office
        .ana
        .asks("GET", ROUTE)
        .about(conversation)
        .with("limit", 2);
    let last = list(&office, ask.clone()).await.ok(200);
    assert_eq!(texts(&last), ["four", "five"]);
    assert_eq!(last["items"][1]["seq"], 5);
    assert_eq!(last["items"][1]["author"], json!({ "kind": "customer" }));
    assert_eq!(last["items"][1]["status"], "received");
    let cursor = last["next_cursor"].as_str().unwrap();
    for name in ["cursor", "before"] {
        let before = list(&office, ask.clone().with(name, cursor)).await.ok(200);
        assert_eq!(texts(&before), ["two", "three"]);
        assert_ne!(before["next_cursor"], Value::Null);
    }
    let first = list(&office, ask.with("before", 2)).await.ok(200);
    assert_eq!(texts(&first), ["one"]);
    assert_eq!(first["next_cursor"], Value::Null);
}

#[tokio::test]
async fn a_dashboard_that_was_away_reads_on() {
    let office = Office::open().await;
    let conversation = five(&office).await;
    let ask = office
        .ana
        .asks("GET", ROUTE)
        .about(conversation)
        .with("after", 1)
        .with("limit", 2);
    let next = list(&office, ask.clone()).await.ok(200);
    assert_eq!(texts(&next), ["two", "three"]);
    let cursor = next["next_cursor"].as_str().unwrap();
    let rest = list(&office, ask.with("cursor", cursor)).await.ok(200);
    assert_eq!(texts(&rest), ["four", "five"]);
    assert_eq!(rest["next_cursor"], Value::Null);
}

#[tokio::test]
async fn a_parameter_that_is_wrong_is_named() {
    let office = Office::open().await;
    let conversation = five(&office).await;
    let ask = office.ana.asks("GET", ROUTE).about(conversation);
    for name in ["before", "after", "limit", "cursor"] {
        list(&office, ask.clone().with(name, "-1"))
            .await
            .names(name);
    }
    let both = ask.with("before", 4).with("after", 1);
    list(&office, both).await.names("after");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE).about(conversation),
        &office.zoe,
        async |request| handle(&office.desk, request).await,
    )
    .await;
}
