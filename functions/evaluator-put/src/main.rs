//! Starts evaluator-put.

use baton_lambda::{Error, Startup};
use evaluator_put::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        store: start.evaluator_store()?,
        clock: start.clock(),
        ids: start.ids(),
        plain_loopback: start.config().allows_loopback()?,
        bedrock_models: start.bedrock_models()?,
    };
    baton_lambda::http::serve(async move |request| handle(&deps, request).await).await
}
