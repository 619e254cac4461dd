use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/escalations/{id}/mark";

async fn mark(office: &Office, ask: Ask) -> Reply {
    handle(&office.marks, ask.request()).await.into()
}

#[tokio::test]
async fn an_agent_says_that_it_should_not_have_been_and_another_that_it_was_late() {
    let office = Office::open().await;
    office
        .customer_writes("15550001", "is anybody there?")
        .await;
    let escalation = office.waiting().await;
    let wrong = json!({ "mark": "should_not_have", "note": " The article says it. " });
    let by_ana = office.ana.asks("PUT", ROUTE).about(escalation);
    let first = mark(&office, by_ana.clone().saying(wrong.clone()))
        .await
        .ok(200);
    assert_eq!(first["mark"], "should_not_have");
    assert_eq!(first["seq"], 2, "the message that led to it");
    assert_eq!(first["note"], "The article says it.");
    assert_eq!(first["by"]["name"], "Ana");
    office.seconds_pass(60);
    let again = mark(&office, by_ana.saying(wrong)).await.ok(200);
    assert_eq!(again, first, "the same again changes nothing");

    let late = json!({ "mark": "should_have_come_earlier", "seq": 1 });
    let by_ben = office.ben.asks("PUT", ROUTE).about(escalation).saying(late);
    let second = mark(&office, by_ben).await.ok(200);
    assert_eq!(second["mark"], "should_have_come_earlier");
    assert_eq!(second["seq"], 1);
    assert_eq!(second["version"], 2);
    assert_eq!(second["earlier"][0]["mark"], "should_not_have");
    assert_eq!(second["earlier"][0]["by"]["name"], "Ana");
    assert_eq!(office.escalation(escalation).await.version.0, 1);
}

#[tokio::test]
async fn what_was_said_by_mistake_is_taken_back_and_kept_as_history() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let ana = office.ana.asks("PUT", ROUTE).about(escalation);
    let withdrawing = ana.clone().saying(json!({ "mark": null }));
    mark(&office, withdrawing.clone())
        .await
        .refuses(&[("mark", "not_marked")]);

    let wrong = json!({ "mark": "should_not_have", "note": "Oops" });
    mark(&office, ana.clone().saying(wrong)).await.ok(200);
    office.seconds_pass(60);
    let ben = office.ben.asks("PUT", ROUTE).about(escalation);
    let taken_back = mark(&office, ben.saying(json!({ "mark": null })))
        .await
        .ok(200);
    for nothing in ["mark", "seq", "note"] {
        assert_eq!(taken_back[nothing], Value::Null, "{nothing}");
    }
    assert_eq!(taken_back["by"]["name"], "Ben");
    assert_eq!(taken_back["version"], 2);
    assert_eq!(taken_back["earlier"][0]["mark"], "should_not_have");
    assert_eq!(taken_back["earlier"][0]["by"]["name"], "Ana");
    let again = mark(&office, withdrawing).await.ok(200);
    assert_eq!(again, taken_back, "the same again changes nothing");

    let late = json!({ "mark": "should_have_come_earlier" });
    let marked = mark(&office, ana.saying(late)).await.ok(200);
    assert_eq!(marked["earlier"][1]["mark"], Value::Null);
}

#[tokio::test]
async fn what_is_over_is_marked_as_well() {
    let office = Office::open().await;
    let escalation = office.taken_by(&office.ana).await;
    office.returned(escalation, &office.ana).await;
    let late = json!({ "mark": "should_have_come_earlier" });
    let ask = office.ana.asks("PUT", ROUTE).about(escalation).saying(late);
    let marked = mark(&office, ask).await.ok(200);
    assert_eq!(marked["seq"], Value::Null);
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    for (body, field, code) in [
        (json!({}), "mark", "missing"),
        (json!({ "mark": "fine" }), "mark", "not_one_of"),
        (
            json!({ "mark": "should_not_have", "seq": 1 }),
            "seq",
            "does_not_fit",
        ),
        (json!({ "mark": null, "seq": 1 }), "seq", "does_not_fit"),
        (
            json!({ "mark": null, "note": "why" }),
            "note",
            "does_not_fit",
        ),
        // Its own message, one of the bot's, and none at all.
        (
            json!({ "mark": "should_have_come_earlier", "seq": 1 }),
            "seq",
            "not_the_customers",
        ),
        (
            json!({ "mark": "should_have_come_earlier", "seq": 2 }),
            "seq",
            "not_the_customers",
        ),
        (
            json!({ "mark": "should_have_come_earlier", "seq": 99 }),
            "seq",
            "not_the_customers",
        ),
        (
            json!({ "mark": "should_not_have", "note": "x".repeat(501) }),
            "note",
            "too_long",
        ),
    ] {
        let ask = office.ana.asks("PUT", ROUTE).about(escalation).saying(body);
        mark(&office, ask).await.refuses(&[(field, code)]);
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office
        .ana
        .asks("PUT", ROUTE)
        .about(office.waiting().await)
        .saying(json!({ "mark": "should_not_have" }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.marks, request).await
    })
    .await;
}
