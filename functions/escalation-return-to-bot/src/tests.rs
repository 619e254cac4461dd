use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::{Owner, Urgency};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/return-to-bot";

async fn finish(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn the_bot_may_speak_again() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let before = office.conversation(escalation.thread()).await;
    office.seconds_pass(60);
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let after = finish(&office, ask).await.ok(200);
    assert_eq!(after["status"], "resolved");
    assert_eq!(after["assignee"]["name"], "Ana");
    assert_eq!(after["ended_at"], "2026-03-02T09:01:00Z");
    let now = office.conversation(escalation.thread()).await;
    assert_eq!(now.owner, Owner::Bot);
    assert!(now.epoch > before.epoch);
    assert_eq!(office.record_of(&office.ana).await.active, 0);
}

#[tokio::test]
async fn an_agent_returns_only_what_they_have() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ben.asks("POST", ROUTE).about(escalation);
    finish(&office, ask).await.problem(409, "not-owner");
    let ask = office.lea.asks("POST", ROUTE).about(escalation);
    finish(&office, ask.clone()).await.ok(200);
    finish(&office, ask).await.problem(409, "escalation-ended");
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
    let problem = finish(&office, ends(Some(seen.0)).once("k"))
        .await
        .problem(409, "customer-wrote");
    assert_eq!(problem["last_seq"], last.0);
    let now = office.conversation(escalation.thread()).await;
    assert_eq!(now.owner, before.owner);
    assert!(now.due_at.is_some());
    assert_eq!(office.said(conversation).await, said);

    let after = finish(&office, ends(Some(last.0)).once("l")).await.ok(200);
    assert_eq!(after["status"], "resolved");
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
        assert_eq!(finish(&office, ask).await.ok(200)["status"], "resolved");
    }
}

#[tokio::test]
async fn what_was_seen_is_a_place_in_the_conversation() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let ask = office.ana.asks("POST", ROUTE).about(escalation);
    let ask = ask.saying(json!({ "seen_seq": "the last" }));
    finish(&office, ask).await.names("seen_seq");
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
