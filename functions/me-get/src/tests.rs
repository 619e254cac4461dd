use super::handle;
use baton_api::testing::{Ask, Office, Reply, refuses_strangers};

const ROUTE: &str = "/v1/me";

async fn get(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn an_agent_learns_who_they_are() {
    let office = Office::open().await;
    let me = get(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(me["id"], office.ana.agent.id.to_string());
    assert_eq!(me["name"], "Ana");
    assert_eq!(me["role"], "agent");
    assert_eq!(me["tenant_id"], "acme");
    assert_eq!(me["presence"], "online");
    assert_eq!(me["capacity"], 3);
}

#[tokio::test]
async fn an_agent_whom_the_tenant_does_not_keep_is_told_so() {
    let office = Office::open().await;
    let stranger = office.colleague("Nobody", baton_api::testing::Role::Agent);
    get(&office, stranger.asks("GET", ROUTE))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&office.desk, request).await,
    )
    .await;
}
