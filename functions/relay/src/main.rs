//! `relay`: tells queues and listeners of every committed row.

use std::sync::Arc;

use baton_app::relay::Relay;
use baton_lambda::{Error, Startup, stream};
use relay::ApiShapes;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let deps = Relay {
        conversations: startup.conversations()?,
        directory: startup.directory_without_secrets()?,
        outbound: startup.outbound_queue()?,
        files: startup.file_queue()?,
        inbound: startup.inbound_queue()?,
        topic: startup.topic()?,
        shapes: Arc::new(ApiShapes),
        clock: startup.clock(),
    };
    stream::serve(async move |records| relay::handle(&deps, &records).await).await
}
