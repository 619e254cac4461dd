use baton_api::testing::{Ask, Colleague, Office, Reply, Role, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/quota/packs";

async fn create(office: &Office, ask: Ask) -> Reply {
    handle(&office.treasury, ask.request()).await.into()
}

fn ada(office: &Office) -> Colleague {
    office.colleague("Ada", Role::Admin)
}

fn pack(office: &Office, replies: u64) -> Ask {
    ada(office)
        .asks("POST", ROUTE)
        .saying(json!({"replies": replies}))
}

#[tokio::test]
async fn a_pack_comes_on_top_of_what_is_used_up() {
    let office = Office::open().await;
    office.has_used_up_its_replies().await;
    let (added, requests) = office
        .requests_of(create(&office, pack(&office, 400)))
        .await;
    assert_eq!(
        added.ok(201),
        json!({
            "month": "2026-03", "free": 100, "free_used": 100, "packs_left": 400, "packs_used": 0,
            "allowance": 500, "used": 100, "remaining": 400, "percent": 20, "exhausted": false,
        })
    );
    assert_eq!(requests, 2);
    let more = create(&office, pack(&office, 1)).await.ok(201);
    assert_eq!(more["packs_left"], 401);
}

#[tokio::test]
async fn a_repeated_request_adds_one_pack_and_another_under_its_key_is_refused() {
    let office = Office::open().await;
    let first = create(&office, pack(&office, 50).once("k")).await.ok(201);
    office.seconds_pass(60);
    assert_eq!(
        create(&office, pack(&office, 50).once("k")).await.ok(201),
        first
    );
    create(&office, pack(&office, 60).once("k"))
        .await
        .problem(422, "idempotency-key-reused");
    let next = create(&office, pack(&office, 50).once("l")).await.ok(201);
    assert_eq!(next["packs_left"], 100);
}

#[tokio::test]
async fn a_pack_has_one_to_a_hundred_thousand_replies() {
    let office = Office::open().await;
    for (wrong, code) in [
        (json!(0), "out_of_range"),
        (json!(100_001), "out_of_range"),
        (json!(-1), "wrong_form"),
        (json!("5"), "wrong_form"),
        (json!(null), "wrong_form"),
        (json!(1.5), "wrong_form"),
    ] {
        let ask = ada(&office)
            .asks("POST", ROUTE)
            .saying(json!({"replies": wrong}));
        create(&office, ask).await.refuses(&[("replies", code)]);
    }
    create(&office, pack(&office, 100_000)).await.ok(201);
}

#[tokio::test]
async fn only_administrators_add_packs() {
    let office = Office::open().await;
    for colleague in [&office.ana, &office.lea] {
        let ask = colleague.asks("POST", ROUTE).saying(json!({"replies": 1}));
        create(&office, ask).await.problem(403, "forbidden");
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(pack(&office, 1), &office.zoe, async |request| {
        handle(&office.treasury, request).await
    })
    .await;
}
