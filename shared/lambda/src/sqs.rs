//! Functions that read a queue.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as StdError;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tracing::Instrument;

use crate::error::chain;
use crate::invocation::{self, Failed};
use crate::{Error, InvocationDeadline};

/// One message of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<T> {
    /// What it says.
    pub body: T,
    /// The queue's id of it.
    pub message_id: String,
    /// What the queue knows this receive by.
    pub receipt_handle: String,
    /// Its group, in a FIFO queue.
    pub group_id: Option<String>,
    /// How often it was received, this time included.
    pub receive_count: u32,
}

/// Serves a queue whose mapping has `ReportBatchItemFailures`.
///
/// Records are handled one at a time in the order given. In a FIFO queue the first failure of a
/// group ends that group: the failed record and the rest of its group come again, in order, while
/// other groups go on. In a standard queue each failed record comes again by itself. A record
/// whose body is not a `T` has failed.
pub async fn serve<T, F, E>(handler: F) -> Result<(), Error>
where
    T: DeserializeOwned,
    F: AsyncFn(Record<T>) -> Result<(), E> + 'static,
    E: StdError,
{
    serve_until(Arc::default(), handler).await
}

/// The same for a handler that wants to know how long it has: `deadline` tells it while a batch is
/// handled.
pub async fn serve_until<T, F, E>(
    deadline: Arc<InvocationDeadline>,
    handler: F,
) -> Result<(), Error>
where
    T: DeserializeOwned,
    F: AsyncFn(Record<T>) -> Result<(), E> + 'static,
    E: StdError,
{
    let handler = Arc::new(handler);
    invocation::serve(move |event: Event, context| {
        let handler = Arc::clone(&handler);
        deadline.begin(context.deadline);
        async move { Ok::<_, Failed>(process(event.records, &*handler).await) }
    })
    .await
}

/// Serves a standard queue whose mapping has `ReportBatchItemFailures`, a batch at a time.
///
/// The handler gets the bodies in the order given and answers for each of them, in the same order.
/// Those that failed come again, and so does one whose body is not a `T`.
pub async fn serve_batches<T, F, E>(handler: F) -> Result<(), Error>
where
    T: DeserializeOwned,
    F: AsyncFn(Vec<T>) -> Vec<Result<(), E>> + 'static,
    E: StdError,
{
    let handler = Arc::new(handler);
    invocation::serve(move |event: Event, _| {
        let handler = Arc::clone(&handler);
        async move { Ok::<_, Failed>(process_batch(event.records, &*handler).await) }
    })
    .await
}

async fn process_batch<T, F, E>(records: Vec<RawRecord>, handler: &F) -> BatchResponse
where
    T: DeserializeOwned,
    F: AsyncFn(Vec<T>) -> Vec<Result<(), E>>,
    E: StdError,
{
    let mut failures = Failures::default();
    let mut ids = vec![];
    let mut bodies = vec![];
    for record in records {
        let id = record.message_id.clone();
        if let Some(record) = parsed(record) {
            ids.push(id);
            bodies.push(record.body);
        } else {
            failures.add(id, None);
        }
    }
    let mut results = handler(bodies).await.into_iter();
    for id in ids {
        match results.next() {
            Some(Ok(())) => {}
            Some(Err(error)) => {
                tracing::error!(
                    message_id = id,
                    error = chain(&error),
                    "the record failed and will come again"
                );
                failures.add(id, None);
            }
            None => failures.add(id, None),
        }
    }
    failures.into()
}

#[derive(Debug, Deserialize)]
struct Event {
    #[serde(rename = "Records")]
    records: Vec<RawRecord>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawRecord {
    message_id: String,
    #[serde(default)]
    receipt_handle: String,
    body: String,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

impl RawRecord {
    fn group(&self) -> Option<&str> {
        self.attributes.get("MessageGroupId").map(String::as_str)
    }

    fn receive_count(&self) -> u32 {
        self.attributes
            .get("ApproximateReceiveCount")
            .and_then(|count| count.parse().ok())
            .unwrap_or(1)
    }

    fn parse<T: DeserializeOwned>(self) -> Result<Record<T>, serde_json::Error> {
        Ok(Record {
            body: serde_json::from_str(&self.body)?,
            group_id: self.group().map(str::to_owned),
            receive_count: self.receive_count(),
            message_id: self.message_id,
            receipt_handle: self.receipt_handle,
        })
    }
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct BatchResponse {
    batch_item_failures: Vec<BatchItemFailure>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct BatchItemFailure {
    item_identifier: String,
}

/// Which records of a batch come again.
#[derive(Debug, Default)]
struct Failures {
    ids: Vec<String>,
    ended_groups: BTreeSet<String>,
}

impl Failures {
    /// Whether a record of this group may still be handled.
    fn admits(&self, group: Option<&str>) -> bool {
        group.is_none_or(|group| !self.ended_groups.contains(group))
    }

    /// Has a record come again, and the rest of its group with it.
    fn add(&mut self, id: String, group: Option<String>) {
        self.ids.push(id);
        self.ended_groups.extend(group);
    }
}

impl From<Failures> for BatchResponse {
    fn from(failures: Failures) -> Self {
        Self {
            batch_item_failures: failures
                .ids
                .into_iter()
                .map(|item_identifier| BatchItemFailure { item_identifier })
                .collect(),
        }
    }
}

async fn process<T, F, E>(records: Vec<RawRecord>, handler: &F) -> BatchResponse
where
    T: DeserializeOwned,
    F: AsyncFn(Record<T>) -> Result<(), E>,
    E: StdError,
{
    let mut failures = Failures::default();
    for record in records {
        let id = record.message_id.clone();
        let group = record.group().map(str::to_owned);
        if !failures.admits(group.as_deref()) {
            failures.add(id, group);
            continue;
        }
        let receive_count = record.receive_count();
        let span = tracing::info_span!("record", message_id = id, receive_count);
        if !handle(record, handler).instrument(span).await {
            failures.add(id, group);
        }
    }
    failures.into()
}

async fn handle<T, F, E>(record: RawRecord, handler: &F) -> bool
where
    T: DeserializeOwned,
    F: AsyncFn(Record<T>) -> Result<(), E>,
    E: StdError,
{
    let Some(record) = parsed(record) else {
        return false;
    };
    match handler(record).await {
        Ok(()) => true,
        Err(error) => {
            tracing::error!(
                error = chain(&error),
                "the record failed and will come again"
            );
            false
        }
    }
}

fn parsed<T: DeserializeOwned>(record: RawRecord) -> Option<Record<T>> {
    match record.parse() {
        Ok(record) => Some(record),
        Err(error) => {
            // Its own words would quote the body.
            tracing::error!(
                line = error.line(),
                column = error.column(),
                "the record's body is not of the expected shape"
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("no")]
    struct No;

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

    /// Which records were handled and which come again, where those that say 0 fail.
    async fn run(records: Vec<RawRecord>) -> (Vec<String>, Vec<String>) {
        let handled = RefCell::new(Vec::new());
        let response = process(records, &async |record: Record<u32>| {
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
}
