//! Starts me-update.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let agents = Startup::begin()?.agents()?;
    baton_lambda::http::serve(async move |request| me_update::handle(&*agents, request).await).await
}
