//! `ws-disconnect`: the `$disconnect` route of the WebSocket API.

use baton_lambda::{Error, Startup, websocket};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let sockets = Startup::begin()?.sockets()?;
    websocket::serve(async move |event| ws_disconnect::handle(sockets.as_ref(), &event).await).await
}
