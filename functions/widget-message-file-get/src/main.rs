//! Starts widget-message-file-get.

use baton_channels::widget::Sessions;
use baton_lambda::{Error, Startup, http};
use widget_message_file_get::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        sessions: Sessions {
            directory: start.directory()?,
            clock: start.clock(),
        },
        conversations: start.conversations_without_receipts()?,
        files: start.files()?,
    };
    http::serve(async move |request| handle(&deps, request).await).await
}
