//! `GET /v1/escalations/{id}`: one escalation with what the agent reads first, who did what with
//! it, and what was said of it afterwards.

use baton_api::escalation::{EscalationDetail, EscalationRecord};
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;
use baton_app::ports::Load;
use baton_domain::EscalationId;

/// One escalation, live or over, with its handoff packet, its history and its mark.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation.
#[utoipa::path(
    get,
    path = "/v1/escalations/{id}",
    operation_id = "getEscalation",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    responses(
        (status = 200, description = "The escalation", body = EscalationRecord),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id: EscalationId = request.path_id("id")?;
    let load = Load {
        escalation: Some(id),
        mark: true,
        ..Load::default()
    };
    let loaded = desk
        .conversations
        .load(&asked.tenant, id.thread(), load)
        .await?;
    let escalation = loaded
        .escalation
        .filter(|escalation| escalation.id == id)
        .ok_or_else(Problem::not_found)?;
    let record = EscalationRecord {
        detail: EscalationDetail::new(&escalation, desk.clock.now()),
        mark: loaded.mark.as_ref().map(Into::into),
    };
    Ok(Response::json(200, &record))
}

#[cfg(test)]
mod tests;
