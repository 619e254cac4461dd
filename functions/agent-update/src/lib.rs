//! `PATCH /v1/agents/{id}`: a lead says how much an agent takes on, and in which teams.

use std::collections::BTreeSet;

use baton_api::agent::Agent;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::people::People;
use baton_app::ports;
use baton_domain::{GroupId, Role};
use serde::Deserialize;
use utoipa::ToSchema;

/// The most conversations that an agent can have in hand.
const LARGEST_CAPACITY: u32 = 50;
/// The most teams that an agent can belong to.
const MOST_GROUPS: usize = 20;

/// What changes; what is absent stays as it is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentChange {
    /// How many conversations they can have in hand; 1 to 50. What they have already stays theirs.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 50)]
    pub capacity: Option<u32>,
    /// The teams that they belong to, `grp_…`: all of them, at most 20.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>, max_items = 20)]
    pub group_ids: Option<Vec<GroupId>>,
}

/// Changes an agent. Needs a lead or an administrator.
///
/// # Errors
///
/// 403 for an agent, 404 where the tenant has no such agent, 422 with the wrong field or a group
/// that is not there.
#[utoipa::path(
    patch,
    path = "/v1/agents/{id}",
    operation_id = "updateAgent",
    tag = "people",
    params(("id" = String, Path, description = "The agent, `agt_…`")),
    request_body = AgentChange,
    responses(
        (status = 200, description = "The agent now", body = Agent),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(people: &People, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let id = request.path_id("id")?;
    let change = checked(request.json()?)?;
    let agent = people.change_agent(&asked.tenant, id, &change).await?;
    Ok(Response::json(200, &Agent::from(&agent)))
}

fn checked(sent: AgentChange) -> Result<ports::AgentChange, Problem> {
    if sent.capacity.is_none() && sent.group_ids.is_none() {
        return Err(Problem::validation(
            "body",
            Fault::at_least_one(&["capacity", "group_ids"]),
            "Send `capacity`, `group_ids` or both.",
        ));
    }
    if sent
        .capacity
        .is_some_and(|capacity| !(1..=LARGEST_CAPACITY).contains(&capacity))
    {
        return Err(Problem::validation(
            "capacity",
            Fault::range(1, LARGEST_CAPACITY.into()),
            format!("Send 1 to {LARGEST_CAPACITY}."),
        ));
    }
    // Each once, however often it was sent.
    let group_ids = sent
        .group_ids
        .map(|ids| Vec::from_iter(BTreeSet::from_iter(ids)));
    if group_ids
        .as_ref()
        .is_some_and(|ids| ids.len() > MOST_GROUPS)
    {
        return Err(Problem::validation(
            "group_ids",
            Fault::TooMany {
                at_most: MOST_GROUPS,
            },
            format!("Send at most {MOST_GROUPS}."),
        ));
    }
    Ok(ports::AgentChange {
        capacity: sent.capacity,
        group_ids,
        email_notifications: None,
    })
}

#[cfg(test)]
mod tests;
