//! Starts quota-get.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let treasury = Startup::begin()?.treasury()?;
    baton_lambda::http::serve(async move |request| quota_get::handle(&treasury, request).await)
        .await
}
