//! Wires `widget-message-list` to its environment.

use baton_channels::widget::Sessions;
use baton_lambda::{Error, Startup, http};
use widget_message_list::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        sessions: Sessions {
            directory: start.directory()?,
            clock: start.clock(),
        },
        conversations: start.conversations()?,
        clock: start.clock(),
    };
    http::serve(async move |request| handle(&deps, request).await).await
}
