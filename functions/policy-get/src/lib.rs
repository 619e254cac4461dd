//! `GET /v1/policies/{id}`: one version, and who did what to it.

use baton_api::policy::{PolicyChange, PolicyDetail};
use baton_api::{Problem, Request, Response};
use baton_app::policies::PolicyDesk;

/// A version with its triggers and its history, also a draft that was thrown away. The id of what is
/// live before anything was published is `pol_00000000000000000000000000`.
///
/// # Errors
///
/// 404 where the agent's tenant has no such version.
#[utoipa::path(
    get,
    path = "/v1/policies/{id}",
    operation_id = "getPolicy",
    tag = "policies",
    params(("id" = String, Path, description = "The version, `pol_…`")),
    responses(
        (status = 200, description = "The version", body = PolicyDetail),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(desk: &PolicyDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id = request.path_id("id")?;
    let found = desk.policies.policy(&asked.tenant, id).await?;
    let version = found.ok_or_else(Problem::not_found)?;
    let history = desk.policies.history(&asked.tenant, id).await?;
    let detail = PolicyDetail {
        policy: (&version).into(),
        history: history.iter().map(PolicyChange::from).collect(),
    };
    Ok(Response::json(200, &detail))
}

#[cfg(test)]
mod tests;
