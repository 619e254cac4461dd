//! Starts group-update.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let people = Startup::begin()?.people()?;
    baton_lambda::http::serve(async move |request| group_update::handle(&people, request).await)
        .await
}
