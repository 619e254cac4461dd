//! `PATCH /v1/me`: agents say how they want to be told of things.

use baton_api::acting::unknown_agent;
use baton_api::agent::Me;
use baton_api::{Problem, Request, Response};
use baton_app::ports::{AgentChange, Agents};
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeChange {
    /// Whether new escalations are also emailed to them.
    pub email_notifications: bool,
}

/// Changes what the agent who asks may say of themselves. Doing it again changes nothing.
///
/// # Errors
///
/// 403 where the tenant keeps no record of them, 422 with the wrong field.
#[utoipa::path(
    patch,
    path = "/v1/me",
    operation_id = "updateMe",
    tag = "me",
    request_body = MeChange,
    responses((status = 200, description = "The agent now", body = Me))
)]
pub async fn handle(agents: &dyn Agents, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let sent: MeChange = request.json()?;
    let change = AgentChange {
        email_notifications: Some(sent.email_notifications),
        ..AgentChange::default()
    };
    let agent = agents
        .change(&asked.tenant, asked.by.agent.id, &change)
        .await?
        .ok_or_else(unknown_agent)?;
    Ok(Response::json(200, &Me::new(&agent, &asked.tenant)))
}

#[cfg(test)]
mod tests;
