use super::handle;
use baton_api::testing::{Ask, Office, Reply, refuses_strangers};

const ROUTE: &str = "/v1/conversations/{id}";

async fn get(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn one_conversation_comes_with_its_customer_and_live_escalation() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let conversation = office.conversation_of(escalation).await;
    let ask = office.ben.asks("GET", ROUTE).about(conversation);
    let detail = get(&office, ask.clone()).await.ok(200);
    assert_eq!(detail["id"], conversation.to_string());
    assert_eq!(detail["mode"], "human");
    assert_eq!(detail["owner"]["name"], "Ana");
    assert_eq!(detail["profile"]["address"], "15550001");
    assert_eq!(detail["escalation"]["id"], escalation.to_string());

    office.returned(escalation, &office.ana).await;
    let detail = get(&office, ask).await.ok(200);
    assert_eq!(detail["mode"], "bot");
    assert_eq!(detail["escalation"], serde_json::Value::Null);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE).about(conversation),
        &office.zoe,
        async |request| handle(&office.desk, request).await,
    )
    .await;
}
