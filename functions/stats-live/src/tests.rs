use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::Urgency;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/stats/live";

async fn stats(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn the_numbers_follow_what_happens() {
    let office = Office::open().await;
    let nothing = stats(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(nothing["total"], 0);
    assert_eq!(nothing["resolution_rate"], Value::Null);
    assert_eq!(nothing["longest_wait_seconds"], Value::Null);

    let first = office.taken_by(&office.ana).await;
    office.returned(first, &office.ana).await;
    let second = office.escalated("15550002", Urgency::Low).await;
    office.take(second, &office.ben).await;
    office.escalated("15550003", Urgency::Low).await;
    office.seconds_pass(75);
    let now = stats(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(
        now,
        json!({
            "total": 3, "active": 2, "queued": 1, "open": 1, "resolved": 1, "closed": 0,
            "resolution_rate": 1.0, "longest_wait_seconds": 75, "window_hours": 24,
        })
    );
    let others = stats(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(others["total"], 0);

    office.hours_pass(25);
    let tomorrow = stats(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(tomorrow["resolved"], 0);
    assert_eq!(tomorrow["active"], 2);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&office.desk, request).await,
    )
    .await;
}
