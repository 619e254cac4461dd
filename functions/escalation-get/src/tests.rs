use super::handle;
use baton_api::testing::{Ask, Office, Reply, refuses_strangers};

const ROUTE: &str = "/v1/escalations/{id}";

async fn get(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn one_escalation_comes_with_its_handoff() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let conversation = office.conversation_of(escalation).await;
    let detail = get(&office, office.ana.asks("GET", ROUTE).about(escalation))
        .await
        .ok(200);
    assert_eq!(detail["id"], escalation.to_string());
    assert_eq!(detail["conversation_id"], conversation.to_string());
    assert_eq!(detail["status"], "queued");
    assert_eq!(detail["ticket"], 1);
    assert_eq!(
        detail["handoff"]["evidence"]["text"],
        "I want a refund and a real person"
    );
    assert_eq!(detail["assessment"]["rule"], "asks_for_person");
}

#[tokio::test]
async fn what_is_over_is_still_found_beside_what_came_after() {
    let office = Office::open().await;
    let first = office.taken_by(&office.ana).await;
    office.seconds_pass(5);
    office.returned(first, &office.ana).await;
    office.seconds_pass(5);
    let second = office.waiting().await;
    for (id, status) in [(first, "resolved"), (second, "queued")] {
        let detail = get(&office, office.ben.asks("GET", ROUTE).about(id))
            .await
            .ok(200);
        assert_eq!(detail["id"], id.to_string());
        assert_eq!(detail["status"], status);
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE).about(escalation),
        &office.zoe,
        async |request| handle(&office.desk, request).await,
    )
    .await;
}
