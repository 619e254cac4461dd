//! `POST /v1/escalations/{id}/return-to-bot`: an agent is done, and the bot may speak again.

use baton_api::acting::{Ending, with_escalation};
use baton_api::escalation::EscalationDetail;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;

/// Resolves an escalation and lets the bot answer the next message. For its assignee, leads and administrators.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation, 409 where it is over, not the agent's,
/// or the customer has written behind what the agent had seen; 422 where the body is of another shape.
#[utoipa::path(
    post,
    path = "/v1/escalations/{id}/return-to-bot",
    operation_id = "returnEscalationToBot",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    request_body = Ending,
    responses(
        (status = 200, description = "It is resolved", body = EscalationDetail),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`escalation-ended`, `not-owner`; `customer-wrote` with `last_seq`, where the customer has written behind `seen_seq`; `busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let escalation = request.path_id("id")?;
    let Ending { seen_seq } = request.json_or_default()?;
    let answer = desk
        .return_to_bot(&asked, escalation, seen_seq, &with_escalation)
        .await?;
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
