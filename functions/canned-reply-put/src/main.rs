//! Starts canned-reply-put.

use baton_lambda::{Error, Startup};
use canned_reply_put::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        replies: start.canned_replies()?,
        clock: start.clock(),
    };
    baton_lambda::http::serve(async move |request| handle(&deps, request).await).await
}
