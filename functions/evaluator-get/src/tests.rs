use baton_api::testing::{Ask, Office, Reply, Shelf, refuses_strangers};
use baton_app::evaluator_settings::{
    EvaluatorEdit, EvaluatorKind, EvaluatorSettings, KeptEvaluator, KeptKeys,
};
use baton_app::ports::{EvaluatorKeys, EvaluatorStore};
use baton_domain::Version;
use jiff::Timestamp;

use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/evaluator";

async fn get(shelf: &Shelf, ask: Ask) -> Reply {
    handle(shelf, ask.request()).await.into()
}

#[tokio::test]
async fn a_lead_reads_what_was_set_and_no_key() {
    let office = Office::open().await;
    let shelf = Shelf::default();
    let none = get(&shelf, office.lea.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(none["kind"], "embedded");
    assert_eq!(none["api_key_set"], false);
    assert_eq!(
        (&none["version"], &none["edited_by"], &none["history"]),
        (&0.into(), &Value::Null, &json!([]))
    );
    let tenant = &office.lea.tenant;
    let settings = EvaluatorSettings {
        kind: EvaluatorKind::OpenaiCompatible,
        model: Some("small".into()),
        url: Some("https://models.example/v1/chat/completions".into()),
        keys: Some(KeptKeys {
            version: "v-hush".into(),
            api_key: true,
            signing_key: false,
        }),
        ..EvaluatorSettings::default()
    };
    let edit = EvaluatorEdit {
        version: Version(1),
        by: office.zoe.agent.clone(),
        at: Timestamp::UNIX_EPOCH,
        changed: vec!["model".into(), "api_key".into()],
    };
    let kept = KeptEvaluator {
        version: edit.version,
        edited_by: Some(edit.by.clone()),
        edited_at: Some(edit.at),
        settings,
    };
    shelf.put_settings(tenant, &kept, &edit).await.unwrap();
    let keys = EvaluatorKeys {
        api_key: "hush".into(),
        ..EvaluatorKeys::default()
    };
    shelf.put_keys(tenant, "v-hush", &keys).await.unwrap();
    let read = get(&shelf, office.lea.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(read["model"], "small");
    assert_eq!(
        (&read["version"], &read["edited_by"]["name"]),
        (&1.into(), &"Zoe".into())
    );
    let by = json!({ "id": office.zoe.agent.id, "name": "Zoe" });
    assert_eq!(
        read["history"],
        json!([{
            "version": 1, "by": by, "at": "1970-01-01T00:00:00Z", "changed": ["model", "api_key"],
        }])
    );
    assert_eq!(
        (&read["api_key_set"], &read["tool_signing_key_set"]),
        (&true.into(), &false.into())
    );
    assert!(!read.to_string().contains("hush"), "{read}");
    let other = get(&shelf, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(other["kind"], "embedded");
}

#[tokio::test]
async fn agents_and_strangers_get_nothing() {
    let office = Office::open().await;
    let shelf = Shelf::default();
    let agent = get(&shelf, office.ana.asks("GET", ROUTE)).await;
    agent.problem(403, "forbidden");
    refuses_strangers(
        office.lea.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&shelf, request).await,
    )
    .await;
}
