//! `POST /v1/escalations/{id}/take`: of all who ask, one gets it.

use baton_api::acting::answer;
use baton_api::agent::Assignee;
use baton_api::escalation::{EscalationDetail, TakeAnswer, Taken};
use baton_api::words::EscalationStatus;
use baton_api::{Problem, Request, Response};
use baton_app::act::{Desk, Took};
use baton_domain::EscalationId;

/// Takes an escalation that waits, in one write that also checks that the agent has room.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation, 409 where somebody else has it or the
/// agent has no room.
#[utoipa::path(
    post,
    path = "/v1/escalations/{id}/take",
    operation_id = "takeEscalation",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    responses(
        (status = 200, description = "It is the agent's: what the write itself proves, or all of it where the agent had it before", body = TakeAnswer),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`escalation-taken` with `assignee` and `version`; `escalation-ended`; `at-capacity`"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let escalation: EscalationId = request.path_id("id")?;
    let taken = |at| Taken {
        id: escalation.to_string(),
        status: EscalationStatus::Open,
        assignee: Assignee::from(&asked.by.agent),
        taken_at: at,
    };
    let took = desk
        .take(&asked, escalation, &|at| {
            answer(200, &TakeAnswer::Now(taken(at)))
        })
        .await?;
    Ok(match took {
        Took::Now(answer) => answer.into(),
        Took::Held(escalation) => {
            let detail = EscalationDetail::new(&escalation, desk.clock.now());
            Response::json(200, &TakeAnswer::Before(Box::new(detail)))
        }
    })
}

#[cfg(test)]
mod tests;
