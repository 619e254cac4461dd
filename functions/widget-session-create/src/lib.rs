//! Begins a website visitor's session, or goes on with it once they have logged in.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_api::{Fault, Problem, Request, Response};
use baton_app::ports::{Ids, Throttle};
use baton_channels::widget::{
    OpenError, Session, SessionError, Sessions, Signed, SignedError, Visit, pace,
};
use baton_domain::{ConnectionId, Contact, FileKind, FileType, Flaw};
use baton_lambda::{Metric, Metrics};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Where sessions begin.
    pub sessions: Sessions,
    /// How many sessions a widget may begin.
    pub throttle: Arc<dyn Throttle>,
    /// Where visitors' ids come from.
    pub ids: Arc<dyn Ids>,
    /// Where refusals are counted.
    pub metrics: Metrics,
}

/// What the website says of its visitor. Agents read it; only `signed` proves anything.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewSession {
    /// Their name, 1 to 128 characters.
    pub name: Option<String>,
    /// Their locale (BCP 47), such as `pt-BR`.
    pub locale: Option<String>,
    /// What else is known of them: at most 10 texts of at most 256 characters, under names of at
    /// most 64 letters, digits, `_`, `-` and `.`; 2,048 bytes together.
    pub attributes: Option<BTreeMap<String, String>>,
    /// What the company's own systems say of them. Triggers go by this, and not by `attributes`.
    pub signed: Option<SignedAttributes>,
}

/// Attributes that the visitor cannot change: the website's server signs them, the page hands them on.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignedAttributes {
    /// JSON text, at most 4,096 bytes: `{"attributes": {"tier": "vip"}, "expires_at": "…"}`, and
    /// `signed_at` where it is not handed in at once. At most 10 attributes, 800 bytes together.
    pub payload: String,
    /// HMAC-SHA256 of the payload's bytes under the connection's `identity_key`, in hexadecimal digits.
    pub signature: String,
}

/// A session that has begun, or goes on.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionBegun {
    /// What the visitor shows to write, to read and to listen: `Authorization: Bearer …`.
    pub session_token: String,
    /// Their conversation, `cnv_…`; it exists once they have written.
    #[schema(value_type = String)]
    pub conversation_id: baton_domain::ConversationId,
    /// Which files the visitor may send.
    pub attachments: Attachments,
    /// Until when the token works.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// Which files a visitor may send.
#[derive(Debug, Serialize, ToSchema)]
pub struct Attachments {
    /// Whether any.
    pub allowed: bool,
    /// Of which MIME types.
    #[schema(value_type = Vec<String>)]
    pub mime_types: Vec<&'static str>,
    /// How large.
    pub max_bytes: MaxBytes,
}

/// How large a file may be, in bytes.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaxBytes {
    /// A picture.
    pub image: u64,
    /// Sound.
    pub audio: u64,
    /// A moving picture.
    pub video: u64,
    /// Anything else.
    pub document: u64,
}

impl Attachments {
    fn new(allowed: bool) -> Self {
        Self {
            allowed,
            mime_types: FileType::ALL.map(FileType::mime_type).to_vec(),
            max_bytes: MaxBytes {
                image: FileKind::Image.most_bytes(),
                audio: FileKind::Audio.most_bytes(),
                video: FileKind::Video.most_bytes(),
                document: FileKind::Document.most_bytes(),
            },
        }
    }
}

