use baton_api::testing::{Ask, Office, Reply, Role, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/quota";

async fn quota(office: &Office, ask: Ask) -> Reply {
    handle(&office.treasury, ask.request()).await.into()
}

#[tokio::test]
async fn a_tenant_begins_with_a_hundred_free_replies() {
    let office = Office::open().await;
    let (answer, requests) = office
        .requests_of(quota(&office, office.lea.asks("GET", ROUTE)))
        .await;
    assert_eq!(
        answer.ok(200),
        json!({
            "month": "2026-03", "free": 100, "free_used": 0, "packs_left": 0, "packs_used": 0,
            "allowance": 100, "used": 0, "remaining": 100, "percent": 0, "exhausted": false,
        })
    );
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn the_account_is_the_tenants_own_and_of_the_month_that_runs() {
    let office = Office::open().await;
    office.has_used_up_its_replies().await;
    let now = quota(&office, office.lea.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(
        (&now["used"], &now["exhausted"]),
        (&json!(100), &json!(true))
    );
    let others = quota(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(others["used"], 0);
    office.hours_pass(31 * 24);
    let next = quota(&office, office.lea.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(
        (&next["month"], &next["remaining"]),
        (&json!("2026-04"), &json!(100))
    );
}

#[tokio::test]
async fn agents_are_not_shown_the_account() {
    let office = Office::open().await;
    quota(&office, office.ana.asks("GET", ROUTE))
        .await
        .problem(403, "forbidden");
    let admin = office.colleague("Ada", Role::Admin);
    quota(&office, admin.asks("GET", ROUTE)).await.ok(200);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(
        office.lea.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&office.treasury, request).await,
    )
    .await;
}
