//! `ws-default`: the `$default` route of the WebSocket API.

use baton_lambda::{Error, Startup, websocket};
use ws_default::{Deps, Typists};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let deps = Deps {
        sockets: startup.sockets()?,
        poster: startup.poster()?,
        conversations: startup.conversations_without_receipts()?,
        clock: startup.clock(),
        typists: Typists::default(),
    };
    websocket::serve(async move |event| ws_default::handle(&deps, &event).await).await
}
