//! Functions that a timer calls.

use std::error::Error as StdError;
use std::sync::Arc;

use serde::de::IgnoredAny;

use crate::Error;
use crate::error::chain;
use crate::invocation::{self, Failed};

/// Serves a schedule. An error fails the invocation; the next tick comes regardless.
pub async fn serve<F, E>(handler: F) -> Result<(), Error>
where
    F: AsyncFn() -> Result<(), E> + 'static,
    E: StdError,
{
    let handler = Arc::new(handler);
    invocation::serve(move |_: IgnoredAny, _| {
        let handler = Arc::clone(&handler);
        async move {
            handler().await.map_err(|error| {
                tracing::error!(error = chain(&error), "the tick failed");
                Failed("the tick failed")
            })
        }
    })
    .await
}
