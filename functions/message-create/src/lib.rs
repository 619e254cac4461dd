//! `POST /v1/conversations/{id}/messages`: an agent writes to the customer.

mod body;

use baton_api::acting::with_new_message;
use baton_api::file::not_attached;
use baton_api::message::Message;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;
use baton_app::files::{AttachError, attach};
use baton_app::ports::{FilePlace, Files, Load};
use baton_domain::{ConversationId, FileId, FileType, Media, TenantId};

pub use body::{MediaKind, NewMedia, NewMessage, NewTemplate};

/// Commits a message to the customer; it is sent at once, and its `status` tells how far it came.
/// Only the agent who has the conversation may write. Sent again under the same
/// `client_message_id`, it is answered the same and sent once.
///
/// # Errors
///
/// 404 where the agent's tenant has no such conversation, 409 where it is not the agent's or the
/// channel's window has closed, 422 with the field that is wrong: `media.file_id` where nothing was
/// uploaded under it in this conversation.
#[utoipa::path(
    post,
    path = "/v1/conversations/{id}/messages",
    operation_id = "createMessage",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation, `cnv_…`")),
    request_body = NewMessage,
    responses(
        (status = 201, description = "It is committed and will be sent", body = Message),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`not-owner` with `assignee` and `mode`; `window-closed` with `expired_at`: send a template; `busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, files: &dyn Files, request: Request) -> Result<Response, Problem> {
    request.asked()?;
    let conversation: ConversationId = request.path_id("id")?;
    let message: NewMessage = request.json()?;
    let asked = request.asked_with(&message.client_message_id)?;
    let uploaded = match message.file() {
        Some(file) => Some(uploaded(desk, files, &asked.tenant, conversation, file).await?),
        None => None,
    };
    let content = message.content(uploaded)?;
    let answer = desk
        .reply(&asked, conversation, content, &with_new_message)
        .await?;
    Ok(answer.into())
}

/// The file that was uploaded in this conversation, before anything is decided with it.
async fn uploaded(
    desk: &Desk,
    files: &dyn Files,
    tenant: &TenantId,
    conversation: ConversationId,
    file_id: FileId,
) -> Result<(FileType, Media), Problem> {
    let place = FilePlace {
        tenant_id: tenant.clone(),
        conversation_id: conversation,
        file_id,
    };
    match attach(files, &place).await {
        Ok(uploaded) => Ok(uploaded),
        Err(error @ AttachError::Port(_)) => Err(not_attached("media.file_id", error)),
        Err(error) => {
            // Of a conversation that is not the tenant's, nothing else is said than of any other.
            let thread = conversation.thread();
            let loaded = desk
                .conversations
                .load(tenant, thread, Load::default())
                .await?;
            loaded
                .state
                .filter(|state| state.conversation.id == conversation)
                .ok_or_else(Problem::not_found)?;
            Err(not_attached("media.file_id", error))
        }
    }
}

#[cfg(test)]
mod tests;
