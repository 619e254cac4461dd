use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::Value;

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/release";

async fn release(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn an_agent_lets_go_and_others_can_take_it() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    office.seconds_pass(90);
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let after = release(&office, ask).await.ok(200);
    assert_eq!(after["status"], "queued");
    assert_eq!(after["assignee"], Value::Null);
    assert_eq!(after["wait_seconds"], 0);
    assert_eq!(office.record_of(&office.ana).await.active, 0);
    office.take(escalation, &office.ben).await;
}

#[tokio::test]
async fn a_lead_lets_go_for_others_and_an_agent_does_not() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ben.asks("POST", ROUTE).about(escalation);
    let problem = release(&office, ask).await.problem(409, "not-owner");
    assert_eq!(problem["assignee"]["name"], "Ana");
    assert_eq!(problem["mode"], "human");
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    assert_eq!(release(&office, ask).await.ok(200)["status"], "queued");
}

#[tokio::test]
async fn nobody_lets_go_of_what_nobody_has() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    release(&office, ask)
        .await
        .problem(409, "escalation-not-taken");
}

#[tokio::test]
async fn a_repeated_request_releases_once() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation).once("k");
    let first = release(&office, ask.clone()).await.ok(200);
    office.take(escalation, &office.ben).await;
    assert_eq!(release(&office, ask).await.ok(200), first);
    let now = office.escalation(escalation).await;
    assert_eq!(now.assignee, Some(office.ben.agent.clone()));
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
