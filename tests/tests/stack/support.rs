//! Situations that many stories begin in.

use baton_tests::story::{Agent, Customer, Escalation, Stack};
use serde_json::Value;

/// What the seeded articles answer.
pub(crate) const QUESTION: &str = "where is my parcel?";

/// What no bot may answer.
pub(crate) const COMPLAINT: &str = "this is a complaint, I want a refund and a real person";

/// A customer who asked for a person, and what stands in the queue for them.
pub(crate) async fn escalated(stack: &Stack) -> (Customer, Escalation) {
    let customer = stack.customer();
    customer.writes(COMPLAINT).await;
    let entry = stack.queue_entry_for(&customer).await;
    (customer, entry)
}

/// A customer whom this agent has in hand.
pub(crate) async fn taken(stack: &Stack, agent: &Agent) -> (Customer, Escalation) {
    let (customer, entry) = escalated(stack).await;
    agent.takes(&entry).await;
    customer.reads(&agent.name).await;
    (customer, entry)
}

/// Ends an escalation, whoever has it.
pub(crate) async fn ends(stack: &Stack, entry: &Escalation) {
    stack.agent_with_role("lead").await.closes(entry).await;
}

/// A customer whom the bot has answered once, and the conversation.
pub(crate) async fn answered(stack: &Stack) -> (Customer, String) {
    let customer = stack.customer();
    customer.writes(QUESTION).await;
    customer.reads_something().await;
    let conversation_id = customer.conversation_id().await;
    (customer, conversation_id)
}

/// The kinds of author, in order.
pub(crate) fn authors(history: &[Value]) -> Vec<&str> {
    let kinds = history.iter().map(|message| &message["author"]["kind"]);
    kinds.filter_map(Value::as_str).collect()
}

/// The words of those messages that this kind of author wrote.
pub(crate) fn words_of<'a>(history: &'a [Value], author: &str) -> Vec<&'a str> {
    history
        .iter()
        .filter(|message| message["author"]["kind"] == author)
        .filter_map(|message| message["text"].as_str())
        .collect()
}
