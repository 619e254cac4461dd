//! `POST /v1/ws-tickets`: permission to open one WebSocket, once, soon.

use std::sync::Arc;

use baton_api::ws::WsTicket;
use baton_api::{Problem, Request, Response};
use baton_app::ports::{Clock, Ids, SocketOwner, Sockets, Ticket};
use jiff::{SignedDuration, Timestamp};

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Where tickets are kept.
    pub sockets: Arc<dyn Sockets>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub ids: Arc<dyn Ids>,
}

/// For how long a ticket can be used.
const LIFETIME: SignedDuration = SignedDuration::from_secs(60);

/// Issues a ticket for the agent. It stands in a URL in the token's place, so it is worth nothing
/// but one connection within a minute, and says nothing about whose it is.
///
/// # Errors
///
/// Those that every agents' endpoint has.
#[utoipa::path(
    post,
    path = "/v1/ws-tickets",
    operation_id = "createWsTicket",
    tag = "websocket",
    responses((status = 201, description = "Connect with `?ticket=`, once, before `expires_at`", body = WsTicket))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let expires_at = deps
        .clock
        .now()
        .checked_add(LIFETIME)
        .unwrap_or(Timestamp::MAX);
    let secret = format!("{:032x}{:032x}", deps.ids.random(), deps.ids.random());
    let ticket = Ticket {
        tenant_id: asked.tenant,
        owner: SocketOwner::Agent {
            agent_id: asked.by.agent.id,
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
mod tests;
