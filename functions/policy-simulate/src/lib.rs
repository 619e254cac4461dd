//! `POST /v1/policies/{id}/simulate`: what would this have done?

use baton_api::acting::answer;
use baton_api::simulation::Simulation;
use baton_api::words::Channel;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::simulate::{LONGEST_RANGE_DAYS, MOST_SAMPLED, NewSimulation, SimulationDesk};
use baton_domain::Role;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

/// How many conversations are replayed where nothing is said.
const SAMPLE: usize = 500;

/// Which conversations to replay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPolicySimulation {
    /// From when messages are looked at.
    pub from: Timestamp,
    /// Until when, not included; at most 366 days later.
    pub to: Timestamp,
    /// How many conversations at most, 1 to 5000; 500 where nothing is sent.
    #[serde(default)]
    pub sample: Option<usize>,
    /// On which channel; on all where none is named.
    #[serde(default)]
    pub channel: Option<Channel>,
}

/// Has stored conversations replayed under the live policy and under this one. Nothing is sent and
/// no conversation changes; ask for the simulation to see how far it has come. A tenant has one at a
/// time.
///
/// # Errors
///
/// 403 where the agent is no lead, 404 where there is no such version, 409 while the tenant's other
/// one is not over or where the version was thrown away, 422 with the wrong field.
#[utoipa::path(
    post,
    path = "/v1/policies/{id}/simulate",
    operation_id = "simulatePolicy",
    tag = "policies",
    params(("id" = String, Path, description = "The version to try, mostly a draft, `pol_…`")),
    request_body = NewPolicySimulation,
    responses(
        (status = 202, description = "The simulation, which waits for its turn", body = Simulation),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`simulation-running` with the `simulation_id` of the one that is not over; `policy-not-draft` where it was thrown away"),
    )
)]
pub async fn handle(desk: &SimulationDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let id = request.path_id("id")?;
    // A version that is not there is not there, whatever is asked of it.
    let found = desk.policies.policy(&asked.tenant, id).await?;
    found.ok_or_else(Problem::not_found)?;
    let new = checked(&request.json()?)?;
    let wording = |simulation: &_| answer(202, &Simulation::from(simulation));
    Ok(desk.begin(&asked, id, new, &wording).await?.into())
}

fn checked(sent: &NewPolicySimulation) -> Result<NewSimulation, Problem> {
    if sent.from >= sent.to {
        return Err(Problem::validation(
            "to",
            Fault::OutOfOrder,
            "Send a time after `from`.",
        ));
    }
    let longest = SignedDuration::from_hours(24 * LONGEST_RANGE_DAYS);
    if sent.to.duration_since(sent.from) > longest {
        let at_most = LONGEST_RANGE_DAYS.unsigned_abs();
        let fault = Fault::TooFarApart { at_most };
        let detail = format!("Send a time at most {LONGEST_RANGE_DAYS} days after `from`.");
        return Err(Problem::validation("to", fault, detail));
    }
    let sample = sent.sample.unwrap_or(SAMPLE);
    if !(1..=MOST_SAMPLED).contains(&sample) {
        let fault = Fault::range(1, MOST_SAMPLED as u64);
        let detail = format!("Send a whole number from 1 to {MOST_SAMPLED}.");
        return Err(Problem::validation("sample", fault, detail));
    }
    Ok(NewSimulation {
        from: sent.from,
        to: sent.to,
        sample,
        channel: sent.channel.map(Into::into),
    })
}

#[cfg(test)]
mod tests;
