use std::cell::RefCell;
use std::time::Duration;

use tokio::time::Instant;

use super::*;

#[derive(Debug, thiserror::Error)]
#[error("no")]
struct No;

const MAX_RECEIVES: u32 = 5;

fn record(id: &str, group: Option<&str>, body: &str) -> RawRecord {
    let mut attributes = BTreeMap::from([("ApproximateReceiveCount".into(), "2".into())]);
    if let Some(group) = group {
        attributes.insert("MessageGroupId".into(), group.into());
    }
    RawRecord {
        message_id: id.into(),
        receipt_handle: format!("handle-{id}"),
        body: body.into(),
        attributes,
    }
}

/// The record, given out for this time.
fn received(times: u32, mut record: RawRecord) -> RawRecord {
    let count = ("ApproximateReceiveCount".into(), times.to_string());
    record.attributes.extend([count]);
    record
}

/// Which records were handled and which come again, where those that say 0 fail.
async fn run(records: Vec<RawRecord>) -> (Vec<String>, Vec<String>) {
    let handled = RefCell::new(Vec::new());
    let response = process(records, Some(MAX_RECEIVES), &async |record: Record<u32>| {
        handled.borrow_mut().push(record.message_id);
        if record.body == 0 { Err(No) } else { Ok(()) }
    })
    .await;
    let again = response
        .batch_item_failures
        .into_iter()
        .map(|failure| failure.item_identifier)
        .collect();
    (handled.into_inner(), again)
}

#[tokio::test]
async fn the_first_failure_of_a_group_returns_the_rest_of_it_and_other_groups_go_on() {
    let (handled, again) = run(vec![
        record("a1", Some("a"), "1"),
        record("a2", Some("a"), "0"),
        record("b1", Some("b"), "1"),
        record("a3", Some("a"), "1"),
        record("b2", Some("b"), "1"),
        record("a4", Some("a"), "1"),
    ])
    .await;
    assert_eq!(handled, ["a1", "a2", "b1", "b2"]);
    assert_eq!(again, ["a2", "a3", "a4"]);
}

#[tokio::test]
async fn those_behind_a_record_that_dies_are_tried_in_order_before_they_die_with_it() {
    for poison in ["0", "not even JSON"] {
        let batch = |times| {
            let behind = [("a2", "1"), ("a3", "2")];
            let behind = behind.map(|(id, body)| record(id, Some("a"), body));
            let all = [record("a1", Some("a"), poison)].into_iter().chain(behind);
            all.map(|it| received(times, it)).collect::<Vec<_>>()
        };
        let (handled, again) = run(batch(MAX_RECEIVES - 1)).await;
        assert!(!handled.contains(&"a2".into()), "{handled:?}");
        assert_eq!(again, ["a1", "a2", "a3"]);
        let (handled, again) = run(batch(MAX_RECEIVES)).await;
        assert!(
            handled.ends_with(&["a2".into(), "a3".into()]),
            "{handled:?}"
        );
        assert_eq!(again, ["a1"], "{poison}");
    }
}

