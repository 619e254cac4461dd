//! Wires `widget-session-create` to its environment.

use baton_channels::widget::Sessions;
use baton_lambda::{Error, Startup, http};
use widget_session_create::{Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        sessions: Sessions {
            directory: start.directory()?,
            clock: start.clock(),
        },
        throttle: start.throttle()?,
        ids: start.ids(),
        metrics: start.metrics(),
    };
    http::serve(async move |request| handle(&deps, request).await).await
}
