//! Files that customers send: `GET /{version}/{media_id}`, and the address that it answers.

use std::collections::VecDeque;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::faults::{Fault, Struck};
use super::sends::{has_bearer, refused};
use super::{Sandbox, shapes};
use crate::world;

/// What Meta says of an id that it does not know, or no longer.
const NO_SUCH_OBJECT: &str = "Object does not exist, cannot be loaded due to missing permissions";
/// How long an address of Meta's is good for, in seconds.
const GOOD_FOR: i64 = 300;
const KEPT: usize = 100;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/{version}/{id}", get(look_up))
        .route("/whatsapp_business/attachments/", get(download))
}

/// A file that is to come with a message.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Attachment {
    /// Its bytes; where absent, `size` of the sandbox's own.
    #[serde(default)]
    base64: Option<String>,
    #[serde(default)]
    size: usize,
    #[serde(default)]
    pub(super) mime_type: Option<String>,
    #[serde(default)]
    pub(super) filename: Option<String>,
    /// Meta has let go of it already.
    #[serde(default)]
    expired: bool,
}

impl Attachment {
    /// What comes with a message of this kind where nobody says what; nothing where the sandbox
    /// has no such file.
    pub(super) fn sample(kind: &str) -> Option<Self> {
        let (bytes, mime_type, filename): (&[u8], _, _) = match kind {
            "image" => (include_bytes!("picture.png"), "image/png", None),
            "document" => (
                include_bytes!("receipt.pdf"),
                "application/pdf",
                Some("receipt.pdf"),
            ),
            _ => return None,
        };
        Some(Self {
            base64: Some(STANDARD.encode(bytes)),
            mime_type: Some(mime_type.into()),
            filename: filename.map(Into::into),
            ..Self::default()
        })
    }

    /// The kind of message that it comes with.
    pub(super) fn kind(&self) -> &'static str {
        let mime_type = self.mime_type.as_deref().unwrap_or("image/png");
        match mime_type.split('/').next() {
            Some("image") => "image",
            Some("audio") => "audio",
            Some("video") => "video",
            _ => "document",
        }
    }
}

/// A file that a customer sent.
struct File {
    id: String,
    phone_number_id: String,
    customer: String,
    mime_type: String,
    bytes: Bytes,
    sha256: [u8; 32],
    expired: bool,
    lookups: u32,
    downloads: u32,
    /// What the last address ends with, and until when it is good.
    granted: Option<(String, i64)>,
}

/// The last files that customers sent.
#[derive(Default)]
pub(super) struct Files(VecDeque<File>);

impl Files {
    /// Keeps a file, and answers what stands of it in a message; nothing where it is no base64.
    pub(super) fn add(
        &mut self,
        attachment: &Attachment,
        phone_number_id: &str,
        customer: &str,
    ) -> Option<Value> {
        let bytes = match &attachment.base64 {
            Some(text) => STANDARD.decode(text).ok()?,
            None => (0_u8..=250).cycle().take(attachment.size).collect(),
        };
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let file = File {
            id: world::digits(16),
            phone_number_id: phone_number_id.to_owned(),
            customer: customer.to_owned(),
            mime_type: attachment
                .mime_type
                .clone()
                .unwrap_or_else(|| "image/png".into()),
            bytes: bytes.into(),
            sha256,
            expired: attachment.expired,
            lookups: 0,
            downloads: 0,
            granted: None,
        };
        let mut shape = json!({
            "id": file.id, "mime_type": file.mime_type, "sha256": STANDARD.encode(sha256),
        });
        if let Some(name) = &attachment.filename {
            shape["filename"] = json!(name);
        }
        if self.0.len() >= KEPT {
            self.0.pop_front();
        }
        self.0.push_back(file);
        Some(shape)
    }

    fn find(&mut self, id: &str) -> Option<&mut File> {
        self.0.iter_mut().find(|file| file.id == id)
    }

    /// How often each of a customer's files was asked for.
    pub(super) fn of(&self, customer: &str) -> Vec<Value> {
        let files = self.0.iter().filter(|file| file.customer == customer);
        files
            .map(|file| {
                json!({
                    "id": file.id, "size": file.bytes.len(),
                    "lookups": file.lookups, "downloads": file.downloads,
                })
            })
            .collect()
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    phone_number_id: Option<String>,
}

async fn look_up(
    State(sandbox): State<Sandbox>,
    Path((_version, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    if !has_bearer(&headers) {
        return refused(StatusCode::UNAUTHORIZED, 190, "no access token");
    }
    let unknown = || refused(StatusCode::BAD_REQUEST, 100, NO_SUCH_OBJECT);
    let fault = {
        let mut state = sandbox.state();
        let Some(file) = state.files.find(&id) else {
            return unknown();
        };
        file.lookups += 1;
        let customer = file.customer.clone();
        state.faults.strike(Struck::Lookup, &customer)
    };
    if let Some(answer) = goes_wrong(fault.as_ref()).await {
        return answer;
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let mut state = sandbox.state();
    let Some(file) = state.files.find(&id).filter(|file| {
        let number = asked.phone_number_id.as_ref();
        !file.expired && number.is_none_or(|number| *number == file.phone_number_id)
    }) else {
        return unknown();
    };
    let until = world::now().as_second() + GOOD_FOR;
    let word = world::word();
    let url =
        format!("http://{host}/whatsapp_business/attachments/?mid={id}&ext={until}&hash={word}");
    file.granted = Some((word, until));
    Json(json!({
        "messaging_product": "whatsapp", "id": id, "url": url, "mime_type": file.mime_type,
        "sha256": hex::encode(file.sha256), "file_size": file.bytes.len(),
    }))
    .into_response()
}

#[derive(Deserialize)]
struct Granted {
    mid: String,
    hash: String,
}

async fn download(
    State(sandbox): State<Sandbox>,
    Query(granted): Query<Granted>,
    headers: HeaderMap,
) -> Response {
    if !has_bearer(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let (fault, mime_type, bytes) = {
        let mut state = sandbox.state();
        let now = world::now().as_second();
        let Some(file) = state.files.find(&granted.mid).filter(|file| {
            let last = file.granted.as_ref();
            last.is_some_and(|(word, until)| *word == granted.hash && now < *until)
        }) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        file.downloads += 1;
        let (customer, mime_type) = (file.customer.clone(), file.mime_type.clone());
        let bytes = file.bytes.clone();
        let fault = state.faults.strike(Struck::Download, &customer);
        (fault, mime_type, bytes)
    };
    if let Some(answer) = goes_wrong(fault.as_ref()).await {
        return answer;
    }
    let bytes = if fault.is_some_and(|fault| fault.spoiled) {
        bytes.iter().map(|byte| byte ^ 1).collect()
    } else {
        bytes
    };
    ([(header::CONTENT_TYPE, mime_type)], bytes).into_response()
}

/// What is answered instead, if anything.
async fn goes_wrong(fault: Option<&Fault>) -> Option<Response> {
    let fault = fault?;
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    let status = fault
        .status
        .and_then(|status| StatusCode::from_u16(status).ok());
    match fault.code {
        Some(code) => {
            let status = status.unwrap_or(StatusCode::BAD_REQUEST);
            let body = Json(shapes::error(code, "as the sandbox was asked to say"));
            Some((status, body).into_response())
        }
        None => status.map(IntoResponse::into_response),
    }
}
