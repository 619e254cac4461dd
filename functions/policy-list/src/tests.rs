use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/policies";

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&office.policies, ask.request()).await.into()
}

fn ids(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_live_one_comes_first_and_drafts_follow_newest_first() {
    let office = Office::open().await;
    let first = office.draft_with(json!([])).await.to_string();
    office.seconds_pass(1);
    let second = office.draft_with(json!([])).await.to_string();
    let ask = office.ana.asks("GET", ROUTE);
    let all = list(&office, ask.clone()).await.ok(200);
    assert_eq!(ids(&all)[1..], [second.as_str(), first.as_str()]);
    let live = &all["items"][0];
    assert_eq!(live["status"], "live");
    assert_eq!(live["number"], 0);
    assert_eq!(live["author"], Value::Null);
    assert_eq!(live["trigger_count"], 6);
    assert!(live.get("triggers").is_none());

    let part = list(&office, ask.clone().with("limit", 2)).await.ok(200);
    let cursor = part["next_cursor"].as_str().unwrap();
    let rest = list(&office, ask.with("cursor", cursor)).await.ok(200);
    assert_eq!(ids(&rest), [first.as_str()]);
    assert_eq!(rest["next_cursor"], Value::Null);

    let theirs = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(ids(&theirs).len(), 1, "nothing but what is built in");
}

#[tokio::test]
async fn a_parameter_that_is_wrong_is_named() {
    let office = Office::open().await;
    for name in ["limit", "cursor"] {
        let ask = office.ana.asks("GET", ROUTE).with(name, "!");
        list(&office, ask).await.names(name);
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office.ana.asks("GET", ROUTE);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.policies, request).await
    })
    .await;
}
