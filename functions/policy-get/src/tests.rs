use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/policies/{id}";

async fn get(office: &Office, ask: Ask) -> Reply {
    handle(&office.policies, ask.request()).await.into()
}

#[tokio::test]
async fn a_draft_is_shown_with_its_triggers_and_who_began_it() {
    let office = Office::open().await;
    let triggers = json!([{
        "name": "Money back", "when": {"kind": "keywords", "words": ["refund"]}, "urgency": "high",
    }]);
    let draft = office.draft_with(triggers).await;
    let ask = office.ana.asks("GET", ROUTE).about(draft);
    let found = get(&office, ask).await.ok(200);
    assert_eq!(found["status"], "draft");
    assert_eq!(found["triggers"][0]["when"]["words"], json!(["refund"]));
    assert!(
        found["triggers"][0]["id"]
            .as_str()
            .unwrap()
            .starts_with("trg_")
    );
    assert_eq!(found["author"]["name"], "Lea");
    assert_eq!(found["history"][0]["action"], "created");
    assert_eq!(found["history"][0]["by"]["name"], "Lea");
}

#[tokio::test]
async fn what_is_live_before_anything_was_published_has_an_id_as_well() {
    let office = Office::open().await;
    let ask = office
        .ana
        .asks("GET", ROUTE)
        .about("pol_00000000000000000000000000");
    let found = get(&office, ask).await.ok(200);
    assert_eq!(found["status"], "live");
    assert_eq!(found["triggers"].as_array().unwrap().len(), 6);
    assert_eq!(found["history"], json!([]));
}

#[tokio::test]
async fn a_draft_that_was_thrown_away_still_tells_who_did() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    office.discards(draft).await;
    let ask = office.ana.asks("GET", ROUTE).about(draft);
    let found = get(&office, ask).await.ok(200);
    assert_eq!(found["status"], "discarded");
    assert_eq!(found["version"], 2);
    assert_eq!(found["history"][1]["action"], "discarded");
    assert_eq!(found["history"][1]["by"]["name"], "Lea");
    assert_eq!(found["notes"], "");
    refuses_strangers(
        office.ana.asks("GET", ROUTE).about(draft),
        &office.zoe,
        async |request| handle(&office.policies, request).await,
    )
    .await;
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office.ana.asks("GET", ROUTE).about(draft);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.policies, request).await
    })
    .await;
}
