//! Simulations on the wire.

use baton_app::ports;
use baton_app::simulate::SimulationDeskError;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::evaluator::EvaluatorKind;
use crate::words::{Channel, Reason, SimulationStatus};
use crate::{Problem, ProblemKind};

/// Stored conversations, replayed under the live policy and under another one. Nothing is sent.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Simulation {
    /// The simulation, `sim_…`.
    pub id: String,
    /// Grows with every change.
    pub version: u64,
    /// How far it has come.
    pub status: SimulationStatus,
    /// The policy that is tried, `pol_…`.
    pub policy_id: String,
    /// The version of its record that is tried; the draft may have changed since.
    pub policy_version: u64,
    /// The policy that was live when it was asked for, and that it is compared with, `pol_…`.
    pub compared_with: String,
    /// From when messages are looked at.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
    /// On which channel; null for all.
    #[schema(required)]
    pub channel: Option<Channel>,
    /// Who asked for it.
    pub created_by: Assignee,
    /// When.
    pub created_at: Timestamp,
    /// When it began; null while it waits.
    #[schema(required)]
    pub started_at: Option<Timestamp>,
    /// When it was done, given up or ended; null before.
    #[schema(required)]
    pub finished_at: Option<Timestamp>,
    /// When it last came further; null while it waits.
    #[schema(required)]
    pub progressed_at: Option<Timestamp>,
    /// Until when it is kept.
    pub expires_at: Timestamp,
    /// Who decides in it; null until conversations are replayed.
    #[schema(required)]
    pub decided_by: Option<SimulationDecidedBy>,
    /// How the conversations were chosen.
    pub sample: SimulationSample,
    /// How many conversations of the sample are over and done with.
    pub progress: SimulationProgress,
    /// How many conversations were replayed in which the bot owed an answer in the range.
    pub conversations: u64,
    /// How many messages of theirs were decided about.
    pub messages: u64,
    /// How many conversations could not be replayed and are left out.
    pub skipped: u64,
    /// Of how many conversations only the last part of the range was replayed, because they are too
    /// long.
    pub cut: u64,
    /// What the live policy does with them.
    pub before: EscalationRate,
    /// What the policy that is tried does with them.
    pub after: EscalationRate,
    /// What became of them, whoever called a person.
    pub actual: EscalationRate,
    /// Escalations by reason. A conversation may have several: one for each time that the bot had
    /// it.
    pub by_reason: Vec<ReasonChange>,
    /// How many conversations are decided in another way.
    pub changed: u64,
    /// Those conversations; of many the first 200.
    pub changes: Vec<Change>,
}

/// A simulation, as lists carry it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SimulationSummary {
    /// The simulation, `sim_…`.
    pub id: String,
    /// Grows with every change.
    pub version: u64,
    /// How far it has come.
    pub status: SimulationStatus,
    /// The policy that is tried, `pol_…`.
    pub policy_id: String,
    /// The version of its record that is tried.
    pub policy_version: u64,
    /// The policy that it is compared with, `pol_…`.
    pub compared_with: String,
    /// From when messages are looked at.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
    /// On which channel; null for all.
    #[schema(required)]
    pub channel: Option<Channel>,
    /// Who asked for it.
    pub created_by: Assignee,
    /// When.
    pub created_at: Timestamp,
    /// When it began; null while it waits.
    #[schema(required)]
    pub started_at: Option<Timestamp>,
    /// When it was done, given up or ended; null before.
    #[schema(required)]
    pub finished_at: Option<Timestamp>,
    /// Until when it is kept.
    pub expires_at: Timestamp,
    /// How the conversations were chosen.
    pub sample: SimulationSample,
    /// How many conversations of the sample are over and done with.
    pub progress: SimulationProgress,
    /// How many conversations were replayed in which the bot owed an answer in the range.
    pub conversations: u64,
    /// What the live policy does with them.
    pub before: EscalationRate,
    /// What the policy that is tried does with them.
    pub after: EscalationRate,
    /// How many are decided in another way.
    pub changed: u64,
}

/// Who decides in a simulation. It is never a language model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulationDecidedBy {
    /// What decided the replay: always `embedded`.
    pub evaluator: EvaluatorKind,
    /// What decided for the tenant's bot at that time.
    pub live: EvaluatorKind,
    /// Whether the two are the same. If not, `before` is not what the bot would do now.
    pub like_live: bool,
    /// Where the passages of its answers came from.
    pub passages: PassagePlace,
}

