//! Starts policy-list.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let desk = Startup::begin()?.policy_desk()?;
    baton_lambda::http::serve(async move |request| policy_list::handle(&desk, request).await).await
}
