//! Starts message-create.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let (desk, files) = (start.desk()?, start.files()?);
    baton_lambda::http::serve(async move |request| {
        message_create::handle(&desk, files.as_ref(), request).await
    })
    .await
}
