use baton_api::testing::{Ask, Colleague, Office, Reply, refuses_strangers};
use baton_domain::Urgency;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/assign";

async fn assign(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

fn to(colleague: &Colleague) -> Value {
    json!({ "agent_id": colleague.agent.id.to_string() })
}

#[tokio::test]
async fn a_lead_gives_it_to_an_agent() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    let after = assign(&office, ask.saying(to(&office.ben))).await.ok(200);
    assert_eq!(after["status"], "open");
    assert_eq!(after["assignee"]["name"], "Ben");
    assert_eq!(after["assigned_by"]["name"], "Lea");
    assert_eq!(office.record_of(&office.ben).await.active, 1);
    let conversation = office.conversation_of(escalation).await;
    let said = office.said(conversation).await;
    let last = said.last().unwrap().content.text.as_deref();
    assert_eq!(last, Some("Now speaking with Ben."));
}

#[tokio::test]
async fn the_assignee_hands_over_and_the_load_follows() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let after = assign(&office, ask.saying(to(&office.ben))).await.ok(200);
    assert_eq!(after["assignee"]["name"], "Ben");
    assert_eq!(office.record_of(&office.ana).await.active, 0);
    assert_eq!(office.record_of(&office.ben).await.active, 1);
}

#[tokio::test]
async fn an_agent_gives_away_only_what_they_have() {
    let office = Office::open().await;
    let waiting = office.waiting().await;
    let hers = office.escalated("15550002", Urgency::Low).await;
    office.take(hers, &office.ana).await;
    for escalation in [waiting, hers] {
        let ask = office.ben.asks("POST", ROUTE).about(escalation);
        assign(&office, ask.saying(to(&office.ben)))
            .await
            .problem(403, "forbidden");
    }
    assert_eq!(office.record_of(&office.ben).await.active, 0);
}

#[tokio::test]
async fn a_full_agent_is_given_no_more() {
    let office = Office::open().await;
    for address in ["15550001", "15550002", "15550003"] {
        let escalation = office.escalated(address, Urgency::Low).await;
        office.take(escalation, &office.ben).await;
    }
    let fourth = office.escalated("15550004", Urgency::Low).await;
    let ask = office.lea.asks("POST", ROUTE).about(fourth);
    let problem = assign(&office, ask.saying(to(&office.ben)))
        .await
        .problem(409, "at-capacity");
    assert_eq!(problem["agent"]["name"], "Ben");
}

#[tokio::test]
async fn giving_it_to_who_has_it_changes_nothing() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    let after = assign(&office, ask.saying(to(&office.ana))).await.ok(200);
    assert_eq!(after["version"], 2);
    assert_eq!(office.record_of(&office.ana).await.active, 1);
}

#[tokio::test]
async fn an_agent_who_is_none_of_the_tenants_is_named() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    for body in [to(&office.zoe), json!({ "agent_id": "ben" }), json!({})] {
        assign(&office, ask.clone().saying(body))
            .await
            .names("agent_id");
    }
    assert_eq!(office.escalation(escalation).await.assignee, None);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(office.taken_by(&office.ana).await)
        .saying(to(&office.ben));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
