//! `push`: pushes changes to open WebSockets.

use baton_app::push::Push;
use baton_lambda::{Error, Startup, sqs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let deps = Push {
        sockets: startup.sockets()?,
        poster: startup.poster()?,
        frame: baton_api::ws::frame,
        clock: startup.clock(),
    };
    let metrics = startup.metrics();
    sqs::serve_batches(async move |changes| push::handle(&deps, &metrics, changes).await).await
}
