//! What a draft would have done: stored conversations replayed under the live policy and under the
//! one that is tried, side by side. Nothing is sent and no conversation is written to.
//!
//! A simulation is a row that says how far it has come. Whoever works on it reads the row, does a
//! batch, and writes the row back under the version that was read; of two who work on it at the
//! same time, one finds another version and stops. So an order that is delivered twice, or again
//! after a crash, goes on where the last batch ended.

pub mod compare;
mod order;
pub mod replay;
mod sample;

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_domain::{Conversation, Message, Seq};
use jiff::Timestamp;

use crate::ports::{
    Clock, Conversations, Difference, Directory, Evaluator, Figures, JobQueue, Knowledge, Load,
    Marks, MessageRange, PortError, Sampled, Simulation, SimulationJob, SimulationStatus,
    Simulations,
};
use compare::{Compared, MOST_DIFFERENCES};
use replay::{Range, Recorded, replay};

pub use order::{LONGEST_RANGE_DAYS, MOST_SAMPLED, NewSimulation, SimulationDesk};
pub use sample::lot;

/// How many conversations are replayed between two writes.
const BATCH: usize = 20;
/// How many conversations in a row may fail before it is taken for an outage.
const FAILURES_IN_A_ROW: u32 = 5;
/// How many messages are read at once, and how often at most: more of a conversation is not
/// looked at.
const MESSAGES_AT_ONCE: usize = 200;
const MOST_READS: usize = 25;

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
    match simulation.status {
        SimulationStatus::Done | SimulationStatus::Failed => return Ok(Worked::NothingToDo),
        SimulationStatus::Queued => {
            simulation.status = SimulationStatus::Running;
            simulation.started_at = Some(deps.clock.now());
        }
        SimulationStatus::Running => {}
    }
    let mut work = Work {
        deps,
        job,
        deadline,
        simulation,
    };
    let mut reached = Reached::End;
    if !work.simulation.progress.gathered {
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
    let over = |status| matches!(status, SimulationStatus::Done | SimulationStatus::Failed);
    let Some(simulation) = found.filter(|simulation| !over(simulation.status)) else {
        return Ok(());
    };
    let failed = Simulation {
        version: simulation.version.next(),
        status: SimulationStatus::Failed,
        finished_at: Some(deps.clock.now()),
        ..simulation
    };
    deps.simulations
        .save(&job.tenant_id, &failed, None)
        .await
        .map(drop)
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
}

impl Work<'_> {
    fn late(&self) -> bool {
        self.deps.clock.now() >= self.deadline
    }

    /// Writes what was done; `false` where somebody else wrote meanwhile.
    async fn save(&mut self, sample: Option<&[Sampled]>) -> Result<bool, PortError> {
        self.simulation.version = self.simulation.version.next();
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
        let under = |policy| Knowledge {
            policy,
            ..(*configured).clone()
        };
        let both = [under(inputs.live), under(inputs.tried)];
        let mut failures = 0;
        loop {
            let done = self.simulation.progress.done;
            let batch = sample.get(done..).unwrap_or_default();
            for sampled in batch.iter().take(BATCH) {
                match self.replay_one(sampled, &both).await {
                    Ok(()) => failures = 0,
                    Err(error) => {
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
                self.simulation.progress.done += 1;
                if self.late() {
                    break;
                }
            }
            let finished = self.simulation.progress.done >= sample.len();
            if finished {
                self.simulation.status = SimulationStatus::Done;
                self.simulation.finished_at = Some(self.deps.clock.now());
            }
            if !self.save(None).await? {
                return Ok(Reached::AnotherWorker);
            }
            if finished {
                return Ok(Reached::End);
            }
            if self.late() {
                return Ok(Reached::Deadline);
            }
        }
    }

    /// Replays a conversation and adds what came of it; a second time where the first fails.
    async fn replay_one(
        &mut self,
        sampled: &Sampled,
        both: &[Knowledge; 2],
    ) -> Result<(), PortError> {
        let (figures, difference) = match self.compare(sampled, both).await {
            Ok(compared) => compared,
            Err(_) => self.compare(sampled, both).await?,
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
    ) -> Result<(Figures, Option<Difference>), PortError> {
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
        let messages = self.messages(&conversation).await?;
        let recorded = Recorded {
            conversation: &conversation,
            messages: &messages,
            evidence: &evidence,
        };
        let evaluator = &*self.deps.evaluator;
        let range = self.range();
        let before = replay(&recorded, live, evaluator, range).await?;
        let after = replay(&recorded, tried, evaluator, range).await?;
        let compared = Compared {
            conversation: conversation.id,
            before: &before,
            after: &after,
            actual: &actual,
            range,
        };
        let difference = compared.count_into(&mut figures);
        Ok((figures, difference))
    }

    async fn messages(&self, conversation: &Conversation) -> Result<Vec<Message>, PortError> {
        let mut messages = vec![];
        let mut after = Seq::default();
        for _ in 0..MOST_READS {
            let range = MessageRange {
                after: Some(after),
                limit: MESSAGES_AT_ONCE,
                ..MessageRange::default()
            };
            let page = self
                .deps
                .conversations
                .messages(&self.job.tenant_id, conversation.id.thread(), range)
                .await?;
            messages.extend(page.items);
            match (page.next_cursor, messages.last()) {
                (Some(_), Some(last)) => after = last.seq,
                _ => break,
            }
        }
        Ok(messages)
    }
}
