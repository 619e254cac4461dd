//! What a tenant sets up for itself: texts that the next customer reads, canned replies, and what
//! the channels have to be told.

use baton_tests::story::{Agent, Answer, Company, Stack, eventually};
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};

/// What the evaluator hears as a request for a person.
const REQUEST: &str = "I want to talk to a human please";

async fn settings(agent: &Agent) -> Value {
    agent.gets("/v1/settings").await.expect(200)
}

async fn puts(agent: &Agent, settings: &Value) -> Answer {
    agent
        .asks(Method::PUT, "/v1/settings", Some(settings))
        .await
}

/// What to send so that all stays as it is.
fn as_they_are(settings: &Value) -> Value {
    let mut body = settings.clone();
    let fields = body.as_object_mut().unwrap();
    fields.remove("variables");
    fields.remove("history");
    body
}

/// New customers ask for a person until one reads these words: functions believe for a second what
/// they read.
async fn the_next_customer_reads(company: &Company, words: &str) {
    eventually(&format!("a customer who reads {words:?}"), async || {
        let customer = company.customer();
        customer.writes(REQUEST).await;
        let read = customer.reads_something().await;
        read.text.contains(words).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_changed_text_is_what_the_next_customer_reads() {
    let stack = Stack::attach();
    let company = stack.founds(100).await;
    let lead = company.hires("lead").await;
    let before = settings(&lead).await;
    let seen = before["version"].as_u64().unwrap();
    assert_eq!(before["variables"]["connecting"], json!(["wait_minutes"]));

    // Set before anybody wrote, every text is the new one.
    let word = world::word();
    let mut body = as_they_are(&before);
    body["texts"]["connecting"] = json!(format!("{word}: a person in {{wait_minutes}} minutes"));
    body["texts"]["now_speaking_with"] = json!(format!("{word}: {{agent_name}} is here"));
    body["texts"]["closing"] = json!(format!("{word}: bye from {{agent_name}}"));
    body["expected_wait_minutes"] = json!(7);
    let set: Value = puts(&lead, &body).await.expect(200);
    assert_eq!(set["version"], seen + 1);
    let now = settings(&lead).await;
    assert_eq!(as_they_are(&now), as_they_are(&set));
    let customer = company.customer();
    customer.writes(REQUEST).await;
    customer
        .reads(&format!("{word}: a person in 7 minutes"))
        .await;
    let entry = company.entry_for(&customer, &lead).await;
    lead.takes(&entry).await;
    customer
        .reads(&format!("{word}: {} is here", lead.name))
        .await;
    lead.closes(&entry).await;
    customer
        .reads(&format!("{word}: bye from {}", lead.name))
        .await;

    // Changed again, it is what the next customer reads.
    let again = format!("Again {}", world::word());
    let mut body = as_they_are(&set);
    body["texts"]["connecting"] = json!(again);
    let set: Value = puts(&lead, &body).await.expect(200);
    assert_eq!(set["version"], seen + 2);
    the_next_customer_reads(&company, &again).await;

    // What others changed in between is not undone, and what cannot be is named.
    let stale = puts(&lead, &body).await;
    stale.is_problem(409);
    assert_eq!(stale.json["version"], seen + 2);
    let mut wrong = as_they_are(&set);
    wrong["texts"]["closing"] = json!("Bye, {customer}");
    let wrong = puts(&lead, &wrong).await;
    wrong.is_problem(422);
    assert_eq!(wrong.json["errors"][0]["field"], "texts.closing");
    let now = settings(&lead).await;
    assert_eq!(as_they_are(&now), as_they_are(&set));
    let history = now["history"].as_array().unwrap();
    let last = history.last().unwrap();
    assert_eq!(last["version"], set["version"]);
    assert_eq!(last["by"]["id"], lead.id.as_str());
    assert_eq!(last["changed"][0]["setting"], "texts.connecting");
    assert_eq!(last["changed"][0]["to"], json!(again));
    let quota: Value = lead.gets("/v1/quota").await.expect(200);
    assert_eq!(quota["free"], 100, "what operators set stays");
}

#[tokio::test]
async fn canned_replies_are_written_by_leads_and_read_by_all() {
    let stack = Stack::attach();
    let company = stack.founds(1).await;
    let (lead, agent) = (company.hires("lead").await, company.hires("agent").await);
    let text = "Hello {contact_name}, I am {agent_name}.";
    let path = "/v1/canned-replies/hello";
    let put = async |by: &Agent, body: Value| by.asks(Method::PUT, path, Some(&body)).await;
    let new: Value = put(&lead, json!({"text": text})).await.expect(201);
    assert_eq!(new["updated_by"]["id"], lead.id.as_str());
    assert_eq!(agent.lists("/v1/canned-replies").await, [new]);
    let twice = put(&lead, json!({"text": text})).await;
    twice.is_problem(409);
    assert_eq!(twice.json["type"], "/problems/canned-reply-exists");
    let edit = json!({"text": "Hello!", "version": 1});
    let edited: Value = put(&lead, edit.clone()).await.expect(200);
    assert_eq!(edited["version"], 2);
    let stale = put(&lead, edit).await;
    stale.is_problem(409);
    assert_eq!(stale.json["version"], 2);
    put(&agent, json!({"text": text})).await.is_problem(403);
    for _ in 0..2 {
        let gone = lead.asks(Method::DELETE, path, None).await;
        assert_eq!(gone.status, 204, "{}", gone.text);
    }
    assert!(agent.lists("/v1/canned-replies").await.is_empty());
}

#[tokio::test]
async fn an_administrator_reads_what_the_channels_have_to_be_told() {
    let stack = Stack::attach();
    let admin = stack.agent_with_role("admin").await;
    let answer = admin.gets("/v1/connections").await;
    let list: Value = serde_json::from_str(&answer.text).unwrap();
    for known in &stack.outputs().connections {
        let items = list["items"].as_array().unwrap();
        let shown = items.iter().find(|it| it["id"] == known.id.as_str());
        let shown = shown.unwrap();
        assert_eq!(shown["channel"], known.channel.as_str());
        // Here the functions know the API by another port than this test does.
        let path = |url: &str| url.split_once("/_aws/").map(|(_, path)| path.to_owned());
        assert_eq!(
            shown["webhook_url"].as_str().and_then(path),
            known.webhook_url.as_deref().and_then(path)
        );
        let is_widget = known.channel == "widget";
        let key = is_widget.then_some(known.id.as_str());
        assert_eq!(shown["widget_key"], json!(key));
        assert_eq!(shown["address"].is_null(), is_widget, "{shown}");
        for secret in [&known.app_secret, &known.verify_token] {
            let secret = secret.as_deref().unwrap_or("-----");
            assert!(!answer.text.contains(secret));
        }
    }
    for role in ["agent", "lead"] {
        let other = stack.agent_with_role(role).await;
        other.gets("/v1/connections").await.is_problem(403);
    }
}
