//! Starts simulation-list.

use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let desk = Startup::begin()?.simulation_desk()?;
    baton_lambda::http::serve(async move |request| simulation_list::handle(&desk, request).await)
        .await
}
