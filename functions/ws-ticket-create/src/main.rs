//! Starts ws-ticket-create.

use baton_lambda::{Error, Startup};
use ws_ticket_create::Deps;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let deps = Deps {
        sockets: startup.sockets()?,
        clock: startup.clock(),
        ids: startup.ids(),
    };
    baton_lambda::http::serve(async move |request| ws_ticket_create::handle(&deps, request).await)
        .await
}