/// Begins a session of a new visitor. With `signed` and the token of a running session, that one
/// goes on, proved: the same visitor and conversation, until the same end. One that was proved
/// with other attributes is somebody else's: a new one begins.
///
/// # Errors
///
/// 401 for a token with `signed` that is no running session of this widget's; 404 where the
/// connection is no widget; 400, 415 and 422 for the body; 429 above the widget's limit of new
/// sessions; 503.
#[utoipa::path(
    post,
    path = "/widget/{connection_id}/sessions",
    operation_id = "createWidgetSession",
    tag = "widget",
    params(("connection_id" = String, Path, description = "The widget's connection, `con_…`")),
    request_body = NewSession,
    responses(
        (status = 200, description = "The session goes on, proved", body = SessionBegun),
        (status = 201, description = "The session has begun", body = SessionBegun),
        (status = 400, description = "`malformed-json`"),
        (status = 401, description = "`unauthorized`: the token to go on with is no session, or an expired one"),
        (status = 404, description = "`not-found`: no widget has this id"),
        (status = 413, description = "`payload-too-large`"),
        (status = 415, description = "`unsupported-media-type`"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`: more sessions began than the widget may; wait `Retry-After` seconds"),
        (status = 503, description = "`unavailable`"),
    ),
    security((), ("widget_session" = []))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let connection: ConnectionId = request.path_id("connection_id")?;
    let visit = visit(request.json()?)?;
    let running = request
        .header("authorization")
        .filter(|_| visit.signed.is_some());
    let mut goes_on = None;
    if let Some(header) = running {
        let proved = deps.sessions.prove(connection, header, &visit).await;
        goes_on = proved.map_err(|error| match error {
            OpenError::UnknownConnection => Problem::unauthorized(),
            error => problem(connection, error),
        })?;
    }
    let (status, (session, session_token)) = if let Some(session) = goes_on {
        (200, session)
    } else {
        let begun = deps.sessions.begin(connection, visit, &*deps.ids).await;
        let begun = begun.map_err(|error| problem(connection, error))?;
        admit(deps, &begun.0).await?;
        (201, begun)
    };
    let attachments = Attachments::new(deps.sessions.take_files(&session).await?);
    Ok(Response::json(
        status,
        &SessionBegun {
            session_token,
            conversation_id: session.conversation_id,
            attachments,
            expires_at: session.expires_at,
        },
    ))
}

/// Nothing is kept of a session that began, so one too many is just not given out.
async fn admit(deps: &Deps, begun: &Session) -> Result<(), Problem> {
    let now = deps.sessions.clock.now();
    match pace::admit_session(&deps.sessions, &*deps.throttle, begun, now).await? {
        None => Ok(()),
        Some(seconds) => {
            let tenant = &begun.tenant_id;
            deps.metrics
                .count_for(Metric::WidgetSessionsThrottled, 1, tenant);
            Err(Problem::rate_limited(seconds))
        }
    }
}

fn problem(connection: ConnectionId, error: OpenError) -> Problem {
    match error {
        OpenError::Port(error) => error.into(),
        OpenError::UnknownConnection => Problem::not_found(),
        OpenError::Signed(error) => not_believed(error),
        OpenError::Session(SessionError::NoKey) => {
            tracing::error!(%connection, "no session can begin without a session key");
            Problem::internal()
        }
        OpenError::Missing | OpenError::Session(_) => Problem::unauthorized(),
    }
}

fn not_believed(error: SignedError) -> Problem {
    let (field, fault, detail) = match error {
        SignedError::NoKey => (
            "signed",
            Fault::NoIdentityKey,
            "This widget has no key for signed attributes.",
        ),
        SignedError::Signature => (
            "signed.signature",
            Fault::WrongSignature,
            "Sign the payload's bytes with HMAC-SHA256 under the widget's `identity_key`, in hexadecimal digits.",
        ),
        SignedError::Malformed => (
            "signed.payload",
            Fault::WrongForm,
            "Sign `attributes`, at most 10 texts in 800 bytes, and `expires_at`.",
        ),
        SignedError::Expired => (
            "signed.payload",
            Fault::Expired,
            "Sign an `expires_at` that is still to come.",
        ),
    };
    Problem::validation(field, fault, detail)
}

const LONGEST_NAME: usize = 128;
const LONGEST_LOCALE: usize = 35;
const MOST_ATTRIBUTES: usize = 10;
const MOST_ATTRIBUTE_BYTES: usize = 2_048;

fn visit(new: NewSession) -> Result<Visit, Problem> {
    let name = new.name.map(|name| name.trim().to_owned());
    let fault = |name: &str| {
        let is_plain = !name.chars().any(char::is_control);
        let controls = (!is_plain).then_some(Fault::ControlCharacters);
        Flaw::of_text(name, LONGEST_NAME).map_or(controls, |flaw| Some(flaw.into()))
    };
    if let Some(fault) = name.as_deref().and_then(fault) {
        let detail = "Send 1 to 128 characters.";
        return Err(Problem::validation("name", fault, detail));
    }
    if new.locale.as_deref().is_some_and(|it| !is_locale(it)) {
        return Err(Problem::validation(
            "locale",
            Fault::NotALanguage,
            "Send a BCP 47 tag, such as `pt-BR`.",
        ));
    }
    let attributes = new.attributes.unwrap_or_default();
    check_attributes(&attributes)?;
    Ok(Visit {
        name,
        locale: new.locale,
        attributes,
        signed: new.signed.map(|signed| Signed {
            payload: signed.payload,
            signature: signed.signature,
        }),
    })
}

fn is_locale(locale: &str) -> bool {
    const LONGEST_SUBTAG: usize = 8;
    let mut subtags = locale.split('-');
    let is_language = subtags.next().is_some_and(|language| {
        (2..=LONGEST_SUBTAG).contains(&language.len())
            && language.bytes().all(|it| it.is_ascii_alphabetic())
    });
    let is_subtag = |it: &str| {
        (1..=LONGEST_SUBTAG).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric())
    };
    locale.len() <= LONGEST_LOCALE && is_language && subtags.all(is_subtag)
}

/// The attributes travel in the token, and the token in a header.
fn check_attributes(attributes: &BTreeMap<String, String>) -> Result<(), Problem> {
    let refused =
        |field: String, fault, detail: &str| Err(Problem::validation(field, fault, detail));
    if attributes.len() > MOST_ATTRIBUTES {
        let at_most = MOST_ATTRIBUTES;
        let fault = Fault::TooMany { at_most };
        return refused("attributes".into(), fault, "Send at most 10 attributes.");
    }
    for (key, value) in attributes {
        if !Contact::names_an_attribute(key) {
            return refused(
                "attributes".into(),
                Fault::NotAnAttributeName,
                "Name attributes with 1 to 64 letters, digits, `_`, `-` and `.`.",
            );
        }
        if value.chars().count() > Contact::LONGEST_ATTRIBUTE {
            let at_most = Contact::LONGEST_ATTRIBUTE;
            let fault = Fault::TooLong { at_most };
            let detail = "Send at most 256 characters.";
            return refused(format!("attributes.{key}"), fault, detail);
        }
    }
    let bytes: usize = attributes.iter().map(|(k, v)| k.len() + v.len()).sum();
    if bytes > MOST_ATTRIBUTE_BYTES {
        let fault = Fault::TooLarge {
            at_most: MOST_ATTRIBUTE_BYTES as u64,
        };
        return refused("attributes".into(), fault, "Send at most 2,048 bytes.");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
