//! `GET /v1/conversations/{id}/messages/{seq}/file`: where a message's file is read.

use baton_api::file::FileLink;
use baton_api::{Problem, Request, Response};
use baton_app::files::read;
use baton_app::ports::{Conversations, Files, Load};
use baton_domain::{ConversationId, Seq};

/// An address at which the message's file is read, good for a quarter of an hour.
///
/// # Errors
///
/// 404 where the agent's tenant has no such message, or the message has no file here; 409 where it
/// is still being fetched from the channel's provider; 410 where it cannot be had any more.
#[utoipa::path(
    get,
    path = "/v1/conversations/{id}/messages/{seq}/file",
    operation_id = "getMessageFile",
    tag = "conversations",
    params(
        ("id" = String, Path, description = "The conversation, `cnv_…`"),
        ("seq" = u64, Path, description = "The message's place"),
    ),
    responses(
        (status = 200, description = "Where it is read", body = FileLink),
        (status = 404, description = "`not-found`: no such message, a deleted one, one without a file, or with one at an address of its own"),
        (status = 409, description = "`file-not-here-yet`: ask again after `Retry-After` seconds"),
        (status = 410, description = "`file-lost`: `lost` says why"),
    )
)]
pub async fn handle(
    conversations: &dyn Conversations,
    files: &dyn Files,
    request: Request,
) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id: ConversationId = request.path_id("id")?;
    let seq = Seq(request.path_id("seq")?);
    let (tenant, thread) = (&asked.tenant, id.thread());
    conversations
        .load(tenant, thread, Load::default())
        .await?
        .state
        .filter(|state| state.conversation.id == id)
        .ok_or_else(Problem::not_found)?;
    let message = conversations
        .message(tenant, thread, seq)
        .await?
        .ok_or_else(Problem::not_found)?;
    let (facts, link) = read(files, tenant, id, &message).await?;
    Ok(FileLink::answer(facts, link))
}

#[cfg(test)]
mod tests;
