//! Replays of stored conversations under a policy that is not live.

use async_trait::async_trait;
use baton_domain::{
    AgentRef, Channel, ConversationId, Policy, PolicyId, Reason, ReceiptKey, Seq, SimulationId,
    TenantId, Version,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Page, PortError};
use crate::commit::Outcome;
use crate::evaluator_settings::EvaluatorKind;

/// How many days a simulation is kept, from when it was asked for.
pub const KEPT_DAYS: i64 = 90;

/// How far a simulation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SimulationStatus {
    /// It waits for its turn.
    Queued,
    /// Conversations are looked for, or replayed.
    Running,
    /// All of it is there.
    Done,
    /// It was given up.
    Failed,
    /// A lead ended it.
    Cancelled,
}

impl SimulationStatus {
    /// Whether nothing happens to it any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// Who decides in a simulation, and who decided for the tenant's bot when it was replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedBy {
    /// The kind of evaluator that decides for the tenant's bot. A simulation is always decided by
    /// the embedded one: a model would cost tokens, and answer differently each time.
    pub live: EvaluatorKind,
    /// Whether passages came from a knowledge base of the tenant's, and not from articles here.
    pub elsewhere: bool,
}

/// A replay of stored conversations under two policies, and what has come of it so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Simulation {
    /// The simulation.
    pub id: SimulationId,
    /// Grows with every change.
    pub version: Version,
    /// How far it has come.
    pub status: SimulationStatus,
    /// The policy that is tried.
    pub policy_id: PolicyId,
    /// The version of its record that is tried: a draft may change meanwhile.
    pub policy_version: Version,
    /// The policy that was live, and that it is compared with.
    pub live_id: PolicyId,
    /// From when messages are looked at.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
    /// On which channel; all where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Who asked for it.
    pub created_by: AgentRef,
    /// When.
    pub created_at: Timestamp,
    /// When its first conversation was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it was done, given up or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// When it last came further.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progressed_at: Option<Timestamp>,
    /// Whether the rest was ordered anew, and waits for its turn.
    #[serde(default)]
    pub awaits_turn: bool,
    /// Who decides; none until conversations are replayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<DecidedBy>,
    /// How many conversations at most.
    pub sample: usize,
    /// What was done so far.
    pub progress: Progress,
    /// What came of it so far.
    pub figures: Figures,
    /// The conversations that changed, as many as are kept.
    #[serde(default)]
    pub differences: Vec<Difference>,
}

impl Simulation {
    /// Until when it is kept.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        let kept = SignedDuration::from_hours(24 * KEPT_DAYS);
        self.created_at.checked_add(kept).unwrap_or(Timestamp::MAX)
    }
}

/// What was done so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How many conversations were found in the range.
    pub candidates: u64,
    /// Where looking for them goes on; none where it has not begun, or is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Whether all of them were found, and the sample is drawn.
    pub gathered: bool,
    /// How many are in the sample; 0 until it is drawn.
    pub total: usize,
    /// How many of those are over and done with.
    pub done: usize,
}

/// What came of it so far. Counts are of conversations of the sample.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// In how many the bot owed an answer in the range.
    pub conversations: u64,
    /// How many could not be read or replayed, and were left out.
    pub skipped: u64,
    /// Of how many only the last part of the range was looked at, because they are too long.
    #[serde(default)]
    pub cut: u64,
    /// How many messages were decided about.
    pub messages: u64,
    /// In how many the live policy calls a person.
    pub before: u64,
    /// In how many the policy that is tried does.
    pub after: u64,
    /// How many are decided in another way.
    pub changed: u64,
    /// In how many an escalation was opened in the range, whoever opened it.
    pub actual: u64,
    /// Escalations by reason.
    #[serde(default)]
    pub by_reason: Vec<ReasonCount>,
}

/// How many escalations have a reason. A conversation may have several, one for each time that the
/// bot had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCount {
    /// The reason.
    pub reason: Reason,
    /// Under the live policy.
    pub before: u64,
    /// Under the one that is tried.
    pub after: u64,
    /// As it was.
    pub actual: u64,
}

/// What a policy does with a conversation for as long as the bot has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Conclusion {
    /// The bot answers to the end.
    Answer,
    /// A person is called.
    Escalate {
        /// At which message.
        seq: Seq,
        /// Why.
        reason: Reason,
        /// What decided: the trigger's name, or a rule's where none did.
        trigger: String,
        /// Why, for people.
        why: String,
    },
}

/// A conversation that is decided in another way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The first message that is decided in another way.
    pub seq: Seq,
    /// Under the live policy.
    pub before: Conclusion,
    /// Under the one that is tried.
    pub after: Conclusion,
}

/// Both policies as they were when the simulation was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimulationInputs {
    /// The live one.
    pub live: Policy,
    /// The one that is tried.
    pub tried: Policy,
}

/// A conversation in a sample, with the number that it was drawn by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sampled {
    /// The lot: the lowest are drawn.
    pub lot: u64,
    /// The conversation.
    pub conversation: ConversationId,
}

/// The order to go on with a simulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimulationJob {
    /// Whose.
    pub tenant_id: TenantId,
    /// Which.
    pub simulation_id: SimulationId,
}

/// What came of beginning a simulation.
#[derive(Debug, Clone, PartialEq)]
pub enum Begun {
    /// It is there.
    Created,
    /// This very request began one before, with this answer.
    Repeated(Option<Outcome>),
    /// The tenant has this one, which is not over.
    Occupied(SimulationId),
}

/// The record of simulations. What is kept of one is let go of after [`KEPT_DAYS`].
#[async_trait]
pub trait Simulations: Send + Sync {
    /// Writes a new one, with the receipt of the request that asked for it, if it has one, and if
    /// the tenant has none that is not over.
    async fn create(
        &self,
        tenant: &TenantId,
        simulation: &Simulation,
        inputs: &SimulationInputs,
        receipt: Option<(ReceiptKey, Outcome)>,
    ) -> Result<Begun, PortError>;

    /// Simulations, newest first, without their differences; those that try this policy where one
    /// is named. A part may be short and still have a next one.
    async fn simulations(
        &self,
        tenant: &TenantId,
        policy: Option<PolicyId>,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Simulation>, PortError>;

    /// One simulation.
    async fn simulation(
        &self,
        tenant: &TenantId,
        id: SimulationId,
    ) -> Result<Option<Simulation>, PortError>;

    /// What a simulation works with.
    async fn inputs(
        &self,
        tenant: &TenantId,
        id: SimulationId,
    ) -> Result<Option<SimulationInputs>, PortError>;

    /// The conversations drawn so far, in the order of their lots.
    async fn sample(&self, tenant: &TenantId, id: SimulationId) -> Result<Vec<Sampled>, PortError>;

    /// Replaces a simulation that has the version before, and its sample where one is given; one
    /// that is over makes room for the tenant's next. `false` where it has another version, because somebody else works on it too.
    async fn save(
        &self,
        tenant: &TenantId,
        simulation: &Simulation,
        sample: Option<&[Sampled]>,
    ) -> Result<bool, PortError>;
}

/// Towards `simulate`.
#[async_trait]
pub trait JobQueue: Send + Sync {
    /// Hands an order over. Carrying it out twice is harmless.
    async fn enqueue(&self, job: &SimulationJob) -> Result<(), PortError>;
}
