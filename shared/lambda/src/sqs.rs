//! Functions that read a queue.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as StdError;
use std::sync::Arc;

use futures::stream::{self, StreamExt};
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

/// Serves a FIFO queue like [`serve`], with so many groups of a batch at a time: whoever takes long
/// holds up their own group and nobody else's. Within a group records are handled one at a time, in
/// order. A record that fails when the queue gives it out for the last time, after which it is a
/// dead letter, does not end its group: those behind it would die with it, and nobody had tried them.
pub async fn serve_groups<T, F, E>(
    deadline: Arc<InvocationDeadline>,
    at_once: usize,
    max_receives: u32,
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
        async move {
            let records = event.records;
            Ok::<_, Failed>(process_groups(records, at_once, max_receives, &*handler).await)
        }
    })
    .await
}

/// The same as [`serve`] for a handler that wants to know how long it has: `deadline` tells it while a batch is
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
        async move { Ok::<_, Failed>(process(event.records, None, &*handler).await) }
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

    /// Has a record come again, and the rest of its group, where one is named, with it.
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

async fn process<T, F, E>(
    records: Vec<RawRecord>,
    max_receives: Option<u32>,
    handler: &F,
) -> BatchResponse
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
        let is_last = max_receives.is_some_and(|most| receive_count >= most);
        let span = tracing::info_span!("record", message_id = id, receive_count);
        if !handle(record, is_last, handler).instrument(span).await {
            failures.add(id, group.filter(|_| !is_last));
        }
    }
    failures.into()
}

async fn process_groups<T, F, E>(
    records: Vec<RawRecord>,
    at_once: usize,
    max_receives: u32,
    handler: &F,
) -> BatchResponse
where
    T: DeserializeOwned,
    F: AsyncFn(Record<T>) -> Result<(), E>,
    E: StdError,
{
    let responses: Vec<BatchResponse> = stream::iter(groups(records))
        .map(|group| process(group, Some(max_receives), handler))
        .buffer_unordered(at_once.max(1))
        .collect()
        .await;
    BatchResponse {
        batch_item_failures: responses
            .into_iter()
            .flat_map(|response| response.batch_item_failures)
            .collect(),
    }
}

/// The groups of a batch, each in order. A record of no group is one of its own.
fn groups(records: Vec<RawRecord>) -> Vec<Vec<RawRecord>> {
    let mut groups: Vec<Vec<RawRecord>> = vec![];
    for record in records {
        let known = groups.iter_mut().find(|group| {
            let first = group.first().and_then(RawRecord::group);
            first.is_some() && first == record.group()
        });
        match known {
            Some(group) => group.push(record),
            None => groups.push(vec![record]),
        }
    }
    groups
}

async fn handle<T, F, E>(record: RawRecord, is_last: bool, handler: &F) -> bool
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
            let then = if is_last {
                "is given up"
            } else {
                "will come again"
            };
            tracing::error!(error = chain(&error), "the record failed and {then}");
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
mod tests;