/// Where the passages of answers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PassagePlace {
    /// The tenant's articles here.
    Articles,
    /// The knowledge base that the tenant's settings name; the articles here where it does not
    /// answer.
    KnowledgeBase,
}

impl From<ports::DecidedBy> for SimulationDecidedBy {
    fn from(by: ports::DecidedBy) -> Self {
        let live = by.live.into();
        Self {
            evaluator: EvaluatorKind::Embedded,
            live,
            like_live: live == EvaluatorKind::Embedded,
            passages: if by.elsewhere {
                PassagePlace::KnowledgeBase
            } else {
                PassagePlace::Articles
            },
        }
    }
}

/// How the conversations of a simulation were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulationSample {
    /// Each conversation draws a number that follows from its id and the simulation's; those with
    /// the lowest are replayed.
    pub method: String,
    /// How many at most.
    pub wanted: usize,
    /// How many there are to choose from, as far as they were looked for.
    pub candidates: u64,
}

/// How far a simulation has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulationProgress {
    /// How many conversations are done.
    pub done: usize,
    /// How many there are; 0 until they are chosen.
    pub total: usize,
}

/// In how many conversations a person is called.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EscalationRate {
    /// How many.
    pub escalated: u64,
    /// Which share, from 0 to 1; null where there are none.
    #[schema(required)]
    pub rate: Option<f64>,
}

/// How many escalations have a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReasonChange {
    /// The reason.
    pub reason: Reason,
    /// Under the live policy.
    pub before: u64,
    /// Under the one that is tried.
    pub after: u64,
    /// As it was.
    pub actual: u64,
}

/// A conversation that is decided in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SimulationChange)]
pub struct Change {
    /// The conversation, `cnv_…`.
    pub conversation_id: String,
    /// The first message that is decided in another way.
    pub seq: u64,
    /// Under the live policy.
    pub before: Decision,
    /// Under the one that is tried.
    pub after: Decision,
}

/// What a policy does with a conversation while the bot has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "decision", rename_all = "snake_case")]
#[schema(as = SimulationDecision)]
pub enum Decision {
    /// The bot answers to the end of what is stored.
    Answer,
    /// A person is called.
    Escalate {
        /// At which message.
        seq: u64,
        /// The reason.
        reason: Reason,
        /// The trigger's name, or a rule's where none held.
        trigger: String,
        /// Why, for people.
        why: String,
    },
}

impl From<&ports::Conclusion> for Decision {
    fn from(conclusion: &ports::Conclusion) -> Self {
        match conclusion {
            ports::Conclusion::Answer => Self::Answer,
            ports::Conclusion::Escalate {
                seq,
                reason,
                trigger,
                why,
            } => Self::Escalate {
                seq: seq.0,
                reason: (*reason).into(),
                trigger: trigger.clone(),
                why: why.clone(),
            },
        }
    }
}

impl EscalationRate {
    fn of(escalated: u64, figures: &ports::Figures) -> Self {
        Self {
            escalated,
            rate: share(escalated, figures.conversations),
        }
    }
}

impl From<&ports::Simulation> for SimulationSample {
    fn from(simulation: &ports::Simulation) -> Self {
        Self {
            method: "lowest_hash".into(),
            wanted: simulation.sample,
            candidates: simulation.progress.candidates,
        }
    }
}

impl From<&ports::Progress> for SimulationProgress {
    fn from(progress: &ports::Progress) -> Self {
        Self {
            done: progress.done,
            total: progress.total,
        }
    }
}

impl From<&ports::Simulation> for SimulationSummary {
    fn from(simulation: &ports::Simulation) -> Self {
        let figures = &simulation.figures;
        Self {
            id: simulation.id.to_string(),
            version: simulation.version.0,
            status: simulation.status.into(),
            policy_id: simulation.policy_id.to_string(),
            policy_version: simulation.policy_version.0,
            compared_with: simulation.live_id.to_string(),
            from: simulation.from,
            to: simulation.to,
            channel: simulation.channel.map(Into::into),
            created_by: (&simulation.created_by).into(),
            created_at: simulation.created_at,
            started_at: simulation.started_at,
            finished_at: simulation.finished_at,
            expires_at: simulation.expires_at(),
            sample: simulation.into(),
            progress: (&simulation.progress).into(),
            conversations: figures.conversations,
            before: EscalationRate::of(figures.before, figures),
            after: EscalationRate::of(figures.after, figures),
            changed: figures.changed,
        }
    }
}

