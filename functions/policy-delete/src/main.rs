//! Starts policy-delete.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let desk = Startup::begin()?.policy_desk()?;
    baton_lambda::http::serve(async move |request| policy_delete::handle(&desk, request).await)
        .await
}
