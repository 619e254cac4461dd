//! Who works here and in which teams; how customers are found again; what agents have read.

use baton_tests::story::{Agent, Stack, eventually};
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{COMPLAINT, ends, taken};

async fn patches(agent: &Agent, path: &str, body: &Value) -> baton_tests::story::Answer {
    agent.asks(Method::PATCH, path, Some(body)).await
}

/// A group that a lead makes in the company.
async fn makes_group(lead: &Agent, name: &str) -> Value {
    let body = json!({"name": name});
    lead.posts("/v1/groups", &body).await.expect(201)
}

async fn colleague(by: &Agent, id: &str) -> Value {
    let list = by.lists("/v1/agents").await;
    list.into_iter().find(|agent| agent["id"] == id).unwrap()
}

#[tokio::test]
async fn a_lead_arranges_teams_and_everybody_sees_it() {
    let stack = Stack::attach();
    let company = stack.founds(5).await;
    let (agent, lead) = (company.hires("agent").await, company.hires("lead").await);
    assert_eq!(agent.lists("/v1/groups").await, Vec::<Value>::new());

    let returns = makes_group(&lead, "Returns").await;
    makes_group(&lead, "Billing").await;
    let taken = lead.posts("/v1/groups", &json!({"name": "RETURNS"})).await;
    taken.is_problem(409);
    let path = format!("/v1/groups/{}", returns["id"].as_str().unwrap());
    let renamed = json!({"version": 1, "name": "Money back"});
    let after = patches(&lead, &path, &renamed).await.expect(200);
    assert_eq!(
        (&after["name"], &after["version"]),
        (&json!("Money back"), &json!(2))
    );
    let stale = patches(&lead, &path, &renamed).await;
    stale.is_problem(409);
    assert_eq!(stale.json["version"], 2);
    let groups = agent.lists("/v1/groups").await;
    let names: Vec<_> = groups.iter().map(|group| &group["name"]).collect();
    assert_eq!(names, ["Billing", "Money back"]);

    let heard = agent.dashboard().await;
    let path = format!("/v1/agents/{}", agent.id);
    let change = json!({"capacity": 7, "group_ids": [returns["id"]]});
    let after = patches(&lead, &path, &change).await.expect(200);
    assert_eq!(colleague(&agent, &agent.id).await, after);
    assert_eq!(after["group_ids"], json!([returns["id"]]));
    heard
        .hears("of the capacity", |frame| {
            frame["type"] == "agent.presence" && frame["data"]["capacity"] == 7
        })
        .await;

    let foreign = json!({"group_ids": [stack.outputs().group().id]});
    patches(&lead, &path, &foreign).await.is_problem(422);
    for (path, body) in [
        (path.as_str(), &change),
        ("/v1/groups", &json!({"name": "Mine"})),
    ] {
        let method = if path == "/v1/groups" {
            Method::POST
        } else {
            Method::PATCH
        };
        agent.asks(method, path, Some(body)).await.is_problem(403);
    }
}

#[tokio::test]
async fn an_escalation_goes_only_to_a_group_that_is_there() {
    let stack = Stack::attach();
    let agent = stack.agent_with_role("agent").await;
    let (_customer, entry) = taken(&stack, &agent).await;
    let nowhere = json!({"group_id": "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV"});
    let refused = agent.tries("transfer", &entry, &nowhere).await;
    refused.is_problem(422);
    assert_eq!(refused.json["errors"][0]["field"], "group_id");
    let group = &stack.outputs().group().id;
    let moved = agent
        .tries("transfer", &entry, &json!({"group_id": group}))
        .await;
    assert_eq!(moved.expect(200)["group"], group.as_str());
    ends(&stack, &entry).await;
}

#[tokio::test]
async fn a_customer_is_found_by_name_and_by_number_and_by_who_has_them() {
    let stack = Stack::attach();
    let agent = stack.agent_with_role("lead").await;
    let (customer, entry) = taken(&stack, &agent).await;
    let finds = async |query: &[(&str, &str)]| {
        let url = format!(
            "{}/v1/conversations",
            stack.outputs().api_url.trim_end_matches('/')
        );
        let request = stack
            .http()
            .get(url)
            .query(query)
            .bearer_auth(agent.token());
        let found = baton_tests::story::Answer::to(request).await.expect(200);
        found["items"].to_string().contains(entry.conversation_id())
    };
    let address = customer.address();
    let spaced = format!("+{} {}", &address[..4], &address[4..]);
    let name = customer.name().to_uppercase();
    for q in [address, &address[3..], &spaced, &name] {
        assert!(finds(&[("q", q)]).await, "{q}");
        assert!(finds(&[("q", q), ("agent", &agent.id)]).await, "{q}");
    }
    assert!(!finds(&[("q", &world::word())]).await);
    assert!(!finds(&[("q", address), ("agent", "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV")]).await);
    ends(&stack, &entry).await;
    assert!(!finds(&[("q", address), ("agent", &agent.id)]).await);
}

#[tokio::test]
async fn what_an_agent_has_read_stays_read() {
    let stack = Stack::attach();
    let company = stack.founds(5).await;
    let lead = company.hires("lead").await;
    let customer = company.customer();
    customer.writes(COMPLAINT).await;
    let entry = company.entry_for(&customer, &lead).await;
    let told = eventually("a notification of the escalation", async || {
        let told = lead.notifications().await;
        let of_it = |each: &&Value| each["escalation_id"] == entry.id();
        told.iter().find(of_it).cloned()
    })
    .await;
    let marks = json!({"up_to": told["id"]});
    let mut times = vec![];
    for _ in 0..2 {
        let path = "/v1/me/notifications/read";
        let answer = lead.asks(Method::PUT, path, Some(&marks)).await;
        assert_eq!(answer.status, 204, "{}", answer.text);
        let after = lead.notifications().await;
        let read = after.iter().find(|each| each["id"] == told["id"]).unwrap();
        assert_eq!(read["read"], true);
        assert!(read["read_at"].is_string(), "{read}");
        times.push(read["read_at"].clone());
    }
    assert_eq!(times[0], times[1]);
}

#[tokio::test]
async fn an_agent_says_whether_they_want_letters() {
    let stack = Stack::attach();
    let company = stack.founds(5).await;
    let agent = company.hires("agent").await;
    for wanted in [true, false] {
        let change = json!({"email_notifications": wanted});
        let me = patches(&agent, "/v1/me", &change).await.expect(200);
        assert_eq!(me["email_notifications"], wanted);
        assert_eq!(agent.gets("/v1/me").await.expect(200), me);
    }
}
