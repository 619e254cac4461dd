//! `PUT /v1/me/presence`: the agent comes or goes.

use baton_api::acting::unknown_agent;
use baton_api::agent::Agent;
use baton_api::words::Presence;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whether the agent is there.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub struct PresenceChange {
    /// From now on.
    pub status: Presence,
}

/// Notes whether the agent is there. Doing it again changes nothing.
///
/// # Errors
///
/// 403 where the tenant keeps no record of the agent.
#[utoipa::path(
    put,
    path = "/v1/me/presence",
    operation_id = "setPresence",
    tag = "me",
    request_body = PresenceChange,
    responses((status = 200, description = "The agent now", body = Agent))
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let change: PresenceChange = request.json()?;
    let agent = desk
        .agents
        .set_presence(&asked.tenant, asked.by.agent.id, change.status.into())
        .await?
        .ok_or_else(unknown_agent)?;
    Ok(Response::json(200, &Agent::from(&agent)))
}

#[cfg(test)]
mod tests;
