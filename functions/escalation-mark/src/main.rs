//! Starts escalation-mark.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let desk = Startup::begin()?.mark_desk()?;
    baton_lambda::http::serve(async move |request| escalation_mark::handle(&desk, request).await)
        .await
}
