use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/groups";

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&office.people, ask.request()).await.into()
}

#[tokio::test]
async fn everybody_sees_the_teams_of_their_company_by_name() {
    let office = Office::open().await;
    let none = list(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(none, json!({ "items": [], "next_cursor": null }));
    let returns = office.team(&office.lea, "Returns").await.to_string();
    let billing = office.team(&office.lea, "billing").await.to_string();
    let (answer, requests) = office
        .requests_of(list(&office, office.ana.asks("GET", ROUTE)))
        .await;
    assert_eq!(
        answer.ok(200),
        json!({
            "items": [
                { "id": billing, "name": "billing", "version": 1 },
                { "id": returns, "name": "Returns", "version": 1 },
            ],
            "next_cursor": null,
        })
    );
    assert_eq!(requests, 1);
    let theirs = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(theirs["items"], Value::Array(vec![]));
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&office.people, request).await,
    )
    .await;
}
