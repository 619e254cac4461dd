//! What can be asked of the meter.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Meter;
use super::rules::{Fault, HoldRequest, Pattern};

pub(super) fn routes() -> Router<Meter> {
    Router::new()
        .route(
            "/_meter/health",
            get(|| async { Json(json!({"status": "ok"})) }),
        )
        .route("/_meter/requests", get(requests))
        .route("/_meter/holds", post(hold))
        .route("/_meter/holds/{id}", get(held).delete(release))
        .route("/_meter/faults", post(fault))
        .route("/_meter/rules", axum::routing::delete(clear))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    since: u64,
    function: Option<String>,
    service: Option<String>,
    operation: Option<String>,
    contains: Option<String>,
}

async fn requests(State(meter): State<Meter>, Query(asked): Query<Asked>) -> Json<Value> {
    let pattern = Pattern {
        function: asked.function,
        service: asked.service,
        operation: asked.operation,
        contains: asked.contains,
    };
    let state = meter.state();
    let items = state.records.since(asked.since, &pattern);
    Json(json!({"items": items, "last": state.records.last()}))
}

async fn hold(State(meter): State<Meter>, Json(what): Json<HoldRequest>) -> Json<Value> {
    Json(json!({"id": meter.state().rules.hold(what)}))
}

async fn held(State(meter): State<Meter>, Path(id): Path<u64>) -> (StatusCode, Json<Value>) {
    match meter.state().rules.waiting(id) {
        Some(waiting) => (StatusCode::OK, Json(json!({"waiting": waiting}))),
        None => (
            StatusCode::NOT_FOUND,
            Json(json!({"error": "there is no such hold"})),
        ),
    }
}

async fn release(State(meter): State<Meter>, Path(id): Path<u64>) -> StatusCode {
    if meter.state().rules.release(id) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}

async fn fault(State(meter): State<Meter>, Json(fault): Json<Fault>) -> StatusCode {
    meter.state().rules.fault(fault);
    StatusCode::NO_CONTENT
}

async fn clear(State(meter): State<Meter>) -> StatusCode {
    meter.state().rules.clear();
    StatusCode::NO_CONTENT
}
