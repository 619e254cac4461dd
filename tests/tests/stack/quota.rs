//! The month's replies: told of, used up, filled again, and never one too many.

use baton_tests::story::{Agent, Company, Customer, Stack, eventually};
use baton_tests::world;
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::QUESTION;

/// What the seeded article says.
const ANSWER: &str = "pigeon";
/// What a customer is told where the bot may not answer.
const CANNOT: &str = "cannot answer by myself";

async fn is_answered(company: &Company) {
    let customer = company.customer();
    customer.writes(QUESTION).await;
    customer.reads(ANSWER).await;
}

async fn quota(agent: &Agent) -> Value {
    agent.gets("/v1/quota").await.expect(200)
}

/// Waits until this agent was told of this change, and answers how often.
async fn is_told(agent: &Agent, change: &str) -> usize {
    eventually(
        &format!("{} to be told of {change}", agent.name),
        async || {
            let all = agent.notifications().await;
            let of_it = all.iter().filter(|told| told["change"] == change).count();
            (of_it > 0).then_some(of_it)
        },
    )
    .await
}

#[tokio::test]
async fn administrators_are_told_and_at_nothing_left_customers_hear_the_truth() {
    let stack = Stack::attach();
    let company = stack.founds(5).await;
    let (admin, lead) = (company.hires("admin").await, company.hires("lead").await);
    for _ in 0..3 {
        is_answered(&company).await;
    }
    assert_eq!(
        admin.notifications().await.len(),
        0,
        "60 per cent are no news"
    );
    is_answered(&company).await;
    assert_eq!(is_told(&admin, "quota_low").await, 1);
    is_answered(&company).await;
    assert_eq!(is_told(&admin, "quota_exhausted").await, 1);
    let letters = eventually("both letters", async || {
        let letters = stack.letters_to(&admin.email).await;
        (letters.len() >= 2).then_some(letters)
    })
    .await;
    assert_eq!(letters.len(), 2);

    let customer = company.customer();
    customer.writes(QUESTION).await;
    customer.reads(CANNOT).await;
    let entry = company.entry_for(&customer, &lead).await;
    let detail = lead.opens(&entry).await;
    assert_eq!(detail["reason"], "policy");
    assert_eq!(detail["reason_text"], "The month's AI replies are used up.");
    assert_eq!(detail["assessment"]["rule"], "quota_exhausted");
    let left = quota(&lead).await;
    assert_eq!((&left["used"], &left["remaining"]), (&json!(5), &json!(0)));
    assert_eq!(
        (&left["percent"], &left["exhausted"]),
        (&json!(100), &json!(true))
    );

    // A person is there for who asks, and what people do is free.
    let other = company.customer();
    other.writes("I want to talk to a human please").await;
    other.reads("I am connecting you with a person").await;
    let request = company.entry_for(&other, &lead).await;
    assert_eq!(lead.opens(&request).await["reason"], "customer_request");
    lead.takes(&request).await;
    let words = format!("Here I am {}", world::word());
    lead.replies(request.conversation_id(), &words).await;
    other.reads(&words).await;

    // A pack, and the bot goes on where it stopped; once, however often the request comes.
    for _ in 0..2 {
        let added = adds_pack(&admin, 10, "one").await;
        assert_eq!(
            (&added["packs_left"], &added["remaining"]),
            (&json!(10), &json!(10))
        );
    }
    is_answered(&company).await;
    assert_eq!(quota(&lead).await["remaining"], 9);
    for told in lead.notifications().await {
        let change = told["change"].as_str().unwrap();
        assert!(!change.starts_with("quota"), "only administrators are told");
    }
}

async fn adds_pack(admin: &Agent, replies: u64, key: &str) -> Value {
    let body = json!({"replies": replies});
    let headers = [("idempotency-key", key)];
    let answer = admin
        .asks_with(Method::POST, "/v1/quota/packs", Some(&body), &headers)
        .await;
    answer.expect(201)
}

#[tokio::test]
async fn of_many_customers_at_once_as_many_are_answered_as_replies_are_left() {
    let stack = Stack::attach();
    let company = stack.founds(3).await;
    let lead = company.hires("lead").await;
    let customers: Vec<Customer> = (0..8).map(|_| company.customer()).collect();
    join_all(customers.iter().map(|customer| customer.writes(QUESTION))).await;
    let heard = join_all(customers.iter().map(Customer::reads_something)).await;
    let answered = heard.iter().filter(|it| it.text.contains(ANSWER)).count();
    let refused = heard.iter().filter(|it| it.text.contains(CANNOT)).count();
    assert_eq!((answered, refused), (3, 5));
    assert_eq!(quota(&lead).await["used"], 3);
}

#[tokio::test]
async fn agents_see_no_account_and_only_administrators_fill_it() {
    let stack = Stack::attach();
    let company = stack.founds(3).await;
    for (role, sees, fills) in [("agent", 403, 403), ("lead", 200, 403), ("admin", 200, 201)] {
        let agent = company.hires(role).await;
        assert_eq!(agent.gets("/v1/quota").await.status, sees, "{role}");
        let pack = json!({"replies": 1});
        let filled = agent.posts("/v1/quota/packs", &pack).await;
        assert_eq!(filled.status, fills, "{role}: {}", filled.text);
    }
    let stranger = stack.foreign_agent("admin").await;
    assert_ne!(quota(&stranger).await["packs_left"], 1);
}
