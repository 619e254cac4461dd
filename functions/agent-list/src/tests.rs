use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::ports::AgentChange;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/agents";

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&office.people, ask.request()).await.into()
}

fn names(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn everybody_sees_their_colleagues_by_name() {
    let office = Office::open().await;
    let team = office.team(&office.lea, "Returns").await;
    let change = AgentChange {
        group_ids: Some(vec![team]),
        ..AgentChange::default()
    };
    let (tenant, ben) = (&office.ben.tenant, office.ben.agent.id);
    office
        .people
        .change_agent(tenant, ben, &change)
        .await
        .unwrap();
    office.taken_by(&office.ana).await;

    let (answer, requests) = office
        .requests_of(list(&office, office.ana.asks("GET", ROUTE)))
        .await;
    let answer = answer.ok(200);
    assert_eq!(requests, 1);
    assert_eq!(names(&answer), ["Ana", "Ben", "Lea"]);
    assert_eq!(answer["next_cursor"], Value::Null);
    assert_eq!(
        answer["items"][0],
        json!({
            "id": office.ana.agent.id.to_string(), "name": "Ana", "role": "agent",
            "presence": "online", "capacity": 3, "active": 1, "group_ids": [], "version": 2,
        })
    );
    assert_eq!(answer["items"][1]["group_ids"], json!([team.to_string()]));
}

#[tokio::test]
async fn agents_of_others_are_not_in_it() {
    let office = Office::open().await;
    let theirs = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(names(&theirs), ["Zoe"]);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&office.people, request).await,
    )
    .await;
}
