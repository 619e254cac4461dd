//! `GET /v1/agents`: who answers customers.

use baton_api::agent::Agent;
use baton_api::list::List;
use baton_api::{Problem, Request, Response};
use baton_app::people::People;

/// All agents of the agent's tenant, by name; in one part.
///
/// # Errors
///
/// 403 without a role.
#[utoipa::path(
    get,
    path = "/v1/agents",
    operation_id = "listAgents",
    tag = "people",
    responses((status = 200, description = "By name", body = List<Agent>))
)]
pub async fn handle(people: &People, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let agents = people.agents(&asked.tenant).await?;
    Ok(Response::json(
        200,
        &List {
            items: agents.iter().map(Agent::from).collect(),
            next_cursor: None,
        },
    ))
}

#[cfg(test)]
mod tests;
