use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::{Owner, Urgency};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/take";

async fn take(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn an_agent_takes_what_waits_in_one_request() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    office.seconds_pass(40);
    let ask = office.ana.asks("POST", ROUTE).about(escalation).once("k");
    let (reply, requests) = office.requests_of(take(&office, ask)).await;
    assert_eq!(requests, 1);
    assert_eq!(
        reply.ok(200),
        json!({
            "id": escalation.to_string(),
            "status": "open",
            "assignee": { "id": office.ana.agent.id.to_string(), "name": "Ana" },
            "taken_at": "2026-03-02T09:00:40Z",
        })
    );
    assert_eq!(office.record_of(&office.ana).await.active, 1);
    let conversation = office.conversation(escalation.thread()).await;
    assert_eq!(conversation.owner, Owner::Agent(office.ana.agent.clone()));
}

#[tokio::test]
async fn a_lost_race_names_the_winner_from_the_same_request() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ben.asks("POST", ROUTE).about(escalation);
    let (reply, requests) = office.requests_of(take(&office, ask)).await;
    assert_eq!(requests, 1);
    let problem = reply.problem(409, "escalation-taken");
    assert_eq!(
        problem["assignee"],
        json!({ "id": office.ana.agent.id.to_string(), "name": "Ana" })
    );
    assert_eq!(problem["version"], 2);
    assert_eq!(office.record_of(&office.ben).await.active, 0);
}

#[tokio::test]
async fn whoever_has_it_already_gets_all_of_it() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let again = take(&office, office.ana.asks("POST", ROUTE).about(escalation)).await;
    let detail = again.ok(200);
    assert_eq!(detail["assignee"]["name"], "Ana");
    assert_eq!(detail["handoff"]["suggested_next_step"], "Check the order.");
    assert_eq!(office.record_of(&office.ana).await.active, 1);
}

#[tokio::test]
async fn a_repeated_request_is_answered_the_same_even_after_a_release() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation).once("k");
    let first = take(&office, ask.clone()).await.ok(200);
    office.returned(escalation, &office.ana).await;
    office.seconds_pass(60);
    assert_eq!(take(&office, ask.clone()).await.ok(200), first);
    assert_eq!(office.record_of(&office.ana).await.active, 0);

    let other = office.escalated("15550002", Urgency::Low).await;
    let reused = office.ana.asks("POST", ROUTE).about(other).once("k");
    take(&office, reused)
        .await
        .problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn a_full_agent_takes_no_more() {
    let office = Office::open().await;
    for address in ["15550001", "15550002", "15550003"] {
        let escalation = office.escalated(address, Urgency::Low).await;
        office.take(escalation, &office.ana).await;
    }
    let fourth = office.escalated("15550004", Urgency::Low).await;
    let ask = office.ana.asks("POST", ROUTE).about(fourth);
    let problem = take(&office, ask).await.problem(409, "at-capacity");
    assert_eq!(problem["agent"]["name"], "Ana");
    assert_eq!(office.escalation(fourth).await.assignee, None);
}

#[tokio::test]
async fn what_is_over_cannot_be_taken() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    office.returned(escalation, &office.ana).await;
    let ask = office.ben.asks("POST", ROUTE).about(escalation);
    take(&office, ask).await.problem(409, "escalation-ended");
}

#[tokio::test]
async fn an_agent_whom_the_tenant_does_not_keep_takes_nothing() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let stranger = office.colleague("Nobody", baton_api::testing::Role::Agent);
    let ask = stranger.asks("POST", ROUTE).about(escalation);
    take(&office, ask).await.problem(403, "forbidden");
    assert_eq!(office.escalation(escalation).await.assignee, None);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office.ana.asks("POST", ROUTE).about(office.waiting().await);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
