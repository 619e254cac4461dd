//! `POST /v1/policies`: a lead begins a draft.

use baton_api::acting::answer;
use baton_api::policy::{Policy, notes, policy_of};
use baton_api::trigger::Trigger;
use baton_api::{Problem, Request, Response};
use baton_app::policies::{NewDraft, PolicyDesk};
use baton_domain::{PolicyId, Role};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the draft begins with.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPolicy {
    /// The version whose triggers are copied, `pol_…`; the live one where none is named.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub based_on: Option<PolicyId>,
    /// The triggers, in order, where they are not copied.
    #[serde(default)]
    pub triggers: Option<Vec<Trigger>>,
    /// What changes with it and why; at most 500 characters.
    #[serde(default)]
    pub notes: Option<String>,
}

/// Begins a draft, which decides nothing until it is published.
///
/// # Errors
///
/// 403 where the agent is no lead, 404 where there is no such version to copy, 422 with the
/// trigger's field that is wrong.
#[utoipa::path(
    post,
    path = "/v1/policies",
    operation_id = "createPolicy",
    tag = "policies",
    request_body = NewPolicy,
    responses(
        (status = 201, description = "The draft", body = Policy),
        (status = 404, description = "`not-found`: there is no version `based_on`"),
    )
)]
pub async fn handle(desk: &PolicyDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let sent: NewPolicy = request.json_or_default()?;
    let new = NewDraft {
        based_on: sent.based_on,
        policy: sent.triggers.map(|triggers| policy_of(triggers, desk)),
        notes: notes(sent.notes)?.unwrap_or_default(),
    };
    let wording = |draft: &_| answer(201, &Policy::from(draft));
    Ok(desk.begin(&asked, new, &wording).await?.into())
}

#[cfg(test)]
mod tests;
