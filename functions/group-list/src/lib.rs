//! `GET /v1/groups`: the teams that escalations route to.

use baton_api::group::Group;
use baton_api::list::List;
use baton_api::{Problem, Request, Response};
use baton_app::people::People;

/// All groups of the agent's tenant, by name; in one part.
///
/// # Errors
///
/// 403 without a role.
#[utoipa::path(
    get,
    path = "/v1/groups",
    operation_id = "listGroups",
    tag = "people",
    responses((status = 200, description = "By name", body = List<Group>))
)]
pub async fn handle(people: &People, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let groups = people.groups(&asked.tenant).await?;
    Ok(Response::json(
        200,
        &List {
            items: groups.iter().map(Group::from).collect(),
            next_cursor: None,
        },
    ))
}

#[cfg(test)]
mod tests;
