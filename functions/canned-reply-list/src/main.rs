//! Starts canned-reply-list.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let replies = Startup::begin()?.canned_replies()?;
    baton_lambda::http::serve(async move |request| {
        canned_reply_list::handle(replies.as_ref(), request).await
    })
    .await
}
