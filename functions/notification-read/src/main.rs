//! Starts notification-read.

use baton_lambda::{Error, Startup};
use notification_read::Deps;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        notifications: start.notifications()?,
        clock: start.clock(),
    };
    baton_lambda::http::serve(async move |request| notification_read::handle(&deps, request).await)
        .await
}
