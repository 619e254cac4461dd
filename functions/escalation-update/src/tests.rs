use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}";

async fn update(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn an_agent_corrects_type_and_urgency() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let ask = office.ben.asks("PATCH", ROUTE).about(escalation);
    let after = update(&office, ask.clone().saying(json!({ "urgency": "low" })))
        .await
        .ok(200);
    assert_eq!(after["urgency"], "low");
    assert_eq!(after["type"], "refund");
    assert_eq!(after["version"], 2);
    let deed = &after["history"][1];
    assert_eq!(
        (&deed["what"], &deed["by"]["name"]),
        (&json!("reclassified"), &json!("Ben"))
    );
    assert_eq!(deed["urgency"], json!({ "from": "high", "to": "low" }));
    assert_eq!(deed.get("type"), None);
    let change = json!({ "type": "billing", "urgency": "medium" });
    let after = update(&office, ask.clone().saying(change.clone()))
        .await
        .ok(200);
    assert_eq!(after["version"], 3);
    let again = update(&office, ask.saying(change)).await.ok(200);
    assert_eq!(again["version"], 3, "nothing was left to change");
    assert_eq!(again["history"].as_array().unwrap().len(), 3);
    assert_eq!(office.escalation(escalation).await.version.0, 3);
}

#[tokio::test]
async fn what_is_over_stays_as_it_was() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    office.returned(escalation, &office.ana).await;
    let ask = office
        .ana
        .asks("PATCH", ROUTE)
        .about(escalation)
        .saying(json!({ "urgency": "low" }));
    let problem = update(&office, ask).await.problem(409, "escalation-ended");
    assert_eq!(problem["escalation_status"], "resolved");
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    for (body, field, code) in [
        (json!({}), "body", "at_least_one"),
        (json!({ "type": "other" }), "type", "not_one_of"),
        (json!({ "urgency": "urgent" }), "urgency", "not_one_of"),
        (json!({ "status": "closed" }), "status", "unknown_field"),
    ] {
        let ask = office
            .ana
            .asks("PATCH", ROUTE)
            .about(escalation)
            .saying(body);
        update(&office, ask).await.refuses(&[(field, code)]);
    }
    assert_eq!(office.escalation(escalation).await.version.0, 1);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office
        .ana
        .asks("PATCH", ROUTE)
        .about(office.waiting().await)
        .saying(json!({ "urgency": "low" }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
