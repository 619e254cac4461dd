//! `PUT /v1/policies/{id}`: a lead changes a draft.

use baton_api::policy::{Policy, notes, policy_of};
use baton_api::trigger::Trigger;
use baton_api::{Problem, Request, Response};
use baton_app::policies::{DraftEdit, PolicyDesk};
use baton_domain::{PolicyId, Role, Version};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the draft is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyEdit {
    /// The `version` that you saw.
    pub version: u64,
    /// The triggers, all of them and in order.
    pub triggers: Vec<Trigger>,
    /// What changes with it and why; as before where nothing is sent.
    #[serde(default)]
    pub notes: Option<String>,
    /// The policy whose place it is to take, `pol_…`; as before where none is named.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub replaces: Option<PolicyId>,
}

/// Replaces a draft's triggers, and its notes where some are sent.
///
/// # Errors
///
/// 403 where the agent is no lead, 404 where there is no such version, 409 where it is no draft or
/// somebody else changed it, 422 with the trigger's field that is wrong.
#[utoipa::path(
    put,
    path = "/v1/policies/{id}",
    operation_id = "updatePolicy",
    tag = "policies",
    params(("id" = String, Path, description = "The draft, `pol_…`")),
    request_body = PolicyEdit,
    responses(
        (status = 200, description = "The draft now", body = Policy),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`stale-version` with the `version` that it has; `policy-not-draft`"),
    )
)]
pub async fn handle(desk: &PolicyDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let id = request.path_id("id")?;
    let sent: PolicyEdit = request.json()?;
    let edit = DraftEdit {
        version: Version(sent.version),
        policy: policy_of(sent.triggers, desk),
        notes: notes(sent.notes)?,
        replaces: sent.replaces,
    };
    let draft = desk.edit(&asked, id, edit).await?;
    Ok(Response::json(200, &Policy::from(&draft)))
}

#[cfg(test)]
mod tests;
