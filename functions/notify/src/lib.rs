//! Tells agents, in the dashboard and by email, of escalations that need somebody.

use baton_app::notify::{Notify, notify};
use baton_app::outbound::Change;
use baton_app::ports::PortError;
use baton_lambda::sqs::Record;
use baton_lambda::{Metric, Metrics};

/// Tells those whom a change concerns.
///
/// # Errors
///
/// A [`PortError`] where the change shall be told again.
pub async fn handle(
    deps: &Notify,
    metrics: &Metrics,
    record: Record<Change>,
) -> Result<(), PortError> {
    let notified = notify(deps, &record.body).await?;
    let tenant = &record.body.tenant_id;
    for (metric, count) in [
        (Metric::NotificationsKept, notified.kept),
        (Metric::EmailsSent, notified.sent),
        (Metric::EmailsFailed, notified.unsent),
    ] {
        metrics.count_for(metric, u64::try_from(count).unwrap_or(u64::MAX), tenant);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
