//! `ws-connect`: the `$connect` route of the WebSocket API.

use baton_lambda::{Error, Startup, websocket};
use ws_connect::Deps;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let deps = Deps {
        sockets: startup.sockets()?,
        clock: startup.clock(),
    };
    websocket::serve(async move |event| ws_connect::handle(&deps, event).await).await
}
