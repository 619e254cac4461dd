//! Starts settings-put.

use baton_lambda::{Error, Startup};
use settings_put::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        store: start.settings()?,
        clock: start.clock(),
    };
    baton_lambda::http::serve(async move |request| handle(&deps, request).await).await
}
