//! Replays stored conversations under a policy, for as long as an invocation may run; the rest is
//! ordered anew.

mod remembered;

use std::sync::Arc;

use baton_app::ports::{PassageSource, SimulationJob};
use baton_app::simulate::{SimulateError, Simulator, Worked, give_up, simulate};
use baton_evaluator::EmbeddedEvaluator;
use baton_lambda::sqs::Record;
use jiff::{SignedDuration, Timestamp};

pub use remembered::Remembered;

/// What is left of an invocation for writing down and ordering the rest: a conversation that was
/// begun is replayed to its end first.
const RESERVED: SignedDuration = SignedDuration::from_secs(5);

/// What the function works with.
pub struct Deps {
    /// The use case.
    pub simulator: Simulator,
    /// How often an order is received before the queue gives it up.
    pub max_receives: u32,
}

/// What decides: the embedded evaluator, over the passages that the tenant's bot has. A language model
/// is not asked: it would cost tokens, and answer differently each time.
#[must_use]
pub fn evaluator(
    embedded: EmbeddedEvaluator,
    passages: Arc<dyn PassageSource>,
) -> EmbeddedEvaluator {
    embedded.with_passages(Arc::new(Remembered::new(passages)))
}

/// Works on a simulation until it is done, or the invocation nearly over.
///
/// # Errors
///
/// The [`SimulateError`] for which the order comes again. At the last time the simulation is
/// given up, so that nobody waits for it, and the order goes to the dead-letter queue.
pub async fn handle(
    deps: &Deps,
    record: Record<SimulationJob>,
    deadline: Timestamp,
) -> Result<(), SimulateError> {
    let job = &record.body;
    let until = deadline.checked_sub(RESERVED).unwrap_or(deadline);
    match simulate(&deps.simulator, job, until).await {
        Ok(worked) => {
            tracing::info!(
                tenant = %job.tenant_id, simulation = %job.simulation_id, ?worked, "simulated"
            );
            if worked == Worked::NothingToDo {
                tracing::warn!(simulation = %job.simulation_id, "there was nothing to simulate");
            }
            Ok(())
        }
        Err(error) => {
            if record.receive_count >= deps.max_receives {
                give_up(&deps.simulator, job).await?;
            }
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests;
