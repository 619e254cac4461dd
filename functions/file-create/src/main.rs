//! Starts file-create.

use baton_app::files::Cabinet;
use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let conversations = start.conversations_without_receipts()?;
    let cabinet = Cabinet {
        files: start.files()?,
        clock: start.clock(),
        ids: start.ids(),
    };
    baton_lambda::http::serve(async move |request| {
        file_create::handle(conversations.as_ref(), &cabinet, request).await
    })
    .await
}
