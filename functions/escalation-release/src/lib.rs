//! `POST /v1/escalations/{id}/release`: an agent lets go.

use baton_api::acting::with_escalation;
use baton_api::escalation::EscalationDetail;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;

/// Puts an escalation back into the queue. For its assignee, leads and administrators.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation, 409 where it is over or not the agent's.
#[utoipa::path(
    post,
    path = "/v1/escalations/{id}/release",
    operation_id = "releaseEscalation",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    responses(
        (status = 200, description = "It waits again", body = EscalationDetail),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`escalation-ended`, `escalation-not-taken`, `not-owner`; `busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let escalation = request.path_id("id")?;
    let answer = desk.release(&asked, escalation, &with_escalation).await?;
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
