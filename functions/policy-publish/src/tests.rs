use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/policies/{id}/publish";

async fn publish(office: &Office, ask: Ask) -> Reply {
    handle(&office.policies, ask.request()).await.into()
}

fn refunds() -> Value {
    json!([{"name": "Money back", "when": {"kind": "keywords", "words": ["refund"]}}])
}

#[tokio::test]
async fn a_draft_goes_live_and_what_was_live_is_kept() {
    let office = Office::open().await;
    let draft = office.draft_with(refunds()).await;
    let ask = office.lea.asks("POST", ROUTE).about(draft);
    let said = json!({ "version": 1, "notes": "Go." });
    let live = publish(&office, ask.clone().saying(said)).await.ok(200);
    assert_eq!(live["status"], "live");
    assert_eq!(live["number"], 1);
    assert_eq!(live["published_by"]["name"], "Lea");
    assert_eq!(live["notes"], "Go.");
    assert_eq!(live["triggers"][0]["name"], "Money back");

    let again = publish(&office, ask).await.ok(200);
    assert_eq!(again, live, "publishing it again changes nothing");
    let tenant = &office.lea.tenant;
    let all = office.policies.policies.policies(tenant, 10, None).await;
    let statuses: Vec<_> = all
        .unwrap()
        .items
        .into_iter()
        .map(|version| (version.number, version.retired_at.is_some()))
        .collect();
    assert_eq!(statuses, [(Some(1), false), (Some(0), true)]);
    let history = office.policies.policies.history(tenant, draft).await;
    assert_eq!(history.unwrap().len(), 2);
}

#[tokio::test]
async fn of_two_leads_at_once_one_publishes_and_the_other_is_told_what_is_live() {
    let office = Office::open().await;
    let drafts = [
        office.draft_with(refunds()).await,
        office.draft_with(json!([])).await,
    ];
    let asks = drafts.map(|draft| office.lea.asks("POST", ROUTE).about(draft));
    let [one, other] = asks.clone();
    let (one, other) = tokio::join!(publish(&office, one), publish(&office, other));
    let (live, lost, loser) = if one.status == 200 {
        (one, other, 1)
    } else {
        (other, one, 0)
    };
    let live = live.ok(200);
    let problem = lost.problem(409, "policy-outdated");
    assert_eq!(problem["live"]["id"], live["id"]);
    assert_eq!(problem["live"]["number"], 1);
    assert_eq!(problem["live"]["published_by"]["name"], "Lea");

    // Having looked, the other one takes its place.
    let [first, second] = asks;
    let again = if loser == 0 { first } else { second };
    let knowing = again.saying(json!({ "replaces": live["id"] }));
    let next = publish(&office, knowing).await.ok(200);
    assert_eq!(next["number"], 2);
    assert_eq!(next["replaces"], live["id"]);
}

#[tokio::test]
async fn the_same_draft_published_twice_at_once_is_published_once() {
    let office = Office::open().await;
    let draft = office.draft_with(refunds()).await;
    let ask = office.lea.asks("POST", ROUTE).about(draft);
    let (one, other) = tokio::join!(publish(&office, ask.clone()), publish(&office, ask.clone()));
    assert_eq!(one.ok(200)["number"], 1);
    assert_eq!(other.ok(200)["number"], 1);
}

#[tokio::test]
async fn what_changed_or_was_live_once_is_not_published() {
    let office = Office::open().await;
    let draft = office.draft_with(refunds()).await;
    let ask = office.lea.asks("POST", ROUTE).about(draft);
    let stale = ask.clone().saying(json!({ "version": 7 }));
    let problem = publish(&office, stale).await.problem(409, "stale-version");
    assert_eq!(problem["version"], 1);
    publish(&office, ask).await.ok(200);
    let original = office
        .lea
        .asks("POST", ROUTE)
        .about("pol_00000000000000000000000000");
    let problem = publish(&office, original)
        .await
        .problem(409, "policy-not-draft");
    assert_eq!(problem["policy_status"], "retired");
    let gone = office.draft_with(refunds()).await;
    office.discards(gone).await;
    let ask = office.lea.asks("POST", ROUTE).about(gone);
    let problem = publish(&office, ask).await.problem(409, "policy-not-draft");
    assert_eq!(problem["policy_status"], "discarded");
    let by_an_agent = office.ana.asks("POST", ROUTE).about(draft);
    publish(&office, by_an_agent)
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let draft = office.draft_with(refunds()).await;
    let ask = office.lea.asks("POST", ROUTE).about(draft);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.policies, request).await
    })
    .await;
}
