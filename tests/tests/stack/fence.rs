//! One speaker: what the bot decided before somebody else took over never reaches the customer.

use baton_tests::story::{Stack, eventually};
use serde_json::json;

use crate::support::{QUESTION, answered, authors};

#[tokio::test]
async fn a_take_between_the_bots_decision_and_its_send_silences_the_bot() {
    let stack = Stack::attach();
    let agent = stack.agent_with_role("agent").await;
    let (customer, conversation) = answered(&stack).await;
    // What is held is nothing of the first answer's.
    stack.meter().is_quiet().await;
    let hold = stack
        .meter()
        .hold(&json!({
            "function": "deliver", "operation": "TransactWriteItems", "contains": thread(&conversation),
        }))
        .await;
    let before = customer.received().await.len();
    customer.writes(QUESTION).await;
    hold.has_caught_one().await;
    let history = stack.messages(&conversation).await;
    assert_eq!(
        authors(&history).last(),
        Some(&"bot"),
        "the bot has decided"
    );
    let decided = history.last().unwrap()["id"].clone();

    let entry = agent.escalates(&conversation).await;
    agent.takes(&entry).await;
    hold.release().await;

    customer.reads(&agent.name).await;
    let answer = eventually("the end of the bot's answer", async || {
        let history = stack.messages(&conversation).await;
        history
            .into_iter()
            .find(|message| message["id"] == decided && message["status"] != "accepted")
    })
    .await;
    assert_eq!(answer["status"], "failed", "{answer}");
    let received = customer.received().await;
    let after = received[before..]
        .iter()
        .map(|message| message.text.as_str());
    let bot = answer["text"].as_str().unwrap();
    assert!(
        after.clone().all(|text| text != bot),
        "{:?}",
        after.collect::<Vec<_>>()
    );
    agent.closes(&entry).await;
}

#[tokio::test]
async fn an_escalation_between_the_bots_reading_and_its_decision_silences_the_bot() {
    let stack = Stack::attach();
    let agent = stack.agent_with_role("agent").await;
    let (customer, conversation) = answered(&stack).await;
    // What is held is nothing of the first answer's.
    stack.meter().is_quiet().await;
    let hold = stack
        .meter()
        .hold(&json!({
            "function": "evaluate", "operation": "TransactWriteItems", "contains": thread(&conversation),
        }))
        .await;
    customer.writes(QUESTION).await;
    hold.has_caught_one().await;
    let entry = agent.escalates(&conversation).await;
    agent.takes(&entry).await;
    hold.release().await;

    agent.sees(&conversation, &agent.name).await;
    let history = eventually("the customer's second question", async || {
        let history = stack.messages(&conversation).await;
        let questions = history.iter().filter(|message| message["text"] == QUESTION);
        (questions.count() == 2).then_some(history)
    })
    .await;
    let bots = authors(&history)
        .into_iter()
        .filter(|author| *author == "bot");
    assert_eq!(
        bots.count(),
        1,
        "the bot answered before it was silenced and never after"
    );
    agent.closes(&entry).await;
}

#[tokio::test]
async fn words_from_the_businesss_own_phone_silence_the_bot() {
    let stack = Stack::attach();
    let (customer, conversation) = answered(&stack).await;
    // What is held is nothing of the first answer's.
    stack.meter().is_quiet().await;
    let hold = stack
        .meter()
        .hold(&json!({
            "function": "deliver", "operation": "TransactWriteItems", "contains": thread(&conversation),
        }))
        .await;
    let before = customer.received().await.len();
    customer.writes(QUESTION).await;
    hold.has_caught_one().await;
    stack
        .sandbox()
        .echo(&json!({
            "to": customer.address(), "text": "I will call you.",
            "phone_number_id": customer.connection().phone_number_id,
        }))
        .await;
    stack
        .observer()
        .await
        .sees(&conversation, "I will call you.")
        .await;
    hold.release().await;

    eventually("the end of the bot's answer", async || {
        let history = stack.messages(&conversation).await;
        let mut bots = history
            .iter()
            .filter(|message| message["author"]["kind"] == "bot");
        (bots.next_back()?["status"] == "failed").then_some(())
    })
    .await;
    assert_eq!(customer.received().await.len(), before);
    customer.writes(QUESTION).await;
    eventually("the customer's third question", async || {
        let history = stack.messages(&conversation).await;
        let questions = history.iter().filter(|message| message["text"] == QUESTION);
        (questions.count() == 3).then_some(())
    })
    .await;
    let history = stack.messages(&conversation).await;
    assert_eq!(
        authors(&history).last(),
        Some(&"customer"),
        "the phone keeps the conversation"
    );
}

/// The part that all keys of a conversation share.
fn thread(conversation_id: &str) -> &str {
    &conversation_id[conversation_id.len() - 16..]
}
