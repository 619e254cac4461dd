//! Lists what a website visitor may see.

use std::sync::Arc;

use baton_api::{Fault, Problem, Request, Response};
use baton_app::ports::{Clock, Conversations, MessageRange};
use baton_channels::widget::history::visible;
use baton_channels::widget::{OpenError, Session, Sessions};
use baton_domain::Seq;

mod shape;

pub use shape::{VisitorAuthor, VisitorMedia, VisitorMessage, VisitorMessages};

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Whose conversation it is.
    pub sessions: Sessions,
    /// The record of conversations.
    pub conversations: Arc<dyn Conversations>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

const DEFAULT_LIMIT: usize = 50;
const MOST: usize = 100;

/// Lists the visitor's own messages and what was sent to them, oldest first.
///
/// # Errors
///
/// 401 without a session; 422 for the query; 503.
#[utoipa::path(
    get,
    path = "/widget/messages",
    operation_id = "listWidgetMessages",
    tag = "widget",
    params(
        ("after" = Option<u64>, Query, description = "Only what stands behind this place; 0 if absent"),
        ("limit" = Option<usize>, Query, description = "At most so many, 1 to 100; 50 if absent"),
    ),
    responses(
        (status = 200, description = "The messages; none before the visitor has written",
            body = VisitorMessages),
        (status = 401, description = "`unauthorized`: no session, or an expired one"),
        (status = 422, description = "`validation`"),
        (status = 503, description = "`unavailable`"),
    ),
    security(("widget_session" = []))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let session = deps
        .sessions
        .resume(request.header("authorization"))
        .await
        .map_err(|error| match error {
            OpenError::Port(error) => error.into(),
            _ => Problem::unauthorized(),
        })?;
    let after = after(&request)?;
    let range = MessageRange {
        before: None,
        after: Some(after),
        limit: limit(&request)?,
    };
    Ok(Response::json(
        200,
        &messages(deps, &session, after, range).await?,
    ))
}

async fn messages(
    deps: &Deps,
    session: &Session,
    after: Seq,
    range: MessageRange,
) -> Result<VisitorMessages, Problem> {
    let thread = session.conversation_id.thread();
    let page = deps
        .conversations
        .messages(&session.tenant_id, thread, range)
        .await?;
    let part = visible(&page.items, after, deps.clock.now());
    Ok(VisitorMessages {
        items: part
            .messages
            .into_iter()
            .map(|message| VisitorMessage::new(message, &session.visitor_id))
            .collect(),
        next_after: part.next_after.0,
    })
}

fn after(request: &Request) -> Result<Seq, Problem> {
    // The place behind the largest one must still be a number.
    const LARGEST: u64 = 999_999_999_999;
    let Some(text) = request.query.get("after") else {
        return Ok(Seq::default());
    };
    digits(text)
        .filter(|seq| *seq <= LARGEST)
        .map(Seq)
        .ok_or_else(|| {
            let detail = "Send a `next_after` or a `seq`.";
            Problem::validation("after", Fault::NotACursor, detail)
        })
}

fn limit(request: &Request) -> Result<usize, Problem> {
    let Some(text) = request.query.get("limit") else {
        return Ok(DEFAULT_LIMIT);
    };
    digits(text)
        .and_then(|limit| usize::try_from(limit).ok())
        .filter(|limit| (1..=MOST).contains(limit))
        .ok_or_else(|| {
            let detail = "Send a number from 1 to 100.";
            Problem::validation("limit", Fault::range(1, MOST as u64), detail)
        })
}

fn digits(text: &str) -> Option<u64> {
    text.bytes()
        .all(|it| it.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests;
