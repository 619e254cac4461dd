//! `GET /v1/conversations/{id}`: one thread, its customer and its live escalation.

use baton_api::conversation::ConversationDetail;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;
use baton_app::ports::Load;
use baton_domain::ConversationId;

/// One conversation.
///
/// # Errors
///
/// 404 where the agent's tenant has no such conversation.
#[utoipa::path(
    get,
    path = "/v1/conversations/{id}",
    operation_id = "getConversation",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation, `cnv_…`")),
    responses(
        (status = 200, description = "The conversation", body = ConversationDetail),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id: ConversationId = request.path_id("id")?;
    let state = desk
        .conversations
        .load(&asked.tenant, id.thread(), Load::default())
        .await?
        .state
        .filter(|state| state.conversation.id == id)
        .ok_or_else(Problem::not_found)?;
    let detail = ConversationDetail::new(&state, desk.clock.now());
    Ok(Response::json(200, &detail))
}

#[cfg(test)]
mod tests;
