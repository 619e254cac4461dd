//! Takes a website visitor's message.

use std::sync::Arc;

use baton_api::file::not_attached;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::files::attach;
use baton_app::inbound::{Inbound, Update};
use baton_app::ports::{Clock, FilePlace, Files, InboundQueue, Throttle};
use baton_channels::widget::{OpenError, Session, Sessions, pace};
use baton_domain::{Channel, Content, ConversationId, FileId, Flaw};
use baton_lambda::{Metric, Metrics};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Whose message it is.
    pub sessions: Sessions,
    /// How often a session may write.
    pub throttle: Arc<dyn Throttle>,
    /// Where the files are that visitors uploaded.
    pub files: Arc<dyn Files>,
    /// Where the message becomes durable.
    pub queue: Arc<dyn InboundQueue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where refusals are counted.
    pub metrics: Metrics,
}

/// A visitor's message: words, a file, or a file with words below it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVisitorMessage {
    /// The visitor's own name of the message, 1 to 64 visible ASCII characters. Sent twice, it is
    /// taken once.
    pub client_message_id: String,
    /// Its words, 1 to 4,096 characters.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4096)]
    pub text: Option<String>,
    /// A file that was uploaded in this conversation, `fil_…`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub file_id: Option<FileId>,
}

/// A message that is durable.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitorMessageAccepted {
    /// The visitor's own name of the message.
    pub client_message_id: String,
    /// Where it goes, `cnv_…`.
    #[schema(value_type = String)]
    pub conversation_id: ConversationId,
    /// That it will be read.
    pub status: AcceptedStatus,
}

/// The only status of an accepted message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AcceptedStatus {
    /// It is durable and will be read in its turn.
    Accepted,
}

const LONGEST_ID: usize = 64;
const LONGEST_TEXT: usize = 4_096;

