//! Starts message-file-get.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let (conversations, files) = (start.conversations_without_receipts()?, start.files()?);
    baton_lambda::http::serve(async move |request| {
        message_file_get::handle(conversations.as_ref(), files.as_ref(), request).await
    })
    .await
}
