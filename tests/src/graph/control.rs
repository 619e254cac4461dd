//! The control API, and the page on which a person writes as a customer.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::faults::Fault;
use super::media::Attachment;
use super::shapes::address;
use super::threads::{Entry, Side};
use super::{Connection, Sandbox, shapes, webhooks};
use crate::world;

/// Meta's webhooks have up to 3 MB; tests send more to see it refused.
const BODY_LIMIT: usize = 8 * 1_024 * 1_024;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/", get(|| async { Html(include_str!("page.html")) }))
        .route(
            "/_sandbox/health",
            get(|| async { Json(json!({"status": "ok"})) }),
        )
        .route("/_sandbox/connections", get(connections).post(register))
        .route("/_sandbox/inbound", post(inbound))
        .route("/_sandbox/echoes", post(echo))
        .route("/_sandbox/raw", post(raw))
        .route("/_sandbox/faults", post(fault))
        .route("/_sandbox/faults", delete(no_faults))
        .route("/_sandbox/fates", post(fate))
        .route("/_sandbox/statuses", post(status))
        .route("/_sandbox/sent", get(sent))
        .route("/_sandbox/thread", get(thread))
        .route("/_sandbox/files", get(files))
        .route("/_sandbox/customers", get(customers))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

fn unknown(what: &str) -> Response {
    let body = Json(json!({"error": format!("there is no such {what}")}));
    (StatusCode::NOT_FOUND, body).into_response()
}

async fn connections(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!({"phone_number_ids": sandbox.state().connections.numbers()}))
}

async fn register(State(sandbox): State<Sandbox>, Json(connection): Json<Connection>) -> Response {
    match sandbox.state().connections.register(connection) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let body = Json(json!({"error": error.to_string()}));
            (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
        }
    }
}

#[derive(Deserialize)]
struct Inbound {
    from: String,
    #[serde(default)]
    phone_number_id: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    id: Option<String>,
    /// The file that comes with it.
    #[serde(default)]
    file: Option<Attachment>,
    /// Meta's message itself, for what the other fields cannot say.
    #[serde(default)]
    message: Option<Value>,
}

/// Writes as a customer; answers what the business answered.
async fn inbound(State(sandbox): State<Sandbox>, Json(asked): Json<Inbound>) -> Response {
    let phone_number_id = asked.phone_number_id.as_deref();
    let Some(connection) = sandbox.state().connections.one(phone_number_id).cloned() else {
        return unknown("connection");
    };
    let from = address(&asked.from);
    let file = asked.file.as_ref();
    let kind = asked
        .kind
        .unwrap_or_else(|| file.map_or("text", Attachment::kind).into());
    let text = asked.text.unwrap_or_default();
    let id = asked
        .id
        .unwrap_or_else(|| format!("wamid.CUSTOMER{:016X}", world::random()));
    let mut message = shapes::message(&kind, &from, &id, world::now(), &text);
    let file = asked.file.or_else(|| Attachment::sample(&kind));
    if let Some(file) = file {
        let number = &connection.phone_number_id;
        attach(&sandbox, &mut message, &file, number, &from);
    }
    if let Some(Value::Object(fields)) = asked.message {
        for (name, value) in fields {
            message[name] = value;
        }
    }
    sandbox.state().threads.add(Entry {
        n: 0,
        side: Side::Customer,
        id: id.clone(),
        phone_number_id: connection.phone_number_id.clone(),
        customer: from.clone(),
        kind,
        text: Some(text),
        callback: None,
        at: world::now(),
        body: message.clone(),
        file: None,
    });
    let body = shapes::message_webhook(&connection, &from, asked.name.as_deref(), &message);
    let answer = sandbox.post(&connection, webhooks::bytes(&body)).await;
    Json(json!({"id": id, "webhook": answer})).into_response()
}

/// Has a file come with a message of a kind that has one.
fn attach(
    sandbox: &Sandbox,
    message: &mut Value,
    file: &Attachment,
    phone_number_id: &str,
    customer: &str,
) {
    let kind = message["type"].as_str().unwrap_or_default().to_owned();
    let shape = sandbox.state().files.add(file, phone_number_id, customer);
    let shape = shape.as_ref().and_then(Value::as_object);
    for (name, value) in shape.into_iter().flatten() {
        // Only documents have names.
        if name != "filename" || kind == "document" {
            message[&kind][name] = value.clone();
        }
    }
}

