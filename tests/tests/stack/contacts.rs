//! What a company knows of its customers, and who meets a trigger by it.

use baton_tests::story::{Agent, Company, Customer, Escalation, Stack, eventually};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::QUESTION;

/// What the seeded article says.
const ANSWER: &str = "pigeon";

/// The company calls a person for whatever its best customers write.
async fn puts_best_customers_first(lead: &Agent) {
    let begun = lead.posts("/v1/policies", &json!({})).await.expect(201);
    let mut triggers = vec![json!({
        "name": "Best customers", "when": {"kind": "always"},
        "only": {"attributes": {"tier": ["vip"]}}, "urgency": "high",
    })];
    triggers.extend(begun["triggers"].as_array().unwrap().iter().cloned());
    let path = format!("/v1/policies/{}", begun["id"].as_str().unwrap());
    let edit = json!({ "version": begun["version"], "triggers": triggers });
    let _: Value = lead.asks(Method::PUT, &path, Some(&edit)).await.expect(200);
    let path = format!("{path}/publish");
    let _: Value = lead.posts(&path, &json!({})).await.expect(200);
}

/// The customer's conversation, once there is one.
async fn conversation_of(lead: &Agent, customer: &Customer) -> Value {
    let what = format!("the conversation of {}", customer.name());
    eventually(&what, async || {
        let list = lead.lists("/v1/conversations?limit=100").await;
        list.into_iter()
            .find(|it| it["contact"]["address"] == customer.address())
    })
    .await
}

/// What stands in the queue for this customer now.
async fn entry_of(lead: &Agent, customer: &Customer) -> Option<Escalation> {
    let list = lead.lists("/v1/escalations?limit=100").await;
    list.into_iter()
        .find(|entry| entry["contact"]["address"] == customer.address())
        .map(Escalation)
}

async fn is_answered(company: &Company) -> Customer {
    let customer = company.customer();
    customer.writes(QUESTION).await;
    customer.reads(ANSWER).await;
    customer
}

async fn says(lead: &Agent, contact: &str, attributes: &Value) -> Value {
    let path = format!("/v1/contacts/{contact}");
    let change = json!({ "attributes": attributes });
    lead.asks(Method::PATCH, &path, Some(&change))
        .await
        .expect(200)
}

/// The lead says so, and whoever looks at the conversation hears of it.
async fn is_made_vip(lead: &Agent, customer: &Customer) -> String {
    let conversation = conversation_of(lead, customer).await;
    let id = conversation["id"].as_str().unwrap();
    let contact = conversation["contact"]["id"].as_str().unwrap();
    let dashboard = lead.dashboard().await;
    dashboard.watches(id).await;
    let known = says(lead, contact, &json!({ "tier": "vip" })).await;
    assert_eq!(known["verified"], json!({ "tier": "vip" }));
    assert_eq!(known["told"]["tier"]["by"]["id"], lead.id.as_str());
    let version = conversation["version"].as_u64().unwrap();
    dashboard
        .hears("that more is known", |frame| {
            frame["type"] == "conversation.updated"
                && frame["id"] == id
                && frame["version"].as_u64().is_some_and(|it| it > version)
        })
        .await;
    contact.to_owned()
}

#[tokio::test]
async fn a_contact_made_vip_meets_the_trigger_and_an_unmarked_one_does_not() {
    let stack = Stack::attach();
    let company = stack.founds(100).await;
    let lead = company.hires("lead").await;
    puts_best_customers_first(&lead).await;

    // Functions believe for a second what they read: whoever is called for another reason came before that.
    let (vip, contact, entry) = eventually("a person for a best customer", async || {
        let vip = is_answered(&company).await;
        let contact = is_made_vip(&lead, &vip).await;
        vip.writes("hello").await;
        vip.reads_something().await;
        let entry = entry_of(&lead, &vip).await?;
        (entry.0["reason"] == "policy").then_some((vip, contact, entry))
    })
    .await;
    let opened = lead.opens(&entry).await;
    assert_eq!(opened["reason"], "policy");
    assert_eq!(opened["assessment"]["matches"][0]["name"], "Best customers");
    assert_eq!(opened["handoff"]["contact"]["verified"]["tier"], "vip");

    let other = is_answered(&company).await;
    assert!(entry_of(&lead, &other).await.is_none());

    // Taken away again, it is the bot who answers.
    lead.takes(&entry).await;
    let known = says(&lead, &contact, &json!({ "tier": null })).await;
    assert_eq!(known["verified"], json!({}));
    let held = lead.opens(&entry).await;
    assert_eq!(held["assignee"]["id"], lead.id.as_str());
    lead.returns_to_bot(&entry).await;
    vip.writes(QUESTION).await;
    vip.reads(ANSWER).await;
    lead.leaves().await;
}
