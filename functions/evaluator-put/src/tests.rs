use std::sync::Arc;

use baton_api::testing::{Office, Reply, Shelf, refuses_strangers};
use serde_json::{Value, json};

use super::{Deps, handle};

const ROUTE: &str = "/v1/evaluator";

/// A company, and what its administrator sets.
struct Admin {
    office: Office,
    shelf: Arc<Shelf>,
    deps: Deps,
}

impl Admin {
    async fn new() -> Self {
        let office = Office::open().await;
        let shelf = Arc::new(Shelf::default());
        let deps = Deps {
            store: Arc::<Shelf>::clone(&shelf),
            ids: Arc::clone(&office.desk.ids),
            plain_loopback: false,
        };
        Self {
            office,
            shelf,
            deps,
        }
    }

    async fn sets(&self, body: Value) -> Reply {
        let ask = self.office.zoe.asks("PUT", ROUTE).saying(body);
        handle(&self.deps, ask.request()).await.into()
    }

    fn key(&self) -> String {
        let keys = self.shelf.keys_of(&self.office.zoe.tenant);
        keys.map(|keys| keys.api_key).unwrap_or_default()
    }
}

fn chat() -> Value {
    json!({
        "kind": "openai_compatible",
        "model": "small",
        "url": "https://models.example/v1/chat/completions",
        "instructions": "Call a person when the customer asks for a refund.",
        "api_key": "sk-hush-1",
    })
}

fn with(changes: Value) -> Value {
    let mut body = chat();
    let Value::Object(changes) = changes else {
        panic!("an object");
    };
    for (name, value) in changes {
        body[name] = value;
    }
    body
}

fn tools() -> Value {
    json!([{
        "name": "order_lookup", "description": "Finds an order", "url": "https://shop.example/orders",
        "parameters": { "type": "object", "properties": { "order": { "type": "string" } }, "required": ["order"] },
    }])
}

#[tokio::test]
async fn an_admin_chooses_a_model_and_its_key_is_kept_and_never_shown() {
    let admin = Admin::new().await;
    let set = admin.sets(chat()).await.ok(200);
    assert_eq!(set["kind"], "openai_compatible");
    assert_eq!(set["api_key_set"], true);
    assert_eq!(set["max_tokens"], 800);
    assert!(!set.to_string().contains("hush"), "{set}");
    assert_eq!(admin.key(), "sk-hush-1");

    let mut again = chat();
    again.as_object_mut().unwrap().remove("api_key");
    assert_eq!(
        admin.sets(again).await.ok(200)["api_key_set"],
        true,
        "it stays"
    );
    assert_eq!(
        admin.sets(with(json!({ "api_key": "" }))).await.ok(200)["api_key_set"],
        false
    );
    assert_eq!(admin.key(), "");
    let back = admin.sets(json!({})).await.ok(200);
    assert_eq!(back["kind"], "embedded");
}

#[tokio::test]
async fn a_key_does_not_follow_to_another_address() {
    let admin = Admin::new().await;
    admin.sets(chat()).await.ok(200);
    let mut elsewhere = with(json!({ "url": "https://evil.example/v1" }));
    elsewhere.as_object_mut().unwrap().remove("api_key");
    admin.sets(elsewhere.clone()).await.names("api_key");
    elsewhere["api_key"] = json!("sk-other");
    admin.sets(elsewhere).await.ok(200);
    assert_eq!(admin.key(), "sk-other");
}

#[tokio::test]
async fn tools_are_called_with_a_signature_or_not_at_all() {
    let admin = Admin::new().await;
    admin
        .sets(with(json!({ "tools": tools() })))
        .await
        .names("tool_signing_key");
    admin
        .sets(with(
            json!({ "tools": tools(), "tool_signing_key": "short" }),
        ))
        .await
        .names("tool_signing_key");
    let key = "a-key-of-some-length";
    let set = admin
        .sets(with(json!({ "tools": tools(), "tool_signing_key": key })))
        .await
        .ok(200);
    assert_eq!(set["tools"][0]["timeout_ms"], 2_000);
    assert_eq!(set["tool_signing_key_set"], true);
    assert_eq!(admin.key(), "sk-hush-1", "the other key stays");
    admin.sets(with(json!({ "tools": tools() }))).await.ok(200);
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_and_nothing_is_kept() {
    let admin = Admin::new().await;
    let wrong = with(json!({ "url": "http://models.example", "temperature": 2, "api_key": "a b" }));
    let body = admin.sets(wrong).await.problem(422, "validation");
    let fields: Vec<&str> = body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|error| error["field"].as_str())
        .collect();
    assert_eq!(fields, ["url", "temperature", "api_key"]);
    assert!(!body.to_string().contains("models.example"), "{body}");
    assert_eq!(admin.key(), "");
    admin.sets(json!({ "keys": {} })).await.names("keys");
    admin.sets(json!({ "kind": "human" })).await.names("kind");
    admin
        .sets(with(json!({ "url": "http://127.0.0.1:9/" })))
        .await
        .names("url");
}

#[tokio::test]
async fn only_admins_may() {
    let admin = Admin::new().await;
    for other in [&admin.office.ana, &admin.office.lea] {
        let ask = other.asks("PUT", ROUTE).saying(chat());
        let reply: Reply = handle(&admin.deps, ask.request()).await.into();
        reply.problem(403, "forbidden");
    }
    let ask = admin.office.zoe.asks("PUT", ROUTE).saying(chat());
    refuses_strangers(ask, &admin.office.ana, async |request| {
        handle(&admin.deps, request).await
    })
    .await;
}
