//! `GET /v1/evaluator`: who decides for the tenant's bot.

use baton_api::evaluator::{EvaluatorDetail, EvaluatorEdit};
use baton_api::{Problem, Request, Response};
use baton_app::ports::EvaluatorStore;
use baton_domain::Role;

/// Shows who decides for the tenant's bot, and who said so. Keys are never shown. Leads and admins may read it.
///
/// # Errors
///
/// 403 for agents.
#[utoipa::path(
    get,
    path = "/v1/evaluator",
    operation_id = "getEvaluator",
    tag = "evaluator",
    responses((status = 200, description = "The evaluator", body = EvaluatorDetail))
)]
pub async fn handle(store: &dyn EvaluatorStore, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let kept = store.settings(&identity.tenant).await?;
    let history = store.history(&identity.tenant).await?;
    let detail = EvaluatorDetail {
        evaluator: (&kept).into(),
        history: history.iter().map(EvaluatorEdit::from).collect(),
    };
    Ok(Response::json(200, &detail))
}

#[cfg(test)]
mod tests;
