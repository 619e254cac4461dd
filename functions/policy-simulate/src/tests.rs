use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/policies/{id}/simulate";

async fn simulate(office: &Office, ask: Ask) -> Reply {
    handle(&office.simulations, ask.request()).await.into()
}

fn february() -> Value {
    json!({ "from": "2026-02-01T00:00:00Z", "to": "2026-03-01T00:00:00Z" })
}

#[tokio::test]
async fn a_simulation_waits_for_its_turn_and_is_ordered() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(draft)
        .saying(february());
    let simulation = simulate(&office, ask).await.ok(202);
    assert_eq!(simulation["status"], "queued");
    assert_eq!(simulation["policy_id"], draft.to_string());
    assert_eq!(
        simulation["compared_with"],
        "pol_00000000000000000000000000"
    );
    assert_eq!(simulation["sample"]["wanted"], 500);
    assert_eq!(simulation["progress"], json!({ "done": 0, "total": 0 }));
    assert_eq!(simulation["before"]["rate"], Value::Null);
    let orders = office.orders.taken();
    assert_eq!(orders.len(), 1);
    assert_eq!(orders[0].simulation_id.to_string(), simulation["id"]);
    assert_eq!(orders[0].tenant_id, office.lea.tenant);
}

#[tokio::test]
async fn what_was_thrown_away_is_not_tried() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    office.discards(draft).await;
    let ask = office.lea.asks("POST", ROUTE).about(draft);
    let refused = simulate(&office, ask.saying(february())).await;
    let refused = refused.problem(409, "policy-not-draft");
    assert_eq!(refused["policy_status"], "discarded");
    assert!(office.orders.taken().is_empty());
}

#[tokio::test]
async fn the_same_request_again_is_the_same_simulation_even_where_the_order_was_lost() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(draft)
        .saying(february())
        .once("k1");
    office.orders.close(true);
    simulate(&office, ask.clone())
        .await
        .problem(503, "unavailable");
    office.orders.close(false);
    let simulation = simulate(&office, ask.clone()).await.ok(202);
    assert_eq!(simulate(&office, ask.clone()).await.ok(202), simulation);
    let orders = office.orders.taken();
    assert!(!orders.is_empty());
    for order in orders {
        assert_eq!(order.simulation_id.to_string(), simulation["id"]);
    }
    let mut other = february();
    other["sample"] = json!(3);
    simulate(&office, ask.saying(other))
        .await
        .problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn a_tenant_has_one_at_a_time() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(draft)
        .saying(february());
    let first = simulate(&office, ask.clone()).await.ok(202);
    office.orders.taken();
    let refused = simulate(&office, ask.clone()).await;
    let problem = refused.problem(409, "simulation-running");
    assert_eq!(problem["simulation_id"], first["id"]);
    let again = office.orders.taken();
    assert_eq!(
        again[0].simulation_id.to_string(),
        first["id"],
        "it may have been lost"
    );

    let id = first["id"].as_str().unwrap().parse().unwrap();
    let cancelled = office.simulations.cancel(&office.lea.tenant, id).await;
    cancelled.unwrap();
    let second = simulate(&office, ask.clone()).await.ok(202);
    assert_ne!(second["id"], first["id"]);
    // What came to nothing is in nobody's way.
    office.hours_pass(25);
    simulate(&office, ask).await.ok(202);
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named_and_agents_order_nothing() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let with = |name: &str, value: Value| {
        let mut body = february();
        body[name] = value;
        body
    };
    for (body, field, code) in [
        (json!({}), "from", "missing"),
        (with("from", json!("yesterday")), "from", "wrong_form"),
        (
            with("to", json!("2026-01-01T00:00:00Z")),
            "to",
            "out_of_order",
        ),
        (
            with("to", json!("2028-01-01T00:00:00Z")),
            "to",
            "too_far_apart",
        ),
        (with("sample", json!(0)), "sample", "out_of_range"),
        (with("sample", json!(5001)), "sample", "out_of_range"),
        (with("channel", json!("pigeon")), "channel", "not_one_of"),
    ] {
        let ask = office.lea.asks("POST", ROUTE).about(draft).saying(body);
        simulate(&office, ask).await.refuses(&[(field, code)]);
    }
    let ask = office
        .ana
        .asks("POST", ROUTE)
        .about(draft)
        .saying(february());
    simulate(&office, ask).await.problem(403, "forbidden");
    assert!(office.orders.taken().is_empty());
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office
        .lea
        .asks("POST", ROUTE)
        .about(draft)
        .saying(february());
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.simulations, request).await
    })
    .await;
}
