use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/me/presence";

async fn put(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn an_agent_comes_and_goes() {
    let office = Office::open().await;
    for status in ["away", "offline", "online", "online"] {
        let ask = office
            .ana
            .asks("PUT", ROUTE)
            .saying(json!({ "status": status }));
        let agent = put(&office, ask).await.ok(200);
        assert_eq!(agent["presence"], status);
    }
    assert_eq!(office.record_of(&office.ben).await.version.0, 1);
    assert!(office.record_of(&office.ana).await.version.0 > 1);
}

#[tokio::test]
async fn a_status_that_is_none_is_named() {
    let office = Office::open().await;
    for body in [json!({ "status": "asleep" }), json!({})] {
        let ask = office.ana.asks("PUT", ROUTE).saying(body);
        put(&office, ask).await.names("status");
    }
    assert_eq!(office.record_of(&office.ana).await.version.0, 1);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office
        .ana
        .asks("PUT", ROUTE)
        .saying(json!({ "status": "away" }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
