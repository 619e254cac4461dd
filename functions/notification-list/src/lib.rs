//! `GET /v1/me/notifications`: what the agent was told, newest first.

use std::sync::Arc;

use baton_api::list::List;
use baton_api::notification::Notification;
use baton_api::{Problem, Request, Response};
use baton_app::ports::Notifications;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// The record of notifications.
    pub notifications: Arc<dyn Notifications>,
}

/// The agent's own notifications.
///
/// # Errors
///
/// 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/me/notifications",
    operation_id = "listNotifications",
    tag = "me",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "At most how many; 25 where none is named"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the part before"),
    ),
    responses((status = 200, description = "Newest first", body = List<Notification>))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let query = request.query();
    let (limit, cursor) = (query.limit()?, query.cursor()?);
    let page = deps
        .notifications
        .of_agent(&asked.tenant, asked.by.agent.id, limit, cursor.as_deref())
        .await?;
    Ok(Response::json(200, &List::<Notification>::of(page)))
}

#[cfg(test)]
mod tests;
