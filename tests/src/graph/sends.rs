//! `POST /{version}/{phone_number_id}/messages`.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::faults::Struck;
use super::threads::{Entry, Side};
use super::{Sandbox, files, shapes};
use crate::serve::Cut;
use crate::world;

/// Meta's limit for the words of a text message.
const TEXT_LIMIT: usize = 4_096;
const BODY_LIMIT: usize = 256 * 1_024;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/{version}/{phone_number_id}/messages", post(send))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

async fn send(
    State(sandbox): State<Sandbox>,
    Path((_version, phone_number_id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Json<Value>, axum::extract::rejection::JsonRejection>,
) -> Response {
    if !has_bearer(&headers) {
        return refused(StatusCode::UNAUTHORIZED, 190, "no access token");
    }
    let Ok(Json(body)) = body else {
        return refused(StatusCode::BAD_REQUEST, 100, "the body is no JSON");
    };
    let Some(connection) = sandbox.state().connections.get(&phone_number_id).cloned() else {
        return refused(StatusCode::BAD_REQUEST, 100, "no such phone number id");
    };
    if body["status"] == "read" {
        return Json(json!({"success": true})).into_response();
    }
    let mut entry = match entry(&phone_number_id, body) {
        Ok(entry) => entry,
        Err(details) => return refused(StatusCode::BAD_REQUEST, 100, details),
    };
    match files::fetched(&sandbox.0.http, &entry).await {
        Ok(file) => entry.file = file,
        Err(details) => return refused(StatusCode::BAD_REQUEST, files::UNFETCHED, &details),
    }
    let fault = sandbox.state().faults.strike(Struck::Send, &entry.customer);
    if let Some(fault) = &fault {
        tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
        let status = fault
            .status
            .and_then(|status| StatusCode::from_u16(status).ok());
        if let Some(code) = fault.code {
            let status = status.unwrap_or(StatusCode::BAD_REQUEST);
            return refused(status, code, "as the sandbox was asked to say");
        }
        if let Some(status) = status {
            return status.into_response();
        }
    }
    sandbox.state().threads.add(entry.clone());
    if fault.is_some_and(|fault| fault.lost_answer) {
        return Cut.into_response();
    }
    let answer = shapes::accepted(&entry.customer, &entry.id);
    let statuses = sandbox
        .state()
        .connections
        .statuses(&phone_number_id, &entry.customer);
    if !statuses.is_empty() {
        tokio::spawn(async move {
            sandbox
                .tell_statuses(&connection, &entry, &statuses, None)
                .await;
        });
    }
    Json(answer).into_response()
}

pub(super) fn refused(status: StatusCode, code: i64, details: &str) -> Response {
    (status, Json(shapes::error(code, details))).into_response()
}

pub(super) fn has_bearer(headers: &HeaderMap) -> bool {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .is_some_and(|token| !token.trim().is_empty())
}

/// What the customer gets, or why Meta would not take it.
fn entry(phone_number_id: &str, body: Value) -> Result<Entry, &'static str> {
    if body["messaging_product"] != "whatsapp" {
        return Err("messaging_product is not whatsapp");
    }
    let named = body["to"].as_str().or_else(|| body["recipient"].as_str());
    let customer = shapes::address(named.unwrap_or_default());
    if customer.is_empty() {
        return Err("neither to nor recipient names a customer");
    }
    let kind = body["type"].as_str().unwrap_or("text").to_owned();
    if !body[&kind].is_object() {
        return Err("the object that type names is missing");
    }
    let text = ["body", "caption", "name", "emoji"]
        .iter()
        .find_map(|part| body[&kind][part].as_str())
        .map(str::to_owned);
    if kind == "text" {
        match &text {
            Some(text) if text.is_empty() => return Err("text.body is empty"),
            Some(text) if text.chars().count() > TEXT_LIMIT => return Err("text.body is too long"),
            Some(_) => {}
            None => return Err("text.body is missing"),
        }
    }
    let callback = body["biz_opaque_callback_data"].as_str().map(str::to_owned);
    Ok(Entry {
        n: 0,
        side: Side::Business,
        id: format!("wamid.SANDBOX{:016X}", world::random()),
        phone_number_id: phone_number_id.to_owned(),
        customer,
        kind,
        text,
        callback,
        at: world::now(),
        body,
        file: None,
    })
}
