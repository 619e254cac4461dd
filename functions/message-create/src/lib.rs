//! `POST /v1/conversations/{id}/messages`: an agent writes to the customer.

mod body;

use baton_api::acting::with_new_message;
use baton_api::message::Message;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;

pub use body::{MediaKind, NewMedia, NewMessage, NewTemplate};

/// Commits a message to the customer; it is sent at once, and its `status` tells how far it came.
/// Only the agent who has the conversation may write. Sent again under the same
/// `client_message_id`, it is answered the same and sent once.
///
/// # Errors
///
/// 404 where the agent's tenant has no such conversation, 409 where it is not the agent's or the
/// channel's window has closed.
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
        (status = 409, description = "`not-owner` with `assignee` and `mode`; `window-closed` with `expired_at`: send a template"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    request.asked()?;
    let conversation = request.path_id("id")?;
    let message: NewMessage = request.json()?;
    let asked = request.asked_with(&message.client_message_id)?;
    let content = message.content()?;
    let answer = desk
        .reply(&asked, conversation, content, &with_new_message)
        .await?;
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
