//! Begins a website visitor's session.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_api::{Problem, Request, Response};
use baton_app::ports::Ids;
use baton_channels::widget::{OpenError, Sessions, Visit};
use baton_domain::{ConnectionId, FileKind, FileType};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Where sessions begin.
    pub sessions: Sessions,
    /// Where visitors' ids come from.
    pub ids: Arc<dyn Ids>,
}

/// What the website says of its visitor. Agents read it; nothing is proven by it.
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
}

/// A session that has begun.
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

/// Begins a session of a new visitor.
///
/// # Errors
///
/// 404 where the connection is no widget; 400, 415 and 422 for the body; 503.
#[utoipa::path(
    post,
    path = "/widget/{connection_id}/sessions",
    operation_id = "createWidgetSession",
    tag = "widget",
    params(("connection_id" = String, Path, description = "The widget's connection, `con_…`")),
    request_body = NewSession,
    responses(
        (status = 201, description = "The session has begun", body = SessionBegun),
        (status = 400, description = "`malformed-json`"),
        (status = 404, description = "`not-found`: no widget has this id"),
        (status = 413, description = "`payload-too-large`"),
        (status = 415, description = "`unsupported-media-type`"),
        (status = 422, description = "`validation`"),
        (status = 503, description = "`unavailable`"),
    ),
    security(())
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let connection: ConnectionId = request.path_id("connection_id")?;
    let visit = visit(request.json()?)?;
    let (session, session_token) = deps
        .sessions
        .begin(connection, visit, &*deps.ids)
        .await
        .map_err(|error| match error {
            OpenError::Port(error) => error.into(),
            OpenError::UnknownConnection | OpenError::Missing => Problem::not_found(),
            OpenError::Session(error) => {
                tracing::error!(connection = %connection, error = %error, "no session can begin");
                Problem::internal()
            }
        })?;
    let attachments = Attachments::new(deps.sessions.take_files(&session).await?);
    Ok(Response::json(
        201,
        &SessionBegun {
            session_token,
            conversation_id: session.conversation_id,
            attachments,
            expires_at: session.expires_at,
        },
    ))
}

const LONGEST_NAME: usize = 128;
const LONGEST_LOCALE: usize = 35;
const MOST_ATTRIBUTES: usize = 10;
const LONGEST_KEY: usize = 64;
const LONGEST_VALUE: usize = 256;
const MOST_ATTRIBUTE_BYTES: usize = 2_048;

