use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::ports::{Simulation, SimulationStatus};
use baton_app::simulate::NewSimulation;
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/simulations/{id}/cancel";

async fn cancel(office: &Office, ask: Ask) -> Reply {
    handle(&office.simulations, ask.request()).await.into()
}

/// A simulation that Lea asked for.
async fn asked_for(office: &Office) -> String {
    let draft = office.draft_with(json!([])).await;
    let asked = office.lea.asks("POST", "/").request().asked().unwrap();
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
    office
        .orders
        .taken()
        .pop()
        .unwrap()
        .simulation_id
        .to_string()
}

#[tokio::test]
async fn a_simulation_is_ended_once_and_stays_so() {
    let office = Office::open().await;
    let id = asked_for(&office).await;
    let ask = office.lea.asks("POST", ROUTE).about(&id);
    let ended = cancel(&office, ask.clone()).await.ok(200);
    assert_eq!(ended["status"], "cancelled");
    assert_eq!(ended["finished_at"], "2026-03-02T09:00:00Z");
    office.seconds_pass(60);
    assert_eq!(cancel(&office, ask).await.ok(200), ended);
}

#[tokio::test]
async fn one_that_is_done_stays_done() {
    let office = Office::open().await;
    let id = asked_for(&office).await;
    let tenant = &office.lea.tenant;
    let simulations = &office.simulations.simulations;
    let found = simulations.simulation(tenant, id.parse().unwrap()).await;
    let found = found.unwrap().unwrap();
    let done = Simulation {
        version: found.version.next(),
        status: SimulationStatus::Done,
        finished_at: Some(found.created_at),
        ..found
    };
    assert!(simulations.save(tenant, &done, None).await.unwrap());
    office.seconds_pass(60);
    let ask = office.lea.asks("POST", ROUTE).about(&id);
    let kept = cancel(&office, ask).await.ok(200);
    assert_eq!(
        (&kept["status"], &kept["finished_at"]),
        (&json!("done"), &json!("2026-03-02T09:00:00Z"))
    );
    let after = simulations.simulation(tenant, done.id).await.unwrap();
    assert_eq!(after, Some(done));
}

#[tokio::test]
async fn agents_end_nothing_and_strangers_get_nothing() {
    let office = Office::open().await;
    let id = asked_for(&office).await;
    let ask = office.ana.asks("POST", ROUTE).about(&id);
    cancel(&office, ask).await.problem(403, "forbidden");
    let ask = office.lea.asks("POST", ROUTE).about(&id);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.simulations, request).await
    })
    .await;
}
