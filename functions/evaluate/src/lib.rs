//! Decides about each update that comes in. The queue is first in, first out within a contact, so
//! that messages are decided one at a time and in order; a failure makes the contact's later
//! messages wait, and nobody else's. Summaries of escalations are asked for beside that.

use baton_app::inbound::Inbound;
use baton_app::receive::{ReceiveError, Received, Reception, receive};
use baton_lambda::sqs::Record;
use baton_lambda::{Metric, Metrics};

/// What the function works with.
pub struct Deps {
    /// The use case.
    pub reception: Reception,
    /// Counters.
    pub metrics: Metrics,
}

/// Receives one update.
///
/// # Errors
///
/// The [`ReceiveError`] for which the update comes again; after too many of them the queue gives
/// it to its dead-letter queue.
pub async fn handle(deps: &Deps, record: Record<Inbound>) -> Result<(), ReceiveError> {
    let tenant = &record.body.tenant_id;
    let received = receive(&deps.reception, &record.body).await?;
    tracing::info!(%tenant, connection = %record.body.connection_id, ?received, "received");
    let metric = match received {
        Received::Answered => Metric::BotAnswers,
        Received::Escalated => Metric::EscalationsOpened,
        Received::Duplicate => Metric::UpdatesRepeated,
        Received::Unmatched => Metric::UpdatesUnmatched,
        Received::Kept
        | Received::Revised
        | Received::Moved
        | Received::Summarised
        | Received::Stale => return Ok(()),
    };
    deps.metrics.count_for(metric, 1, tenant);
    Ok(())
}

#[cfg(test)]
mod tests;
