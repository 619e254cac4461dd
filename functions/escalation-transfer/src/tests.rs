use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/transfer";

async fn transfer(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

/// A team that is there.
async fn team(office: &Office) -> String {
    office.team(&office.lea, "Returns").await.to_string()
}

#[tokio::test]
async fn an_agent_gives_it_to_a_team() {
    let office = Office::open().await;
    let team = team(&office).await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let after = transfer(&office, ask.saying(json!({ "group_id": team })))
        .await
        .ok(200);
    assert_eq!(after["status"], "queued");
    assert_eq!(after["group"], team);
    assert_eq!(after["assignee"], serde_json::Value::Null);
    assert_eq!(office.record_of(&office.ana).await.active, 0);
}

#[tokio::test]
async fn an_agent_gives_it_to_another() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let to = json!({ "agent_id": office.ben.agent.id.to_string() });
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let after = transfer(&office, ask.saying(to)).await.ok(200);
    assert_eq!(after["status"], "open");
    assert_eq!(after["assignee"]["name"], "Ben");
}

#[tokio::test]
async fn what_others_have_stays_with_them() {
    let office = Office::open().await;
    let team = team(&office).await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ben.asks("POST", ROUTE).about(escalation);
    for to in [
        json!({ "group_id": team }),
        json!({ "agent_id": office.ben.agent.id.to_string() }),
    ] {
        transfer(&office, ask.clone().saying(to))
            .await
            .problem(409, "not-owner");
    }
}

#[tokio::test]
async fn it_goes_to_one_place() {
    let office = Office::open().await;
    let team = team(&office).await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let nowhere = "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV";
    let foreign = office.team(&office.zoe, "Returns").await.to_string();
    let both = json!({ "group_id": team, "agent_id": office.ben.agent.id.to_string() });
    for (body, field, code) in [
        (both, "body", "exactly_one"),
        (json!({}), "body", "exactly_one"),
        (json!({ "group_id": "team" }), "group_id", "wrong_form"),
        (json!({ "group_id": nowhere }), "group_id", "unknown_id"),
        (json!({ "group_id": foreign }), "group_id", "unknown_id"),
        (
            json!({ "agent_id": office.zoe.agent.id.to_string() }),
            "agent_id",
            "unknown_id",
        ),
    ] {
        transfer(&office, ask.clone().saying(body))
            .await
            .refuses(&[(field, code)]);
    }
    let now = office.escalation(escalation).await;
    assert_eq!(now.assignee, Some(office.ana.agent.clone()));
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let team = team(&office).await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(office.taken_by(&office.ana).await)
        .saying(json!({ "group_id": team }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
