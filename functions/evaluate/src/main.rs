//! Wires `evaluate` to its environment.

use std::sync::Arc;

use baton_app::receive::Reception;
use baton_evaluator::{EmbeddedEvaluator, encoder_at};
use baton_lambda::{Error, Startup, Variable, sqs};
use evaluate::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let evaluator = match encoder_at(start.config().get(Variable::EncoderPath)) {
        Some(encoder) => EmbeddedEvaluator::with_encoder(encoder),
        None => EmbeddedEvaluator::new(),
    };
    let deps = Deps {
        reception: Reception {
            conversations: start.conversations()?,
            directory: start.directory()?,
            evaluator: Arc::new(evaluator.with_passages(start.passages())),
            clock: start.clock(),
            ids: start.ids(),
        },
        metrics: start.metrics(),
    };
    Box::pin(sqs::serve(async move |record| handle(&deps, record).await)).await
}
