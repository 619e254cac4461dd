//! Passes a request on to AWS.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use tokio::sync::watch;

use super::Meter;
use super::classify::classify;
use super::rules::Loss;
use crate::serve::Cut;

const BODY_LIMIT: usize = 32 * 1_024 * 1_024;

/// The longest that a forgotten hold may keep a request.
const LONGEST_HOLD: Duration = Duration::from_mins(1);

pub(super) async fn forward(State(meter): State<Meter>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let text = String::from_utf8_lossy(&body).into_owned();
    let class = classify(&parts.method, &parts.uri, &parts.headers, &text);
    let (held, fault) = {
        let mut state = meter.state();
        state.records.add(&class, &text);
        (
            state.rules.caught(&class, &text, false),
            state.rules.strike(&class, &text),
        )
    };
    wait(held).await;
    let lost = fault.as_ref().and_then(|fault| fault.drop);
    if lost == Some(Loss::Before) {
        return Cut.into_response();
    }
    if let Some(fault) = &fault
        && let Some(status) = fault
            .status
            .and_then(|status| StatusCode::from_u16(status).ok())
    {
        let kind = [(header::CONTENT_TYPE, "application/x-amz-json-1.0")];
        return (status, kind, fault.body.clone()).into_response();
    }
    let is_head = parts.method == Method::HEAD;
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let answer = meter
        .0
        .http
        .request(parts.method, format!("{}{path}", meter.0.upstream))
        .headers(end_to_end(&parts.headers))
        .body(body)
        .send()
        .await;
    let Ok(answer) = answer else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let status = answer.status();
    let mut headers = end_to_end(answer.headers());
    // It tells of the body that is not sent.
    if is_head && let Some(length) = answer.headers().get(header::CONTENT_LENGTH) {
        headers.insert(header::CONTENT_LENGTH, length.clone());
    }
    let Ok(bytes) = answer.bytes().await else {
        return Cut.into_response();
    };
    let held = meter.state().rules.caught(&class, &text, true);
    wait(held).await;
    if lost == Some(Loss::After) {
        return Cut.into_response();
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Waits as long as something is held.
async fn wait(held: Option<watch::Receiver<bool>>) {
    if let Some(mut held) = held {
        // A hold that was cleared lets go as one that was released does.
        let _ = tokio::time::timeout(LONGEST_HOLD, held.wait_for(|released| *released)).await;
    }
}

/// The headers that are meant for the other end. `Host` stays: it is part of the signature.
fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    const BETWEEN_NEIGHBOURS: [HeaderName; 6] = [
        header::CONNECTION,
        header::CONTENT_LENGTH,
        header::EXPECT,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
        HeaderName::from_static("keep-alive"),
    ];
    let mut headers = headers.clone();
    for name in BETWEEN_NEIGHBOURS {
        headers.remove(name);
    }
    headers
}
