//! `GET /v1/simulations`: what was tried, and what came of it.

use baton_api::list::List;
use baton_api::simulation::SimulationSummary;
use baton_api::{Problem, Request, Response};
use baton_app::simulate::SimulationDesk;

/// The tenant's simulations of the last 90 days, newest first. With `policy` a part may be short, or
/// empty, and still have a next one.
///
/// # Errors
///
/// 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/simulations",
    operation_id = "listSimulations",
    tag = "policies",
    params(
        ("policy" = Option<String>, Query, description = "Only those that try this policy, `pol_…`"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "At most how many; 25 where none is named"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the part before"),
    ),
    responses((status = 200, description = "In order", body = List<SimulationSummary>))
)]
pub async fn handle(desk: &SimulationDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let query = request.query();
    let policy = query.id("policy")?;
    let (limit, cursor) = (query.limit()?, query.cursor()?);
    let page = desk
        .simulations
        .simulations(&asked.tenant, policy, limit, cursor.as_deref())
        .await?;
    Ok(Response::json(200, &List::<SimulationSummary>::of(page)))
}

#[cfg(test)]
mod tests;
