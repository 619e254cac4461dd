//! `GET /v1/canned-replies`: what agents send again and again.

use baton_api::canned_reply::CannedReply;
use baton_api::list::List;
use baton_api::{Problem, Request, Response};
use baton_app::ports::CannedReplies;
use baton_domain::Role;

/// All of the tenant's canned replies, by shortcut.
///
/// # Errors
///
/// 401 and 403 without a role.
#[utoipa::path(
    get,
    path = "/v1/canned-replies",
    operation_id = "listCannedReplies",
    tag = "settings",
    responses((status = 200, description = "All of them, by shortcut", body = List<CannedReply>))
)]
pub async fn handle(replies: &dyn CannedReplies, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Agent)?;
    let all = replies.all(&identity.tenant).await?;
    let list = List {
        items: all.iter().map(CannedReply::from).collect(),
        next_cursor: None,
    };
    Ok(Response::json(200, &list))
}

#[cfg(test)]
mod tests;
