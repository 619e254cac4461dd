use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::Value;

use super::handle;

const ROUTE: &str = "/v1/conversations";

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
async fn the_last_active_comes_first_in_parts() {
    let office = Office::open().await;
    let first = office
        .customer_writes("15550001", "hello")
        .await
        .to_string();
    office.seconds_pass(10);
    let second = office
        .customer_writes("15550002", "hello")
        .await
        .to_string();
    office.seconds_pass(10);
    let third = office
        .visitor_writes("visitor-1", "hello")
        .await
        .to_string();
    office.seconds_pass(10);
    office.customer_writes("15550001", "anybody there?").await;

    let ask = office.ana.asks("GET", ROUTE).with("limit", 2);
    let part = list(&office, ask.clone()).await.ok(200);
    assert_eq!(ids(&part), [&first, &third]);
    assert_eq!(part["items"][0]["preview"], "anybody there?");
    let cursor = part["next_cursor"].as_str().unwrap();
    let rest = list(&office, ask.with("cursor", cursor)).await.ok(200);
    assert_eq!(ids(&rest), [&second]);
    assert_eq!(rest["next_cursor"], Value::Null);

    let others = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(ids(&others), Vec::<&str>::new());
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let rosa = office.conversation_of(escalation).await.to_string();
    office.seconds_pass(60);
    let visitor = office
        .visitor_writes("visitor-1", "hello")
        .await
        .to_string();
    for (name, value, expected) in [
        ("mode", "human", vec![&rosa]),
        ("mode", "bot", vec![&visitor]),
        ("mode", "closed", vec![]),
        ("status", "queued", vec![&rosa]),
        ("status", "open", vec![]),
        ("channel", "widget", vec![&visitor]),
        ("from", "2026-03-02T09:00:30Z", vec![&visitor]),
        ("to", "2026-03-02T09:00:30Z", vec![&rosa]),
    ] {
        let ask = office.ana.asks("GET", ROUTE).with(name, value);
        let found = list(&office, ask).await.ok(200);
        assert_eq!(ids(&found), expected, "{name}={value}");
    }
}

#[tokio::test]
async fn a_customer_is_found_by_name_and_by_number_and_by_who_has_them() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    let rosa = office.conversation_of(escalation).await.to_string();
    office.seconds_pass(60);
    let other = office
        .customer_writes("15550002", "hello")
        .await
        .to_string();
    let (ana, ben) = (
        office.ana.agent.id.to_string(),
        office.ben.agent.id.to_string(),
    );
    for (parameters, expected) in [
        (vec![("q", "ROS")], vec![&other, &rosa]),
        (vec![("q", " 15550001 ")], vec![&rosa]),
        (vec![("q", "+1 555 0002")], vec![&other]),
        (vec![("q", "550002"), ("mode", "human")], vec![]),
        (vec![("q", "Ana")], vec![]),
        (vec![("agent", ana.as_str())], vec![&rosa]),
        (vec![("agent", ben.as_str())], vec![]),
        (vec![("agent", &ana), ("q", "rosa")], vec![&rosa]),
    ] {
        let ask = parameters
            .iter()
            .fold(office.ben.asks("GET", ROUTE), |ask, (name, value)| {
                ask.with(name, value)
            });
        let (found, requests) = office.requests_of(list(&office, ask)).await;
        assert_eq!(ids(&found.ok(200)), expected, "{parameters:?}");
        assert_eq!(requests, 1);
    }
    let theirs = office.zoe.asks("GET", ROUTE).with("q", "rosa");
    let theirs = list(&office, theirs).await.ok(200);
    assert_eq!(ids(&theirs), Vec::<&str>::new());

    office.returned(escalation, &office.ana).await;
    let ask = office.ben.asks("GET", ROUTE).with("agent", &ana);
    let nobodys = list(&office, ask).await.ok(200);
    assert_eq!(ids(&nobodys), Vec::<&str>::new());
}

#[tokio::test]
async fn a_parameter_that_is_wrong_is_named() {
    let office = Office::open().await;
    for (name, code) in [
        ("mode", "not_one_of"),
        ("status", "not_one_of"),
        ("from", "not_a_time"),
        ("to", "not_a_time"),
        ("channel", "not_one_of"),
        ("agent", "not_an_id"),
        ("q", "too_short"),
        ("limit", "out_of_range"),
    ] {
        let ask = office.ana.asks("GET", ROUTE).with(name, "!");
        list(&office, ask).await.refuses(&[(name, code)]);
    }
    let ask = office.ana.asks("GET", ROUTE).with("cursor", "!");
    list(&office, ask)
        .await
        .refuses(&[("cursor", "not_a_cursor")]);
    for (q, code) in [
        ("  a  ", "too_short"),
        ("x".repeat(101).as_str(), "too_long"),
    ] {
        let ask = office.ana.asks("GET", ROUTE).with("q", q);
        list(&office, ask).await.refuses(&[("q", code)]);
    }
    let backwards = office
        .ana
        .asks("GET", ROUTE)
        .with("from", "2026-03-02T00:00:00Z")
        .with("to", "2026-03-01T00:00:00Z");
    list(&office, backwards)
        .await
        .refuses(&[("to", "out_of_order")]);
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
