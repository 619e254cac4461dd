//! Redelivered, shuffled and batched webhooks give one of each.

use std::collections::BTreeMap;

use baton_tests::story::{Customer, Stack, eventually, eventually_within};
use baton_tests::world;
use serde_json::{Value, json};

use crate::support::QUESTION;

const COPIES: usize = 5;
const CUSTOMERS: usize = 3;
const MESSAGES: usize = 4;

/// Any order but the given one.
fn shuffle<T>(items: &mut [T]) {
    for place in (1..items.len()).rev() {
        let other = usize::try_from(world::random() % (place as u64 + 1)).unwrap();
        items.swap(place, other);
    }
}

/// Parts into batches of one to seven.
fn batches<T: Clone>(mut items: &[T]) -> Vec<Vec<T>> {
    let mut batches = vec![];
    while !items.is_empty() {
        let size = usize::try_from(world::random() % 7 + 1)
            .unwrap()
            .min(items.len());
        batches.push(items[..size].to_vec());
        items = &items[size..];
    }
    batches
}

/// One change of a webhook: a list of messages or statuses on this connection.
fn change(by: &Customer, list: &str, item: &Value) -> Value {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": "15550009999",
            "phone_number_id": by.connection().phone_number_id,
        },
    });
    value[list] = json!([item]);
    json!({"field": "messages", "value": value})
}

#[tokio::test]
async fn each_webhook_five_times_shuffled_and_batched_gives_one_of_each() {
    let stack = Stack::attach();
    let first = stack.customer();

    // Somebody who has an answer whose statuses come in five times, too.
    stack.sandbox().fate(first.address(), &[]).await;
    first.writes(QUESTION).await;
    let answer = first.reads_something().await;
    let conversation = first.conversation_id().await;
    eventually("the answer to be sent", async || {
        let history = stack.messages(&conversation).await;
        (history[1]["status"] == "sent").then_some(())
    })
    .await;

    let customers: Vec<_> = (0..CUSTOMERS).map(|_| stack.customer()).collect();
    let now = world::now().as_second().to_string();
    let mut changes = vec![];
    for status in ["sent", "delivered", "read"] {
        changes.push(change(
            &first,
            "statuses",
            &json!({
                "id": answer.id, "status": status, "timestamp": now,
                "recipient_id": first.address(),
            }),
        ));
    }
    let mut written: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for customer in &customers {
        for n in 0..MESSAGES {
            let text = format!("{QUESTION} {n} {}", world::word());
            changes.push(change(
                customer,
                "messages",
                &json!({
                    "from": customer.address(), "id": format!("wamid.{}", world::word()),
                    "timestamp": now, "type": "text", "text": {"body": text},
                }),
            ));
            written.entry(customer.address()).or_default().push(text);
        }
    }
    let mut copies: Vec<Value> = (0..COPIES).flat_map(|_| changes.clone()).collect();
    shuffle(&mut copies);
    for batch in batches(&copies) {
        let entries: Vec<_> = batch
            .into_iter()
            .map(|change| json!({"id": "1", "changes": [change]}))
            .collect();
        let body = json!({"object": "whatsapp_business_account", "entry": entries});
        let answer = first.posts(&body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    let queue = stack.outputs().queue("inbound");
    let minute = std::time::Duration::from_mins(1);
    eventually_within(minute, "all of it to be dealt with", async || {
        let waiting = stack.aws().peek(queue).await;
        let ours = waiting.iter().any(|body| {
            customers
                .iter()
                .any(|customer| body.contains(customer.address()))
        });
        (!ours).then_some(())
    })
    .await;
    for (address, texts) in &written {
        let conversation = stack.conversation_of(address).await;
        let id = conversation["id"].as_str().unwrap();
        let history = eventually(&format!("everything from {address}"), async || {
            let history = stack.messages(id).await;
            let all = texts
                .iter()
                .all(|text| history.iter().any(|it| it["text"] == text.as_str()));
            all.then_some(history)
        })
        .await;
        let from_customer = history
            .iter()
            .filter(|it| it["author"]["kind"] == "customer");
        assert_eq!(from_customer.count(), MESSAGES, "{address}: {history:?}");
        let places: Vec<_> = history.iter().filter_map(|it| it["seq"].as_u64()).collect();
        let counted: Vec<_> = (1..=history.len() as u64).collect();
        assert_eq!(places, counted, "no gap and no double");
        let escalations = history.iter().filter(|it| it["author"]["kind"] == "system");
        assert!(escalations.count() <= 1, "{history:?}");
        sent_once(&stack, address).await;
    }
    eventually("the answer to be read", async || {
        let history = stack.messages(&conversation).await;
        (history[1]["status"] == "read").then_some(())
    })
    .await;
    assert_eq!(stack.messages(&conversation).await.len(), 2);
}

/// Each message that went out went out once: no two carry the same callback.
async fn sent_once(stack: &Stack, address: &str) {
    let sent = stack.sandbox().sent(address).await;
    let mut callbacks: Vec<_> = sent.iter().map(|it| it["callback"].to_string()).collect();
    assert!(
        callbacks.iter().all(|callback| callback != "null"),
        "{sent:?}"
    );
    callbacks.sort();
    let before = callbacks.len();
    callbacks.dedup();
    assert_eq!(callbacks.len(), before, "{address} got something twice");
}

#[tokio::test]
async fn what_the_business_wrote_from_its_phone_stands_there_once() {
    let stack = Stack::attach();
    let customer = stack.customer();
    let words = format!("From my phone {}", world::word());
    let echo = json!({
        "from": "15550009999", "to": customer.address(), "id": format!("wamid.{}", world::word()),
        "timestamp": world::now().as_second().to_string(), "type": "text", "text": {"body": words},
    });
    let mut change = change(&customer, "message_echoes", &echo);
    change["field"] = json!("smb_message_echoes");
    let body = json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [change, change]}, {"id": "1", "changes": [change]}],
    });
    for _ in 0..COPIES {
        assert_eq!(customer.posts(&body).await.status, 200);
    }
    customer.writes(QUESTION).await;
    let id = customer.conversation_id().await;
    stack.observer().await.sees(&id, QUESTION).await;
    let history = stack.messages(&id).await;
    let copies = history
        .iter()
        .filter(|message| message["text"] == words.as_str());
    assert_eq!(copies.count(), 1, "{history:?}");
    assert_eq!(
        customer.received().await,
        [],
        "the phone keeps the bot silent"
    );
}
