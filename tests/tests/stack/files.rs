//! Files: uploaded by who sends them, fetched by the provider, read by who may see the message.

use baton_tests::story::{Answer, Stack, eventually};
use baton_tests::world;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::taken;

/// The smallest PNG picture, and bytes behind it that make it one of its own.
fn picture() -> Vec<u8> {
    const PNG: [u8; 67] = [
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
        0, 0, 0, 58, 126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 218, 99, 104, 0, 0, 0, 130, 0,
        129, 218, 69, 8, 59, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ];
    let mut bytes = PNG.to_vec();
    bytes.extend(world::word().bytes());
    bytes
}

fn described(bytes: &[u8]) -> Value {
    json!({"filename": "Straße 1.png", "mime_type": "image/png", "size": bytes.len()})
}

fn id(created: &Value) -> &str {
    created["id"].as_str().unwrap()
}

/// Sends these bytes where a file was promised room, with the headers that were named but for
/// these.
async fn uploads(stack: &Stack, created: &Value, bytes: &[u8], but: &[(&str, &str)]) -> Answer {
    let upload = &created["upload"];
    assert_eq!(upload["method"], "PUT");
    let mut request = stack.http().put(upload["url"].as_str().unwrap());
    for (name, value) in upload["headers"].as_object().unwrap() {
        let other = but.iter().find(|(other, _)| other == name);
        let value = other.map_or(value.as_str().unwrap(), |(_, value)| value);
        request = request.header(name, value);
    }
    Answer::to(request.body(bytes.to_vec())).await
}

/// The bytes that a link leads to.
async fn reads(stack: &Stack, link: &Value) -> Vec<u8> {
    let url = link["url"].as_str().unwrap();
    let answer = stack.http().get(url).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "image/png");
    answer.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn an_agents_picture_is_fetched_by_whatsapp_as_it_was_uploaded() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (customer, entry) = taken(&stack, &ana).await;
    let conversation = format!("/v1/conversations/{}", entry.conversation_id());
    let (files, messages) = (
        format!("{conversation}/files"),
        format!("{conversation}/messages"),
    );
    let bytes = picture();
    let created: Value = ana.posts(&files, &described(&bytes)).await.expect(201);
    let media = json!({"file_id": id(&created), "caption": "Is it this one?"});
    let message = json!({"client_message_id": world::word(), "media": media});
    let early = ana.posts(&messages, &message).await;
    early.is_problem(422);
    assert_eq!(early.json["errors"][0]["field"], "media.file_id");

    let uploaded = uploads(&stack, &created, &bytes, &[]).await;
    assert_eq!(uploaded.status, 200, "{}", uploaded.text);
    let sent: Value = ana.posts(&messages, &message).await.expect(201);
    assert_eq!(sent["kind"], "image");
    assert_eq!(sent["media"]["filename"], "Straße 1.png");
    assert_eq!(sent["media"]["size"], bytes.len());

    let got = eventually("the picture at the customer's", async || {
        let sent = stack.sandbox().sent(customer.address()).await;
        sent.into_iter().find(|entry| entry["kind"] == "image")
    })
    .await;
    assert_eq!(got["text"], "Is it this one?");
    let fetched = json!({
        "mime_type": "image/png",
        "size": bytes.len(),
        "sha256": hex::encode(Sha256::digest(&bytes)),
    });
    assert_eq!(got["file"], fetched);

    let seq = &sent["seq"];
    let answer = ana.gets(&format!("{messages}/{seq}/file")).await;
    assert_eq!(answer.headers["cache-control"], "private, no-store");
    let link: Value = answer.expect(200);
    assert_eq!(link["filename"], "Straße 1.png");
    assert_eq!(reads(&stack, &link).await, bytes);
    ana.closes(&entry).await;
}

