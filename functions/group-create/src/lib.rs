//! `POST /v1/groups`: a lead makes a team.

use baton_api::acting::answer;
use baton_api::group::{Group, name};
use baton_api::{Problem, Request, Response};
use baton_app::people::People;
use baton_domain::Role;
use serde::Deserialize;
use utoipa::ToSchema;

/// A team to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGroup {
    /// What people call it; 1 to 60 characters, and no other group's in whatever case.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
}

/// Makes a group. Needs a lead or an administrator.
///
/// # Errors
///
/// 403 for an agent, 409 where another group has the name or there are 50, 422 with the wrong
/// field.
#[utoipa::path(
    post,
    path = "/v1/groups",
    operation_id = "createGroup",
    tag = "people",
    request_body = NewGroup,
    responses(
        (status = 201, description = "The group", body = Group),
        (status = 409, description = "`group-name-taken`; `too-many-groups`: there are 50"),
    )
)]
pub async fn handle(people: &People, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let new: NewGroup = request.json()?;
    let name = name(&new.name)?;
    let made = people
        .add_group(&asked, &name, &|group| answer(201, &Group::from(group)))
        .await?;
    Ok(made.into())
}

#[cfg(test)]
mod tests;
