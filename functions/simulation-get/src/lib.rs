//! `GET /v1/simulations/{id}`: how far it has come, and what came of it.

use baton_api::simulation::Simulation;
use baton_api::{Problem, Request, Response};
use baton_app::simulate::SimulationDesk;

/// A simulation, with what came of it so far. One that came no further for hours is told as
/// `failed`: what worked on it did not live to say so.
///
/// # Errors
///
/// 404 where the agent's tenant has no such simulation.
#[utoipa::path(
    get,
    path = "/v1/simulations/{id}",
    operation_id = "getSimulation",
    tag = "policies",
    params(("id" = String, Path, description = "The simulation, `sim_…`")),
    responses(
        (status = 200, description = "The simulation", body = Simulation),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(desk: &SimulationDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id = request.path_id("id")?;
    let found = desk.simulation(&asked.tenant, id).await?;
    let simulation = found.ok_or_else(Problem::not_found)?;
    Ok(Response::json(200, &Simulation::from(&simulation)))
}

#[cfg(test)]
mod tests;
