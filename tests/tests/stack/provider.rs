//! What the provider makes of sends.

use std::time::Duration;

use baton_tests::story::{Agent, Customer, Escalation, Stack, eventually_within};
use baton_tests::world;
use serde_json::{Value, json};

use crate::support::taken;

/// A retry waits for the queue's visibility timeout.
const WITH_RETRIES: Duration = Duration::from_secs(150);

struct Talk {
    stack: Stack,
    agent: Agent,
    customer: Customer,
    entry: Escalation,
}

/// An agent and a customer who talk, with no statuses but those that the test asks for.
async fn talk() -> Talk {
    let stack = Stack::attach();
    let agent = stack.agent_with_role("agent").await;
    let (customer, entry) = taken(&stack, &agent).await;
    stack.sandbox().fate(customer.address(), &[]).await;
    Talk {
        stack,
        agent,
        customer,
        entry,
    }
}

impl Talk {
    /// Replies with words of its own; answers them.
    async fn reply(&self) -> String {
        let words = format!("A reply {}", world::word());
        self.agent
            .replies(self.entry.conversation_id(), &words)
            .await;
        words
    }

    async fn fault(&self, mut fault: Value) {
        fault["to"] = json!(self.customer.address());
        self.stack.sandbox().fault(&fault).await;
    }

    /// Waits until the message with these words is in this status.
    async fn comes_to(&self, words: &str, status: &str) -> Value {
        let what = format!("{words:?} to be {status}");
        eventually_within(WITH_RETRIES, &what, async || {
            let history = self.stack.messages(self.entry.conversation_id()).await;
            history
                .into_iter()
                .find(|message| message["text"] == words && message["status"] == status)
        })
        .await
    }

    async fn provider_says(&self, status: &str) {
        let news = json!({"to": self.customer.address(), "status": status});
        self.stack.sandbox().status(&news).await;
    }

    /// How often the customer got these words.
    async fn copies(&self, words: &str) -> usize {
        let received = self.customer.received().await;
        received
            .iter()
            .filter(|message| message.text == words)
            .count()
    }

    async fn ends(&self) {
        self.agent.closes(&self.entry).await;
    }
}

#[tokio::test]
async fn a_lost_answer_is_uncertain_never_sent_again_and_settled_by_a_status() {
    let talk = talk().await;
    talk.fault(json!({"lost_answer": true})).await;
    let words = talk.reply().await;
    talk.comes_to(&words, "uncertain").await;
    assert_eq!(talk.copies(&words).await, 1);

    // Later messages still pass.
    let later = talk.reply().await;
    talk.comes_to(&later, "sent").await;
    assert_eq!(talk.copies(&words).await, 1, "never sent again");

    let uncertain = talk.customer.received().await;
    let uncertain = uncertain
        .iter()
        .find(|message| message.text == words)
        .unwrap();
    let news = json!({"id": uncertain.id, "status": "delivered"});
    talk.stack.sandbox().status(&news).await;
    talk.comes_to(&words, "delivered").await;
    talk.ends().await;
}

#[tokio::test]
async fn a_message_outside_the_window_fails_with_its_code_and_is_not_tried_again() {
    let talk = talk().await;
    talk.fault(json!({"code": 131_047, "times": 5})).await;
    let words = talk.reply().await;
    let message = talk.comes_to(&words, "failed").await;
    assert_eq!(message["error"]["provider_code"], 131_047, "{message}");
    let code = message["error"]["code"].as_str().unwrap();
    assert!(!code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    assert_eq!(talk.copies(&words).await, 0);
    talk.ends().await;
}

#[tokio::test]
async fn what_fails_after_it_was_taken_fails_with_its_code() {
    let talk = talk().await;
    let words = talk.reply().await;
    talk.comes_to(&words, "sent").await;
    let news = json!({"to": talk.customer.address(), "status": "failed", "code": 131_047});
    talk.stack.sandbox().status(&news).await;
    let message = talk.comes_to(&words, "failed").await;
    assert_eq!(message["error"]["provider_code"], 131_047, "{message}");
    talk.ends().await;
}

#[tokio::test]
async fn a_rate_limit_is_waited_out_and_the_message_sent_once() {
    let talk = talk().await;
    talk.fault(json!({"code": 130_429})).await;
    let words = talk.reply().await;
    talk.comes_to(&words, "sent").await;
    assert_eq!(talk.copies(&words).await, 1);
    talk.ends().await;
}

#[tokio::test]
async fn a_pair_rate_limit_keeps_the_order() {
    let talk = talk().await;
    talk.fault(json!({"code": 131_056})).await;
    let first = talk.reply().await;
    let second = talk.reply().await;
    talk.comes_to(&second, "sent").await;
    talk.comes_to(&first, "sent").await;
    let received = talk.customer.received().await;
    let place = |words: &str| received.iter().position(|message| message.text == words);
    assert!(place(&first) < place(&second), "{received:?}");
    assert_eq!(
        (talk.copies(&first).await, talk.copies(&second).await),
        (1, 1)
    );
    talk.ends().await;
}

#[tokio::test]
async fn a_slow_provider_is_waited_for() {
    let talk = talk().await;
    talk.fault(json!({"delay_ms": 1_500})).await;
    let words = talk.reply().await;
    talk.comes_to(&words, "sent").await;
    assert_eq!(talk.copies(&words).await, 1);
    talk.ends().await;
}

#[tokio::test]
async fn statuses_in_any_order_end_with_the_furthest() {
    let talk = talk().await;
    let words = talk.reply().await;
    talk.comes_to(&words, "sent").await;
    for status in ["read", "sent", "delivered", "read", "sent"] {
        talk.provider_says(status).await;
    }
    let read = talk.comes_to(&words, "read").await;
    let settled = talk.reply().await;
    talk.comes_to(&settled, "sent").await;
    talk.provider_says("delivered").await;
    talk.comes_to(&settled, "delivered").await;
    let history = talk.stack.messages(talk.entry.conversation_id()).await;
    let again = history
        .iter()
        .find(|message| message["id"] == read["id"])
        .unwrap();
    assert_eq!(again["status"], "read");
    talk.ends().await;
}

#[tokio::test]
async fn a_message_that_is_posted_again_is_sent_once() {
    let talk = talk().await;
    let words = format!("Once only {}", world::word());
    let body = json!({"client_message_id": world::word(), "text": words});
    let path = format!(
        "/v1/conversations/{}/messages",
        talk.entry.conversation_id()
    );
    let first = talk.agent.posts(&path, &body).await;
    let again = talk.agent.posts(&path, &body).await;
    assert_eq!(first.status, again.status);
    assert_eq!(first.json["id"], again.json["id"]);
    let other = json!({"client_message_id": body["client_message_id"], "text": "other words"});
    talk.agent.posts(&path, &other).await.is_problem(422);
    talk.comes_to(&words, "sent").await;
    let later = talk.reply().await;
    talk.comes_to(&later, "sent").await;
    assert_eq!(talk.copies(&words).await, 1);
    talk.ends().await;
}
