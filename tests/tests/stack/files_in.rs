//! Files that come with messages are kept, whatever the provider makes of it.

use baton_tests::story::{Answer, Customer, Stack, eventually};
use baton_tests::world;
use serde_json::{Value, json};

use crate::support::answered;

/// What the agents see of a file that this customer sends with a caption of its own.
async fn arrives(stack: &Stack, customer: &Customer, file: &Value) -> Value {
    let caption = world::word();
    customer.sends_file(file, &caption).await;
    let conversation = customer.conversation_id().await;
    stack.observer().await.sees(&conversation, &caption).await
}

/// What an agent who wants to see a message's file is answered.
async fn asked_for(stack: &Stack, message: &Value) -> Answer {
    let (conversation, seq) = (
        message["conversation_id"].as_str().unwrap(),
        &message["seq"],
    );
    let path = format!("/v1/conversations/{conversation}/messages/{seq}/file");
    stack.observer().await.gets(&path).await
}

async fn goes_wrong(stack: &Stack, customer: &Customer, mut fault: Value) {
    fault["to"] = json!(customer.address());
    stack.sandbox().fault(&fault).await;
}

#[tokio::test]
async fn a_picture_is_kept_as_it_was_sent_and_read_once_however_often_it_is_ordered() {
    let stack = Stack::attach();
    let customer = stack.customer();
    let caption = world::word();
    let sent = customer.sends_picture(&caption).await;
    let conversation = customer.conversation_id().await;
    let message = stack.observer().await.sees(&conversation, &caption).await;
    assert_eq!(message["kind"], "image");
    let kept = stack.keeps_file(&message).await;
    assert!(kept.bytes == sent.bytes, "{} bytes", kept.bytes.len());
    assert_eq!(kept.mime_type, "image/png");
    assert_eq!(kept.lost, None);
    let link: Value = asked_for(&stack, &message).await.expect(200);
    let url = link["url"].as_str().unwrap();
    let read = stack.http().get(url).send().await.unwrap();
    assert!(read.bytes().await.unwrap() == sent.bytes);

    let queue = stack.outputs().queue("files");
    let order = json!({
        "tenant_id": stack.outputs().tenant_id, "conversation_id": conversation,
        "connection_id": customer.connection().id, "channel": "whatsapp",
        "message_id": message["id"], "media": {"id": message["media"]["id"]},
    });
    for _ in 0..2 {
        let again = json!({"QueueUrl": queue, "MessageBody": order.to_string()});
        let _: Value = stack.aws().sqs("SendMessage", &again).await.expect(200);
    }
    eventually("the orders to be carried out", async || {
        let waiting = stack.aws().peek(queue).await;
        let id = message["id"].as_str().unwrap();
        (!waiting.iter().any(|body| body.contains(id))).then_some(())
    })
    .await;
    let files = customer.files().await;
    assert_eq!(files[0]["downloads"], 1, "{files:?}");
    assert!(stack.keeps_file(&message).await == kept);
}

#[tokio::test]
async fn a_document_keeps_its_name_and_what_a_browser_would_run_its_bytes_alone() {
    let stack = Stack::attach();
    let customer = stack.customer();
    for (mime_type, filename, kept_as) in [
        ("application/pdf", "Rechnung März.pdf", "application/pdf"),
        ("text/html", "page.html", "application/octet-stream"),
    ] {
        let file = json!({"size": 700, "mime_type": mime_type, "filename": filename});
        let message = arrives(&stack, &customer, &file).await;
        assert_eq!(message["kind"], "document");
        let kept = stack.keeps_file(&message).await;
        assert_eq!(kept.mime_type, kept_as);
        assert_eq!(kept.bytes.len(), 700);
        let name = kept.filename.unwrap();
        assert_eq!(name, filename.replace(' ', "%20").replace('ä', "%C3%A4"));
    }
}

#[tokio::test]
async fn what_was_sent_from_the_businesss_phone_is_kept_too() {
    let stack = Stack::attach();
    let (customer, conversation) = answered(&stack).await;
    let caption = world::word();
    let echo = json!({
        "to": customer.address(), "text": caption,
        "phone_number_id": customer.connection().phone_number_id,
        "file": {"size": 1_000, "mime_type": "image/jpeg"},
    });
    let answer = stack.sandbox().echo(&echo).await;
    assert_eq!(answer["webhook"]["status"], 200, "{answer}");
    let message = stack.observer().await.sees(&conversation, &caption).await;
    assert_eq!(message["author"]["kind"], "agent");
    let kept = stack.keeps_file(&message).await;
    assert_eq!(kept.bytes.len(), 1_000);
    assert_eq!(kept.mime_type, "image/jpeg");
}

#[tokio::test]
async fn what_cannot_be_had_is_noted_with_its_reason() {
    let stack = Stack::attach();
    let customer = stack.customer();
    for (file, why) in [
        (json!({"size": 9, "expired": true}), "expired"),
        (
            json!({"size": 17_000_000, "mime_type": "application/pdf", "filename": "all.pdf"}),
            "too_large",
        ),
    ] {
        let message = arrives(&stack, &customer, &file).await;
        let kept = stack.keeps_file(&message).await;
        assert_eq!(kept.lost.as_deref(), Some(why));
        assert_eq!(kept.bytes, why.as_bytes(), "none of the file's");
        let gone = asked_for(&stack, &message).await;
        gone.is_problem(410);
        assert_eq!(gone.json["type"], "/problems/file-lost");
    }
    let files = customer.files().await;
    assert!(files.iter().all(|file| file["downloads"] == 0), "{files:?}");
}

#[tokio::test]
async fn a_provider_in_trouble_is_asked_again_until_the_file_is_there() {
    let stack = Stack::attach();
    let customer = stack.customer();
    let down = json!({"on": "lookup", "status": 500, "code": 131_016});
    goes_wrong(&stack, &customer, down).await;
    let spoiled = json!({"on": "download", "spoiled": true});
    goes_wrong(&stack, &customer, spoiled).await;
    let message = arrives(&stack, &customer, &json!({"size": 5_000})).await;
    let kept = stack.keeps_file(&message).await;
    assert_eq!(kept.lost, None);
    assert_eq!(&kept.bytes[..4], [0, 1, 2, 3], "as it was sent");
    let files = customer.files().await;
    let times = |what: &str| files[0][what].as_u64().unwrap_or_default();
    // A machine that was too busy for an answer asks once more.
    assert!(times("lookups") >= 3, "{files:?}");
    assert!(times("downloads") >= 2, "{files:?}");
}

#[tokio::test]
async fn a_message_does_not_wait_for_its_file() {
    let stack = Stack::attach();
    let customer = stack.customer();
    let slow = json!({"on": "download", "delay_ms": 6_000});
    goes_wrong(&stack, &customer, slow).await;
    let message = arrives(&stack, &customer, &json!({"size": 5_000})).await;
    assert!(stack.looks_for_file(&message).await.is_none());
    let early = asked_for(&stack, &message).await;
    early.is_problem(409);
    assert!(early.headers.contains_key("retry-after"));
    assert_eq!(stack.keeps_file(&message).await.bytes.len(), 5_000);
}
