use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_domain::{ConversationId, Urgency};
use jiff::Timestamp;
use serde_json::Value;

use super::handle;

const ROUTE: &str = "/v1/escalations";

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

fn ids(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn what_waits_is_in_order_of_urgency_then_wait() {
    let office = Office::open().await;
    let low = office.escalated("15550001", Urgency::Low).await;
    office.seconds_pass(10);
    let high = office.escalated("15550002", Urgency::High).await;
    office.seconds_pass(10);
    let later = office.escalated("15550003", Urgency::High).await;
    office.seconds_pass(10);
    let ask = office.ana.asks("GET", ROUTE).with("section", "waiting");
    let waiting = list(&office, ask.clone()).await.ok(200);
    let order = [high, later, low].map(|id| id.to_string());
    assert_eq!(ids(&waiting), order);
    assert_eq!(waiting["items"][0]["wait_seconds"], 20);
    assert_eq!(waiting["items"][0]["contact"]["name"], "Rosa");
    assert!(waiting["items"][0].get("handoff").is_none());
    assert!(waiting["items"][0].get("history").is_none());

    let by_wait = list(&office, ask.clone().with("sort", "wait"))
        .await
        .ok(200);
    assert_eq!(ids(&by_wait), [low, high, later].map(|id| id.to_string()));
    let patient = list(&office, ask.clone().with("min_wait", 15))
        .await
        .ok(200);
    assert_eq!(ids(&patient), [high, low].map(|id| id.to_string()));

    let first = list(&office, ask.clone().with("limit", 2)).await.ok(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = list(&office, ask.with("limit", 2).with("cursor", cursor)).await;
    assert_eq!(ids(&rest.ok(200)), [low.to_string()]);
}

#[tokio::test]
async fn each_sees_their_own_and_their_teammates() {
    let office = Office::open().await;
    let hers = office.taken_by(&office.ana).await;
    for (colleague, section, expected) in [
        (&office.ana, "mine", vec![hers.to_string()]),
        (&office.ana, "teammates", vec![]),
        (&office.ben, "mine", vec![]),
        (&office.ben, "teammates", vec![hers.to_string()]),
        (&office.ben, "waiting", vec![]),
        (&office.zoe, "teammates", vec![]),
        (&office.zoe, "", vec![]),
    ] {
        let ask = colleague.asks("GET", ROUTE).with("section", section);
        let found = list(&office, ask).await.ok(200);
        assert_eq!(ids(&found), expected, "{} {section}", colleague.agent.name);
    }
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let office = Office::open().await;
    let high = office
        .escalated("15550001", Urgency::High)
        .await
        .to_string();
    for (name, value, found) in [
        ("status", "queued", true),
        ("status", "open", false),
        ("urgency", "high", true),
        ("urgency", "low", false),
        ("type", "refund", true),
        ("type", "billing", false),
        ("channel", "whatsapp", true),
        ("channel", "widget", false),
        ("reason", "customer_request", true),
        ("reason", "manual", false),
        ("group", "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV", false),
    ] {
        let ask = office.ana.asks("GET", ROUTE).with(name, value);
        let list = list(&office, ask).await.ok(200);
        let expected: &[&str] = if found { &[&high] } else { &[] };
        assert_eq!(ids(&list), expected, "{name}={value}");
    }
}

#[tokio::test]
async fn the_episodes_of_one_conversation_are_the_live_one_and_those_that_are_over() {
    let office = Office::open().await;
    let theirs = office.taken_by(&office.ana).await;
    office.escalated("15550009", Urgency::High).await;
    let conversation =
        ConversationId::in_thread(theirs.thread(), Timestamp::UNIX_EPOCH).to_string();
    let ask = office
        .ana
        .asks("GET", ROUTE)
        .with("conversation", &conversation);
    let found = list(&office, ask.clone()).await.ok(200);
    assert_eq!(ids(&found), [theirs.to_string()]);
    let over = list(&office, ask.with("status", "closed")).await.ok(200);
    assert!(ids(&over).is_empty());
    let foreign = office
        .zoe
        .asks("GET", ROUTE)
        .with("conversation", &conversation);
    assert!(ids(&list(&office, foreign).await.ok(200)).is_empty());
}

#[tokio::test]
async fn a_parameter_that_is_wrong_is_named() {
    let office = Office::open().await;
    for name in [
        "conversation",
        "section",
        "status",
        "urgency",
        "type",
        "channel",
        "group",
        "reason",
        "min_wait",
        "sort",
        "limit",
        "cursor",
    ] {
        let ask = office.ana.asks("GET", ROUTE).with(name, "!");
        list(&office, ask).await.names(name);
    }
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
