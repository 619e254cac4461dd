//! `GET /v1/examples`: what agents marked, for those who train and test evaluators.

use baton_api::mark::Example;
use baton_api::{Problem, Request, Response};
use baton_app::examples::ExampleSource;
use baton_domain::Role;
use jiff::Timestamp;

/// The header that says where the next part begins.
pub const NEXT_CURSOR: &str = "x-next-cursor";

/// Examples as JSON lines, in the order in which they were marked. Phone numbers and email
/// addresses are masked; a message that was edited or taken back makes none.
///
/// # Errors
///
/// 403 where the agent is no lead, 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/examples",
    operation_id = "exportExamples",
    tag = "policies",
    params(
        ("since" = Option<String>, Query, description = "Marked at this time or after"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Of at most how many marks; 25 where none is named"),
        ("cursor" = Option<String>, Query, description = "The `x-next-cursor` of the part before, with the same `since`"),
    ),
    responses((
        status = 200, description = "A JSON object in each line", body = Example,
        content_type = "application/x-ndjson",
        headers(("x-next-cursor" = String, description = "Where the next part begins; absent at the end")),
    ))
)]
pub async fn handle(source: &ExampleSource, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let query = request.query();
    let since = query.time("since")?.unwrap_or(Timestamp::UNIX_EPOCH);
    let (limit, cursor) = (query.limit()?, query.cursor()?);
    let page = source
        .examples(&asked.tenant, since, limit, cursor.as_deref())
        .await?;
    let lines: Vec<Example> = page.items.iter().map(Example::from).collect();
    let response = Response::json_lines(&lines);
    Ok(match page.next_cursor {
        Some(cursor) => response.header(NEXT_CURSOR, cursor),
        None => response,
    })
}

#[cfg(test)]
mod tests;
