//! Takes a website visitor's message.

use std::sync::Arc;

use baton_api::{Problem, Request, Response};
use baton_app::inbound::{Inbound, Update};
use baton_app::ports::{Clock, InboundQueue, Throttle};
use baton_channels::widget::{OpenError, Session, Sessions};
use baton_domain::{Channel, Content, ConversationId};
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
    /// Where the message becomes durable.
    pub queue: Arc<dyn InboundQueue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where refusals are counted.
    pub metrics: Metrics,
}

/// A visitor's message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVisitorMessage {
    /// The visitor's own name of the message, 1 to 64 visible ASCII characters. Sent twice, it is
    /// taken once.
    pub client_message_id: String,
    /// Its words, 1 to 4,096 characters.
    pub text: String,
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
/// 401 without a session; 400, 415 and 422 for the body; 429 above the session's limit; 503 where
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
    let now = deps.clock.now();
    admit(deps, &session, now).await?;
    let accepted = VisitorMessageAccepted {
        client_message_id: message.client_message_id.clone(),
        conversation_id: session.conversation_id,
        status: AcceptedStatus::Accepted,
    };
    deps.queue
        .enqueue(&[inbound(session, message, now)])
        .await?;
    Ok(Response::json(202, &accepted))
}

fn check(message: &NewVisitorMessage) -> Result<(), Problem> {
    let id = &message.client_message_id;
    if !(1..=LONGEST_ID).contains(&id.len()) || !id.bytes().all(|it| it.is_ascii_graphic()) {
        return Err(Problem::validation(
            "client_message_id",
            "Send 1 to 64 visible ASCII characters.",
        ));
    }
    if message.text.trim().is_empty() || message.text.chars().count() > LONGEST_TEXT {
        return Err(Problem::validation("text", "Send 1 to 4,096 characters."));
    }
    Ok(())
}

async fn admit(deps: &Deps, session: &Session, now: Timestamp) -> Result<(), Problem> {
    let tenant = &session.tenant_id;
    let knowledge = deps.sessions.directory.knowledge(tenant).await?;
    let limit = knowledge.settings.widget_messages_per_minute;
    let name = format!("widget:{}", session.visitor_id);
    if deps.throttle.admit(tenant, &name, limit, now).await? {
        return Ok(());
    }
    deps.metrics
        .count_for(Metric::WidgetMessagesThrottled, 1, tenant);
    Err(Problem::rate_limited(seconds_to_next_minute(now)))
}

/// The throttle counts in whole minutes.
fn seconds_to_next_minute(now: Timestamp) -> u32 {
    const MINUTE: i64 = 60;
    u32::try_from(MINUTE - now.as_second().rem_euclid(MINUTE)).unwrap_or(1)
}

fn inbound(session: Session, message: NewVisitorMessage, now: Timestamp) -> Inbound {
    Inbound {
        tenant_id: session.tenant_id,
        connection_id: session.connection_id,
        channel: Channel::Widget,
        thread: session.conversation_id.thread(),
        update: Update::Message {
            provider_id: format!("{}:{}", session.visitor_id, message.client_message_id),
            profile_name: session.name,
            locale: session.locale,
            attributes: session.attributes,
            conversation_id: Some(session.conversation_id),
            content: Content::text(message.text),
            at: now,
        },
        address: session.visitor_id,
        received_at: now,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use baton_channels::fakes::{CountingIds, CountingThrottle, KeptQueue, SetClock, SetDirectory};
    use baton_channels::widget::Visit;
    use baton_domain::Settings;
    use serde_json::{Value, json};

    use super::*;

    const WIDGET: &str = "con_01K75MWS0000000000000000BB";

    struct World {
        deps: Deps,
        directory: Arc<SetDirectory>,
        queue: Arc<KeptQueue>,
        clock: Arc<SetClock>,
        ids: CountingIds,
    }

    impl World {
        fn new() -> Self {
            let directory = Arc::new(SetDirectory::default());
            directory.add(WIDGET.parse().unwrap(), Channel::Widget, None);
            let clock = Arc::new(SetClock::at(1_770_000_000));
            let queue = Arc::new(KeptQueue::default());
            let deps = Deps {
                sessions: Sessions {
                    directory: directory.clone(),
                    clock: clock.clone(),
                },
                throttle: Arc::new(CountingThrottle::default()),
                queue: queue.clone(),
                clock: clock.clone(),
                metrics: Metrics::to(clock.clone(), Arc::new(std::sync::Mutex::new(vec![]))),
            };
            Self {
                deps,
                directory,
                queue,
                clock,
                ids: CountingIds::default(),
            }
        }

        async fn session(&self) -> (Session, String) {
            let visit = Visit {
                name: Some("Zoë".into()),
                locale: Some("nl".into()),
                attributes: BTreeMap::from([("page".into(), "/pricing".into())]),
            };
            let begun = self
                .deps
                .sessions
                .begin(WIDGET.parse().unwrap(), visit, &self.ids);
            begun.await.unwrap()
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
        world.clock.advance(24 * 60 * 60);
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
        for (body, field) in [
            (json!({ "text": "a" }), "client_message_id"),
            (json!({ "client_message_id": "a" }), "text"),
            (hello(""), "client_message_id"),
            (hello("a b"), "client_message_id"),
            (hello(&"a".repeat(65)), "client_message_id"),
            (json!({ "client_message_id": "a", "text": " \n" }), "text"),
            (
                json!({ "client_message_id": "a", "text": "é".repeat(4_097) }),
                "text",
            ),
            (json!({ "client_message_id": "a", "text": ["b"] }), "text"),
            (
                json!({ "client_message_id": "a", "text": "b", "conversation_id": "cnv_1" }),
                "conversation_id",
            ),
        ] {
            let response = world.ask(Some(&header), &body).await;
            assert_eq!(response.status, 422, "{body}");
            assert_eq!(json_of(&response)["errors"][0]["field"], field);
        }
        assert_eq!(world.queue.requests(), 0);
        let longest = json!({ "client_message_id": "a".repeat(64), "text": "é".repeat(4_096) });
        assert_eq!(world.ask(Some(&header), &longest).await.status, 202);
    }

    #[tokio::test]
    async fn a_session_that_writes_too_often_waits_for_the_next_minute() {
        let world = World::new();
        world.directory.set(Settings {
            widget_messages_per_minute: 2,
            ..Settings::default()
        });
        world.clock.advance(20);
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
        world.clock.advance(39);
        assert_eq!(world.ask(Some(&header), &hello("3")).await.status, 429);
        world.clock.advance(1);
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
