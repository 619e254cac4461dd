//! What all triggers share.

use std::future::Future;
use std::sync::Arc;

use lambda_runtime::{Context, Diagnostic, LambdaEvent, Runtime, service_fn};
use serde::Serialize;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};
use tracing::Instrument;

use crate::Error;

/// Why an invocation failed, in words without any customer data.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failed(pub(crate) &'static str);

impl From<Failed> for Diagnostic {
    fn from(failed: Failed) -> Self {
        Self {
            error_type: "InvocationFailed".into(),
            error_message: failed.0.into(),
        }
    }
}

/// An event whose errors do not quote it.
struct Quiet<T>(T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Quiet<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from)
            .map(Self)
            .map_err(|_| D::Error::custom("the event is not what this trigger sends"))
    }
}

/// Serves invocations until the environment is taken down, each within a span that names it.
pub(crate) async fn serve<E, R, F, Fut>(handler: F) -> Result<(), Error>
where
    E: DeserializeOwned,
    R: Serialize,
    F: Fn(E, Context) -> Fut + 'static,
    Fut: Future<Output = Result<R, Failed>>,
{
    let handler = Arc::new(handler);
    let service = service_fn(move |event: LambdaEvent<Quiet<E>>| {
        let span = tracing::info_span!("invocation", request_id = event.context.request_id);
        let handler = Arc::clone(&handler);
        async move { handler(event.payload.0, event.context).await }.instrument(span)
    });
    Runtime::new(service).run().await.map_err(Error::Runtime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_that_does_not_parse_is_not_quoted() {
        let error = serde_json::from_str::<Quiet<Vec<u32>>>(r#"["+15550001"]"#)
            .err()
            .unwrap()
            .to_string();
        assert!(!error.contains("15550001"), "{error}");
    }
}
