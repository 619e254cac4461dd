use std::sync::Arc;

use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::fakes::FilesInMemory;
use baton_app::files::Cabinet;
use baton_domain::FileId;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/conversations/{id}/files";

fn cabinet(office: &Office) -> Cabinet {
    Cabinet {
        files: Arc::<FilesInMemory>::default(),
        clock: Arc::clone(&office.desk.clock),
        ids: Arc::clone(&office.desk.ids),
    }
}

async fn create(office: &Office, ask: Ask) -> Reply {
    let conversations = office.desk.conversations.as_ref();
    handle(conversations, &cabinet(office), ask.request())
        .await
        .into()
}

fn picture() -> Value {
    json!({ "filename": "parcel.png", "mime_type": "image/png", "size": 5 })
}

#[tokio::test]
async fn any_agent_gets_a_place_of_its_own_in_the_conversation() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    let ask = office.ben.asks("POST", ROUTE).about(conversation);
    let (reply, requests) = office
        .requests_of(Box::pin(create(&office, ask.saying(picture()))))
        .await;
    assert_eq!(requests, 1);
    let created = reply.ok(201);
    let id: FileId = created["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(created["upload"]["method"], "PUT");
    assert_eq!(
        created["upload"]["url"],
        format!("https://files.test/acme/{conversation}/{id}?put")
    );
    assert_eq!(
        created["upload"]["headers"],
        json!({ "content-type": "image/png" })
    );
    assert!(created["upload"]["expires_at"].is_string());
}

#[tokio::test]
async fn what_is_not_taken_is_named() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    for (field, value, code) in [
        ("filename", json!(""), "missing"),
        ("mime_type", json!("text/html"), "not_one_of"),
        ("size", json!(0), "missing"),
        ("size", json!(5_000_001), "too_large"),
        ("size", json!(-1), "wrong_form"),
        ("key", json!("another/tenant"), "unknown_field"),
    ] {
        let mut body = picture();
        body[field] = value;
        let ask = office.ana.asks("POST", ROUTE).about(conversation);
        create(&office, ask.saying(body))
            .await
            .refuses(&[(field, code)]);
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    refuses_strangers(ask.saying(picture()), &office.zoe, async |request| {
        handle(
            office.desk.conversations.as_ref(),
            &cabinet(&office),
            request,
        )
        .await
    })
    .await;
}
