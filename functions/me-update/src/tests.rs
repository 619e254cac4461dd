use baton_api::testing::{Ask, Office, Reply, Role, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/me";

async fn update(office: &Office, ask: Ask) -> Reply {
    handle(&*office.desk.agents, ask.request()).await.into()
}

#[tokio::test]
async fn an_agent_wants_no_letters_and_wants_them_again() {
    let office = Office::open().await;
    for wanted in [false, false, true] {
        let ask = office.ana.asks("PATCH", ROUTE);
        let ask = ask.saying(json!({ "email_notifications": wanted }));
        let (answer, requests) = office.requests_of(update(&office, ask)).await;
        let me = answer.ok(200);
        assert_eq!(me["email_notifications"], wanted);
        assert_eq!(
            (&me["id"], &me["tenant_id"]),
            (&json!(office.ana.agent.id), &json!("acme"))
        );
        assert_eq!(
            office.record_of(&office.ana).await.email_notifications,
            wanted
        );
        assert_eq!(requests, 1);
    }
    assert!(office.record_of(&office.ben).await.email_notifications);
}

#[tokio::test]
async fn nothing_else_of_oneself_can_be_said() {
    let office = Office::open().await;
    for (body, field) in [
        (json!({}), "email_notifications"),
        (
            json!({ "email_notifications": "yes" }),
            "email_notifications",
        ),
        (
            json!({ "email_notifications": true, "capacity": 50 }),
            "capacity",
        ),
    ] {
        let ask = office.ana.asks("PATCH", ROUTE).saying(body);
        update(&office, ask).await.names(field);
    }
    assert_eq!(office.record_of(&office.ana).await.version.0, 1);
}

#[tokio::test]
async fn an_agent_whom_the_tenant_does_not_keep_is_told_so() {
    let office = Office::open().await;
    let stranger = office.colleague("Nobody", Role::Agent);
    let ask = stranger.asks("PATCH", ROUTE);
    update(&office, ask.saying(json!({ "email_notifications": true })))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office.ana.asks("PATCH", ROUTE);
    let ask = ask.saying(json!({ "email_notifications": true }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&*office.desk.agents, request).await
    })
    .await;
}
