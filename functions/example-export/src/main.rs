//! Starts example-export.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let desk = Startup::begin()?.example_source()?;
    baton_lambda::http::serve(async move |request| example_export::handle(&desk, request).await)
        .await
}
