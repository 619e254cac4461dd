//! `POST /v1/simulations/{id}/cancel`: enough is known, or it was asked for by mistake.

use baton_api::simulation::Simulation;
use baton_api::{Problem, Request, Response};
use baton_app::simulate::SimulationDesk;
use baton_domain::Role;

/// Ends a simulation and keeps what came of it so far. One that is over stays as it is.
///
/// # Errors
///
/// 403 where the agent is no lead, 404 where the agent's tenant has no such simulation.
#[utoipa::path(
    post,
    path = "/v1/simulations/{id}/cancel",
    operation_id = "cancelSimulation",
    tag = "policies",
    params(("id" = String, Path, description = "The simulation, `sim_…`")),
    responses(
        (status = 200, description = "The simulation, which is over", body = Simulation),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`busy`"),
    )
)]
pub async fn handle(desk: &SimulationDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let id = request.path_id("id")?;
    let simulation = desk.cancel(&asked.tenant, id).await?;
    Ok(Response::json(200, &Simulation::from(&simulation)))
}

#[cfg(test)]
mod tests;
