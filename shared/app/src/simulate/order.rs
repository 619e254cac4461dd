//! Asking for a simulation.

use std::sync::Arc;

use baton_domain::{Channel, PolicyId, SimulationId, Version};
use jiff::Timestamp;

use crate::act::{Answer, Asked};
use crate::policies::{PolicyDeskError, answered_before, fresh, receipt_of};
use crate::ports::{
    Clock, Creation, Figures, Ids, JobQueue, Policies, Progress, Simulation, SimulationInputs,
    SimulationJob, SimulationStatus, Simulations,
};

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
    /// repeated request gets again.
    ///
    /// # Errors
    ///
    /// The [`PolicyDeskError`] that says why it is not.
    pub async fn begin(
        &self,
        asked: &Asked,
        policy: PolicyId,
        new: NewSimulation,
        wording: &(dyn Fn(&Simulation) -> Option<Answer> + Send + Sync),
    ) -> Result<Answer, PolicyDeskError> {
        let tried = self
            .policies
            .policy(&asked.tenant, policy)
            .await?
            .ok_or(PolicyDeskError::NotFound)?;
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
        let written = self
            .simulations
            .create(&asked.tenant, &simulation, &inputs, receipt)
            .await?;
        match written {
            Creation::Created => {
                self.order(asked, simulation.id).await?;
                Ok(answer)
            }
            Creation::Repeated(outcome) => {
                let answer = answered_before(asked, outcome).ok_or(PolicyDeskError::KeyReused)?;
                // The first request may have ended between the row and the order.
                if let Some(id) = named(&answer) {
                    self.order(asked, id).await?;
                }
                Ok(answer)
            }
        }
    }

    async fn order(&self, asked: &Asked, id: SimulationId) -> Result<(), PolicyDeskError> {
        let job = SimulationJob {
            tenant_id: asked.tenant.clone(),
            simulation_id: id,
        };
        Ok(self.jobs.enqueue(&job).await?)
    }
}

/// The simulation that an answer is about.
fn named(answer: &Answer) -> Option<SimulationId> {
    let body: serde_json::Value = serde_json::from_str(&answer.body).ok()?;
    body["id"].as_str()?.parse().ok()
}
