//! Wires `simulate` to its environment.

use std::sync::Arc;

use baton_app::ports::Deadline;
use baton_app::simulate::Simulator;
use baton_evaluator::EmbeddedEvaluator;
use baton_lambda::{Error, InvocationDeadline, Startup, Variable, sqs};
use jiff::Timestamp;
use simulate::{Deps, evaluator, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let embedded = EmbeddedEvaluator::at(start.config().get(Variable::EncoderPath));
    let deps = Deps {
        simulator: Simulator {
            simulations: start.simulations()?,
            conversations: start.conversations()?,
            marks: start.marks()?,
            directory: start.directory_without_secrets()?,
            evaluator: Arc::new(evaluator(embedded, start.passages())),
            jobs: start.jobs()?,
            clock: start.clock(),
        },
        max_receives: start.config().jobs_max_receives()?,
    };
    let deadline: Arc<InvocationDeadline> = Arc::default();
    let ends = Arc::clone(&deadline);
    sqs::serve_until(deadline, async move |record| {
        let until = ends.ends_at().unwrap_or(Timestamp::MAX);
        handle(&deps, record, until).await
    })
    .await
}
