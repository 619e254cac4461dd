//! Wires `sweep` to its environment.

use baton_app::sweep::Watch;
use baton_lambda::{Error, Startup, schedule};
use sweep::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        watch: Watch {
            conversations: start.conversations()?,
            directory: start.directory_without_secrets()?,
            clock: start.clock(),
            ids: start.ids(),
        },
        metrics: start.metrics(),
    };
    schedule::serve(async move || handle(&deps).await).await
}
