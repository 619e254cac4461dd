use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/policies/{id}";

async fn update(office: &Office, ask: Ask) -> Reply {
    handle(&office.policies, ask.request()).await.into()
}

fn refunds(version: u64) -> Value {
    json!({
        "version": version,
        "triggers": [{"name": "Money back", "when": {"kind": "keywords", "words": ["refund"]}}],
    })
}

#[tokio::test]
async fn a_lead_replaces_the_triggers_under_the_version_that_they_saw() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office.lea.asks("PUT", ROUTE).about(draft);
    let after = update(&office, ask.clone().saying(refunds(1)))
        .await
        .ok(200);
    assert_eq!(after["version"], 2);
    assert_eq!(after["triggers"][0]["name"], "Money back");
    assert_eq!(after["edited_by"]["name"], "Lea");

    let stale = update(&office, ask.clone().saying(refunds(1))).await;
    let problem = stale.problem(409, "stale-version");
    assert_eq!(problem["version"], 2);

    let id = after["triggers"][0]["id"].clone();
    let mut kept = refunds(2);
    kept["triggers"][0]["id"] = id.clone();
    kept["notes"] = json!("now with a note");
    let after = update(&office, ask.saying(kept)).await.ok(200);
    assert_eq!(after["triggers"][0]["id"], id);
    assert_eq!(after["notes"], "now with a note");
    let history = office
        .policies
        .policies
        .history(&office.lea.tenant, draft)
        .await
        .unwrap();
    assert_eq!(history.len(), 3);
}

#[tokio::test]
async fn a_trigger_calls_only_a_team_that_is_there() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let team = office.team(&office.lea, "Billing").await.to_string();
    let foreign = office.team(&office.zoe, "Billing").await.to_string();
    let ask = office.lea.asks("PUT", ROUTE).about(draft);
    let calling = |team: &str| {
        let mut body = refunds(1);
        body["triggers"][0]["group"] = json!(team);
        ask.clone().saying(body)
    };
    update(&office, calling(&foreign))
        .await
        .refuses(&[("triggers[0].group", "unknown_id")]);
    let after = update(&office, calling(&team)).await.ok(200);
    assert_eq!(after["triggers"][0]["group"], team);
}

#[tokio::test]
async fn of_two_who_saw_the_same_version_one_is_told() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office
        .lea
        .asks("PUT", ROUTE)
        .about(draft)
        .saying(refunds(1));
    let (one, other) = tokio::join!(update(&office, ask.clone()), update(&office, ask.clone()));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn what_is_live_is_not_changed() {
    let office = Office::open().await;
    let ask = office
        .lea
        .asks("PUT", ROUTE)
        .about("pol_00000000000000000000000000")
        .saying(refunds(0));
    let problem = update(&office, ask).await.problem(409, "policy-not-draft");
    assert_eq!(problem["policy_status"], "live");
}

#[tokio::test]
async fn what_was_thrown_away_is_not_changed() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    office.discards(draft).await;
    let ask = office.lea.asks("PUT", ROUTE).about(draft);
    let refused = update(&office, ask.saying(refunds(2))).await;
    let refused = refused.problem(409, "policy-not-draft");
    assert_eq!(refused["policy_status"], "discarded");
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named_and_agents_change_nothing() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    for (body, field, code) in [
        (json!({ "triggers": [] }), "version", "missing"),
        (json!({ "version": 1 }), "triggers", "missing"),
        (
            json!({ "version": 1, "triggers": [{"name": "a", "when": {"kind": "always"}}] }),
            "triggers[0].only",
            "needs_a_scope",
        ),
    ] {
        let ask = office.lea.asks("PUT", ROUTE).about(draft).saying(body);
        update(&office, ask).await.refuses(&[(field, code)]);
    }
    let ask = office
        .ana
        .asks("PUT", ROUTE)
        .about(draft)
        .saying(refunds(1));
    update(&office, ask).await.problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office
        .lea
        .asks("PUT", ROUTE)
        .about(draft)
        .saying(refunds(1));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.policies, request).await
    })
    .await;
}