#[derive(Deserialize)]
struct Echo {
    to: String,
    #[serde(default)]
    text: String,
    /// The file that comes with it.
    #[serde(default)]
    file: Option<Attachment>,
    #[serde(default)]
    phone_number_id: Option<String>,
}

/// Writes from the business's own phone; answers what the business's webhook answered.
async fn echo(State(sandbox): State<Sandbox>, Json(asked): Json<Echo>) -> Response {
    let phone_number_id = asked.phone_number_id.as_deref();
    let Some(connection) = sandbox.state().connections.one(phone_number_id).cloned() else {
        return unknown("connection");
    };
    let id = format!("wamid.PHONE{:016X}", world::random());
    let kind = asked.file.as_ref().map_or("text", Attachment::kind);
    let mut message = shapes::message(
        kind,
        &connection.display_phone_number,
        &id,
        world::now(),
        &asked.text,
    );
    message["to"] = json!(address(&asked.to));
    if let Some(file) = &asked.file {
        let (number, to) = (&connection.phone_number_id, address(&asked.to));
        attach(&sandbox, &mut message, file, number, &to);
    }
    let body = shapes::echo_webhook(&connection, &message);
    let answer = sandbox.post(&connection, webhooks::bytes(&body)).await;
    Json(json!({"id": id, "webhook": answer})).into_response()
}

#[derive(Deserialize)]
struct Number {
    #[serde(default)]
    phone_number_id: Option<String>,
}

/// Signs and posts this very body.
async fn raw(
    State(sandbox): State<Sandbox>,
    Query(number): Query<Number>,
    body: Bytes,
) -> Response {
    let phone_number_id = number.phone_number_id.as_deref();
    let Some(connection) = sandbox.state().connections.one(phone_number_id).cloned() else {
        return unknown("connection");
    };
    let answer = sandbox.post(&connection, body.to_vec()).await;
    Json(json!({"webhook": answer})).into_response()
}

async fn fault(State(sandbox): State<Sandbox>, Json(mut fault): Json<Fault>) -> StatusCode {
    fault.to = fault.to.map(|to| address(&to));
    sandbox.state().faults.add(fault);
    StatusCode::NO_CONTENT
}

async fn no_faults(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.state().faults.clear();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Fate {
    to: String,
    statuses: Vec<String>,
}

/// What becomes of sends to one customer without anybody asking.
async fn fate(State(sandbox): State<Sandbox>, Json(fate): Json<Fate>) -> StatusCode {
    sandbox
        .state()
        .connections
        .set_statuses(address(&fate.to), fate.statuses);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Status {
    /// The message; the last to this customer where absent.
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(rename = "status")]
    news: String,
    #[serde(default)]
    code: Option<i64>,
}

/// Says how a send fares; answers what the business answered.
async fn status(State(sandbox): State<Sandbox>, Json(asked): Json<Status>) -> Response {
    let to = asked.to.as_deref().map(address);
    let (entry, connection) = {
        let state = sandbox.state();
        let Some(entry) = state.threads.sent(asked.id.as_deref(), to.as_deref()) else {
            return unknown("message");
        };
        let Some(connection) = state.connections.get(&entry.phone_number_id).cloned() else {
            return unknown("connection");
        };
        (entry, connection)
    };
    let answer = sandbox
        .tell_statuses(&connection, &entry, &[asked.news], asked.code)
        .await;
    Json(json!({"id": entry.id, "webhook": answer})).into_response()
}

#[derive(Deserialize)]
struct Customer {
    #[serde(alias = "with")]
    to: String,
}

async fn sent(State(sandbox): State<Sandbox>, Query(customer): Query<Customer>) -> Json<Value> {
    let mut entries = sandbox.state().threads.of(&address(&customer.to));
    entries.retain(|entry| entry.side == Side::Business);
    Json(json!({"items": entries}))
}

async fn thread(State(sandbox): State<Sandbox>, Query(customer): Query<Customer>) -> Json<Value> {
    let entries = sandbox.state().threads.of(&address(&customer.to));
    Json(json!({"items": entries}))
}

async fn files(State(sandbox): State<Sandbox>, Query(customer): Query<Customer>) -> Json<Value> {
    let files = sandbox.state().files.of(&address(&customer.to));
    Json(json!({"items": files}))
}

async fn customers(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!({"items": sandbox.state().threads.customers()}))
}