impl From<SimulationDeskError> for Problem {
    fn from(error: SimulationDeskError) -> Self {
        match error {
            SimulationDeskError::Running(id) => Self::new(
                ProblemKind::SimulationRunning,
                "Wait for the simulation in `simulation_id`, or cancel it.",
            )
            .with("simulation_id", json!(id.to_string())),
            SimulationDeskError::Policy(error) => error.into(),
        }
    }
}

impl From<&ports::Simulation> for Simulation {
    fn from(simulation: &ports::Simulation) -> Self {
        let figures = &simulation.figures;
        let rate = |escalated| EscalationRate::of(escalated, figures);
        Self {
            id: simulation.id.to_string(),
            version: simulation.version.0,
            status: simulation.status.into(),
            policy_id: simulation.policy_id.to_string(),
            policy_version: simulation.policy_version.0,
            compared_with: simulation.live_id.to_string(),
            from: simulation.from,
            to: simulation.to,
            channel: simulation.channel.map(Into::into),
            created_by: (&simulation.created_by).into(),
            created_at: simulation.created_at,
            started_at: simulation.started_at,
            finished_at: simulation.finished_at,
            progressed_at: simulation.progressed_at,
            expires_at: simulation.expires_at(),
            decided_by: simulation.decided_by.map(Into::into),
            sample: simulation.into(),
            progress: (&simulation.progress).into(),
            conversations: figures.conversations,
            messages: figures.messages,
            skipped: figures.skipped,
            cut: figures.cut,
            before: rate(figures.before),
            after: rate(figures.after),
            actual: rate(figures.actual),
            by_reason: figures
                .by_reason
                .iter()
                .map(|count| ReasonChange {
                    reason: count.reason.into(),
                    before: count.before,
                    after: count.after,
                    actual: count.actual,
                })
                .collect(),
            changed: figures.changed,
            changes: simulation
                .differences
                .iter()
                .map(|difference| Change {
                    conversation_id: difference.conversation_id.to_string(),
                    seq: difference.seq.0,
                    before: (&difference.before).into(),
                    after: (&difference.after).into(),
                })
                .collect(),
        }
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    let count = |number: u64| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    (whole > 0).then(|| count(part) / count(whole))
}

#[cfg(test)]
mod tests {
    use baton_domain::{Reason, Seq, Version};
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn a_simulation_that_is_done() {
        let simulation = ports::Simulation {
            id: "sim_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            version: Version(3),
            status: ports::SimulationStatus::Done,
            policy_id: "pol_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            policy_version: Version(2),
            live_id: ports::PolicyVersion::ORIGINAL,
            from: samples::at(-3600),
            to: samples::at(0),
            channel: None,
            created_by: samples::agent().as_ref(),
            created_at: samples::at(0),
            started_at: Some(samples::at(1)),
            finished_at: Some(samples::at(2)),
            progressed_at: Some(samples::at(2)),
            awaits_turn: false,
            decided_by: Some(ports::DecidedBy {
                live: baton_app::evaluator_settings::EvaluatorKind::Bedrock,
                elsewhere: true,
            }),
            sample: 500,
            progress: ports::Progress {
                candidates: 5,
                cursor: None,
                gathered: true,
                total: 5,
                done: 5,
            },
            figures: ports::Figures {
                conversations: 4,
                skipped: 1,
                cut: 1,
                messages: 9,
                before: 1,
                after: 2,
                changed: 1,
                actual: 1,
                by_reason: vec![ports::ReasonCount {
                    reason: Reason::Keyword,
                    before: 1,
                    after: 2,
                    actual: 1,
                }],
            },
            differences: vec![ports::Difference {
                conversation_id: samples::conversation().id,
                seq: Seq(3),
                before: ports::Conclusion::Answer,
                after: ports::Conclusion::Escalate {
                    seq: Seq(3),
                    reason: Reason::Keyword,
                    trigger: "Money back".into(),
                    why: "The trigger “Money back” matched “refund”.".into(),
                },
            }],
        };
        assert_json_snapshot!("simulation", Simulation::from(&simulation));
        let summary = SimulationSummary::from(&simulation);
        assert_json_snapshot!("simulation_summary", summary);
    }
}
