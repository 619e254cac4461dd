use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_api::testing::{Colleague, Office, Reply, Shelf, refuses_strangers};
use baton_app::evaluator_settings::{
    EvaluatorEdit, EvaluatorKind, EvaluatorSettings, KeptEvaluator, KeptKeys,
};
use baton_app::ports::{
    EvaluatorKeys, EvaluatorStore, LanguageModel, ModelAnswer, ModelCall, ModelError, ModelPlace,
    PortError, Throttle,
};
use baton_domain::{TenantId, Version};
use baton_evaluator::llm::testing::{Bench, Tools, answers, settings};
use baton_evaluator::llm::{Heard, Models};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Deps, Nobody, handle};

const ROUTE: &str = "/v1/evaluator/test";

/// A model that answers, and remembers where it was asked with which key.
#[derive(Default)]
struct Answering(Mutex<Vec<(String, Option<String>)>>);

#[async_trait]
impl LanguageModel for Answering {
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError> {
        if let ModelPlace::Chat { url, key } = call.place {
            let place = (url.to_owned(), key.map(str::to_owned));
            self.0.lock().unwrap().push(place);
        }
        if call.model == "down" {
            return Err(ModelError::Garbled);
        }
        Ok(answers("Yes, it is working.", &["p1"]))
    }
}

#[derive(Default)]
struct Counting(Mutex<Vec<String>>);

#[async_trait]
impl Throttle for Counting {
    async fn admit(
        &self,
        tenant: &TenantId,
        name: &str,
        limit: u32,
        _: Timestamp,
    ) -> Result<bool, PortError> {
        let mut all = self.0.lock().unwrap();
        all.push(format!("{tenant} {name}"));
        Ok(all.len() <= usize::try_from(limit).unwrap())
    }
}

/// A company with a model, and what its administrator tries.
struct Admin {
    office: Office,
    shelf: Arc<Shelf>,
    model: Arc<Answering>,
    throttle: Arc<Counting>,
    deps: Deps,
}

impl Admin {
    async fn new() -> Self {
        let office = Office::open().await;
        let shelf = Arc::new(Shelf::default());
        let model = Arc::new(Answering::default());
        let throttle = Arc::new(Counting::default());
        let bench = Bench::new(Tools::new(None));
        let deps = Deps {
            store: Arc::<Shelf>::clone(&shelf),
            throttle: Arc::<Counting>::clone(&throttle),
            models: Models {
                watch: Arc::new(Nobody),
                ..bench.models(Arc::<Answering>::clone(&model))
            },
            heard: Arc::new(Heard::default()),
            plain_loopback: false,
        };
        Self {
            office,
            shelf,
            model,
            throttle,
            deps,
        }
    }

    /// With this model, and the key `sk-kept` at its origin.
    async fn with(settings: EvaluatorSettings) -> Self {
        let admin = Self::new().await;
        let keys = EvaluatorKeys {
            api_key: "sk-kept".into(),
            api_origin: Some("https://models.example".into()),
            signing_key: "a-key-of-some-length".into(),
        };
        let tenant = &admin.office.zoe.tenant;
        admin.shelf.put_keys(tenant, "1", &keys).await.unwrap();
        let after = KeptEvaluator {
            version: Version(1),
            settings: EvaluatorSettings {
                keys: Some(KeptKeys {
                    version: "1".into(),
                    api_key: true,
                    signing_key: true,
                }),
                ..settings
            },
            ..KeptEvaluator::default()
        };
        let edit = EvaluatorEdit {
            version: Version(1),
            by: admin.office.zoe.agent.clone(),
            at: Timestamp::UNIX_EPOCH,
            changed: vec![],
        };
        admin
            .shelf
            .put_settings(tenant, &after, &edit)
            .await
            .unwrap();
        admin
    }

    async fn tries(&self, body: Value) -> Reply {
        self.lets(&self.office.zoe, body).await
    }

    async fn lets(&self, who: &Colleague, body: Value) -> Reply {
        let ask = who.asks("POST", ROUTE).saying(body);
        handle(&self.deps, ask.request()).await.into()
    }

