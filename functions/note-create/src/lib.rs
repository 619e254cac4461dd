//! `POST /v1/conversations/{id}/notes`: words for teammates, never for the customer.

use baton_api::acting::{LONGEST_TEXT, with_new_message, words};
use baton_api::message::Message;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;
use serde::Deserialize;
use utoipa::ToSchema;

/// A note.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct NewNote {
    /// Its words; 1 to 4,096 characters.
    #[schema(min_length = 1, max_length = 4096)]
    pub text: String,
    /// The client's own id of it, under which it is kept once; stands in for `Idempotency-Key`.
    #[serde(default)]
    pub client_message_id: Option<String>,
}

/// Keeps a note in the conversation. Any agent of the tenant may.
///
/// # Errors
///
/// 404 where the agent's tenant has no such conversation.
#[utoipa::path(
    post,
    path = "/v1/conversations/{id}/notes",
    operation_id = "createNote",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation, `cnv_…`")),
    request_body = NewNote,
    responses(
        (status = 201, description = "The note", body = Message),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let mut asked = request.asked()?;
    let conversation = request.path_id("id")?;
    let note: NewNote = request.json()?;
    let text = words("text", &note.text, LONGEST_TEXT)?;
    if let Some(id) = &note.client_message_id {
        asked = request.asked_with(id)?;
    }
    let answer = desk
        .note(&asked, conversation, &text, &with_new_message)
        .await?;
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