/// Takes a message.
///
/// # Errors
///
/// 401 without a session; 403 for a file where the company takes none; 400, 415 and 422 for the body; 429 above the session's limit; 503 where
/// the message did not become durable.
#[utoipa::path(
    post,
    path = "/widget/messages",
    operation_id = "createWidgetMessage",
    tag = "widget",
    request_body = NewVisitorMessage,
    responses(
        (status = 202, description = "The message is durable", body = VisitorMessageAccepted),
        (status = 400, description = "`malformed-json`"),
        (status = 401, description = "`unauthorized`: no session, or an expired one"),
        (status = 403, description = "`attachments-not-allowed`: the company takes no files here"),
        (status = 413, description = "`payload-too-large`"),
        (status = 415, description = "`unsupported-media-type`"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`: wait `Retry-After` seconds"),
        (status = 503, description = "`unavailable`"),
    ),
    security(("widget_session" = []))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let session = deps
        .sessions
        .resume(request.header("authorization"))
        .await
        .map_err(|error| match error {
            OpenError::Port(error) => error.into(),
            _ => Problem::unauthorized(),
        })?;
    let message: NewVisitorMessage = request.json()?;
    check(&message)?;
    let content = content(deps, &session, &message).await?;
    let now = deps.clock.now();
    admit(deps, &session, now).await?;
    let accepted = VisitorMessageAccepted {
        client_message_id: message.client_message_id.clone(),
        conversation_id: session.conversation_id,
        status: AcceptedStatus::Accepted,
    };
    deps.queue
        .enqueue(&[inbound(session, &message.client_message_id, content, now)])
        .await?;
    Ok(Response::json(202, &accepted))
}

fn check(message: &NewVisitorMessage) -> Result<(), Problem> {
    let id = &message.client_message_id;
    if let Some(flaw) = Flaw::of_key(id, LONGEST_ID) {
        return Err(Problem::validation(
            "client_message_id",
            flaw.into(),
            "Send 1 to 64 visible ASCII characters.",
        ));
    }
    let flaw = message
        .text
        .as_ref()
        .and_then(|text| Flaw::of_text(text, LONGEST_TEXT));
    match flaw {
        Some(flaw) => Err(Problem::validation(
            "text",
            flaw.into(),
            "Send 1 to 4,096 characters.",
        )),
        None if message.text.is_none() && message.file_id.is_none() => Err(Problem::validation(
            "text",
            Fault::at_least_one(&["text", "file_id"]),
            "Send `text`, `file_id` or both.",
        )),
        None => Ok(()),
    }
}

/// What the message says, with the file that was uploaded for it.
async fn content(
    deps: &Deps,
    session: &Session,
    message: &NewVisitorMessage,
) -> Result<Content, Problem> {
    let text = message.text.clone();
    let Some(file_id) = message.file_id else {
        return Ok(Content::text(text.unwrap_or_default()));
    };
    if !deps.sessions.take_files(session).await? {
        return Err(Problem::attachments_not_allowed());
    }
    let place = FilePlace {
        tenant_id: session.tenant_id.clone(),
        conversation_id: session.conversation_id,
        file_id,
    };
    let (kind, media) = attach(&*deps.files, &place)
        .await
        .map_err(|error| not_attached("file_id", error))?;
    Ok(Content {
        kind: kind.kind().into(),
        text,
        media: Some(media),
        raw: None,
        in_reply_to: None,
    })
}

async fn admit(deps: &Deps, session: &Session, now: Timestamp) -> Result<(), Problem> {
    match pace::admit(&deps.sessions, &*deps.throttle, session, now).await? {
        None => Ok(()),
        Some(seconds) => {
            deps.metrics
                .count_for(Metric::WidgetMessagesThrottled, 1, &session.tenant_id);
            Err(Problem::rate_limited(seconds))
        }
    }
}

fn inbound(session: Session, name: &str, content: Content, now: Timestamp) -> Inbound {
    let signed_at = session.signed_at();
    Inbound {
        tenant_id: session.tenant_id,
        connection_id: session.connection_id,
        channel: Channel::Widget,
        thread: session.conversation_id.thread(),
        update: Update::Message {
            provider_id: format!("{}:{name}", session.visitor_id),
            profile_name: session.name,
            locale: session.locale,
            attributes: session.attributes,
            signed_at,
            verified: session.verified,
            conversation_id: Some(session.conversation_id),
            content,
            at: now,
        },
        address: session.visitor_id,
        received_at: now,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use baton_app::fakes::FilesInMemory;
    use baton_app::ports::FileFacts;
    use baton_channels::fakes::{CountingThrottle, KeptQueue, Website};
    use baton_channels::widget::Visit;
    use baton_domain::{MessageKind, Settings};
    use serde_json::{Value, json};

    use super::*;

    struct World {
        deps: Deps,
        website: Website,
        files: Arc<FilesInMemory>,
        queue: Arc<KeptQueue>,
    }

    impl World {
        fn new() -> Self {
            let website = Website::open();
            let queue = Arc::new(KeptQueue::default());
            let files = Arc::<FilesInMemory>::default();
            let deps = Deps {
                files: files.clone(),
                sessions: website.sessions(),
                throttle: Arc::new(CountingThrottle::default()),
                queue: queue.clone(),
                clock: website.clock.clone(),
                metrics: Metrics::to(
                    website.clock.clone(),
                    Arc::new(std::sync::Mutex::new(vec![])),
                ),
            };
            Self {
                deps,
                website,
                files,
                queue,
            }
        }

        async fn session(&self) -> (Session, String) {
            let visit = Visit {
                name: Some("Zoë".into()),
                locale: Some("nl".into()),
                attributes: BTreeMap::from([("page".into(), "/pricing".into())]),
                signed: None,
            };
            self.website.visited(visit).await
        }

        async fn ask(&self, authorization: Option<&str>, body: &Value) -> Response {
            let mut headers =
                BTreeMap::from([("content-type".to_owned(), "application/json".to_owned())]);
            headers.extend(authorization.map(|it| ("authorization".to_owned(), it.to_owned())));
            let request = Request {
                method: "POST".into(),
                headers,
                body: body.to_string().into_bytes(),
                ..Request::default()
            };
            handle(&self.deps, request)
                .await
                .unwrap_or_else(Response::from)
        }
    }

    fn hello(id: &str) -> Value {
        json!({ "client_message_id": id, "text": "Hello" })
    }

    fn json_of(response: &Response) -> Value {
        serde_json::from_slice(&response.body).unwrap()
    }

    #[tokio::test]
    async fn a_message_is_queued_with_what_is_known_of_the_visitor() {
        let world = World::new();
        let (session, token) = world.session().await;
        let response = world
            .ask(Some(&format!("Bearer {token}")), &hello("m-1"))
            .await;
        assert_eq!(response.status, 202);
        assert_eq!(
            json_of(&response),
            json!({
                "client_message_id": "m-1",
                "conversation_id": session.conversation_id.to_string(),
                "status": "accepted",
            })
        );
        let [item] = &world.queue.items()[..] else {
            panic!("one item");
        };
        assert_eq!(item.tenant_id, session.tenant_id);
        assert_eq!(item.thread, session.conversation_id.thread());
        assert_eq!(item.address, session.visitor_id);
        assert_eq!(
            item.update,
            Update::Message {
                provider_id: format!("{}:m-1", session.visitor_id),
                profile_name: Some("Zoë".into()),
                locale: Some("nl".into()),
                attributes: BTreeMap::from([("page".into(), "/pricing".into())]),
                verified: [].into(),
                signed_at: None,
                conversation_id: Some(session.conversation_id),
                content: Content::text("Hello"),
                at: world.deps.clock.now(),
            }
        );
    }

    #[tokio::test]
    async fn the_same_message_sent_twice_has_the_same_name() {
        let world = World::new();
        let (_, token) = world.session().await;
        let header = format!("Bearer {token}");
        for _ in 0..2 {
            assert_eq!(world.ask(Some(&header), &hello("m-1")).await.status, 202);
        }
        let items = world.queue.items();
        assert_eq!(
            items[0].update.receipt_name(),
            items[1].update.receipt_name()
        );
    }

    #[tokio::test]
    async fn without_a_session_nothing_is_queued() {
        let world = World::new();
        let (session, token) = world.session().await;
        let forged = session.token("made up").unwrap();
        for header in [
            None,
            Some(String::new()),
            Some(token.clone()),
            Some(format!("Basic {token}")),
            Some(format!("Bearer {forged}")),
            Some(format!("Bearer {}", &token[..token.len() - 1])),
        ] {
            let response = world.ask(header.as_deref(), &hello("m-1")).await;
            assert_eq!(response.status, 401, "{header:?}");
            assert_eq!(json_of(&response)["type"], "/problems/unauthorized");
        }
        world.website.clock.advance(24 * 60 * 60);
        let response = world
            .ask(Some(&format!("Bearer {token}")), &hello("m-1"))
            .await;
        assert_eq!(response.status, 401);
        assert_eq!(world.queue.requests(), 0);
    }

    #[tokio::test]
    async fn what_does_not_fit_is_refused_with_its_field() {
        let world = World::new();
        let (_, token) = world.session().await;
        let header = format!("Bearer {token}");
        for (body, field, code) in [
            (json!({ "text": "a" }), "client_message_id", "missing"),
            (json!({ "client_message_id": "a" }), "text", "at_least_one"),
            (hello(""), "client_message_id", "missing"),
            (hello("a b"), "client_message_id", "not_ascii"),
            (hello(&"a".repeat(65)), "client_message_id", "too_long"),
            (
                json!({ "client_message_id": "a", "text": " \n" }),
                "text",
                "missing",
            ),
            (
                json!({ "client_message_id": "a", "text": "é".repeat(4_097) }),
                "text",
                "too_long",
            ),
            (
                json!({ "client_message_id": "a", "text": ["b"] }),
                "text",
                "wrong_form",
            ),
            (
                json!({ "client_message_id": "a", "text": "b", "conversation_id": "cnv_1" }),
                "conversation_id",
                "unknown_field",
            ),
        ] {
            let response = world.ask(Some(&header), &body).await;
            assert_eq!(response.status, 422, "{body}");
            let error = &json_of(&response)["errors"][0];
            assert_eq!(
                (&error["field"], &error["code"]),
                (&json!(field), &json!(code))
            );
        }
        assert_eq!(world.queue.requests(), 0);
        let longest = json!({ "client_message_id": "a".repeat(64), "text": "é".repeat(4_096) });
        assert_eq!(world.ask(Some(&header), &longest).await.status, 202);
    }

    const FILE: &str = "fil_01K75MWS0000000000000000BB";

    #[tokio::test]
    async fn a_file_goes_with_or_without_words_where_the_company_takes_files() {
        let world = World::new();
        let (session, token) = world.session().await;
        let header = format!("Bearer {token}");
        let ask = async |body: Value| world.ask(Some(&header), &body).await;
        let picture = json!({ "client_message_id": "1", "file_id": FILE });
        let refused = ask(picture.clone()).await;
        assert_eq!(refused.status, 403);
        assert_eq!(
            json_of(&refused)["type"],
            "/problems/attachments-not-allowed"
        );

        world.website.directory.set(Settings {
            widget_attachments: true,
            ..Settings::default()
        });
        let absent = ask(picture.clone()).await;
        assert_eq!(absent.status, 422);
        assert_eq!(json_of(&absent)["errors"][0]["field"], "file_id");
        let (another, _) = world.session().await;
        let facts = FileFacts {
            mime_type: "image/webp".into(),
            filename: Some("a.webp".into()),
            size: 5,
        };
        let place = |session: &Session| FilePlace {
            tenant_id: session.tenant_id.clone(),
            conversation_id: session.conversation_id,
            file_id: FILE.parse().unwrap(),
        };
        world.files.upload(&place(&another), &facts, b"hello");
        assert_eq!(ask(picture.clone()).await.status, 422, "another's file");
        assert_eq!(world.queue.requests(), 0);

        world.files.upload(&place(&session), &facts, b"hello");
        assert_eq!(ask(picture).await.status, 202);
        let captioned = json!({ "client_message_id": "2", "file_id": FILE, "text": "Look" });
        assert_eq!(ask(captioned).await.status, 202);
        let said = |item: &Inbound| match &item.update {
            Update::Message { content, .. } => content.clone(),
            other => panic!("no message: {other:?}"),
        };
        let items = world.queue.items();
        let (bare, captioned) = (said(&items[0]), said(&items[1]));
        assert_eq!((bare.kind, bare.text), (MessageKind::Image, None));
        assert_eq!(captioned.text.as_deref(), Some("Look"));
        let media = captioned.media.unwrap();
        assert_eq!((media.id.as_str(), media.size), (FILE, Some(5)));
        assert_eq!(media.mime_type.as_deref(), Some("image/webp"));
    }

    #[tokio::test]
    async fn a_session_that_writes_too_often_waits_for_the_next_minute() {
        let world = World::new();
        world.website.directory.set(Settings {
            widget_messages_per_minute: 2,
            ..Settings::default()
        });
        world.website.clock.advance(20);
        let (_, token) = world.session().await;
        let (_, another) = world.session().await;
        let (header, another) = (format!("Bearer {token}"), format!("Bearer {another}"));
        for id in ["1", "2"] {
            assert_eq!(world.ask(Some(&header), &hello(id)).await.status, 202);
        }
        let response = world.ask(Some(&header), &hello("3")).await;
        assert_eq!(response.status, 429);
        let retry_after = ("retry-after".to_owned(), "40".to_owned());
        assert!(response.headers.contains(&retry_after));
        assert_eq!(world.queue.items().len(), 2);

        assert_eq!(world.ask(Some(&another), &hello("1")).await.status, 202);
        world.website.clock.advance(39);
        assert_eq!(world.ask(Some(&header), &hello("3")).await.status, 429);
        world.website.clock.advance(1);
        assert_eq!(world.ask(Some(&header), &hello("3")).await.status, 202);
    }

    #[tokio::test]
    async fn what_did_not_become_durable_is_not_acknowledged() {
        let world = World::new();
        let (_, token) = world.session().await;
        world.queue.go_down();
        let response = world
            .ask(Some(&format!("Bearer {token}")), &hello("m-1"))
            .await;
        assert_eq!(response.status, 503);
    }
}
