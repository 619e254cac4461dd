//! `GET /v1/evaluator`: who decides for the tenant's bot.

use baton_api::evaluator::Evaluator;
use baton_api::{Problem, Request, Response};
use baton_app::ports::EvaluatorStore;
use baton_domain::Role;

/// Shows who decides for the tenant's bot. Keys are never shown. Leads and admins may read it.
///
/// # Errors
///
/// 403 for agents.
#[utoipa::path(
    get,
    path = "/v1/evaluator",
    operation_id = "getEvaluator",
    tag = "evaluator",
    responses((status = 200, description = "The evaluator", body = Evaluator))
)]
pub async fn handle(store: &dyn EvaluatorStore, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let settings = store.settings(&identity.tenant).await?;
    Ok(Response::json(200, &Evaluator::from(&settings)))
}

#[cfg(test)]
mod tests;
