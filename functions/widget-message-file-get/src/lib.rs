//! `GET /widget/messages/{seq}/file`: where a message's file is read.

use std::sync::Arc;

use baton_api::file::FileLink;
use baton_api::{Problem, Request, Response};
use baton_app::files::read;
use baton_app::ports::{Conversations, Files};
use baton_channels::widget::history::is_for_visitor;
use baton_channels::widget::{OpenError, Sessions};
use baton_domain::Seq;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Whose conversation it is.
    pub sessions: Sessions,
    /// The record of conversations.
    pub conversations: Arc<dyn Conversations>,
    /// Where files are kept.
    pub files: Arc<dyn Files>,
}

/// An address at which the file of a message of the visitor's, or of one that was sent to them, is
/// read; good for a quarter of an hour.
///
/// # Errors
///
/// 401 without a session; 404 where the visitor sees no such message, or it has no file here; 409
/// and 410 where the file is not here yet or not any more; 503.
#[utoipa::path(
    get,
    path = "/widget/messages/{seq}/file",
    operation_id = "getWidgetMessageFile",
    tag = "widget",
    params(("seq" = u64, Path, description = "The message's place")),
    responses(
        (status = 200, description = "Where it is read", body = FileLink),
        (status = 401, description = "`unauthorized`: no session, or an expired one"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`file-not-here-yet`: ask again after `Retry-After` seconds"),
        (status = 410, description = "`file-lost`: `lost` says why"),
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
    let seq = Seq(request.path_id("seq")?);
    let (tenant, conversation) = (&session.tenant_id, session.conversation_id);
    let message = deps
        .conversations
        .message(tenant, conversation.thread(), seq)
        .await?
        .filter(is_for_visitor)
        .ok_or_else(Problem::not_found)?;
    let (facts, link) = read(&*deps.files, tenant, conversation, &message).await?;
    Ok(FileLink::answer(facts, link))
}

#[cfg(test)]
mod tests;
