//! What a draft would have done: stored conversations replayed under the live policy and under the
//! one that is tried, side by side. Nothing is sent and no conversation is written to.
//!
//! A simulation is a row that says how far it has come. Whoever works on it reads the row, does a
//! batch, and writes the row back under the version that was read; of two who work on it at the
//! same time, one finds another version and stops. So an order that is delivered twice, or again
//! after a crash, goes on where the last batch ended.

pub mod compare;
mod order;
mod reading;
pub mod replay;
mod sample;

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_domain::{KnowledgeBase, Seq};
use jiff::Timestamp;

use crate::ports::{
    Clock, Conversations, DecidedBy, Difference, Directory, Evaluator, Figures, JobQueue,
    Knowledge, Load, Marks, PortError, Sampled, Simulation, SimulationJob, SimulationStatus,
    Simulations,
};
use compare::{Compared, MOST_DIFFERENCES};
use replay::{Range, Recorded, ReplayError, replay};

pub use order::{
    LONGEST_RANGE_DAYS, MOST_SAMPLED, NewSimulation, SimulationDesk, SimulationDeskError,
};
pub use sample::lot;

/// How many conversations are replayed between two writes.
const BATCH: usize = 20;
/// How many conversations in a row may fail before it is taken for an outage.
const FAILURES_IN_A_ROW: u32 = 5;

/// What [`simulate`] works with.
pub struct Simulator {
    /// The record of simulations.
    pub simulations: Arc<dyn Simulations>,
    /// The record of conversations, which is only read.
    pub conversations: Arc<dyn Conversations>,
    /// Escalations as they were.
    pub marks: Arc<dyn Marks>,
    /// Settings and articles as they stand now.
    pub directory: Arc<dyn Directory>,
    /// What decides.
    pub evaluator: Arc<dyn Evaluator>,
    /// Where the rest is ordered when the time runs out.
    pub jobs: Arc<dyn JobQueue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// What came of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Worked {
    /// All of it is there.
    Finished,
    /// The time ran out, and the rest is ordered.
    Continued,
    /// Somebody else works on it.
    LeftToAnother,
    /// It was over before, or there is none.
    NothingToDo,
}

/// Why an order could not be carried out. Carrying it out again goes on where it ended.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// The policies that it should compare are not there.
    #[error("the simulation's policies are missing")]
    NoInputs,
    /// One conversation after the other could not be read.
    #[error("{FAILURES_IN_A_ROW} conversations in a row could not be replayed")]
    Outage(#[source] PortError),
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Works on a simulation until it is done or the deadline has passed; then the rest is ordered.
///
/// # Errors
///
/// The [`SimulateError`] for which the order comes again.
pub async fn simulate(
    deps: &Simulator,
    job: &SimulationJob,
    deadline: Timestamp,
) -> Result<Worked, SimulateError> {
    let found = deps
        .simulations
        .simulation(&job.tenant_id, job.simulation_id)
        .await?;
    let Some(mut simulation) = found else {
        return Ok(Worked::NothingToDo);
    };
    if simulation.status.is_over() {
        return Ok(Worked::NothingToDo);
    }
    simulation.status = SimulationStatus::Running;
    simulation.awaits_turn = false;
    simulation.started_at = simulation.started_at.or_else(|| Some(deps.clock.now()));
    let mut work = Work {
        deps,
        job,
        deadline,
        simulation,
        has_all_the_time: true,
    };
    // Said at once: of an invocation that does not survive its work this is all that is left.
    if !work.save(None).await? {
        return Ok(Worked::LeftToAnother);
    }
    let mut reached = Reached::End;
    if !work.simulation.progress.gathered {
        work.has_all_the_time = false;
        reached = work.gather().await?;
    }
    if reached == Reached::End {
        reached = work.replay_sample().await?;
    }
    match reached {
        Reached::End => Ok(Worked::Finished),
        Reached::AnotherWorker => Ok(Worked::LeftToAnother),
        Reached::Deadline => {
            deps.jobs.enqueue(job).await?;
            Ok(Worked::Continued)
        }
    }
}

/// Gives a simulation up, unless it is over.
///
/// # Errors
///
/// The [`PortError`] that kept it from being noted.
pub async fn give_up(deps: &Simulator, job: &SimulationJob) -> Result<(), PortError> {
    let found = deps
        .simulations
        .simulation(&job.tenant_id, job.simulation_id)
        .await?;
    let Some(simulation) = found.filter(|simulation| !simulation.status.is_over()) else {
        return Ok(());
    };
    let failed = ended(simulation, SimulationStatus::Failed, deps.clock.now());
    deps.simulations
        .save(&job.tenant_id, &failed, None)
        .await
        .map(drop)
}

/// The simulation, over in this way.
fn ended(simulation: Simulation, status: SimulationStatus, at: Timestamp) -> Simulation {
    Simulation {
        version: simulation.version.next(),
        status,
        awaits_turn: false,
        finished_at: Some(at),
        ..simulation
    }
}

/// Where a part of the work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reached {
    /// At its end.
    End,
    /// At the deadline.
    Deadline,
    /// At what somebody else wrote meanwhile.
    AnotherWorker,
}

/// One turn of work on a simulation.
struct Work<'a> {
    deps: &'a Simulator,
    job: &'a SimulationJob,
    deadline: Timestamp,
    simulation: Simulation,
    /// Whether nothing else was done in this turn: what does not fit into it never will.
    has_all_the_time: bool,
}

