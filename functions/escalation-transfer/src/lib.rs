//! `POST /v1/escalations/{id}/transfer`: others know better.

use baton_api::acting::with_escalation;
use baton_api::escalation::EscalationDetail;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::act::Desk;
use baton_domain::{AgentId, GroupId};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who gets it: exactly one of both.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub struct Transfer {
    /// A team, `grp_…`, in whose queue it waits.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub group_id: Option<GroupId>,
    /// An agent, `agt_…`, who has it at once.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub agent_id: Option<AgentId>,
}

/// Gives an escalation to a team's queue or to an agent who has room. For its assignee, leads and
/// administrators.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation, 409 where it is over, not the agent's, or
/// the other has no room, 422 where there is no such agent or group.
#[utoipa::path(
    post,
    path = "/v1/escalations/{id}/transfer",
    operation_id = "transferEscalation",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    request_body = Transfer,
    responses(
        (status = 200, description = "It is where it was sent", body = EscalationDetail),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`escalation-ended`, `escalation-not-taken`, `not-owner`, `at-capacity`; `busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let escalation = request.path_id("id")?;
    let to: Transfer = request.json()?;
    let answer = match (to.group_id, to.agent_id) {
        (Some(group), None) => {
            desk.transfer(&asked, escalation, group, &with_escalation)
                .await?
        }
        (None, Some(agent)) => {
            desk.assign(&asked, escalation, agent, &with_escalation)
                .await?
        }
        (Some(_), Some(_)) | (None, None) => {
            return Err(Problem::validation(
                "body",
                Fault::exactly_one(&["group_id", "agent_id"]),
                "Send either `group_id` or `agent_id`.",
            ));
        }
    };
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
