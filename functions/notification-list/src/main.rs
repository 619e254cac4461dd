//! Starts notification-list.

use baton_lambda::{Error, Startup};
use notification_list::Deps;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let deps = Deps {
        notifications: Startup::begin()?.notifications()?,
    };
    baton_lambda::http::serve(async move |request| notification_list::handle(&deps, request).await)
        .await
}
