//! `DELETE /v1/policies/{id}`: a lead throws a draft away.

use baton_api::{Problem, Request, Response};
use baton_app::policies::PolicyDesk;
use baton_domain::Role;

/// Throws a draft away. It stands in no list any more and can neither be changed nor tried nor
/// published; by its id it can still be read, with who threw it away. What is live, and what was,
/// stays. One that was thrown away before stays so.
///
/// # Errors
///
/// 403 where the agent is no lead, 404 where there is no such version, 409 where it is no draft or
/// somebody else changed it, 422 where no version is named.
#[utoipa::path(
    delete,
    path = "/v1/policies/{id}",
    operation_id = "deletePolicy",
    tag = "policies",
    params(
        ("id" = String, Path, description = "The draft, `pol_…`"),
        ("version" = u64, Query, description = "The `version` that you saw"),
    ),
    responses(
        (status = 204, description = "It is a draft no more"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`stale-version` with the `version` that it has; `policy-not-draft`"),
    )
)]
pub async fn handle(desk: &PolicyDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let id = request.path_id("id")?;
    let version = request.query().version()?;
    desk.discard(&asked, id, version).await?;
    Ok(Response::no_content())
}

#[cfg(test)]
mod tests;
