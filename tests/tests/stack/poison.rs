//! What nobody can read ends apart, and nobody waits for it.

use std::time::Duration;

use baton_tests::story::{Stack, eventually_within};
use baton_tests::world;
use serde_json::{Value, json};

use crate::support::QUESTION;

/// Five receives, each hidden for some seconds, and the local poller takes turns.
const UNTIL_GIVEN_UP: Duration = Duration::from_mins(4);

#[tokio::test]
async fn poison_ends_in_the_dead_letters_while_others_are_served() {
    let stack = Stack::attach();
    let queue = stack.outputs().queue("inbound");
    let marker = world::word();
    for (n, body) in [
        format!("not even JSON {marker}"),
        json!({"tenant_id": "nobody", "what": marker}).to_string(),
    ]
    .into_iter()
    .enumerate()
    {
        let sent = stack
            .aws()
            .sqs(
                "SendMessage",
                &json!({
                    "QueueUrl": queue, "MessageBody": body,
                    "MessageGroupId": format!("poison-{marker}-{n}"),
                    "MessageDeduplicationId": format!("{marker}-{n}"),
                }),
            )
            .await;
        let _: Value = sent.expect(200);
    }
    let customer = stack.customer();
    customer.writes(QUESTION).await;
    customer.reads_something().await;
    let waiting = stack.aws().peek(queue).await;
    let poison = waiting.iter().filter(|body| body.contains(&marker)).count();
    println!("the customer was answered with {poison} poison messages still in the queue");

    let dead = stack.outputs().queue("inbound_dead");
    eventually_within(UNTIL_GIVEN_UP, "both among the dead letters", async || {
        let bodies = stack.aws().peek(dead).await;
        let found = bodies.iter().filter(|body| body.contains(&marker)).count();
        (found == 2).then_some(())
    })
    .await;
    customer.writes(QUESTION).await;
    customer.reads_something().await;
}
