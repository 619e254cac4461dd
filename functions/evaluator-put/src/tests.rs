use std::sync::Arc;

use baton_api::testing::{Office, Reply, Shelf, refuses_strangers};
use baton_app::evaluator_settings::BedrockModels;
use baton_app::ports::{EvaluatorKeys, EvaluatorStore};
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
            clock: Arc::clone(&office.desk.clock),
            ids: Arc::clone(&office.desk.ids),
            plain_loopback: false,
            bedrock_models: "m=1/2 m@eu-west-1=1/2".parse().unwrap(),
        };
        Self {
            office,
            shelf,
            deps,
        }
    }

    /// Under the version that there is.
    async fn sets(&self, mut body: Value) -> Reply {
        let kept = self.shelf.settings(&self.office.zoe.tenant).await.unwrap();
        body["version"] = json!(kept.version.0);
        self.sends(body).await
    }

    async fn sends(&self, body: Value) -> Reply {
        let ask = self.office.zoe.asks("PUT", ROUTE).saying(body);
        handle(&self.deps, ask.request()).await.into()
    }

    fn keys(&self) -> EvaluatorKeys {
        let keys = self.shelf.keys_of(&self.office.zoe.tenant);
        keys.unwrap_or_default()
    }

    fn key(&self) -> String {
        self.keys().api_key
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
    let other_name = with(json!({ "answer_limit": "max_completion_tokens" }));
    admin.sets(other_name).await.ok(200);
    let back = admin.sets(json!({ "kind": "embedded" })).await.ok(200);
    assert_eq!(back["kind"], "embedded");
    assert_eq!((&back["url"], &back["model"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn what_is_not_named_stays_as_it_was() {
    let admin = Admin::new().await;
    let key = "a-key-of-some-length";
    let before = admin
        .sets(with(
            json!({ "tools": tools(), "tool_signing_key": key, "max_tokens": 500 }),
        ))
        .await
        .ok(200);
    let mut after = admin.sets(json!({ "timeout_ms": 4_000 })).await.ok(200);
    assert_eq!(after["timeout_ms"], 4_000);
    assert_eq!(after["version"], 2);
    after["timeout_ms"] = before["timeout_ms"].clone();
    after["version"] = before["version"].clone();
    assert_eq!(after, before);
    assert_eq!(
        (admin.key(), admin.shelf.versions_of_keys()),
        ("sk-hush-1".into(), 1)
    );
    let none = admin.sets(json!({ "tools": [] })).await.ok(200);
    assert_eq!(none["tools"], json!([]));
    let elsewhere = admin
        .sets(json!({ "kind": "bedrock", "model": "m", "region": "eu-west-1" }))
        .await
        .ok(200);
    assert_eq!(elsewhere["url"], Value::Null, "an address is of its kind");
    let own = admin.sets(json!({ "region": null })).await.ok(200);
    assert_eq!(own["region"], Value::Null);
    assert_eq!(own["model"], "m");
}

#[tokio::test]
async fn of_two_who_saw_the_same_the_later_one_is_told_and_leaves_no_key_behind() {
    let admin = Admin::new().await;
    admin.sets(chat()).await.ok(200);
    let late = with(json!({ "version": 0, "api_key": "sk-late" }));
    let problem = admin.sends(late).await.problem(409, "stale-version");
    assert_eq!(problem["version"], 1);
    assert_eq!(
        (admin.key(), admin.shelf.versions_of_keys()),
        ("sk-hush-1".into(), 1)
    );
    admin.sends(chat()).await.names("version");
}

#[tokio::test]
async fn every_change_is_written_down_by_name_and_without_its_words() {
    let admin = Admin::new().await;
    admin.sets(chat()).await.ok(200);
    let after = admin
        .sets(json!({ "instructions": "Other words" }))
        .await
        .ok(200);
    assert_eq!(after["edited_by"]["name"], "Zoe");
    assert!(after["edited_at"].is_string());
    let edits = admin.shelf.history(&admin.office.zoe.tenant).await.unwrap();
    let changed: Vec<_> = edits.iter().map(|edit| edit.changed.as_slice()).collect();
    assert_eq!(
        changed,
        [
            ["instructions", "kind", "model", "url", "api_key"].as_slice(),
            &["instructions"],
        ]
    );
    assert_eq!((edits[1].by.name.as_str(), edits[1].version.0), ("Zoe", 2));
}

#[tokio::test]
async fn a_key_does_not_follow_to_another_address() {
    let admin = Admin::new().await;
    admin.sets(chat()).await.ok(200);
    let mut elsewhere = with(json!({ "url": "https://evil.example/v1" }));
    elsewhere.as_object_mut().unwrap().remove("api_key");
    admin
        .sets(elsewhere.clone())
        .await
        .refuses(&[("api_key", "key_elsewhere")]);
    elsewhere["api_key"] = json!("sk-other");
    admin.sets(elsewhere).await.ok(200);
    assert_eq!(admin.key(), "sk-other");
    assert!(admin.keys().may_go_to("https://evil.example/v1"));
    assert!(
        !admin
            .keys()
            .may_go_to("https://models.example/v1/chat/completions")
    );
    let path = json!({ "url": "https://evil.example/v2" });
    assert_eq!(admin.sets(path).await.ok(200)["api_key_set"], true);
    // Not even by way of another kind, which has no address.
    admin.sets(json!({ "kind": "embedded" })).await.ok(200);
    let mut back = chat();
    back.as_object_mut().unwrap().remove("api_key");
    admin.sets(back).await.names("api_key");
}

#[tokio::test]
async fn a_key_that_came_without_an_address_goes_nowhere() {
    let admin = Admin::new().await;
    admin
        .sets(json!({ "kind": "bedrock", "model": "m", "api_key": "sk-stray" }))
        .await
        .ok(200);
    assert!(
        !admin
            .keys()
            .may_go_to("https://models.example/v1/chat/completions")
    );
    let mut later = chat();
    later.as_object_mut().unwrap().remove("api_key");
    admin.sets(later).await.names("api_key");
}

#[tokio::test]
async fn a_key_from_before_it_had_an_origin_is_for_the_address_that_was_set() {
    let admin = Admin::new().await;
    admin.sets(chat()).await.ok(200);
    let tenant = &admin.office.zoe.tenant;
    let kept = admin.shelf.settings(tenant).await.unwrap();
    let version = kept.settings.keys.unwrap().version;
    let bare = EvaluatorKeys {
        api_origin: None,
        ..admin.keys()
    };
    admin.shelf.put_keys(tenant, &version, &bare).await.unwrap();
    admin
        .sets(json!({ "url": "https://evil.example/v1" }))
        .await
        .refuses(&[("api_key", "key_elsewhere")]);
    let key = json!({ "tool_signing_key": "a-key-of-some-length" });
    admin.sets(key).await.ok(200);
    assert_eq!(
        admin.keys().api_origin.as_deref(),
        Some("https://models.example")
    );
}

#[tokio::test]
async fn tools_are_called_with_a_signature_or_not_at_all() {
    let admin = Admin::new().await;
    admin
        .sets(with(json!({ "tools": tools() })))
        .await
        .refuses(&[("tool_signing_key", "missing")]);
    admin
        .sets(with(
            json!({ "tools": tools(), "tool_signing_key": "short" }),
        ))
        .await
        .refuses(&[("tool_signing_key", "too_short")]);
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
    let body = admin.sets(wrong).await.refuses(&[
        ("url", "not_https"),
        ("temperature", "out_of_range"),
        ("api_key", "not_ascii"),
    ]);
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
async fn a_model_of_bedrock_is_one_that_the_deployment_allows() {
    let mut admin = Admin::new().await;
    let bedrock =
        |model: &str, region: Value| json!({ "kind": "bedrock", "model": model, "region": region });
    let refused = admin.sets(bedrock("large", Value::Null)).await;
    let body = refused.problem(422, "validation");
    assert_eq!(
        body["errors"],
        json!([{
            "field": "model",
            "code": "not_offered",
            "options": ["m", "m@eu-west-1"],
            "detail": "This deployment allows `m` without a region, `m` with the region `eu-west-1`.",
        }])
    );
    let elsewhere = bedrock("m", json!("us-east-1"));
    admin.sets(elsewhere).await.names("region");
    let nowhere = bedrock("m", json!("somewhere else"));
    let body = admin.sets(nowhere).await.problem(422, "validation");
    assert_eq!(body["errors"].as_array().unwrap().len(), 1, "{body}");
    admin.sets(bedrock("m", Value::Null)).await.ok(200);
    let tenant = &admin.office.zoe.tenant;
    assert_eq!(admin.shelf.settings(tenant).await.unwrap().version.0, 1);

    // What the deployment takes away may stay while other things change, and is not chosen anew.
    admin.deps.bedrock_models = BedrockModels::default();
    admin.sets(json!({ "max_tokens": 500 })).await.ok(200);
    admin.sets(bedrock("m", Value::Null)).await.ok(200);
    for other in [
        bedrock("large", Value::Null),
        bedrock("m", json!("eu-west-1")),
    ] {
        admin.sets(other).await.names("model");
    }
    admin.sets(json!({ "kind": "embedded" })).await.ok(200);
    admin.sets(bedrock("m", Value::Null)).await.names("model");
    admin.sets(chat()).await.ok(200);
}

#[tokio::test]
async fn an_endpoint_that_wants_to_be_asked_otherwise_is() {
    let admin = Admin::new().await;
    let options =
        |set: &Value| ["temperature", "answer_limit", "tool_choice"].map(|name| set[name].clone());
    let usual = admin.sets(chat()).await.ok(200);
    assert_eq!(
        options(&usual),
        [json!(0.2), json!("max_tokens"), json!("required")]
    );
    let newer = admin
        .sets(with(json!({
            "temperature": null, "answer_limit": "max_completion_tokens", "tool_choice": "auto",
        })))
        .await
        .ok(200);
    assert_eq!(
        options(&newer),
        [Value::Null, json!("max_completion_tokens"), json!("auto")]
    );
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
