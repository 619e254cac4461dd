//! Starts article-ask.

use std::sync::Arc;

use article_ask::Deps;
use baton_evaluator::{Lookup, encoder_at};
use baton_lambda::{Error, Startup, Variable};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let encoder = encoder_at(start.config().get(Variable::EncoderPath));
    let deps = Deps {
        directory: start.directory_without_secrets()?,
        lookup: Arc::new(Lookup::new(encoder, start.passages())),
    };
    baton_lambda::http::serve(async move |request| article_ask::handle(&deps, request).await).await
}
