//! Sends committed messages to customers, each at most once and in its conversation's order.
//!
//! A message that shall come again holds up its conversation and no other. Its pause is set on the
//! queue; where that fails, the queue's own visibility timeout is the pause.

use std::sync::Arc;

use baton_app::deliver::{Deliver, Delivered, deliver};
use baton_app::outbound::OutboundMessage;
use baton_app::ports::{PortError, Postpone};
use baton_domain::DeliveryStatus;
use baton_lambda::sqs::Record;
use baton_lambda::{Metric, Metrics};

/// What the function works with.
pub struct Worker {
    /// The use case.
    pub deliver: Deliver,
    /// When a message comes again.
    pub postpone: Arc<dyn Postpone>,
    /// Counters.
    pub metrics: Metrics,
}

/// Why a message comes again.
#[derive(Debug, thiserror::Error)]
pub enum Undelivered {
    /// The provider asked for it.
    #[error("the message was not sent and will be tried again")]
    TryAgain,
    /// Something did not answer.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Delivers one message.
///
/// # Errors
///
/// The [`Undelivered`] that says why the message comes again.
pub async fn handle(worker: &Worker, record: Record<OutboundMessage>) -> Result<(), Undelivered> {
    let message = &record.body;
    let delivered = deliver(&worker.deliver, message, record.receive_count).await?;
    let metric = match delivered {
        Delivered::Recorded(DeliveryStatus::Failed) => Some(Metric::MessagesFailed),
        Delivered::Recorded(DeliveryStatus::Uncertain) => Some(Metric::MessagesUncertain),
        Delivered::Recorded(_) => Some(Metric::MessagesSent),
        Delivered::Superseded => Some(Metric::MessagesSuperseded),
        Delivered::Settled(_) | Delivered::Missing | Delivered::TryAgain { .. } => None,
    };
    if let Some(metric) = metric {
        worker.metrics.count_for(metric, 1, &message.tenant_id);
    }
    let Delivered::TryAgain { pause } = delivered else {
        return Ok(());
    };
    if let Err(error) = worker
        .postpone
        .postpone(&record.receipt_handle, pause)
        .await
    {
        tracing::warn!(
            message_id = %message.message_id,
            error = &error as &dyn std::error::Error,
            "the pause is the queue's own"
        );
    }
    Err(Undelivered::TryAgain)
}

#[cfg(test)]
mod tests;
