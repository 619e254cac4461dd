//! `POST /widget/files`: room for a file that a website visitor will send.

use std::sync::Arc;

use baton_api::file::{FileCreated, NewFile};
use baton_api::{Problem, Request, Response};
use baton_app::files::Cabinet;
use baton_app::ports::Throttle;
use baton_channels::widget::{OpenError, Sessions, pace};
use baton_lambda::{Metric, Metrics};

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Whose file it is.
    pub sessions: Sessions,
    /// How often a session may send something.
    pub throttle: Arc<dyn Throttle>,
    /// Where files are asked for.
    pub cabinet: Cabinet,
    /// Where refusals are counted.
    pub metrics: Metrics,
}

/// Makes room for a file in the visitor's conversation. Its bytes are then sent to `upload.url`,
/// and the file with a message as `file_id`; until that, nobody sees it. It counts as a message
/// against the session's limit.
///
/// # Errors
///
/// 401 without a session; 403 where the company takes no files; 400, 415 and 422 for the body; 429
/// above the session's limit; 503.
#[utoipa::path(
    post,
    path = "/widget/files",
    operation_id = "createWidgetFile",
    tag = "widget",
    request_body = NewFile,
    responses(
        (status = 201, description = "There is room for it", body = FileCreated),
        (status = 400, description = "`malformed-json`"),
        (status = 401, description = "`unauthorized`: no session, or an expired one"),
        (status = 403, description = "`attachments-not-allowed`: the company takes no files here"),
        (status = 413, description = "`payload-too-large`"),
        (status = 415, description = "`unsupported-media-type`"),
        (status = 422, description = "`validation`"),
        (status = 429, description = "`rate-limited`: wait `Retry-After` seconds"),
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
    if !deps.sessions.take_files(&session).await? {
        return Err(Problem::attachments_not_allowed());
    }
    let facts = request.json::<NewFile>()?.facts()?;
    let now = deps.cabinet.clock.now();
    let tenant = &session.tenant_id;
    if let Some(wait) = pace::admit(&deps.sessions, &*deps.throttle, &session, now).await? {
        deps.metrics
            .count_for(Metric::WidgetMessagesThrottled, 1, tenant);
        return Err(Problem::rate_limited(wait));
    }
    let (file, upload) = deps
        .cabinet
        .order(tenant, session.conversation_id, &facts)
        .await?;
    Ok(Response::json(201, &FileCreated::new(file, upload)))
}

#[cfg(test)]
mod tests;