#[tokio::test]
async fn one_that_fails_behind_a_dying_one_ends_its_group_unless_it_dies_too() {
    let (handled, again) = run(vec![
        received(5, record("a1", Some("a"), "0")),
        received(6, record("a2", Some("a"), "0")),
        received(2, record("a3", Some("a"), "1")),
        received(2, record("a4", Some("a"), "0")),
        received(1, record("a5", Some("a"), "1")),
    ])
    .await;
    assert_eq!(handled, ["a1", "a2", "a3", "a4"]);
    assert_eq!(again, ["a1", "a2", "a4", "a5"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_takes_long_holds_up_nobody_else() {
    let records = vec![
        record("a1", Some("a"), "20"),
        record("a2", Some("a"), "1"),
        record("b1", Some("b"), "0"),
        record("b2", Some("b"), "1"),
        record("c1", Some("c"), "20"),
        record("d1", Some("d"), "2"),
        record("e1", Some("e"), "2"),
    ];
    let ended = RefCell::new(Vec::new());
    let running = RefCell::new((0, 0));
    let began = Instant::now();
    let response = process_groups(records, 3, MAX_RECEIVES, &async |record: Record<u64>| {
        {
            let (now, most) = &mut *running.borrow_mut();
            *now += 1;
            *most = (*now).max(*most);
        }
        tokio::time::sleep(Duration::from_secs(record.body)).await;
        running.borrow_mut().0 -= 1;
        ended.borrow_mut().push(record.message_id);
        if record.body == 0 { Err(No) } else { Ok(()) }
    })
    .await;
    assert_eq!(ended.into_inner(), ["b1", "d1", "e1", "a1", "c1", "a2"]);
    assert_eq!(began.elapsed().as_secs(), 21);
    assert_eq!(running.into_inner(), (0, 3));
    let again: Vec<_> = response
        .batch_item_failures
        .into_iter()
        .map(|failure| failure.item_identifier)
        .collect();
    assert_eq!(again, ["b1", "b2"]);
}

#[tokio::test]
async fn in_a_standard_queue_each_failure_stands_for_itself() {
    let (handled, again) = run(vec![
        record("1", None, "0"),
        record("2", None, "1"),
        record("3", None, "0"),
        record("4", None, "1"),
    ])
    .await;
    assert_eq!(handled, ["1", "2", "3", "4"]);
    assert_eq!(again, ["1", "3"]);
}

#[tokio::test]
async fn a_batch_is_handled_whole_and_answered_one_by_one() {
    let records = vec![
        record("1", None, "1"),
        record("2", None, "\"+15550001\""),
        record("3", None, "0"),
        record("4", None, "2"),
        record("5", None, "3"),
    ];
    let response = process_batch(records, &async |bodies: Vec<u32>| {
        assert_eq!(bodies, [1, 0, 2, 3]);
        // One answer too few: what was not answered for has failed.
        bodies[..3]
            .iter()
            .map(|body| if *body == 0 { Err(No) } else { Ok(()) })
            .collect()
    })
    .await;
    let mut again: Vec<_> = response
        .batch_item_failures
        .into_iter()
        .map(|failure| failure.item_identifier)
        .collect();
    again.sort();
    assert_eq!(again, ["2", "3", "5"]);
}

#[tokio::test]
async fn a_body_that_does_not_parse_ends_its_group_without_being_handled() {
    let (handled, again) = run(vec![
        record("a1", Some("a"), "\"+15550001\""),
        record("a2", Some("a"), "1"),
        record("b1", Some("b"), "1"),
    ])
    .await;
    assert_eq!(handled, ["b1"]);
    assert_eq!(again, ["a1", "a2"]);
}

#[tokio::test]
async fn a_batch_without_failures_returns_none() {
    let (_, again) = run(vec![record("1", Some("a"), "1")]).await;
    assert!(again.is_empty());
    assert_eq!(
        serde_json::to_string(&BatchResponse::default()).unwrap(),
        r#"{"batchItemFailures":[]}"#
    );
}

#[test]
fn a_record_tells_what_the_queue_knows_of_it() {
    let event: Event = serde_json::from_value(serde_json::json!({
        "Records": [{
            "messageId": "m-1",
            "receiptHandle": "h-1",
            "body": "7",
            "attributes": {
                "ApproximateReceiveCount": "3",
                "MessageGroupId": "acme#con#thread",
                "SentTimestamp": "1700000000000"
            },
            "messageAttributes": {},
            "md5OfBody": "x",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-west-1:1:inbound.fifo",
            "awsRegion": "eu-west-1"
        }]
    }))
    .unwrap();
    let record = event.records[0].clone().parse::<u32>().unwrap();
    assert_eq!(
        record,
        Record {
            body: 7,
            message_id: "m-1".into(),
            receipt_handle: "h-1".into(),
            group_id: Some("acme#con#thread".into()),
            receive_count: 3,
        }
    );
}
