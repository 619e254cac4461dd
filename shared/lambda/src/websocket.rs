//! Functions behind the WebSocket API.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::error::chain;
use crate::invocation::{self, Failed};

/// Something that happened on a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// `$connect`, `$disconnect`, `$default` or a route of the API's.
    pub route: String,
    /// API Gateway's id of the socket.
    pub connection_id: String,
    /// The query parameter `ticket`; only there on `$connect`.
    pub ticket: Option<String>,
    /// What the client sent; empty on `$connect` and `$disconnect`.
    pub body: String,
}

/// Serves routes of the WebSocket API. The handler answers with an HTTP status; on `$connect`,
/// anything but 200 refuses the socket. An error is answered with 500.
pub async fn serve<F, E>(handler: F) -> Result<(), Error>
where
    F: AsyncFn(Event) -> Result<u16, E> + 'static,
    E: StdError,
{
    let handler = Arc::new(handler);
    invocation::serve(move |event: RawEvent, _| {
        let handler = Arc::clone(&handler);
        async move { Ok::<_, Failed>(answer(event, &*handler).await) }
    })
    .await
}

async fn answer<F, E>(event: RawEvent, handler: &F) -> Reply
where
    F: AsyncFn(Event) -> Result<u16, E>,
    E: StdError,
{
    let status_code = match event.parse() {
        Some(event) => handler(event).await.unwrap_or_else(|error| {
            tracing::error!(error = chain(&error), "the route failed");
            500
        }),
        None => 400,
    };
    Reply { status_code }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawEvent {
    request_context: RequestContext,
    #[serde(default)]
    query_string_parameters: Option<BTreeMap<String, String>>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestContext {
    route_key: String,
    connection_id: String,
}

impl RawEvent {
    /// None where the body is not text.
    fn parse(self) -> Option<Event> {
        let body = self.body.unwrap_or_default();
        let body = if self.is_base64_encoded {
            String::from_utf8(STANDARD.decode(body).ok()?).ok()?
        } else {
            body
        };
        Some(Event {
            route: self.request_context.route_key,
            connection_id: self.request_context.connection_id,
            ticket: self
                .query_string_parameters
                .and_then(|mut parameters| parameters.remove("ticket")),
            body,
        })
    }
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Reply {
    status_code: u16,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("no")]
    struct No;

    fn event(value: Value) -> RawEvent {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_connect_carries_its_ticket() {
        let event = event(json!({
            "requestContext": { "routeKey": "$connect", "connectionId": "c-1=", "eventType": "CONNECT" },
            "queryStringParameters": { "ticket": "t-1" },
            "isBase64Encoded": false
        }))
        .parse()
        .unwrap();
        assert_eq!(event.route, "$connect");
        assert_eq!(event.connection_id, "c-1=");
        assert_eq!(event.ticket.as_deref(), Some("t-1"));
        assert_eq!(event.body, "");
    }

    #[test]
    fn a_frame_may_come_encoded() {
        let event = event(json!({
            "requestContext": { "routeKey": "$default", "connectionId": "c-1=" },
            "queryStringParameters": null,
            "body": "eyJhY3Rpb24iOiJwaW5nIn0=",
            "isBase64Encoded": true
        }))
        .parse()
        .unwrap();
        assert_eq!(event.body, r#"{"action":"ping"}"#);
        assert_eq!(event.ticket, None);
    }

    #[tokio::test]
    async fn a_failure_is_an_answer_without_details() {
        let raw = || {
            event(
                json!({ "requestContext": { "routeKey": "$default", "connectionId": "c" }, "body": "x" }),
            )
        };
        let failed = answer(raw(), &async |_| Err(No)).await;
        assert_eq!(
            serde_json::to_value(failed).unwrap(),
            json!({ "statusCode": 500 })
        );
        let refused = answer(raw(), &async |_| Ok::<_, No>(403)).await;
        assert_eq!(refused, Reply { status_code: 403 });
    }

    #[tokio::test]
    async fn a_body_that_is_no_text_never_reaches_the_handler() {
        let raw = event(json!({
            "requestContext": { "routeKey": "$default", "connectionId": "c" },
            "body": "/w==",
            "isBase64Encoded": true
        }));
        let reply = answer(raw, &async |_| Ok::<_, No>(200)).await;
        assert_eq!(reply, Reply { status_code: 400 });
    }
}
