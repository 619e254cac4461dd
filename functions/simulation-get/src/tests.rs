use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::ports::{Simulation, SimulationStatus};
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
async fn one_of_which_nothing_came_for_too_long_is_told_as_failed() {
    let office = Office::open().await;
    let id = asked_for(&office).await;
    let ask = office.ana.asks("GET", ROUTE).about(&id);
    // Its order waits behind those of others.
    office.hours_pass(23);
    assert_eq!(get(&office, ask.clone()).await.ok(200)["status"], "queued");

    let simulations = &office.simulations.simulations;
    let (tenant, parsed) = (&office.lea.tenant, id.parse().unwrap());
    let queued = simulations.simulation(tenant, parsed).await.unwrap();
    let queued = queued.unwrap();
    // It was begun, and whoever did so is killed.
    let begun = Simulation {
        version: queued.version.next(),
        status: SimulationStatus::Running,
        progressed_at: Some(office.simulations.clock.now()),
        ..queued
    };
    assert!(simulations.save(tenant, &begun, None).await.unwrap());
    office.hours_pass(1);
    assert_eq!(get(&office, ask.clone()).await.ok(200)["status"], "running");
    office.hours_pass(2);
    let lost = get(&office, ask.clone()).await.ok(200);
    assert_eq!(lost["status"], "failed");
    assert!(lost["finished_at"].is_string());
    let kept = simulations.simulation(tenant, parsed).await.unwrap();
    assert_eq!(kept.unwrap().status, SimulationStatus::Failed);
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
