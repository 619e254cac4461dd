//! `GET /v1/stats/precision`: how often the evaluator was right to call a person.

use baton_api::precision::PrecisionStats;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::marking::MarkDesk;
use baton_app::ports::Mark;
use baton_app::precision::precision;
use baton_domain::TenantId;
use jiff::{SignedDuration, Timestamp};

/// How many days are looked back where nothing is said.
const DAYS: u64 = 30;
/// How many days can be looked back.
const MOST_DAYS: u64 = 90;
/// How many marks are read at once.
const MARKS_AT_ONCE: usize = 1_000;

/// Counted from the escalations and the marks themselves, at the time of asking. An escalation that
/// nobody marked counts as right. Those that no evaluator read in a message are not counted. Of more
/// than 10,000 in a status the latest are counted, and it is said.
///
/// # Errors
///
/// 422 where `days` is not 1 to 90.
#[utoipa::path(
    get,
    path = "/v1/stats/precision",
    operation_id = "getPrecisionStats",
    tag = "stats",
    params(
        ("days" = Option<u32>, Query, minimum = 1, maximum = 90, description = "How many days to look back, by when escalations were opened; 30 where nothing is sent"),
    ),
    responses((status = 200, description = "Now", body = PrecisionStats))
)]
pub async fn handle(desk: &MarkDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let days = request.query().number("days")?.unwrap_or(DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        let detail = format!("Send a whole number from 1 to {MOST_DAYS}.");
        return Err(Problem::validation(
            "days",
            Fault::range(1, MOST_DAYS),
            detail,
        ));
    }
    let window = SignedDuration::from_hours(24 * i64::try_from(days).unwrap_or_default());
    let now = desk.clock.now();
    let since = now.checked_sub(window).unwrap_or(Timestamp::MIN);
    let decisions = desk.marks.decisions(&asked.tenant, since).await?;
    let marks = marks(desk, &asked.tenant, decisions.since).await?;
    let figures = precision(&decisions.items, &marks);
    let stats = PrecisionStats::new(days, &decisions, figures);
    Ok(Response::json(200, &stats))
}

/// All marks since then; an escalation is marked after it was opened, so none is older.
async fn marks(desk: &MarkDesk, tenant: &TenantId, since: Timestamp) -> Result<Vec<Mark>, Problem> {
    let mut marks = vec![];
    let mut cursor: Option<String> = None;
    loop {
        let page = desk
            .marks
            .marks(tenant, since, MARKS_AT_ONCE, cursor.as_deref())
            .await?;
        marks.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(marks);
        }
    }
}

#[cfg(test)]
mod tests;
