//! Starts connection-list.

use baton_lambda::{Error, Startup};
use connection_list::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        connections: start.connection_list()?,
        api_url: start.config().api_url()?.to_owned(),
    };
    baton_lambda::http::serve(async move |request| handle(&deps, request).await).await
}