#[tokio::test]
async fn a_signature_is_good_for_what_was_promised_and_for_nothing_else() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (_customer, entry) = taken(&stack, &ana).await;
    let files = format!("/v1/conversations/{}/files", entry.conversation_id());
    let bytes = picture();
    let created: Value = ana.posts(&files, &described(&bytes)).await.expect(201);
    // The local S3 recomputes the signature, which covers length, type and name.
    let longer = [bytes.clone(), b"!".to_vec()].concat();
    for (bytes, but) in [
        (&longer, &[][..]),
        (&bytes, &[("content-type", "text/html")][..]),
        (&bytes, &[("x-amz-meta-filename", "a.html")][..]),
    ] {
        let refused = uploads(&stack, &created, bytes, but).await;
        assert_eq!(refused.status, 403, "{but:?}: {}", refused.text);
    }
    let url = created["upload"]["url"].as_str().unwrap();
    let read = Answer::to(stack.http().get(url)).await;
    assert_eq!(read.status, 403, "an upload reads nothing");
    let elsewhere = url.replace(id(&created), "fil_01ARZ3NDEKTSV4RRFFQ69G5FAV");
    let moved = Answer::to(stack.http().put(elsewhere).body(bytes)).await;
    assert_eq!(moved.status, 403, "nor writes elsewhere");
    ana.closes(&entry).await;
}

#[tokio::test]
async fn a_visitors_picture_is_read_by_the_agent_and_by_no_other_visitor() {
    let stack = Stack::attach();
    let (visitor, other) = (stack.visitor().await, stack.visitor().await);
    let bytes = picture();
    let created = visitor.posts("/widget/files", &described(&bytes)).await;
    let created: Value = created.expect(201);
    let uploaded = uploads(&stack, &created, &bytes, &[]).await;
    assert_eq!(uploaded.status, 200, "{}", uploaded.text);
    let words = format!("It arrived like this {}", world::word());
    let message = json!({
        "client_message_id": world::word(), "file_id": id(&created), "text": words,
    });
    let theirs = other.posts("/widget/messages", &message).await;
    theirs.is_problem(422);
    let _: Value = visitor
        .posts("/widget/messages", &message)
        .await
        .expect(202);

    let seen = visitor.reads(&words).await;
    assert_eq!(seen["kind"], "image");
    assert_eq!(seen["media"]["size"], bytes.len());
    let path = format!("/widget/messages/{}/file", seen["seq"]);
    let link: Value = visitor.gets(&path).await.expect(200);
    assert_eq!(reads(&stack, &link).await, bytes);
    other.gets(&path).await.is_problem(404);

    let ana = stack.agent_with_role("agent").await;
    let conversation = &visitor.conversation_id;
    let message = ana.sees(conversation, &words).await;
    let path = format!(
        "/v1/conversations/{conversation}/messages/{}/file",
        message["seq"]
    );
    let link: Value = ana.gets(&path).await.expect(200);
    assert_eq!(reads(&stack, &link).await, bytes);
    let stranger = stack.foreign_agent("admin").await;
    stranger.gets(&path).await.is_problem(404);

    // A note of its loss stands in for it from then on.
    let key = format!("{}/{conversation}/{}", ana.tenant, id(&created));
    let bucket = &stack.outputs().files_bucket;
    let lost = [("x-amz-meta-lost", "expired")];
    let put = stack.aws().empties(bucket, &key, &lost).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let gone = ana.gets(&path).await;
    gone.is_problem(410);
    assert_eq!(gone.json["type"], "/problems/file-lost");
}

#[tokio::test]
async fn where_a_company_takes_no_files_visitors_send_none() {
    let stack = Stack::attach();
    let visitor = stack.foreign_visitor().await;
    let refused = visitor.posts("/widget/files", &described(&picture())).await;
    refused.is_problem(403);
    assert_eq!(refused.json["type"], "/problems/attachments-not-allowed");
    let message = json!({
        "client_message_id": world::word(), "file_id": "fil_01ARZ3NDEKTSV4RRFFQ69G5FAV",
    });
    let refused = visitor.posts("/widget/messages", &message).await;
    refused.is_problem(403);
}
