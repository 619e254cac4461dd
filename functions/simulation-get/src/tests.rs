use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::simulate::NewSimulation;
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/simulations/{id}";

async fn get(office: &Office, ask: Ask) -> Reply {
    handle(&office.simulations, ask.request()).await.into()
}

/// A simulation that Lea asked for.
async fn asked_for(office: &Office) -> String {
    let draft = office.draft_with(json!([])).await;
    let asked = office
        .lea
        .asks("POST", "/v1/policies")
        .request()
        .asked()
        .unwrap();
    let new = NewSimulation {
        from: "2026-02-01T00:00:00Z".parse().unwrap(),
        to: "2026-03-01T00:00:00Z".parse().unwrap(),
        sample: 7,
        channel: None,
    };
    let wording =
        |simulation: &_| baton_api::acting::answer(202, &super::Simulation::from(simulation));
    let begun = office.simulations.begin(&asked, draft, new, &wording);
    begun.await.unwrap();
    office.orders.taken()[0].simulation_id.to_string()
}

#[tokio::test]
async fn agents_see_how_far_it_has_come() {
    let office = Office::open().await;
    let id = asked_for(&office).await;
    let ask = office.ana.asks("GET", ROUTE).about(&id);
    let simulation = get(&office, ask).await.ok(200);
    assert_eq!(simulation["id"], id);
    assert_eq!(simulation["status"], "queued");
    assert_eq!(simulation["sample"]["wanted"], 7);
    assert_eq!(simulation["changes"], json!([]));
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office
        .ana
        .asks("GET", ROUTE)
        .about(asked_for(&office).await);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.simulations, request).await
    })
    .await;
}
