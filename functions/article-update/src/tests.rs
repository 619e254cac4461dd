use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/articles/{id}";

async fn update(office: &Office, ask: Ask) -> Reply {
    handle(&office.shelf, ask.request()).await.into()
}

fn edit(version: u64) -> Value {
    json!({"version": version, "title": "Parcels", "body": "Two days.", "locale": "en"})
}

#[tokio::test]
async fn who_read_the_last_version_changes_it_and_who_did_not_is_told() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Three days.").await;
    let ask = |version| {
        office
            .lea
            .asks("PUT", ROUTE)
            .about(id)
            .saying(edit(version))
    };
    office.seconds_pass(5);
    let changed = update(&office, ask(1)).await.ok(200);
    assert_eq!(
        (&changed["version"], &changed["body"]),
        (&json!(2), &json!("Two days."))
    );
    assert_ne!(changed["updated_at"], changed["created_at"]);
    let late = update(&office, ask(1)).await.problem(409, "stale-version");
    assert_eq!(late["version"], 2);
}

#[tokio::test]
async fn a_missing_field_is_named_and_agents_change_nothing() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Three days.").await;
    let ask =
        |by: &baton_api::testing::Colleague, body| by.asks("PUT", ROUTE).about(id).saying(body);
    update(
        &office,
        ask(&office.lea, json!({"title": "x", "body": "y"})),
    )
    .await
    .names("version");
    update(
        &office,
        ask(&office.lea, json!({"version": 1, "title": "x"})),
    )
    .await
    .names("body");
    update(&office, ask(&office.ana, edit(1)))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Three days.").await;
    refuses_strangers(
        office.lea.asks("PUT", ROUTE).about(id).saying(edit(1)),
        &office.zoe,
        async |request| handle(&office.shelf, request).await,
    )
    .await;
}
