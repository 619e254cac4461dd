//! What stands in requests to SQS.

use baton_app::inbound::Update;
use baton_domain::{Channel, Content, DeliveryStatus, ThreadKey};
use serde_json::{Value, json};

use super::*;
use crate::config::scripted::Script;

fn inbound(thread: u8, provider_id: &str) -> Inbound {
    Inbound {
        tenant_id: "acme".parse().unwrap(),
        connection_id: "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
        channel: Channel::Whatsapp,
        thread: ThreadKey::from_bytes([thread; 10]),
        address: "15550001".into(),
        update: Update::Message {
            provider_id: provider_id.into(),
            profile_name: None,
            locale: None,
            attributes: std::collections::BTreeMap::default(),
            verified: std::collections::BTreeMap::new(),
            signed_at: None,
            conversation_id: None,
            content: Content::text("hello"),
            at: "2026-01-01T00:00:00Z".parse().unwrap(),
        },
        received_at: "2026-01-01T00:00:00Z".parse().unwrap(),
    }
}

fn entries(request: &Value) -> &Vec<Value> {
    request["Entries"].as_array().unwrap()
}

#[test]
fn batches_keep_order_and_stay_within_ten_and_256_kib() {
    let sizes = |batches: Vec<Vec<usize>>| -> Vec<usize> { batches.iter().map(Vec::len).collect() };
    assert_eq!(sizes(batches((0..23).collect(), |_| 1)), [10, 10, 3]);
    assert_eq!(sizes(batches(vec![100 * 1024; 5], |size| *size)), [2, 2, 1]);
    assert_eq!(
        sizes(batches(vec![1, 300 * 1024, 1], |size| *size)),
        [1, 1, 1]
    );
    assert_eq!(
        batches((0..12).collect(), |_| 1).concat(),
        (0..12).collect::<Vec<_>>()
    );
    assert!(batches(Vec::<usize>::new(), |size| *size).is_empty());
}

#[tokio::test]
async fn a_webhook_of_ten_messages_is_one_request() {
    let script = Script::new([(200, json!({ "Successful": [], "Failed": [] }))]);
    let queue = SqsInbound::new(script.aws().sqs(), "https://sqs.test/1/inbound.fifo");
    let items: Vec<_> = (0..10).map(|n| inbound(1, &format!("wamid.{n}"))).collect();
    queue.enqueue(&items).await.unwrap();

    let requests = script.json_requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(entries(&requests[0]).len(), 10);
    let bodies: Vec<Inbound> = entries(&requests[0])
        .iter()
        .map(|entry| serde_json::from_str(entry["MessageBody"].as_str().unwrap()).unwrap())
        .collect();
    assert_eq!(bodies, items);
}

#[tokio::test]
async fn the_group_is_the_contact_and_a_redelivery_is_the_same_message() {
    let script = Script::new([(200, json!({ "Successful": [], "Failed": [] }))]);
    let queue = SqsInbound::new(script.aws().sqs(), "https://sqs.test/1/inbound.fifo");
    queue
        .enqueue(&[
            inbound(1, "wamid.1"),
            inbound(1, "wamid.1"),
            inbound(2, "wamid.1"),
        ])
        .await
        .unwrap();

    let requests = script.json_requests();
    let sent = entries(&requests[0]);
    let thread = ThreadKey::from_bytes([1; 10]);
    assert_eq!(
        sent[0]["MessageGroupId"],
        format!("acme#con_01ARZ3NDEKTSV4RRFFQ69G5FAV#{thread}")
    );
    assert_eq!(
        sent[0]["MessageDeduplicationId"],
        sent[1]["MessageDeduplicationId"]
    );
    assert_ne!(
        sent[0]["MessageDeduplicationId"], sent[2]["MessageDeduplicationId"],
        "another contact cannot claim this one's id"
    );
}

