use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::ports::SocketOwner;

use super::{Deps, handle};

const ROUTE: &str = "/v1/ws-tickets";

fn deps(office: &Office) -> Deps {
    Deps {
        sockets: office.sockets.clone(),
        clock: office.desk.clock.clone(),
        ids: office.desk.ids.clone(),
    }
}

async fn create(office: &Office, ask: Ask) -> Reply {
    handle(&deps(office), ask.request()).await.into()
}

#[tokio::test]
async fn a_ticket_opens_one_socket_for_its_agent() {
    let office = Office::open().await;
    let ticket = create(&office, office.ana.asks("POST", ROUTE))
        .await
        .ok(201);
    assert_eq!(ticket["expires_at"], "2026-03-02T09:01:00Z");
    let secret = ticket["ticket"].as_str().unwrap();
    assert!(!secret.contains("acme") && secret.len() >= 32);
    let now = office.desk.clock.now();
    let found = office.sockets.redeem(secret, now).await.unwrap().unwrap();
    assert_eq!(found.tenant_id, office.ana.tenant);
    let agent_id = office.ana.agent.id;
    assert_eq!(found.owner, SocketOwner::Agent { agent_id });
    assert_eq!(office.sockets.redeem(secret, now).await.unwrap(), None);
}

#[tokio::test]
async fn every_ticket_is_another_and_none_lasts() {
    let office = Office::open().await;
    let first = create(&office, office.ana.asks("POST", ROUTE))
        .await
        .ok(201);
    let second = create(&office, office.ana.asks("POST", ROUTE))
        .await
        .ok(201);
    assert_ne!(first["ticket"], second["ticket"]);
    office.seconds_pass(61);
    let now = office.desk.clock.now();
    let secret = first["ticket"].as_str().unwrap();
    assert_eq!(office.sockets.redeem(secret, now).await.unwrap(), None);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let deps = deps(&office);
    refuses_strangers(
        office.ana.asks("POST", ROUTE),
        &office.zoe,
        async |request| handle(&deps, request).await,
    )
    .await;
}
