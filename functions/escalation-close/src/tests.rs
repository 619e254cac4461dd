use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::{Author, Owner, Urgency};
use serde_json::json;

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
async fn what_the_customer_wrote_meanwhile_is_read_first() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let conversation = office.conversation_of(escalation).await;
    let seen = office.said(conversation).await.last().unwrap().seq;
    let before = office.conversation(escalation.thread()).await;
    let address = before.contact.address.clone();
    office.customer_writes(&address, "one more thing").await;
    let said = office.said(conversation).await;
    let last = said.last().unwrap().seq;

    let ends = |seen: Option<u64>| {
        let ask = office.ana.asks("POST", ROUTE).about(escalation);
        match seen {
            Some(seen) => ask.saying(json!({ "seen_seq": seen })),
            None => ask,
        }
    };
    let problem = close(&office, ends(Some(seen.0)).once("k"))
        .await
        .problem(409, "customer-wrote");
    assert_eq!(problem["last_seq"], last.0);
    let now = office.conversation(escalation.thread()).await;
    assert_eq!(now.owner, before.owner);
    assert!(now.due_at.is_some());
    assert_eq!(office.said(conversation).await, said);

    let after = close(&office, ends(Some(last.0)).once("l")).await.ok(200);
    assert_eq!(after["status"], "closed");
}

#[tokio::test]
async fn who_does_not_say_what_they_saw_is_not_asked() {
    let office = Office::open().await;
    for (address, body) in [("15550007", None), ("15550008", Some(json!({})))] {
        let escalation = office.escalated(address, Urgency::Medium).await;
        office.take(escalation, &office.ana).await;
        office.customer_writes(address, "one more thing").await;
        let mut ask = office.ana.asks("POST", ROUTE).about(escalation);
        if let Some(body) = body {
            ask = ask.saying(body);
        }
        assert_eq!(close(&office, ask).await.ok(200)["status"], "closed");
    }
}

#[tokio::test]
async fn what_was_seen_is_a_place_in_the_conversation() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let ask = ask.saying(json!({ "seen_seq": "the last" }));
    close(&office, ask).await.names("seen_seq");
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