#[tokio::test]
async fn a_status_is_another_message_than_what_it_is_about() {
    let script = Script::new([(200, json!({ "Successful": [], "Failed": [] }))]);
    let queue = SqsInbound::new(script.aws().sqs(), "https://sqs.test/1/inbound.fifo");
    let status = |status| Inbound {
        update: Update::Status {
            provider_id: "wamid.1".into(),
            callback: None,
            status,
            error: None,
            at: "2026-01-01T00:00:00Z".parse().unwrap(),
        },
        ..inbound(1, "wamid.1")
    };
    queue
        .enqueue(&[
            inbound(1, "wamid.1"),
            status(DeliveryStatus::Sent),
            status(DeliveryStatus::Read),
        ])
        .await
        .unwrap();
    let requests = script.json_requests();
    let ids: std::collections::BTreeSet<_> = entries(&requests[0])
        .iter()
        .map(|entry| entry["MessageDeduplicationId"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn no_message_of_a_contact_waits_for_a_summary() {
    let script = Script::new([(200, json!({ "Successful": [], "Failed": [] }))]);
    let queue = SqsInbound::new(script.aws().sqs(), "https://sqs.test/1/inbound.fifo");
    let summary = |id: &str| Inbound {
        update: Update::Summarise {
            escalation_id: id.parse().unwrap(),
        },
        ..inbound(1, "wamid.1")
    };
    let first = "esc_01K75MWS0000000000000000AA";
    queue
        .enqueue(&[
            inbound(1, "wamid.1"),
            summary(first),
            summary(first),
            summary("esc_01K75MWS0000000000000000BB"),
        ])
        .await
        .unwrap();
    let requests = script.json_requests();
    let sent = entries(&requests[0]);
    assert_ne!(sent[0]["MessageGroupId"], sent[1]["MessageGroupId"]);
    assert_eq!(sent[1]["MessageGroupId"], sent[3]["MessageGroupId"]);
    let same = "MessageDeduplicationId";
    assert_eq!(sent[1][same], sent[2][same], "ordered twice, it is one");
    assert_ne!(sent[1][same], sent[3][same]);
    let body: Inbound = serde_json::from_str(sent[1]["MessageBody"].as_str().unwrap()).unwrap();
    assert_eq!(body, summary(first));
}

#[tokio::test]
async fn what_the_queue_left_out_is_sent_once_more() {
    let left_out =
        json!({ "Failed": [{ "Id": "1", "Code": "InternalError", "SenderFault": false }] });
    let script = Script::new([(200, left_out), (200, json!({ "Successful": [] }))]);
    let queue = SqsInbound::new(script.aws().sqs(), "https://sqs.test/1/inbound.fifo");
    queue
        .enqueue(&[inbound(1, "wamid.1"), inbound(2, "wamid.2")])
        .await
        .unwrap();
    let requests = script.json_requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(entries(&requests[1]).len(), 1);
    assert_eq!(
        entries(&requests[1])[0]["MessageDeduplicationId"],
        entries(&requests[0])[1]["MessageDeduplicationId"]
    );
}

#[tokio::test]
async fn what_the_queue_leaves_out_twice_is_an_error_and_nothing_follows_it() {
    let left_out =
        || json!({ "Failed": [{ "Id": "0", "Code": "InternalError", "SenderFault": false }] });
    let script = Script::new([(200, left_out()), (200, left_out())]);
    let queue = SqsInbound::new(script.aws().sqs(), "https://sqs.test/1/inbound.fifo");
    let items: Vec<_> = (0..11).map(|n| inbound(1, &format!("wamid.{n}"))).collect();
    let error = queue.enqueue(&items).await.unwrap_err();
    assert_eq!(error.attempted, "queueing inbound updates");
    assert_eq!(script.json_requests().len(), 2);
}

#[tokio::test]
async fn what_the_queue_refuses_is_an_error_without_the_words_of_the_customer() {
    let refused = json!({ "Failed": [
        { "Id": "0", "Code": "InvalidMessageContents", "SenderFault": true, "Message": "hello" }
    ] });
    let script = Script::new([(200, refused)]);
    let queue = SqsInbound::new(script.aws().sqs(), "https://sqs.test/1/inbound.fifo");
    let error = queue.enqueue(&[inbound(1, "wamid.1")]).await.unwrap_err();
    assert!(!error.source.to_string().contains("hello"));
    assert!(error.source.to_string().contains("InvalidMessageContents"));
}
#[tokio::test]
async fn a_postponed_message_stays_away_for_whole_seconds() {
    let script = Script::new([(200, json!({})), (200, json!({}))]);
    let queue = SqsOutbound::new(script.aws().sqs(), "https://sqs.test/1/outbound.fifo");
    for pause in [
        SignedDuration::from_secs(20),
        SignedDuration::from_hours(99),
    ] {
        queue.postpone("handle-1", pause).await.unwrap();
    }
    let requests = script.json_requests();
    let seconds: Vec<_> = requests
        .iter()
        .map(|request| &request["VisibilityTimeout"])
        .collect();
    assert_eq!(seconds, [20, 43_200]);
    assert_eq!(requests[0]["ReceiptHandle"], "handle-1");
}

#[tokio::test]
async fn files_are_ordered_ten_to_a_request_and_in_no_groups() {
    let done = || (200, json!({ "Successful": [], "Failed": [] }));
    let script = Script::new([done(), done()]);
    let queue = SqsFiles::new(script.aws().sqs(), "https://sqs.test/1/files");
    let order: FileOrder = serde_json::from_value(json!({
        "tenant_id": "acme", "conversation_id": "cnv_01K75MWS0000000000000000AA",
        "connection_id": "con_01ARZ3NDEKTSV4RRFFQ69G5FAV", "channel": "whatsapp",
        "message_id": "msg_01K75MWS0000000000000000BB",
        "media": { "id": "1013859600285441", "mime_type": "image/jpeg" },
    }))
    .unwrap();
    queue.order(&vec![order.clone(); 11]).await.unwrap();

    let requests = script.json_requests();
    let sizes: Vec<_> = requests
        .iter()
        .map(|request| entries(request).len())
        .collect();
    assert_eq!(sizes, [10, 1]);
    let entry = &entries(&requests[1])[0];
    assert!(entry["MessageGroupId"].is_null(), "{entry}");
    assert!(entry["MessageDeduplicationId"].is_null(), "{entry}");
    let body: FileOrder = serde_json::from_str(entry["MessageBody"].as_str().unwrap()).unwrap();
    assert_eq!(body, order);
}
