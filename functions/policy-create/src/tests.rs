use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/policies";

async fn create(office: &Office, ask: Ask) -> Reply {
    handle(&office.policies, ask.request()).await.into()
}

#[tokio::test]
async fn a_draft_begins_as_a_copy_of_what_is_live() {
    let office = Office::open().await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .saying(json!({ "notes": "  Refunds are for people. " }));
    let draft = create(&office, ask).await.ok(201);
    assert_eq!(draft["status"], "draft");
    assert_eq!(draft["number"], Value::Null);
    assert_eq!(draft["version"], 1);
    assert_eq!(draft["trigger_count"], 6);
    assert_eq!(draft["based_on"], "pol_00000000000000000000000000");
    assert_eq!(draft["replaces"], "pol_00000000000000000000000000");
    assert_eq!(draft["notes"], "Refunds are for people.");
    assert_eq!(draft["author"]["name"], "Lea");

    let copy = office
        .lea
        .asks("POST", ROUTE)
        .saying(json!({ "based_on": draft["id"] }));
    let copy = create(&office, copy).await.ok(201);
    assert_eq!(copy["based_on"], draft["id"]);
    assert_eq!(copy["triggers"], draft["triggers"]);
    let without_a_word = office.lea.asks("POST", ROUTE);
    create(&office, without_a_word).await.ok(201);
}

#[tokio::test]
async fn the_same_request_again_begins_one_draft() {
    let office = Office::open().await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .saying(json!({ "notes": "once" }))
        .once("k1");
    let first = create(&office, ask.clone()).await.ok(201);
    assert_eq!(create(&office, ask.clone()).await.ok(201), first);
    let other = ask.saying(json!({ "notes": "twice" }));
    create(&office, other)
        .await
        .problem(422, "idempotency-key-reused");
    let tenant = &office.lea.tenant;
    let all = office.policies.policies.policies(tenant, 10, None).await;
    assert_eq!(all.unwrap().items.len(), 2);
}

#[tokio::test]
async fn a_trigger_that_is_wrong_is_named() {
    let office = Office::open().await;
    let with = |trigger: Value| json!({ "triggers": [trigger] });
    let keywords = json!({"kind": "keywords", "words": ["refund"]});
    for (body, field, code) in [
        (json!({ "based_on": "pol_1" }), "based_on", "wrong_form"),
        (json!({ "draft": true }), "draft", "unknown_field"),
        (json!({ "notes": "x".repeat(501) }), "notes", "too_long"),
        (
            json!({ "triggers": [{"name": "a"}] }),
            "triggers[0].when",
            "missing",
        ),
        (
            with(json!({"name": "", "when": keywords})),
            "triggers[0].name",
            "missing",
        ),
        (
            with(json!({"id": "trg_1", "name": "a", "when": keywords})),
            "triggers[0].id",
            "wrong_form",
        ),
        (
            with(json!({"name": "a", "when": {"kind": "keywords", "words": []}})),
            "triggers[0].when.words",
            "missing",
        ),
        (
            with(json!({"name": "a", "when": {"kind": "keywords", "words": ["x".repeat(101)]}})),
            "triggers[0].when.words",
            "too_long",
        ),
        (
            with(json!({"name": "a", "when": {"kind": "keywords", "words": vec!["x"; 201]}})),
            "triggers[0].when.words",
            "too_many",
        ),
        (
            with(json!({"name": "a", "when": {"kind": "signal", "reason": "manual"}})),
            "triggers[0].when.reason",
            "not_a_signal",
        ),
        (
            with(json!({
                "name": "a", "enabled": false,
                "when": {"kind": "signal", "reason": "customer_request"},
            })),
            "triggers[0].enabled",
            "always_on",
        ),
    ] {
        let ask = office.lea.asks("POST", ROUTE).saying(body);
        create(&office, ask).await.refuses(&[(field, code)]);
    }
    let missing = json!({ "based_on": "pol_01ARZ3NDEKTSV4RRFFQ69G5FAV" });
    let ask = office.lea.asks("POST", ROUTE).saying(missing);
    create(&office, ask).await.problem(404, "not-found");
}

#[tokio::test]
async fn agents_may_look_and_not_begin() {
    let office = Office::open().await;
    let ask = office.ana.asks("POST", ROUTE).saying(json!({}));
    create(&office, ask).await.problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office.lea.asks("POST", ROUTE).saying(json!({}));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.policies, request).await
    })
    .await;
}
