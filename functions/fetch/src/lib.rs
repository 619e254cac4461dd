//! Keeps the files that came with messages, each as soon as its message is committed.
//!
//! A file that could not be fetched comes again by itself and holds nobody up. Its pause is set on
//! the queue; where that fails, the queue's own visibility timeout is the pause.

use std::sync::Arc;

use baton_app::fetch::{Fetch, Fetched, FileOrder, fetch, pause};
use baton_app::ports::{PortError, Postpone};
use baton_lambda::sqs::Record;
use baton_lambda::{Metric, Metrics};

/// What the function works with.
pub struct Worker {
    /// The use case.
    pub fetch: Fetch,
    /// When an order comes again.
    pub postpone: Arc<dyn Postpone>,
    /// Counters.
    pub metrics: Metrics,
}

/// Carries out one order.
///
/// # Errors
///
/// The [`PortError`] that says why the order comes again.
pub async fn handle(worker: &Worker, record: Record<FileOrder>) -> Result<(), PortError> {
    let order = &record.body;
    let error = match fetch(&worker.fetch, order).await {
        Ok(fetched) => {
            let metric = match fetched {
                Fetched::Kept => Some(Metric::FilesKept),
                Fetched::Lost(_) => Some(Metric::FilesLost),
                Fetched::Known => None,
            };
            if let Some(metric) = metric {
                worker.metrics.count_for(metric, 1, &order.tenant_id);
            }
            return Ok(());
        }
        Err(error) => error,
    };
    if let Err(error) = worker
        .postpone
        .postpone(&record.receipt_handle, pause(record.receive_count))
        .await
    {
        tracing::warn!(
            message_id = %order.message_id,
            error = &error as &dyn std::error::Error,
            "the pause is the queue's own"
        );
    }
    Err(error)
}

#[cfg(test)]
mod tests;
