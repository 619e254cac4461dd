use std::sync::Arc;

use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::ContactId;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/contacts/{id}";

async fn update(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

/// Rosa, who has written on WhatsApp.
async fn rosa(office: &Office) -> ContactId {
    let id = office.customer_writes("15550001", "hello").await;
    office.conversation(id.thread()).await.contact.id
}

fn about(office: &Office, contact: ContactId, attributes: &Value) -> Ask {
    office
        .lea
        .asks("PATCH", ROUTE)
        .about(contact)
        .saying(json!({ "attributes": attributes }))
}

#[tokio::test]
async fn a_lead_sets_and_takes_away_what_is_known_name_by_name() {
    let office = Office::open().await;
    let contact = rosa(&office).await;
    let ask = about(&office, contact, &json!({ "tier": "silver", "region": "" }));
    let (answer, requests) = office.requests_of(Box::pin(update(&office, ask))).await;
    let after = answer.ok(200);
    assert_eq!(requests, 2, "one to read, one to write");
    assert_eq!(after["id"], contact.to_string());
    assert_eq!(after["verified"], json!({ "tier": "silver", "region": "" }));

    office.seconds_pass(60);
    let change = json!({ "tier": "vip", "region": null, "since": "2019" });
    let after = update(&office, about(&office, contact, &change))
        .await
        .ok(200);
    assert_eq!(after["verified"], json!({ "tier": "vip", "since": "2019" }));
    let told = &after["told"];
    assert_eq!(told["region"]["by"]["name"], "Lea", "{told}");
    assert_eq!(told["region"]["at"], "2026-03-02T09:01:00Z");
}

#[tokio::test]
async fn nothing_else_of_the_conversation_changes_and_the_same_again_changes_nothing() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let before = office.conversation(escalation.thread()).await;
    let live = office.escalation(escalation).await;
    office.seconds_pass(60);
    let ask = || about(&office, before.contact.id, &json!({ "tier": "vip" }));
    update(&office, ask()).await.ok(200);
    let mut after = office.conversation(escalation.thread()).await;
    assert_eq!(after.version, before.version.next(), "desks hear of it");
    let again = update(&office, ask()).await.ok(200);
    assert_eq!(again["verified"]["tier"], "vip");
    assert_eq!(office.conversation(escalation.thread()).await, after);

    after.contact.verified.clear();
    after.told.clear();
    after.told_at = None;
    after.version = before.version;
    assert_eq!(after, before);
    assert_eq!(office.escalation(escalation).await, live);
}

#[tokio::test]
async fn a_repeated_request_is_carried_out_once() {
    let office = Office::open().await;
    let contact = rosa(&office).await;
    let ask = |tier: &str| about(&office, contact, &json!({ "tier": tier }));
    let first = update(&office, ask("vip").once("k-1")).await;
    update(&office, ask("gold")).await.ok(200);
    assert_eq!(update(&office, ask("vip").once("k-1")).await, first);
    let known = office.conversation(contact.thread()).await.contact.verified;
    assert_eq!(known["tier"], "gold");
    update(&office, ask("gold").once("k-1"))
        .await
        .problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn those_who_say_something_at_once_are_all_heard_and_the_customer_too() {
    let office = Arc::new(Office::open().await);
    let contact = rosa(&office).await;
    let said = (0..4).map(|n| {
        let office = Arc::clone(&office);
        async move {
            let change = json!({ (format!("name-{n}")): "a" });
            update(&office, about(&office, contact, &change))
                .await
                .ok(200);
        }
    });
    futures::future::join_all(said).await;
    office.customer_writes("15550001", "and I wait").await;
    let after = office.conversation(contact.thread()).await;
    assert_eq!(after.contact.verified.len(), 4);
    assert_eq!((after.last_seq.0, after.version.0), (2, 6));
}

#[tokio::test]
async fn an_agent_takes_what_is_being_described() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let contact = office.conversation(escalation.thread()).await.contact.id;
    let ((), answer) = tokio::join!(
        office.take(escalation, &office.ana),
        update(&office, about(&office, contact, &json!({ "tier": "vip" }))),
    );
    answer.ok(200);
    let after = office.conversation(escalation.thread()).await;
    assert_eq!(after.owner.agent(), Some(&office.ana.agent));
    assert_eq!(after.contact.verified["tier"], "vip");
}

#[tokio::test]
async fn no_more_is_kept_than_may_be_and_what_is_there_can_be_exchanged() {
    let office = Office::open().await;
    let contact = rosa(&office).await;
    let many: serde_json::Map<_, _> = (10..42).map(|n| (format!("n{n}"), json!("a"))).collect();
    let ask = |attributes: Value| update(&office, about(&office, contact, &attributes));
    ask(Value::Object(many)).await.ok(200);
    ask(json!({ "tier": "vip" })).await.names("attributes");
    let after = ask(json!({ "tier": "vip", "n10": null })).await.ok(200);
    assert_eq!(after["verified"].as_object().unwrap().len(), 32);
}

#[tokio::test]
async fn each_name_that_is_wrong_is_told_and_nothing_changes() {
    let office = Office::open().await;
    let contact = rosa(&office).await;
    let many: serde_json::Map<_, _> = (0..33).map(|n| (format!("n{n}"), json!(null))).collect();
    let long = "é".repeat(257);
    for (body, field) in [
        (json!({}), "attributes"),
        (json!({ "attributes": {} }), "attributes"),
        (json!({ "attributes": many }), "attributes"),
        (json!({ "attributes": { "the tier": "vip" } }), "attributes"),
        (json!({ "attributes": { "": "vip" } }), "attributes"),
        (json!({ "attributes": { "tier": long } }), "attributes.tier"),
        (json!({ "attributes": { "tier": 1 } }), "attributes.tier"),
        (
            json!({ "attributes": { "a": "b" }, "name": "Rosa" }),
            "name",
        ),
    ] {
        let ask = office.lea.asks("PATCH", ROUTE).about(contact).saying(body);
        update(&office, ask).await.names(field);
    }
    let two = json!({ "a": long, "fine": "b", "z": long });
    let body = update(&office, about(&office, contact, &two))
        .await
        .refuses(&[("attributes.a", "too_long"), ("attributes.z", "too_long")]);
    assert_eq!(body["errors"][1]["at_most"], 256);
    let longest = json!({ "tier": "é".repeat(256) });
    assert_eq!(office.conversation(contact.thread()).await.version.0, 1);
    update(&office, about(&office, contact, &longest))
        .await
        .ok(200);
}

#[tokio::test]
async fn an_agent_may_not_and_strangers_get_nothing() {
    let office = Office::open().await;
    let contact = rosa(&office).await;
    let change = json!({ "attributes": { "tier": "vip" } });
    let by_ana = office.ana.asks("PATCH", ROUTE).about(contact);
    update(&office, by_ana.saying(change.clone()))
        .await
        .problem(403, "forbidden");
    refuses_strangers(
        about(&office, contact, &change["attributes"]),
        &office.zoe,
        async |request| handle(&office.desk, request).await,
    )
    .await;
    assert_eq!(office.conversation(contact.thread()).await.version.0, 1);
}