fn visit(new: NewSession) -> Result<Visit, Problem> {
    let name = new.name.map(|name| name.trim().to_owned());
    let is_name = |name: &str| {
        (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control)
    };
    if name.as_deref().is_some_and(|name| !is_name(name)) {
        return Err(Problem::validation("name", "Send 1 to 128 characters."));
    }
    if new.locale.as_deref().is_some_and(|it| !is_locale(it)) {
        return Err(Problem::validation(
            "locale",
            "Send a BCP 47 tag, such as `pt-BR`.",
        ));
    }
    let attributes = new.attributes.unwrap_or_default();
    check_attributes(&attributes)?;
    Ok(Visit {
        name,
        locale: new.locale,
        attributes,
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
    let refused = |field: String, detail: &str| Err(Problem::validation(field, detail));
    if attributes.len() > MOST_ATTRIBUTES {
        return refused("attributes".into(), "Send at most 10 attributes.");
    }
    for (key, value) in attributes {
        let is_key = (1..=LONGEST_KEY).contains(&key.len())
            && key
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.'));
        if !is_key {
            return refused(
                "attributes".into(),
                "Name attributes with 1 to 64 letters, digits, `_`, `-` and `.`.",
            );
        }
        if value.chars().count() > LONGEST_VALUE {
            return refused(format!("attributes.{key}"), "Send at most 256 characters.");
        }
    }
    let bytes: usize = attributes.iter().map(|(k, v)| k.len() + v.len()).sum();
    if bytes > MOST_ATTRIBUTE_BYTES {
        return refused("attributes".into(), "Send at most 2,048 bytes.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use baton_channels::fakes::{CountingIds, SetClock, SetDirectory};
    use baton_domain::{Channel, Settings};
    use serde_json::{Value, json};

    use super::*;

    const WIDGET: &str = "con_01K75MWS0000000000000000BB";
    const WHATSAPP: &str = "con_01K75MWS0000000000000000AA";
    const NOW: u64 = 1_770_000_000;

    struct World {
        deps: Deps,
        directory: Arc<SetDirectory>,
    }

    impl World {
        fn new() -> Self {
            let directory = Arc::new(SetDirectory::default());
            directory.add(WIDGET.parse().unwrap(), Channel::Widget, None);
            directory.add(WHATSAPP.parse().unwrap(), Channel::Whatsapp, Some("1"));
            let deps = Deps {
                sessions: Sessions {
                    directory: directory.clone(),
                    clock: Arc::new(SetClock::at(NOW)),
                },
                ids: Arc::new(CountingIds::default()),
            };
            Self { deps, directory }
        }

        async fn ask(&self, connection: &str, body: &str) -> (u16, Value) {
            let request = Request {
                method: "POST".into(),
                path_parameters: BTreeMap::from([("connection_id".into(), connection.into())]),
                headers: BTreeMap::from([("content-type".into(), "application/json".into())]),
                body: body.into(),
                ..Request::default()
            };
            let response = handle(&self.deps, request)
                .await
                .unwrap_or_else(Response::from);
            let body = serde_json::from_slice(&response.body).unwrap();
            (response.status, body)
        }
    }

    #[tokio::test]
    async fn a_session_opens_with_what_the_website_said() {
        let world = World::new();
        let body = json!({
            "name": "  Zoë ", "locale": "nl-BE", "attributes": { "page": "/pricing" },
        });
        let (status, begun) = world.ask(WIDGET, &body.to_string()).await;
        assert_eq!(status, 201);
        assert_eq!(begun["expires_at"], "2026-02-03T02:40:00Z");
        let header = format!("Bearer {}", begun["session_token"].as_str().unwrap());
        let session = world.deps.sessions.resume(Some(&header)).await.unwrap();
        assert_eq!(session.tenant_id.as_str(), "acme");
        assert_eq!(session.connection_id.to_string(), WIDGET);
        assert_eq!(
            begun["conversation_id"],
            session.conversation_id.to_string()
        );
        assert_eq!(session.name.as_deref(), Some("Zoë"));
        assert_eq!(session.locale.as_deref(), Some("nl-BE"));
        assert_eq!(session.attributes["page"], "/pricing");
        let salt = format!("salt of {WIDGET}");
        assert_eq!(
            session.conversation_id.thread(),
            world.deps.ids.thread(salt.as_bytes(), &session.visitor_id)
        );
    }

    #[tokio::test]
    async fn a_session_says_which_files_the_company_takes() {
        let world = World::new();
        let (_, begun) = world.ask(WIDGET, "{}").await;
        assert_eq!(begun["attachments"]["allowed"], false);
        world.directory.set(Settings {
            widget_attachments: true,
            ..Settings::default()
        });
        let (_, begun) = world.ask(WIDGET, "{}").await;
        let attachments = &begun["attachments"];
        assert_eq!(attachments["allowed"], true);
        assert_eq!(attachments["mime_types"][0], "image/jpeg");
        let limits = json!({
            "image": 5_000_000, "audio": 16_000_000, "video": 16_000_000, "document": 16_000_000,
        });
        assert_eq!(attachments["max_bytes"], limits);
    }

    #[tokio::test]
    async fn every_visitor_has_a_conversation_of_their_own() {
        let world = World::new();
        let (_, first) = world.ask(WIDGET, "{}").await;
        let (_, second) = world.ask(WIDGET, "{}").await;
        assert_ne!(first["conversation_id"], second["conversation_id"]);
        assert_ne!(first["session_token"], second["session_token"]);
    }

    #[tokio::test]
    async fn only_a_widget_has_sessions() {
        let world = World::new();
        for connection in [WHATSAPP, "con_01K75MWS0000000000000000ZZ", "widget", ""] {
            let (status, problem) = world.ask(connection, "{}").await;
            assert_eq!(status, 404, "{connection}");
            assert_eq!(problem["type"], "/problems/not-found");
        }
    }

    #[tokio::test]
    async fn what_does_not_fit_is_refused_with_its_field() {
        let world = World::new();
        let many: BTreeMap<String, &str> = (0..11).map(|i| (format!("a{i}"), "b")).collect();
        let wide: BTreeMap<String, String> =
            (0..3).map(|i| (format!("a{i}"), "é".repeat(400))).collect();
        let large: BTreeMap<String, String> =
            (0..9).map(|i| (format!("a{i}"), "é".repeat(120))).collect();
        for (body, field) in [
            (json!({ "name": "" }), "name"),
            (json!({ "name": "a\u{0}b" }), "name"),
            (json!({ "name": "a".repeat(129) }), "name"),
            (json!({ "name": 7 }), "name"),
            (json!({ "locale": "português" }), "locale"),
            (json!({ "locale": "" }), "locale"),
            (json!({ "locale": "pt_BR" }), "locale"),
            (json!({ "attributes": many }), "attributes"),
            (json!({ "attributes": wide }), "attributes.a0"),
            (json!({ "attributes": large }), "attributes"),
            (json!({ "attributes": { "a b": "c" } }), "attributes"),
            (json!({ "attributes": { "a": 1 } }), "attributes.a"),
            (json!({ "nmae": "Zoë" }), "nmae"),
        ] {
            let (status, problem) = world.ask(WIDGET, &body.to_string()).await;
            assert_eq!(status, 422, "{body}");
            assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        }
        assert_eq!(world.ask(WIDGET, "{").await.0, 400);
    }

    #[tokio::test]
    async fn the_largest_session_still_fits_a_header() {
        let world = World::new();
        let attributes: BTreeMap<String, String> = (0..10)
            .map(|i| (format!("a{i}"), "\\".repeat(202)))
            .collect();
        let body = json!({ "name": "\u{1f600}".repeat(128), "attributes": attributes });
        let (status, begun) = world.ask(WIDGET, &body.to_string()).await;
        assert_eq!(status, 201, "{begun}");
        let token = begun["session_token"].as_str().unwrap();
        assert!(token.len() < 8 * 1024, "{}", token.len());
        let header = format!("Bearer {token}");
        assert!(world.deps.sessions.resume(Some(&header)).await.is_ok());
    }

    #[tokio::test]
    async fn an_outage_is_said() {
        let world = World::new();
        world.directory.go_down();
        let (status, problem) = world.ask(WIDGET, "{}").await;
        assert_eq!(status, 503);
        assert_eq!(problem["type"], "/problems/unavailable");
    }
}
