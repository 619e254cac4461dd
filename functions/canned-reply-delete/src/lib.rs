//! `DELETE /v1/canned-replies/{shortcut}`: a lead removes a canned reply.

use baton_api::{Problem, Request, Response};
use baton_app::ports::CannedReplies;
use baton_domain::Role;

/// Forgets a canned reply. One that is gone already is answered the same.
///
/// # Errors
///
/// 403 for agents, 422 where it is no shortcut.
#[utoipa::path(
    delete,
    path = "/v1/canned-replies/{shortcut}",
    operation_id = "deleteCannedReply",
    tag = "settings",
    params(("shortcut" = String, Path, description = "What agents type to get it", pattern = "^[a-z0-9][a-z0-9-]{0,31}$")),
    responses(
        (status = 204, description = "There is none any more"),
        (status = 422, description = "`validation`, with `errors`"),
    )
)]
pub async fn handle(replies: &dyn CannedReplies, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let shortcut = request.shortcut()?;
    let tenant = &identity.tenant;
    replies.remove(tenant, &shortcut).await?;
    tracing::info!(%tenant, by = %identity.actor.agent.id, "a canned reply was removed");
    Ok(Response::no_content())
}

#[cfg(test)]
mod tests;
