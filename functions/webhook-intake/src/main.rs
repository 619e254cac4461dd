//! Wires `webhook-intake` to its environment.

use std::sync::Arc;

use baton_app::intake::Intake;
use baton_channels::whatsapp::webhook::WhatsAppWebhooks;
use baton_lambda::{Error, Startup, http};
use webhook_intake::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        intake: Intake {
            directory: start.directory()?,
            queue: start.inbound_queue()?,
            format: Arc::new(WhatsAppWebhooks),
            clock: start.clock(),
            ids: start.ids(),
        },
        metrics: start.metrics(),
    };
    http::serve(async move |request| handle(&deps, request).await).await
}
