//! `PATCH /v1/escalations/{id}`: an agent knows better what it is about.

use baton_api::acting::with_escalation;
use baton_api::escalation::EscalationDetail;
use baton_api::words::{Topic, Urgency};
use baton_api::{Fault, Problem, Request, Response};
use baton_app::act::Desk;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is to be different; at least one of both.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationChange {
    /// What it is about.
    #[serde(rename = "type", default)]
    pub topic: Option<Topic>,
    /// How soon a person is needed.
    #[serde(default)]
    pub urgency: Option<Urgency>,
}

/// Corrects type, urgency or both.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation, 409 where it is over.
#[utoipa::path(
    patch,
    path = "/v1/escalations/{id}",
    operation_id = "updateEscalation",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    request_body = EscalationChange,
    responses(
        (status = 200, description = "The escalation now", body = EscalationDetail),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`escalation-ended`; `busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let escalation = request.path_id("id")?;
    let change: EscalationChange = request.json()?;
    if change.topic.is_none() && change.urgency.is_none() {
        return Err(Problem::validation(
            "body",
            Fault::at_least_one(&["type", "urgency"]),
            "Send `type`, `urgency` or both.",
        ));
    }
    let topic = change.topic.map(Into::into);
    let urgency = change.urgency.map(Into::into);
    let answer = desk
        .reclassify(&asked, escalation, topic, urgency, &with_escalation)
        .await?;
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
