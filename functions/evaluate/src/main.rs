//! Wires `evaluate` to its environment.

use std::sync::Arc;

use baton_app::receive::Reception;
use baton_evaluator::EmbeddedEvaluator;
use baton_lambda::{Error, Startup, sqs};
use evaluate::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        reception: Reception {
            conversations: start.conversations()?,
            directory: start.directory()?,
            evaluator: Arc::new(EmbeddedEvaluator::new()),
            clock: start.clock(),
            ids: start.ids(),
        },
        metrics: start.metrics(),
    };
    sqs::serve(async move |record| handle(&deps, record).await).await
}
