//! `PUT /v1/canned-replies/{shortcut}`: a lead writes a canned reply.

use std::sync::Arc;

use baton_api::canned_reply::CannedReply;
use baton_api::{Problem, Request, Response};
use baton_app::ports::{self, CannedReplies, Clock};
use baton_domain::{Role, Version, check_canned_reply};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the endpoint works with.
pub struct Deps {
    /// Where canned replies are kept.
    pub replies: Arc<dyn CannedReplies>,
    /// The time that stands on what is written.
    pub clock: Arc<dyn Clock>,
}

/// What the canned reply is to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CannedReplyText {
    /// 1 to 4,000 characters, in which `{contact_name}` and `{agent_name}` may stand.
    pub text: String,
    /// The `version` that you saw of the one that is to be replaced; nothing where it is new.
    #[serde(default)]
    pub version: Option<u64>,
}

/// Keeps a new canned reply, or replaces one under the version that was seen.
///
/// # Errors
///
/// 403 for agents; 404 where there is none to be replaced; 409 where there is one already, or
/// another version of it, or too many; 422 for a text or a shortcut that cannot be.
#[utoipa::path(
    put,
    path = "/v1/canned-replies/{shortcut}",
    operation_id = "putCannedReply",
    tag = "settings",
    params(("shortcut" = String, Path, description = "What agents type to get it", pattern = "^[a-z0-9][a-z0-9-]{0,31}$")),
    request_body = CannedReplyText,
    responses(
        (status = 200, description = "It was replaced", body = CannedReply),
        (status = 201, description = "It is new", body = CannedReply),
        (status = 404, description = "`not-found`: there is none to be replaced"),
        (status = 409, description = "`canned-reply-exists`; `stale-version` with the `version` that it has; `too-many-canned-replies`: there may be 200"),
    )
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let shortcut = request.shortcut()?;
    let sent: CannedReplyText = request.json()?;
    check_canned_reply(&sent.text).map_err(|error| {
        let detail = format!("Correct this: {error}.");
        Problem::validation("text", (&error).into(), detail)
    })?;
    let reply = ports::CannedReply {
        shortcut,
        text: sent.text,
        version: Version(sent.version.unwrap_or_default().saturating_add(1)),
        updated_at: deps.clock.now(),
        updated_by: identity.actor.agent,
    };
    let tenant = &identity.tenant;
    let status = if sent.version.is_some() {
        deps.replies.replace(tenant, &reply).await?;
        200
    } else {
        deps.replies.create(tenant, &reply).await?;
        201
    };
    tracing::info!(%tenant, by = %reply.updated_by.id, version = reply.version.0, "a canned reply was written");
    Ok(Response::json(status, &CannedReply::from(&reply)))
}

#[cfg(test)]
mod tests;