    fn asked(&self) -> Vec<(String, Option<String>)> {
        self.model.0.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn what_is_set_is_tried_and_left_as_it_is() {
    let admin = Admin::with(settings()).await;
    let tenant = &admin.office.zoe.tenant;
    let before = admin.shelf.settings(tenant).await.unwrap();
    let came = admin.tries(json!({})).await.ok(200);
    assert_eq!(
        came,
        json!({
            "outcome": "answered", "note": null, "detail": null, "reply": "Yes, it is working.",
            "evaluator": "openai_compatible/scripted", "elapsed_ms": 0,
            "tokens": { "input": 100, "output": 20 },
        })
    );
    let [(url, key)] = admin.asked().try_into().unwrap();
    assert_eq!(url, "https://models.example/v1/chat/completions");
    assert_eq!(key.as_deref(), Some("sk-kept"));
    assert_eq!(admin.shelf.settings(tenant).await.unwrap(), before);
    assert_eq!(admin.shelf.history(tenant).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_draft_is_tried_with_the_kept_key_or_with_its_own_and_nothing_of_it_is_kept() {
    let admin = Admin::with(settings()).await;
    let draft = json!({ "version": 0, "url": "https://models.example/v2" });
    admin.tries(json!({ "settings": draft })).await.ok(200);
    let elsewhere = json!({ "version": 1, "url": "https://other.example/v1" });
    let refused = admin.tries(json!({ "settings": elsewhere })).await;
    refused.names("api_key");
    let mut own = elsewhere;
    own["api_key"] = json!("sk-draft");
    let body = json!({ "settings": own, "question": "May I return this?" });
    admin.tries(body).await.ok(200);
    let keys: Vec<_> = admin.asked();
    assert_eq!(
        keys,
        [
            (
                "https://models.example/v2".into(),
                Some("sk-kept".to_owned())
            ),
            (
                "https://other.example/v1".into(),
                Some("sk-draft".to_owned())
            ),
        ]
    );
    assert_eq!(admin.shelf.versions_of_keys(), 1);
}

#[tokio::test]
async fn a_model_that_fails_is_an_answer_too() {
    let admin = Admin::with(settings()).await;
    let down = json!({ "version": 1, "model": "down" });
    let came = admin.tries(json!({ "settings": down })).await.ok(200);
    assert_eq!(
        (&came["outcome"], &came["note"], &came["reply"]),
        (&json!("failed"), &json!("model_garbled"), &Value::Null)
    );
}

#[tokio::test]
async fn where_there_is_no_model_there_is_nothing_to_try() {
    let admin = Admin::new().await;
    admin
        .tries(json!({}))
        .await
        .refuses(&[("kind", "nothing_to_try")]);
    let admin = Admin::with(settings()).await;
    admin
        .tries(json!({ "question": " " }))
        .await
        .names("question");
    let long = "x".repeat(1_001);
    admin
        .tries(json!({ "question": long }))
        .await
        .names("question");
    let plain = json!({ "version": 1, "url": "http://models.example/" });
    admin.tries(json!({ "settings": plain })).await.names("url");
    admin.tries(json!({ "tools": [] })).await.names("tools");
    assert!(admin.asked().is_empty());
    assert!(admin.throttle.0.lock().unwrap().is_empty(), "not counted");
}

#[tokio::test]
async fn a_draft_names_a_model_that_may_be_set_and_what_was_set_fails_where_it_no_longer_may() {
    let admin = Admin::with(EvaluatorSettings {
        kind: EvaluatorKind::Bedrock,
        model: Some("forgotten".into()),
        url: None,
        ..settings()
    })
    .await;
    let draft = json!({ "version": 1, "model": "large" });
    let refused = admin.tries(json!({ "settings": draft })).await;
    refused.names("model");
    let came = admin.tries(json!({})).await.ok(200);
    assert_eq!(
        (&came["outcome"], &came["note"]),
        (&json!("failed"), &json!("model_not_allowed"))
    );
    let draft = json!({ "version": 1, "model": "scripted" });
    let came = admin.tries(json!({ "settings": draft })).await.ok(200);
    assert_eq!(came["evaluator"], "bedrock/scripted");
}

#[tokio::test]
async fn a_tenant_has_ten_trials_in_a_minute() {
    let admin = Admin::with(settings()).await;
    for _ in 0..10 {
        admin.tries(json!({})).await.ok(200);
    }
    let reply = admin.tries(json!({})).await;
    assert!(reply.headers.contains_key("retry-after"), "{reply:?}");
    reply.problem(429, "rate-limited");
    assert_eq!(admin.asked().len(), 10);
    let name = format!("{} evaluator-test", admin.office.zoe.tenant);
    assert_eq!(admin.throttle.0.lock().unwrap()[0], name);
}

#[tokio::test]
async fn only_admins_may() {
    let admin = Admin::with(settings()).await;
    for other in [&admin.office.ana, &admin.office.lea] {
        admin.lets(other, json!({})).await.problem(403, "forbidden");
    }
    let ask = admin.office.zoe.asks("POST", ROUTE).saying(json!({}));
    refuses_strangers(ask, &admin.office.ana, async |request| {
        handle(&admin.deps, request).await
    })
    .await;
    assert!(admin.asked().is_empty());
}
