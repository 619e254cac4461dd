//! `GET /v1/policies`: what is live, what is being worked on, and what was live.

use baton_api::list::List;
use baton_api::policy::PolicySummary;
use baton_api::{Problem, Request, Response};
use baton_app::policies::PolicyDesk;

/// Versions of the tenant's policy: the live one, then drafts, then those that were live, newest
/// first in each. A draft that was thrown away is not among them.
///
/// # Errors
///
/// 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/policies",
    operation_id = "listPolicies",
    tag = "policies",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "At most how many; 25 where none is named"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the part before"),
    ),
    responses((status = 200, description = "In order", body = List<PolicySummary>))
)]
pub async fn handle(desk: &PolicyDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let query = request.query();
    let (limit, cursor) = (query.limit()?, query.cursor()?);
    let page = desk
        .policies
        .policies(&asked.tenant, limit, cursor.as_deref())
        .await?;
    Ok(Response::json(200, &List::<PolicySummary>::of(page)))
}

#[cfg(test)]
mod tests;
