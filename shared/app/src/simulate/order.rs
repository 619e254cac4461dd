//! Asking for a simulation.

use std::sync::Arc;

use baton_domain::{Channel, PolicyId, SimulationId, TenantId, Version};
use jiff::{SignedDuration, Timestamp};

use super::ended;
use crate::act::{Answer, Asked};
use crate::policies::{PolicyDeskError, answered_before, fresh, receipt_of};
use crate::ports::{
    Begun, Clock, Figures, Ids, JobQueue, Policies, PolicyStatus, PortError, Progress, Simulation,
    SimulationInputs, SimulationJob, SimulationStatus, Simulations,
};

/// How long nothing may come of work that was begun, until it is given up: longer than the queue
/// tries an order, whatever its limits.
const LONGEST_SILENCE: SignedDuration = SignedDuration::from_hours(2);
/// How long an order may wait for its turn, until it is taken for lost.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);
/// How often something is written anew when others write it meanwhile.
const ATTEMPTS: usize = 3;

/// How many conversations a sample may have.
pub const MOST_SAMPLED: usize = 5_000;
/// How many days a range may have.
pub const LONGEST_RANGE_DAYS: i64 = 366;

/// Where simulations are asked for.
#[derive(Clone)]
pub struct SimulationDesk {
    /// The policies to compare.
    pub policies: Arc<dyn Policies>,
    /// The record of simulations.
    pub simulations: Arc<dyn Simulations>,
    /// Towards `simulate`.
    pub jobs: Arc<dyn JobQueue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// Why there is no simulation.
#[derive(Debug, thiserror::Error)]
pub enum SimulationDeskError {
    /// The tenant has one that is not over.
    #[error("another simulation of the tenant's is not over")]
    Running(SimulationId),
    /// As with everything that is done to policies.
    #[error(transparent)]
    Policy(#[from] PolicyDeskError),
}

impl From<PortError> for SimulationDeskError {
    fn from(error: PortError) -> Self {
        Self::Policy(error.into())
    }
}

/// What to simulate.
#[derive(Debug, Clone, Copy)]
pub struct NewSimulation {
    /// From when messages are looked at.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
    /// How many conversations at most.
    pub sample: usize,
    /// On which channel; all where none is named.
    pub channel: Option<Channel>,
}

impl SimulationDesk {
    /// Notes that a policy is to be tried, and has it done. `wording` makes the answer, which a
    /// repeated request gets again. A tenant has one simulation at a time, so that none keeps the
    /// others waiting.
    ///
    /// # Errors
    ///
    /// The [`SimulationDeskError`] that says why it is not.
    pub async fn begin(
        &self,
        asked: &Asked,
        policy: PolicyId,
        new: NewSimulation,
        wording: &(dyn Fn(&Simulation) -> Option<Answer> + Send + Sync),
    ) -> Result<Answer, SimulationDeskError> {
        let tried = self
            .policies
            .policy(&asked.tenant, policy)
            .await?
            .ok_or(PolicyDeskError::NotFound)?;
        if tried.status == PolicyStatus::Discarded {
            return Err(PolicyDeskError::NotDraft(tried.status).into());
        }
        let live = self.policies.live(&asked.tenant).await?;
        let now = self.clock.now();
        let simulation = Simulation {
            id: SimulationId::from_ulid(fresh(&*self.ids, now)),
            version: Version(1),
            status: SimulationStatus::Queued,
            policy_id: tried.id,
            policy_version: tried.version,
            live_id: live.id,
            from: new.from,
            to: new.to,
            channel: new.channel,
            created_by: asked.by.agent.clone(),
            created_at: now,
            started_at: None,
            finished_at: None,
            progressed_at: None,
            awaits_turn: false,
            decided_by: None,
            sample: new.sample,
            progress: Progress::default(),
            figures: Figures::default(),
            differences: vec![],
        };
        let inputs = SimulationInputs {
            live: live.policy,
            tried: tried.policy,
        };
        let answer = wording(&simulation).ok_or(PolicyDeskError::Unworded)?;
        let receipt = receipt_of(asked, &answer);
        for _ in 0..ATTEMPTS {
            let written = self
                .simulations
                .create(&asked.tenant, &simulation, &inputs, receipt.clone())
                .await?;
            match written {
                Begun::Created => {
                    self.order(asked, simulation.id).await?;
                    return Ok(answer);
                }
                Begun::Repeated(outcome) => {
                    let answer =
                        answered_before(asked, outcome).ok_or(PolicyDeskError::KeyReused)?;
                    // The first request may have ended between the row and the order.
                    if let Some(id) = named(&answer) {
                        self.order(asked, id).await?;
                    }
                    return Ok(answer);
                }
                // Looking at it gives up what came to nothing, and makes room.
                Begun::Occupied(id) => {
                    let other = self.simulation(&asked.tenant, id).await?;
                    if let Some(other) = other.filter(|other| !other.status.is_over()) {
                        // Its own order may have been lost.
                        if other.status == SimulationStatus::Queued {
                            self.order(asked, id).await?;
                        }
                        return Err(SimulationDeskError::Running(id));
                    }
                }
            }
        }
        Err(PolicyDeskError::Busy.into())
    }

