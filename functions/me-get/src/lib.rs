//! `GET /v1/me`: who the agent is, as their tenant keeps them.

use baton_api::acting::unknown_agent;
use baton_api::agent::Me;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;

/// The agent who asks.
///
/// # Errors
///
/// 403 where the tenant keeps no record of them.
#[utoipa::path(
    get,
    path = "/v1/me",
    operation_id = "getMe",
    tag = "me",
    responses((status = 200, description = "The agent who asks", body = Me))
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let agent = desk
        .agents
        .agent(&asked.tenant, asked.by.agent.id)
        .await?
        .ok_or_else(unknown_agent)?;
    Ok(Response::json(200, &Me::new(&agent, &asked.tenant)))
}

#[cfg(test)]
mod tests;
