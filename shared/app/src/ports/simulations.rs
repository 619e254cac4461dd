//! Replays of stored conversations under a policy that is not live.

use async_trait::async_trait;
use baton_domain::{
    AgentRef, Channel, ConversationId, Policy, PolicyId, Reason, ReceiptKey, Seq, SimulationId,
    TenantId, Version,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Creation, PortError};
use crate::commit::Outcome;

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
    /// When it was done or given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
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

/// The record of simulations.
#[async_trait]
pub trait Simulations: Send + Sync {
    /// Writes a new one, with the receipt of the request that asked for it, if it has one.
    async fn create(
        &self,
        tenant: &TenantId,
        simulation: &Simulation,
        inputs: &SimulationInputs,
        receipt: Option<(ReceiptKey, Outcome)>,
    ) -> Result<Creation, PortError>;

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

    /// Replaces a simulation that has the version before, and its sample where one is given;
    /// `false` where it has another version, because somebody else works on it too.
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
