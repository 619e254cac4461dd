use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::{Author, Owner};

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/close";

async fn close(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn the_customer_gets_the_closing_text() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let conversation = office.conversation_of(escalation).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let after = close(&office, ask).await.ok(200);
    assert_eq!(after["status"], "closed");
    let now = office.conversation(escalation.thread()).await;
    assert_eq!(now.owner, Owner::Nobody);
    let said = office.said(conversation).await;
    let last = said.last().unwrap();
    assert_eq!(last.author, Author::System);
    let text = last.content.text.as_deref().unwrap();
    assert!(text.starts_with("This conversation is closed."), "{text}");
    assert_eq!(office.record_of(&office.ana).await.active, 0);
}

#[tokio::test]
async fn a_customer_whose_window_has_closed_gets_none() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let conversation = office.conversation_of(escalation).await;
    let before = office.said(conversation).await.len();
    office.hours_pass(25);
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    assert_eq!(close(&office, ask).await.ok(200)["status"], "closed");
    assert_eq!(office.said(conversation).await.len(), before);
}

#[tokio::test]
async fn a_repeated_request_closes_once() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let conversation = office.conversation_of(escalation).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation).once("k");
    let first = close(&office, ask.clone()).await.ok(200);
    let said = office.said(conversation).await.len();
    assert_eq!(close(&office, ask).await.ok(200), first);
    assert_eq!(office.said(conversation).await.len(), said);
}

#[tokio::test]
async fn an_agent_closes_only_what_they_have() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ben.asks("POST", ROUTE).about(escalation);
    close(&office, ask).await.problem(409, "not-owner");
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    close(&office, ask.clone()).await.ok(200);
    close(&office, ask).await.problem(409, "escalation-ended");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(office.taken_by(&office.ana).await);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
