//! Starts unanswered-list.

use std::sync::Arc;

use baton_evaluator::{Library, encoder_at};
use baton_lambda::{Error, Startup, Variable};
use unanswered_list::Deps;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let encoder = encoder_at(start.config().get(Variable::EncoderPath));
    let deps = Deps {
        desk: start.desk()?,
        library: Arc::new(Library::new(encoder.clone())),
        encoder,
    };
    baton_lambda::http::serve(async move |request| unanswered_list::handle(&deps, request).await)
        .await
}