impl Work<'_> {
    fn late(&self) -> bool {
        self.deps.clock.now() >= self.deadline
    }

    /// Writes what was done; `false` where somebody else wrote meanwhile.
    async fn save(&mut self, sample: Option<&[Sampled]>) -> Result<bool, PortError> {
        self.simulation.version = self.simulation.version.next();
        self.simulation.progressed_at = Some(self.deps.clock.now());
        self.deps
            .simulations
            .save(&self.job.tenant_id, &self.simulation, sample)
            .await
    }

    fn range(&self) -> Range {
        Range {
            from: self.simulation.from,
            to: self.simulation.to,
        }
    }

    /// Replays what is left of the sample.
    async fn replay_sample(&mut self) -> Result<Reached, SimulateError> {
        let tenant = &self.job.tenant_id;
        let inputs = self
            .deps
            .simulations
            .inputs(tenant, self.simulation.id)
            .await?
            .ok_or(SimulateError::NoInputs)?;
        let sample = self
            .deps
            .simulations
            .sample(tenant, self.simulation.id)
            .await?;
        let configured = self.deps.directory.knowledge(tenant).await?;
        self.simulation.decided_by = Some(DecidedBy {
            live: configured.evaluator.kind,
            elsewhere: configured.settings.knowledge_base != KnowledgeBase::BuiltIn,
        });
        let under = |policy| Knowledge {
            policy,
            ..(*configured).clone()
        };
        let both = [under(inputs.live), under(inputs.tried)];
        let mut failures = 0;
        loop {
            let mut late = false;
            let done = self.simulation.progress.done;
            let batch = sample.get(done..).unwrap_or_default();
            for sampled in batch.iter().take(BATCH) {
                match self.replay_one(sampled, &both).await {
                    Ok(()) => failures = 0,
                    // Nothing of it is counted; it is replayed from its beginning next time.
                    Err(ReplayError::Late) if !self.has_all_the_time => {
                        late = true;
                        break;
                    }
                    Err(ReplayError::Late) => {
                        tracing::warn!(
                            conversation = %sampled.conversation,
                            "a conversation takes longer than there is time, and is left out"
                        );
                        self.simulation.figures.skipped += 1;
                    }
                    Err(ReplayError::Port(error)) => {
                        failures += 1;
                        if failures == FAILURES_IN_A_ROW {
                            return Err(SimulateError::Outage(error));
                        }
                        tracing::warn!(
                            conversation = %sampled.conversation, %error,
                            "a conversation could not be replayed and is left out"
                        );
                        self.simulation.figures.skipped += 1;
                    }
                }
                self.has_all_the_time = false;
                self.simulation.progress.done += 1;
                late = self.late();
                if late {
                    break;
                }
            }
            let finished = self.simulation.progress.done >= sample.len();
            if finished {
                self.simulation.status = SimulationStatus::Done;
                self.simulation.finished_at = Some(self.deps.clock.now());
            }
            self.simulation.awaits_turn = late && !finished;
            if !self.save(None).await? {
                return Ok(Reached::AnotherWorker);
            }
            if finished {
                return Ok(Reached::End);
            }
            if late {
                return Ok(Reached::Deadline);
            }
        }
    }

    /// Replays a conversation and adds what came of it; a second time where the first fails.
    async fn replay_one(
        &mut self,
        sampled: &Sampled,
        both: &[Knowledge; 2],
    ) -> Result<(), ReplayError> {
        let (figures, difference) = match self.compare(sampled, both).await {
            Err(ReplayError::Port(_)) => self.compare(sampled, both).await?,
            compared => compared?,
        };
        self.simulation.figures = figures;
        if self.simulation.differences.len() < MOST_DIFFERENCES {
            self.simulation.differences.extend(difference);
        }
        Ok(())
    }

    /// The figures with this conversation, and the difference where there is one.
    async fn compare(
        &self,
        sampled: &Sampled,
        [live, tried]: &[Knowledge; 2],
    ) -> Result<(Figures, Option<Difference>), ReplayError> {
        let tenant = &self.job.tenant_id;
        let thread = sampled.conversation.thread();
        let mut figures = self.simulation.figures.clone();
        let loaded = self
            .deps
            .conversations
            .load(tenant, thread, Load::default())
            .await?;
        let Some(conversation) = loaded.state.map(|state| state.conversation) else {
            return Ok((figures, None));
        };
        let actual = self.deps.marks.of_conversation(tenant, thread).await?;
        let evidence: BTreeSet<Seq> = actual.iter().filter_map(|decision| decision.seq).collect();
        let read = self.messages(&conversation).await?;
        let recorded = Recorded {
            conversation: &conversation,
            messages: &read.messages,
            evidence: &evidence,
        };
        let evaluator = &*self.deps.evaluator;
        let range = self.range();
        let late = || self.late();
        let before = replay(&recorded, live, evaluator, range, &late).await?;
        let after = replay(&recorded, tried, evaluator, range, &late).await?;
        let compared = Compared {
            conversation: conversation.id,
            before: &before,
            after: &after,
            actual: &actual,
            range,
        };
        let difference = compared.count_into(&mut figures);
        figures.cut += u64::from(read.is_cut);
        Ok((figures, difference))
    }
}
