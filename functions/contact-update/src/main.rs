//! Starts contact-update.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let desk = Startup::begin()?.desk()?;
    baton_lambda::http::serve(async move |request| contact_update::handle(&desk, request).await)
        .await
}
