//! Starts settings-get.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let store = Startup::begin()?.settings()?;
    baton_lambda::http::serve(async move |request| {
        settings_get::handle(store.as_ref(), request).await
    })
    .await
}
