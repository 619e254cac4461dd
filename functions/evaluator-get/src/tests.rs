use baton_api::testing::{Ask, Office, Reply, Shelf, refuses_strangers};
use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings, KeptKeys};
use baton_app::ports::{EvaluatorKeys, EvaluatorStore};

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
    shelf.put_settings(tenant, &settings).await.unwrap();
    let keys = EvaluatorKeys {
        api_key: "hush".into(),
        ..EvaluatorKeys::default()
    };
    shelf.put_keys(tenant, &keys).await.unwrap();
    let read = get(&shelf, office.lea.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(read["model"], "small");
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
