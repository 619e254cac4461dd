//! `PATCH /v1/groups/{id}`: a lead gives a team another name.

use baton_api::group::{Group, name};
use baton_api::{Problem, Request, Response};
use baton_app::people::People;
use baton_domain::{Role, Version};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the team is to be called.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupChange {
    /// The `version` that you saw.
    pub version: u64,
    /// What people call it; 1 to 60 characters, and no other group's in whatever case.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
}

/// Renames a group. Needs a lead or an administrator.
///
/// # Errors
///
/// 403 for an agent, 404 where the tenant has no such group, 409 where another group has the name
/// or somebody else changed this one, 422 with the wrong field.
#[utoipa::path(
    patch,
    path = "/v1/groups/{id}",
    operation_id = "updateGroup",
    tag = "people",
    params(("id" = String, Path, description = "The group, `grp_…`")),
    request_body = GroupChange,
    responses(
        (status = 200, description = "The group now", body = Group),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`stale-version` with the `version` that it has; `group-name-taken`"),
    )
)]
pub async fn handle(people: &People, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let id = request.path_id("id")?;
    let change: GroupChange = request.json()?;
    let name = name(&change.name)?;
    let group = people
        .rename_group(&asked.tenant, id, Version(change.version), &name)
        .await?;
    Ok(Response::json(200, &Group::from(&group)))
}

#[cfg(test)]
mod tests;
