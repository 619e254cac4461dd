//! Lets a website visitor open a WebSocket.

use std::sync::Arc;

use baton_api::ws::WsTicket;
use baton_api::{Problem, Request, Response};
use baton_app::ports::{Clock, Ids, SocketOwner, Sockets, Throttle, Ticket};
use baton_channels::widget::{OpenError, Sessions, pace};
use baton_lambda::{Metric, Metrics};
use jiff::SignedDuration;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Whose socket it will be.
    pub sessions: Sessions,
    /// How many sockets a session may open.
    pub throttle: Arc<dyn Throttle>,
    /// Where tickets are kept.
    pub sockets: Arc<dyn Sockets>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where secrets come from.
    pub ids: Arc<dyn Ids>,
    /// Where refusals are counted.
    pub metrics: Metrics,
}

const LIFETIME: SignedDuration = SignedDuration::from_secs(60);

/// Issues a ticket: permission to open one WebSocket, once, soon.
///
/// # Errors
///
/// 401 without a session; 429 above the session's limit; 503.
#[utoipa::path(
    post,
    path = "/widget/ws-tickets",
    operation_id = "createWidgetWsTicket",
    tag = "widget",
    responses(
        (status = 201, description = "The ticket", body = WsTicket),
        (status = 401, description = "`unauthorized`: no session, or an expired one"),
        (status = 429, description = "`rate-limited`: wait `Retry-After` seconds, and ask for messages meanwhile"),
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
    let now = deps.clock.now();
    if let Some(wait) = pace::admit_socket(&deps.sessions, &*deps.throttle, &session, now).await? {
        let tenant = &session.tenant_id;
        deps.metrics
            .count_for(Metric::WidgetSocketsThrottled, 1, tenant);
        return Err(Problem::rate_limited(wait));
    }
    let expires_at = now
        .checked_add(LIFETIME)
        .unwrap_or(now)
        .min(session.expires_at);
    let secret = format!("{:032x}", deps.ids.random());
    let ticket = Ticket {
        tenant_id: session.tenant_id,
        owner: SocketOwner::Visitor {
            conversation_id: session.conversation_id,
        },
        expires_at,
    };
    deps.sockets.issue(&secret, &ticket).await?;
    Ok(Response::json(
        201,
        &WsTicket {
            ticket: secret,
            expires_at,
        },
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use baton_channels::fakes::{CountingThrottle, KeptTickets, Website};
    use baton_channels::widget::{Session, Visit};
    use baton_domain::Settings;
    use serde_json::Value;

    use super::*;

    struct World {
        deps: Deps,
        website: Website,
    }

    impl World {
        fn new() -> Self {
            let website = Website::open();
            let deps = Deps {
                sessions: website.sessions(),
                throttle: Arc::new(CountingThrottle::default()),
                sockets: Arc::new(KeptTickets::default()),
                clock: website.clock.clone(),
                ids: website.ids.clone(),
                metrics: Metrics::to(
                    website.clock.clone(),
                    Arc::new(std::sync::Mutex::new(vec![])),
                ),
            };
            Self { deps, website }
        }

        async fn session(&self) -> (Session, String) {
            self.website.visited(Visit::default()).await
        }

        async fn ask(&self, authorization: &str) -> (u16, Value) {
            let response = self.answer(authorization).await;
            let body = serde_json::from_slice(&response.body).unwrap();
            (response.status, body)
        }

        async fn answer(&self, authorization: &str) -> Response {
            let request = Request {
                method: "POST".into(),
                headers: BTreeMap::from([("authorization".into(), authorization.into())]),
                ..Request::default()
            };
            handle(&self.deps, request)
                .await
                .unwrap_or_else(Response::from)
        }
    }

    #[tokio::test]
    async fn a_ticket_opens_the_visitors_own_conversation_once() {
        let world = World::new();
        let (session, token) = world.session().await;
        let (status, answer) = world.ask(&format!("Bearer {token}")).await;
        assert_eq!(status, 201);
        assert_eq!(answer["expires_at"], "2026-02-02T02:41:00Z");
        let secret = answer["ticket"].as_str().unwrap();
        assert_eq!(secret.len(), 32);
        let now = world.deps.clock.now();
        let ticket = world.deps.sockets.redeem(secret, now).await.unwrap();
        assert_eq!(
            ticket.unwrap(),
            Ticket {
                tenant_id: session.tenant_id,
                owner: SocketOwner::Visitor {
                    conversation_id: session.conversation_id
                },
                expires_at: "2026-02-02T02:41:00Z".parse().unwrap(),
            }
        );
        assert_eq!(world.deps.sockets.redeem(secret, now).await.unwrap(), None);
    }

    #[tokio::test]
    async fn every_ticket_has_a_secret_of_its_own() {
        let world = World::new();
        let (_, token) = world.session().await;
        let (_, first) = world.ask(&format!("Bearer {token}")).await;
        let (_, second) = world.ask(&format!("Bearer {token}")).await;
        assert_ne!(first["ticket"], second["ticket"]);
    }

    #[tokio::test]
    async fn a_session_opens_so_many_sockets_in_a_minute_however_much_it_writes() {
        let world = World::new();
        world.website.directory.set(Settings {
            widget_messages_per_minute: 2,
            ..Settings::default()
        });
        world.website.clock.advance(20);
        let (session, token) = world.session().await;
        let (_, another) = world.session().await;
        let (header, another) = (format!("Bearer {token}"), format!("Bearer {another}"));
        let Deps {
            sessions, throttle, ..
        } = &world.deps;
        for _ in 0..2 {
            let now = world.website.clock.now();
            let wrote = pace::admit(sessions, &**throttle, &session, now).await;
            assert_eq!(wrote.unwrap(), None);
            assert_eq!(world.ask(&header).await.0, 201);
        }
        let refused = world.answer(&header).await;
        assert_eq!(refused.status, 429);
        let retry_after = ("retry-after".to_owned(), "40".to_owned());
        assert!(refused.headers.contains(&retry_after));
        assert_eq!(world.ask(&another).await.0, 201, "somebody else's");
        world.website.clock.advance(40);
        assert_eq!(world.ask(&header).await.0, 201);
    }

    #[tokio::test]
    async fn a_ticket_does_not_outlive_its_session() {
        let world = World::new();
        let (session, token) = world.session().await;
        world.website.clock.advance(24 * 60 * 60 - 10);
        let (status, answer) = world.ask(&format!("Bearer {token}")).await;
        assert_eq!(status, 201);
        assert_eq!(answer["expires_at"], session.expires_at.to_string());
    }

    #[tokio::test]
    async fn without_a_session_there_is_no_ticket() {
        let world = World::new();
        let (session, token) = world.session().await;
        let forged = session.token("made up").unwrap();
        for header in ["", &token, &format!("Bearer {forged}")] {
            let (status, problem) = world.ask(header).await;
            assert_eq!(status, 401, "{header}");
            assert_eq!(problem["type"], "/problems/unauthorized");
        }
        world.website.clock.advance(24 * 60 * 60);
        assert_eq!(world.ask(&format!("Bearer {token}")).await.0, 401);
    }
}