    /// A simulation as it stands. One of which nothing has come for longer than orders are tried
    /// is given up: whoever worked on it did not live to say so.
    ///
    /// # Errors
    ///
    /// The [`PortError`] that kept it from being read.
    pub async fn simulation(
        &self,
        tenant: &TenantId,
        id: SimulationId,
    ) -> Result<Option<Simulation>, PortError> {
        self.ending(tenant, id, SimulationStatus::Failed, is_lost)
            .await
    }

    /// Ends a simulation; one that is over stays as it is.
    ///
    /// # Errors
    ///
    /// The [`PolicyDeskError`] that says why it goes on.
    pub async fn cancel(
        &self,
        tenant: &TenantId,
        id: SimulationId,
    ) -> Result<Simulation, PolicyDeskError> {
        let cancelled = self.ending(tenant, id, SimulationStatus::Cancelled, |_, _| true);
        let simulation = cancelled.await?.ok_or(PolicyDeskError::NotFound)?;
        if simulation.status.is_over() {
            Ok(simulation)
        } else {
            Err(PolicyDeskError::Busy)
        }
    }

    /// A simulation, ended in this way if it is not over and this holds for it.
    async fn ending(
        &self,
        tenant: &TenantId,
        id: SimulationId,
        status: SimulationStatus,
        ends: impl Fn(&Simulation, Timestamp) -> bool + Send,
    ) -> Result<Option<Simulation>, PortError> {
        let mut found = None;
        for _ in 0..ATTEMPTS {
            found = self.simulations.simulation(tenant, id).await?;
            let now = self.clock.now();
            let Some(simulation) = &found else {
                return Ok(None);
            };
            if simulation.status.is_over() || !ends(simulation, now) {
                break;
            }
            let over = ended(simulation.clone(), status, now);
            if self.simulations.save(tenant, &over, None).await? {
                return Ok(Some(over));
            }
        }
        Ok(found)
    }

    async fn order(&self, asked: &Asked, id: SimulationId) -> Result<(), PolicyDeskError> {
        let job = SimulationJob {
            tenant_id: asked.tenant.clone(),
            simulation_id: id,
        };
        Ok(self.jobs.enqueue(&job).await?)
    }
}

/// Whether nothing has come of it for so long that nothing will.
fn is_lost(simulation: &Simulation, now: Timestamp) -> bool {
    let since = simulation.progressed_at.unwrap_or(simulation.created_at);
    let waits = simulation.status == SimulationStatus::Queued || simulation.awaits_turn;
    let longest = if waits { LONGEST_WAIT } else { LONGEST_SILENCE };
    now.duration_since(since) > longest
}

/// The simulation that an answer is about.
fn named(answer: &Answer) -> Option<SimulationId> {
    let body: serde_json::Value = serde_json::from_str(&answer.body).ok()?;
    body["id"].as_str()?.parse().ok()
}
