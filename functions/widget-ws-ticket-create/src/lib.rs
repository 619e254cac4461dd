//! Lets a website visitor open a WebSocket.

use std::sync::Arc;

use baton_api::ws::WsTicket;
use baton_api::{Problem, Request, Response};
use baton_app::ports::{Clock, Ids, SocketOwner, Sockets, Ticket};
use baton_channels::widget::{OpenError, Sessions};
use jiff::SignedDuration;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Whose socket it will be.
    pub sessions: Sessions,
    /// Where tickets are kept.
    pub sockets: Arc<dyn Sockets>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where secrets come from.
    pub ids: Arc<dyn Ids>,
}

const LIFETIME: SignedDuration = SignedDuration::from_secs(60);

/// Issues a ticket: permission to open one WebSocket, once, soon.
///
/// # Errors
///
/// 401 without a session; 503.
#[utoipa::path(
    post,
    path = "/widget/ws-tickets",
    operation_id = "createWidgetWsTicket",
    tag = "widget",
    responses(
        (status = 201, description = "The ticket", body = WsTicket),
        (status = 401, description = "`unauthorized`: no session, or an expired one"),
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

    use baton_channels::fakes::{CountingIds, KeptTickets, SetClock, SetDirectory};
    use baton_channels::widget::{Session, Visit};
    use baton_domain::Channel;
    use serde_json::Value;

    use super::*;

    const WIDGET: &str = "con_01K75MWS0000000000000000BB";

    struct World {
        deps: Deps,
        clock: Arc<SetClock>,
    }

    impl World {
        fn new() -> Self {
            let directory = Arc::new(SetDirectory::default());
            directory.add(WIDGET.parse().unwrap(), Channel::Widget, None);
            let clock = Arc::new(SetClock::at(1_770_000_000));
            let deps = Deps {
                sessions: Sessions {
                    directory,
                    clock: clock.clone(),
                },
                sockets: Arc::new(KeptTickets::default()),
                clock: clock.clone(),
                ids: Arc::new(CountingIds::default()),
            };
            Self { deps, clock }
        }

        async fn session(&self) -> (Session, String) {
            let (connection, ids) = (WIDGET.parse().unwrap(), &*self.deps.ids);
            let begun = self.deps.sessions.begin(connection, Visit::default(), ids);
            begun.await.unwrap()
        }

        async fn ask(&self, authorization: &str) -> (u16, Value) {
            let request = Request {
                method: "POST".into(),
                headers: BTreeMap::from([("authorization".into(), authorization.into())]),
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
    async fn a_ticket_opens_the_visitors_own_conversation_once() {
        let world = World::new();
        let (session, token) = world.session().await;
        let (status, answer) = world.ask(&format!("Bearer {token}")).await;
        assert_eq!(status, 201);
        assert_eq!(answer["expires_at"], "2026-02-02T02:41:00Z");
        let secret = answer["ticket"].as_str().unwrap();
        assert_eq!(secret.len(), 32);
        let now = world.clock.now();
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
    async fn a_ticket_does_not_outlive_its_session() {
        let world = World::new();
        let (session, token) = world.session().await;
        world.clock.advance(24 * 60 * 60 - 10);
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
        world.clock.advance(24 * 60 * 60);
        assert_eq!(world.ask(&format!("Bearer {token}")).await.0, 401);
    }
}
