//! `POST /v1/escalations/{id}/assign`: somebody gives it to an agent.

use baton_api::acting::with_escalation;
use baton_api::escalation::EscalationDetail;
use baton_api::{Problem, Request, Response};
use baton_app::act::{ActError, Desk};
use baton_domain::{AgentId, Rejection};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who gets it.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub struct Assignment {
    /// The agent, `agt_…`.
    #[schema(value_type = String)]
    pub agent_id: AgentId,
}

/// Gives an escalation to an agent who has room. For leads and administrators, and for its
/// assignee. Assigning it to who has it already changes nothing.
///
/// # Errors
///
/// 403 for others, 404 where their tenant has no such escalation, 409 where it is over or the
/// agent has no room, 422 where there is no such agent.
#[utoipa::path(
    post,
    path = "/v1/escalations/{id}/assign",
    operation_id = "assignEscalation",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    request_body = Assignment,
    responses(
        (status = 200, description = "It is the agent's", body = EscalationDetail),
        (status = 403, description = "`forbidden`: neither its assignee, nor a lead or administrator"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`escalation-ended`, `at-capacity`; `busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let escalation = request.path_id("id")?;
    let to: Assignment = request.json()?;
    let answer = desk
        .assign(&asked, escalation, to.agent_id, &with_escalation)
        .await
        .map_err(|error| match error {
            ActError::Rejected(Rejection::NotOwner { .. }) => Problem::forbidden(
                "Only its assignee, a lead or an administrator can assign this escalation.",
            ),
            other => other.into(),
        })?;
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
