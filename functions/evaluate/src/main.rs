//! Wires `evaluate` to its environment.

use std::path::Path;
use std::sync::Arc;

use baton_app::receive::Reception;
use baton_evaluator::EmbeddedEvaluator;
use baton_evaluator::encoder::Encoder;
use baton_lambda::{Error, Startup, sqs};
use evaluate::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        reception: Reception {
            conversations: start.conversations()?,
            directory: start.directory()?,
            evaluator: Arc::new(evaluator()),
            clock: start.clock(),
            ids: start.ids(),
        },
        metrics: start.metrics(),
    };
    Box::pin(sqs::serve(async move |record| handle(&deps, record).await)).await
}

/// With the encoder that `ENCODER_PATH` names; word lists alone where it cannot be opened.
fn evaluator() -> EmbeddedEvaluator {
    let path = std::env::var_os("ENCODER_PATH").unwrap_or_default();
    match Encoder::open(Path::new(&path)) {
        Ok(encoder) => return EmbeddedEvaluator::with_encoder(Arc::new(encoder)),
        Err(error) if !path.is_empty() => tracing::error!(%error, "no encoder: words decide"),
        Err(_) => {}
    }
    EmbeddedEvaluator::new()
}
