use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/articles";

async fn create(office: &Office, ask: Ask) -> Reply {
    handle(&office.shelf, ask.request()).await.into()
}

fn words() -> Value {
    json!({"title": "Parcels", "body": "In **three** days.", "questions": ["where is it?"]})
}

#[tokio::test]
async fn a_lead_begins_a_draft() {
    let office = Office::open().await;
    let ask = office.lea.asks("POST", ROUTE).saying(words());
    let draft = create(&office, ask).await.ok(201);
    assert_eq!(draft["status"], "draft");
    assert_eq!(
        (&draft["version"], &draft["chunks"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(draft["body"], "In **three** days.");
    assert_eq!(draft["locale"], "en");
    assert_eq!(draft["created_by"]["name"], "Lea");
    assert_eq!(draft["published_at"], Value::Null);
}

#[tokio::test]
async fn the_same_request_again_begins_no_other() {
    let office = Office::open().await;
    let ask = || office.lea.asks("POST", ROUTE).saying(words()).once("k1");
    let first = create(&office, ask()).await.ok(201);
    assert_eq!(create(&office, ask()).await.ok(201), first);
}

#[tokio::test]
async fn wrong_words_are_named_and_agents_write_none() {
    let office = Office::open().await;
    let empty = json!({"title": " ", "body": "x"});
    create(&office, office.lea.asks("POST", ROUTE).saying(empty))
        .await
        .refuses(&[("title", "missing")]);
    let long = json!({"title": "x", "body": "One.\n\n".repeat(300)});
    create(&office, office.lea.asks("POST", ROUTE).saying(long))
        .await
        .refuses(&[("body", "too_many_parts")]);
    create(&office, office.ana.asks("POST", ROUTE).saying(words()))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(
        office.lea.asks("POST", ROUTE).saying(words()),
        &office.zoe,
        async |request| handle(&office.shelf, request).await,
    )
    .await;
}
