//! `GET /v1/stats/live`: how many escalations stand where.

use baton_api::stats::LiveStats;
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;
use jiff::{SignedDuration, Timestamp};

/// Counts of the agent's tenant. Those that ended count for 24 hours.
///
/// # Errors
///
/// Those that every agents' endpoint has.
#[utoipa::path(
    get,
    path = "/v1/stats/live",
    operation_id = "getLiveStats",
    tag = "stats",
    responses((status = 200, description = "Now", body = LiveStats))
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let now = desk.clock.now();
    let window = SignedDuration::from_hours(LiveStats::WINDOW_HOURS.into());
    let since = now.checked_sub(window).unwrap_or(Timestamp::MIN);
    let counts = desk.conversations.live_counts(&asked.tenant, since).await?;
    Ok(Response::json(200, &LiveStats::new(counts, now)))
}

#[cfg(test)]
mod tests;
