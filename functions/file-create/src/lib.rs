//! `POST /v1/conversations/{id}/files`: room for a file that an agent will send.

use baton_api::file::{FileCreated, NewFile};
use baton_api::{Problem, Request, Response};
use baton_app::files::Cabinet;
use baton_app::ports::{Conversations, Load};
use baton_domain::ConversationId;

/// Makes room for a file in the conversation. Its bytes are then sent to `upload.url`, and the
/// file attached to a message as `media.file_id`; until that, nobody sees it.
///
/// # Errors
///
/// 404 where the agent's tenant has no such conversation, 422 with the field that is wrong.
#[utoipa::path(
    post,
    path = "/v1/conversations/{id}/files",
    operation_id = "createFile",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation, `cnv_…`")),
    request_body = NewFile,
    responses(
        (status = 201, description = "There is room for it", body = FileCreated),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(
    conversations: &dyn Conversations,
    cabinet: &Cabinet,
    request: Request,
) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id: ConversationId = request.path_id("id")?;
    let facts = request.json::<NewFile>()?.facts()?;
    conversations
        .load(&asked.tenant, id.thread(), Load::default())
        .await?
        .state
        .filter(|state| state.conversation.id == id)
        .ok_or_else(Problem::not_found)?;
    let (file, upload) = cabinet.order(&asked.tenant, id, &facts).await?;
    Ok(Response::json(201, &FileCreated::new(file, upload)))
}

#[cfg(test)]
mod tests;
