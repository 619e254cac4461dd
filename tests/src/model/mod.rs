//! A stand-in for a language model behind `chat/completions`, and for a tenant's tool.
//!
//! Left alone it is a decent model: it quotes the first passage that it is given, asks for a tool
//! when a customer names an order, quotes what the tool answered, calls a person where it has
//! nothing, and tells colleagues what the customer wrote first. A test chooses another behaviour for prompts that hold a word of its own.

mod behaviour;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::Sha256;

pub use behaviour::{Behaviour, OWN_WORDS, Rule};

/// The key of the model, which tenants of the local stack keep.
pub const API_KEY: &str = "sk-model-sandbox-5TqZ81";
/// What calls of the tool are signed with.
pub const SIGNING_KEY: &str = "sign-model-sandbox-Rk42Lm";

const BODY_LIMIT: usize = 1_024 * 1_024;
const KEPT: usize = 500;

/// A request that reached the model or the tool.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Seen {
    /// `model` or `tool`.
    pub what: String,
    /// Whether the key, or the signature, was right.
    pub authorised: bool,
    /// What was sent.
    pub body: Value,
}

#[derive(Debug, Default)]
struct Inner {
    rules: Vec<Rule>,
    seen: Vec<Seen>,
}

/// The model and the tool.
#[derive(Debug, Clone, Default)]
pub struct ModelSandbox(Arc<Mutex<Inner>>);

impl ModelSandbox {
    /// Its addresses: the model's, the tool's, and those by which tests choose.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1/chat/completions", post(complete))
            .route("/tools/order_lookup", post(order_lookup))
            .route(
                "/_model/health",
                get(|| async { Json(json!({"status": "ok"})) }),
            )
            .route("/_model/rules", post(rule))
            .route("/_model/seen", get(seen))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .with_state(self.clone())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, what: &str, authorised: bool, body: &Value) {
        let mut inner = self.inner();
        if inner.seen.len() >= KEPT {
            inner.seen.remove(0);
        }
        inner.seen.push(Seen {
            what: what.to_owned(),
            authorised,
            body: body.clone(),
        });
    }
}

async fn rule(State(sandbox): State<ModelSandbox>, Json(rule): Json<Rule>) -> StatusCode {
    sandbox.inner().rules.push(rule);
    StatusCode::NO_CONTENT
}

async fn seen(State(sandbox): State<ModelSandbox>) -> Json<Vec<Seen>> {
    Json(sandbox.inner().seen.clone())
}

async fn complete(
    State(sandbox): State<ModelSandbox>,
    headers: HeaderMap,
    Json(asked): Json<Value>,
) -> Response {
    let bearer = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    let authorised = bearer == Some(&format!("Bearer {API_KEY}"));
    sandbox.note("model", authorised, &asked);
    // MiniStack's Bedrock passes requests on without a key.
    if bearer.is_some() && !authorised {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let prompt = asked["messages"].to_string();
    let rule = sandbox
        .inner()
        .rules
        .iter()
        .rev()
        .find(|rule| prompt.contains(&rule.when))
        .map(|rule| rule.does.clone());
    let behaviour = rule.unwrap_or_default();
    if let Behaviour::Slow { wait_ms } = behaviour {
        tokio::time::sleep(Duration::from_millis(wait_ms)).await;
    }
    behaviour.answer(&asked)
}

async fn order_lookup(
    State(sandbox): State<ModelSandbox>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let header = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let signed = signature(header("x-baton-timestamp"), &body);
    let authorised = signed == header("x-baton-signature");
    let asked: Value = serde_json::from_str(&body).unwrap_or_default();
    sandbox.note("tool", authorised, &asked);
    if !authorised {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let order = &asked["arguments"]["order"];
    Json(json!({ "order": order, "status": "on its way", "arrives": "2031-05-17" })).into_response()
}

fn signature(timestamp: &str, body: &str) -> String {
    // HMAC takes keys of any length; there is no key that fails.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(SIGNING_KEY.as_bytes()) else {
        return String::new();
    };
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}
