use baton_api::testing::{Ask, Office, Reply};
use baton_app::simulate::NewSimulation;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/simulations";

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&office.simulations, ask.request()).await.into()
}

/// Lea tries a draft, and ends it at once; the draft and the simulation.
async fn tried(office: &Office) -> [String; 2] {
    let draft = office.draft_with(json!([])).await;
    let asked = office.lea.asks("POST", "/").request().asked().unwrap();
    let new = NewSimulation {
        from: "2026-02-01T00:00:00Z".parse().unwrap(),
        to: "2026-03-01T00:00:00Z".parse().unwrap(),
        sample: 7,
        channel: None,
    };
    let wording = |simulation: &_| {
        baton_api::acting::answer(202, &super::SimulationSummary::from(simulation))
    };
    let begun = office.simulations.begin(&asked, draft, new, &wording);
    begun.await.unwrap();
    let id = office.orders.taken().pop().unwrap().simulation_id;
    let cancelled = office.simulations.cancel(&asked.tenant, id).await;
    cancelled.unwrap();
    office.seconds_pass(1);
    [draft.to_string(), id.to_string()]
}

fn ids(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn simulations_are_listed_newest_first_and_by_policy() {
    let office = Office::open().await;
    let [draft, first] = tried(&office).await;
    let [_, second] = tried(&office).await;
    let all = list(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(ids(&all), [second.as_str(), first.as_str()]);
    assert_eq!(all["items"][0]["status"], "cancelled");
    assert!(all["items"][0].get("changes").is_none());
    let ask = office.ana.asks("GET", ROUTE).with("policy", draft);
    let of_one = list(&office, ask).await.ok(200);
    assert_eq!(ids(&of_one), [first.as_str()]);

    let ask = office.ana.asks("GET", ROUTE).with("limit", 1);
    let part = list(&office, ask.clone()).await.ok(200);
    let cursor = part["next_cursor"].as_str().unwrap();
    let rest = list(&office, ask.with("cursor", cursor)).await.ok(200);
    assert_eq!(ids(&rest), [first.as_str()]);
    assert_eq!(rest["next_cursor"], Value::Null);

    let theirs = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert!(ids(&theirs).is_empty());
}

#[tokio::test]
async fn a_parameter_that_is_wrong_is_named() {
    let office = Office::open().await;
    for name in ["limit", "cursor", "policy"] {
        let ask = office.ana.asks("GET", ROUTE).with(name, "!");
        list(&office, ask).await.names(name);
    }
}
