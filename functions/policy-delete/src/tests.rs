use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::ports::PolicyStatus;
use baton_domain::PolicyId;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/policies/{id}";

fn deletion(office: &Office, id: PolicyId, version: u64) -> Ask {
    let ask = office.lea.asks("DELETE", ROUTE).about(id);
    ask.with("version", version)
}

async fn delete(office: &Office, ask: Ask) -> Reply {
    handle(&office.policies, ask.request()).await.into()
}

async fn status(office: &Office, id: PolicyId) -> PolicyStatus {
    let policies = &office.policies.policies;
    let found = policies.policy(&office.lea.tenant, id).await;
    found.unwrap().unwrap().status
}

#[tokio::test]
async fn a_lead_throws_away_the_draft_that_they_saw() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let stale = delete(&office, deletion(&office, draft, 2)).await;
    assert_eq!(stale.problem(409, "stale-version")["version"], 1);
    let unseen = office.lea.asks("DELETE", ROUTE).about(draft);
    delete(&office, unseen).await.names("version");
    assert_eq!(status(&office, draft).await, PolicyStatus::Draft);

    let gone = delete(&office, deletion(&office, draft, 1)).await;
    assert_eq!(gone.ok(204), Value::Null);
    assert_eq!(status(&office, draft).await, PolicyStatus::Discarded);
    let again = delete(&office, deletion(&office, draft, 1)).await;
    assert_eq!(again.ok(204), Value::Null, "the answer may have been lost");
    let changes = office.policies.policies.history(&office.lea.tenant, draft);
    assert_eq!(
        changes.await.unwrap().len(),
        2,
        "begun, and thrown away once"
    );
}

#[tokio::test]
async fn what_is_live_stays() {
    let office = Office::open().await;
    let live = office.policies.policies.live(&office.lea.tenant).await;
    let live = live.unwrap();
    let ask = deletion(&office, live.id, live.version.0);
    let refused = delete(&office, ask).await.problem(409, "policy-not-draft");
    assert_eq!(refused["policy_status"], "live");
}

#[tokio::test]
async fn agents_and_strangers_throw_nothing_away() {
    let office = Office::open().await;
    let draft = office.draft_with(json!([])).await;
    let ask = office.ana.asks("DELETE", ROUTE).about(draft);
    let reply = delete(&office, ask.with("version", 1)).await;
    reply.problem(403, "forbidden");
    refuses_strangers(deletion(&office, draft, 1), &office.zoe, async |request| {
        handle(&office.policies, request).await
    })
    .await;
    assert_eq!(status(&office, draft).await, PolicyStatus::Draft);
}
