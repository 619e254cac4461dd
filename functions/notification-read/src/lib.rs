//! `PUT /v1/me/notifications/read`: the agent has seen what they were told.

use std::sync::Arc;

use baton_api::{Problem, Request, Response};
use baton_app::ports::{Clock, Notifications};
use baton_domain::NotificationId;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// The record of notifications.
    pub notifications: Arc<dyn Notifications>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// How far the agent has read.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadMark {
    /// The newest notification that they have seen, `ntf_…`.
    #[schema(value_type = String)]
    pub up_to: NotificationId,
}

/// Marks all of one's own notifications up to this one as read, from now on. Those that were read
/// before keep their time, so doing it again changes nothing.
///
/// # Errors
///
/// 422 with the wrong field.
#[utoipa::path(
    put,
    path = "/v1/me/notifications/read",
    operation_id = "readNotifications",
    tag = "me",
    request_body = ReadMark,
    responses((status = 204, description = "They are read"))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let mark: ReadMark = request.json()?;
    deps.notifications
        .mark_read(
            &asked.tenant,
            asked.by.agent.id,
            mark.up_to,
            deps.clock.now(),
        )
        .await?;
    Ok(Response::no_content())
}

#[cfg(test)]
mod tests;
