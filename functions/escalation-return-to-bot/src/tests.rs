use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::Owner;

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/return-to-bot";

async fn finish(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn the_bot_may_speak_again() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let before = office.conversation(escalation.thread()).await;
    office.seconds_pass(60);
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let after = finish(&office, ask).await.ok(200);
    assert_eq!(after["status"], "resolved");
    assert_eq!(after["assignee"]["name"], "Ana");
    assert_eq!(after["ended_at"], "2026-03-02T09:01:00Z");
    let now = office.conversation(escalation.thread()).await;
    assert_eq!(now.owner, Owner::Bot);
    assert!(now.epoch > before.epoch);
    assert_eq!(office.record_of(&office.ana).await.active, 0);
}

#[tokio::test]
async fn an_agent_returns_only_what_they_have() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ben.asks("POST", ROUTE).about(escalation);
    finish(&office, ask).await.problem(409, "not-owner");
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    finish(&office, ask.clone()).await.ok(200);
    finish(&office, ask).await.problem(409, "escalation-ended");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(office.taken_by(&office.ana).await);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
