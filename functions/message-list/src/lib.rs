//! `GET /v1/conversations/{id}/messages`: part of what was said, oldest first.

use baton_api::list::List;
use baton_api::message::Message;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::act::Desk;
use baton_app::ports::{Load, MessageRange};
use baton_domain::{ConversationId, Seq};

/// The last messages, those before a place, or those after one, oldest first. `next_cursor` leads
/// on in the direction asked for: it is the `before` or `after` of the next part, and can as well
/// be sent as `cursor` beside the same parameters.
///
/// # Errors
///
/// 404 where the agent's tenant has no such conversation, 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/conversations/{id}/messages",
    operation_id = "listMessages",
    tag = "conversations",
    params(
        ("id" = String, Path, description = "The conversation, `cnv_…`"),
        ("before" = Option<u64>, Query, description = "Only those before this place, the nearest ones"),
        ("after" = Option<u64>, Query, description = "Only those after this place, the nearest ones"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "At most how many; 25 where none is named"),
        ("cursor" = Option<u64>, Query, description = "The `next_cursor` of the part before"),
    ),
    responses(
        (status = 200, description = "Oldest first", body = List<Message>),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id: ConversationId = request.path_id("id")?;
    let range = range(&request)?;
    desk.conversations
        .load(&asked.tenant, id.thread(), Load::default())
        .await?
        .state
        .filter(|state| state.conversation.id == id)
        .ok_or_else(Problem::not_found)?;
    let page = desk
        .conversations
        .messages(&asked.tenant, id.thread(), range)
        .await?;
    let list = List::new(page, |message| Message::new(id, message));
    Ok(Response::json(200, &list))
}

fn range(request: &Request) -> Result<MessageRange, Problem> {
    let query = request.query();
    let place = |name| query.number(name).map(|place| place.map(Seq));
    let (before, after, cursor) = (place("before")?, place("after")?, place("cursor")?);
    if before.is_some() && after.is_some() {
        return Err(Problem::validation(
            "after",
            Fault::exactly_one(&["before", "after"]),
            "Send either `before` or `after`.",
        ));
    }
    let forward = after.is_some();
    Ok(MessageRange {
        before: if forward { None } else { cursor.or(before) },
        after: if forward { cursor.or(after) } else { None },
        limit: query.limit()?,
    })
}

#[cfg(test)]
mod tests;
