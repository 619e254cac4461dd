//! Finds, each minute, whoever waits past a limit, and tells how many there were.

use baton_app::ports::PortError;
use baton_app::sweep::{Watch, sweep};
use baton_lambda::{Metric, Metrics};

/// What the function works with.
pub struct Deps {
    /// The use case.
    pub watch: Watch,
    /// Counters.
    pub metrics: Metrics,
}

/// Makes one round.
///
/// # Errors
///
/// The [`PortError`] that kept it from knowing the tenants; the next minute tries again.
pub async fn handle(deps: &Deps) -> Result<(), PortError> {
    let round = sweep(&deps.watch).await?;
    deps.metrics
        .count(Metric::SweepFailures, round.unread_tenants);
    for (tenant, swept) in &round.tenants {
        for (metric, n) in [
            (Metric::ConversationsDue, swept.looked_at),
            (Metric::ConversationsStranded, swept.stranded),
            (Metric::EscalationsOpened, swept.stranded),
            (Metric::EscalationsRequeued, swept.requeued),
            (Metric::EscalationsOverdue, swept.overdue),
            (Metric::SweepFailures, swept.failed),
        ] {
            deps.metrics.count_for(metric, n, tenant);
        }
        if swept.looked_at > 0 {
            tracing::info!(
                %tenant,
                looked_at = swept.looked_at,
                rearmed = swept.rearmed,
                stranded = swept.stranded,
                requeued = swept.requeued,
                overdue = swept.overdue,
                failed = swept.failed,
                "swept"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
