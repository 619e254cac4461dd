//! One `TransactWriteItems` and what came of it.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};
use baton_app::ports::PortError;

use crate::error::AwsError;
use crate::items::Row;
use crate::patience::{ATTEMPTS, pause_before};

/// A transaction whose parts are named.
pub(crate) struct Transaction<P> {
    parts: Vec<(P, TransactWriteItem)>,
}

/// A part that did not go through.
#[derive(Debug)]
pub(crate) struct Refusal<P> {
    /// Which.
    pub(crate) part: P,
    /// Why.
    pub(crate) why: Why,
}

/// Why a part did not go through.
#[derive(Debug)]
pub(crate) enum Why {
    /// Its condition does not hold for this row; none where there is no row.
    Condition(Option<Row>),
    /// Another transaction was writing the row.
    Conflict,
}

/// What came of a transaction.
pub(crate) enum Outcome<P> {
    /// All of it was written.
    Written,
    /// None of it was written, because of these parts.
    Refused(Vec<Refusal<P>>),
}

impl<P: Copy> Transaction<P> {
    pub(crate) fn new() -> Self {
        Self { parts: vec![] }
    }

    pub(crate) fn add(&mut self, part: P, item: TransactWriteItem) {
        self.parts.push((part, item));
    }

    /// Sends it, in one request.
    pub(crate) async fn send(&self, client: &Client) -> Result<Outcome<P>, AwsError> {
        let items = self.parts.iter().map(|(_, item)| item.clone()).collect();
        let sent = client
            .transact_write_items()
            .set_transact_items(Some(items))
            .send()
            .await;
        let Err(error) = sent else {
            return Ok(Outcome::Written);
        };
        if let Some(reasons) = cancelled(&error) {
            let refusals: Vec<_> = self
                .parts
                .iter()
                .zip(reasons)
                .filter_map(|((part, _), reason)| {
                    Some(Refusal {
                        part: *part,
                        why: why(reason)?,
                    })
                })
                .collect();
            if !refusals.is_empty() {
                return Ok(Outcome::Refused(refusals));
            }
        }
        Err(AwsError::from(error))
    }
}

impl<P: Copy> Transaction<P> {
    /// Sends it until no other transaction is in its way; `false` where a condition does not hold.
    pub(crate) async fn send_behind_others(
        &self,
        client: &Client,
        who: u64,
        attempted: &'static str,
    ) -> Result<bool, PortError> {
        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, who).await;
            match self.send(client).await {
                Ok(Outcome::Written) => return Ok(true),
                Ok(Outcome::Refused(refusals)) => {
                    if refusals
                        .iter()
                        .any(|it| matches!(it.why, Why::Condition(_)))
                    {
                        return Ok(false);
                    }
                }
                Err(error) => return Err(PortError::new(attempted, error)),
            }
        }
        Err(PortError::new(
            attempted,
            "others were writing all the time",
        ))
    }
}

fn cancelled<R>(error: &SdkError<TransactWriteItemsError, R>) -> Option<&[CancellationReason]> {
    match error.as_service_error()? {
        TransactWriteItemsError::TransactionCanceledException(cancelled) => {
            Some(cancelled.cancellation_reasons())
        }
        _ => None,
    }
}

/// Any other reason, such as throttling, is no answer to what was asked but a failure.
fn why(reason: &CancellationReason) -> Option<Why> {
    match reason.code()? {
        "ConditionalCheckFailed" => Some(Why::Condition(reason.item().cloned())),
        "TransactionConflict" => Some(Why::Conflict),
        _ => None,
    }
}
