//! Wires `simulate` to its environment.

use std::sync::Arc;

use baton_app::simulate::Simulator;
use baton_evaluator::EmbeddedEvaluator;
use baton_lambda::{Error, Startup, sqs};
use simulate::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        simulator: Simulator {
            simulations: start.simulations()?,
            conversations: start.conversations()?,
            marks: start.marks()?,
            directory: start.directory()?,
            evaluator: Arc::new(EmbeddedEvaluator::new()),
            jobs: start.jobs()?,
            clock: start.clock(),
        },
        max_receives: start.config().jobs_max_receives()?,
    };
    sqs::serve_until(async move |record, deadline| handle(&deps, record, deadline).await).await
}
