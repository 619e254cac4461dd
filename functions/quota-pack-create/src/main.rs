//! Starts quota-pack-create.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let treasury = Startup::begin()?.treasury()?;
    baton_lambda::http::serve(async move |request| {
        quota_pack_create::handle(&treasury, request).await
    })
    .await
}
