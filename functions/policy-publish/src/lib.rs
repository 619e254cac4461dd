//! `POST /v1/policies/{id}/publish`: from now on this decides.

use baton_api::policy::{Policy, notes};
use baton_api::{Problem, Request, Response};
use baton_app::policies::{PolicyDesk, Publishing};
use baton_domain::{PolicyId, Role, Version};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the lead saw and says.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The draft's `version` that you saw; any where none is sent.
    #[serde(default)]
    pub version: Option<u64>,
    /// The policy whose place it is to take, `pol_…`; the one that was live when the draft was
    /// begun where none is named.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub replaces: Option<PolicyId>,
    /// What changes and why; the draft's own notes where nothing is sent.
    #[serde(default)]
    pub notes: Option<String>,
}

/// Makes a draft live and retires the policy that was. It decides about messages within a minute:
/// that long functions believe what they read. One that is live already stays so.
///
/// # Errors
///
/// 403 where the agent is no lead, 404 where there is no such version, 409 where it is no draft,
/// somebody else changed it, or another policy is live than the one to be replaced.
#[utoipa::path(
    post,
    path = "/v1/policies/{id}/publish",
    operation_id = "publishPolicy",
    tag = "policies",
    params(("id" = String, Path, description = "The draft, `pol_…`")),
    request_body = Publication,
    responses(
        (status = 200, description = "The live policy", body = Policy),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`policy-outdated` with the `live` one; `stale-version` with the `version` that the draft has; `policy-not-draft`; `busy`"),
    )
)]
pub async fn handle(desk: &PolicyDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let id = request.path_id("id")?;
    let sent: Publication = request.json_or_default()?;
    let publishing = Publishing {
        version: sent.version.map(Version),
        replaces: sent.replaces,
        notes: notes(sent.notes)?,
    };
    let live = desk.publish(&asked, id, &publishing).await?;
    Ok(Response::json(200, &Policy::from(&live)))
}

#[cfg(test)]
mod tests;
