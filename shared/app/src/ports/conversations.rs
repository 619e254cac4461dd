//! The record of conversations and escalations.

use async_trait::async_trait;
use baton_domain::quota::Balance;
use baton_domain::{
    AgentId, AgentRef, Channel, Conversation, ConversationId, Escalation, EscalationId,
    EscalationStatus, GroupId, Message, Mode, Reason, ReceiptKey, Rejection, Seq, State, TenantId,
    ThreadKey, TicketNumber, Topic, Urgency,
};
use jiff::Timestamp;

use super::{Mark, PortError};
use crate::commit::{Commit, CommitError, Outcome};

/// What to read beside the conversation and its live escalation, in the same request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Load<'a> {
    /// Whether this was carried out before.
    pub receipt: Option<&'a ReceiptKey>,
    /// An escalation that may have ended.
    pub escalation: Option<EscalationId>,
    /// What agents say of that escalation.
    pub mark: bool,
    /// The tenant's last ticket number.
    pub ticket: bool,
    /// How many of the bot's replies the tenant has left.
    pub quota: bool,
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The conversation; none where nobody ever wrote in this thread. Its receipts hold the one
    /// asked for, if that was carried out before.
    pub state: Option<State>,
    /// The escalation asked for, live or ended.
    pub escalation: Option<Escalation>,
    /// What is said of it; none where nothing is, or it was not asked for.
    pub mark: Option<Mark>,
    /// How the receipt's command was answered, where the answer was kept.
    pub outcome: Option<Outcome>,
    /// The tenant's last ticket number; 0 where there is none or it was not asked for.
    pub last_ticket: TicketNumber,
    /// What stands to the tenant's account; none where nothing was ever charged or added, or it was
    /// not asked for.
    pub balance: Option<Balance>,
}

/// A take, which is written without being read first.
#[derive(Debug, Clone)]
pub struct TakeRequest {
    /// The agent's tenant.
    pub tenant: TenantId,
    /// What they take.
    pub escalation: EscalationId,
    /// Who takes it.
    pub by: AgentRef,
    /// When.
    pub at: Timestamp,
    /// The request's idempotency key, with the answer to give again.
    pub receipt: Option<(ReceiptKey, Outcome)>,
}

/// What came of a take.
#[derive(Debug, Clone)]
pub enum TakeOutcome {
    /// It is theirs.
    Taken,
    /// It was theirs already, as it stands.
    AlreadyHeld(Box<Escalation>),
    /// This very request was answered before.
    Replayed(Outcome),
    /// It is not theirs.
    Rejected(Rejection),
    /// There is no such escalation in the tenant.
    NotFound,
    /// The tenant knows no such agent, who therefore has no capacity.
    UnknownAgent,
}

/// Part of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next part begins; none at the end. Opaque to callers.
    pub next_cursor: Option<String>,
}

/// Whose escalations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Those that this agent has.
    Mine(AgentId),
    /// Those that wait.
    Waiting,
    /// Those that others have.
    Teammates(AgentId),
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Most urgent first, then longest wait.
    #[default]
    Urgency,
    /// Longest wait first.
    Wait,
    /// Newest first.
    Newest,
}

/// Which escalations. An absent filter lets everything through; without a section and a status,
/// live ones are listed, those that wait before those that are open.
#[derive(Debug, Clone, Default)]
pub struct EscalationFilter {
    /// Of this thread alone: the live one, then those that ended, the last one first, whatever the
    /// order asked for. Without a section and a status, all of them.
    pub thread: Option<ThreadKey>,
    /// Whose.
    pub section: Option<Section>,
    /// In which status.
    pub status: Option<EscalationStatus>,
    /// Of which urgency.
    pub urgency: Option<Urgency>,
    /// Of which type.
    pub topic: Option<Topic>,
    /// On which channel.
    pub channel: Option<Channel>,
    /// For which team.
    pub group: Option<GroupId>,
    /// For one of these reasons; for any where none is named.
    pub reasons: Vec<Reason>,
    /// Waiting since this time or before.
    pub waiting_since: Option<Timestamp>,
    /// Queued at this time or after; counts in the orders by wait and newest first.
    pub queued_after: Option<Timestamp>,
    /// In which order.
    pub sort: Sort,
    /// At most how many (1 to 100).
    pub limit: usize,
    /// Where to begin.
    pub cursor: Option<String>,
}

/// Which conversations, last active first.
#[derive(Debug, Clone, Default)]
pub struct ConversationFilter {
    /// In which mode.
    pub mode: Option<Mode>,
    /// With a live escalation in this status.
    pub status: Option<EscalationStatus>,
    /// Active at this time or after.
    pub from: Option<Timestamp>,
    /// Active before this time.
    pub to: Option<Timestamp>,
    /// On which channel.
    pub channel: Option<Channel>,
    /// In this agent's hands.
    pub agent: Option<AgentId>,
    /// With a contact in whose name, in any case, or address this stands; a phone number is also
    /// found by its digits alone.
    pub search: Option<String>,
    /// At most how many (1 to 100).
    pub limit: usize,
    /// Where to begin.
    pub cursor: Option<String>,
}

/// Which part of a conversation: the last `limit` before a place, or the first after one.
#[derive(Debug, Clone, Copy, Default)]
pub struct MessageRange {
    /// Only those before this place, the nearest ones.
    pub before: Option<Seq>,
    /// Only those after this place, the nearest ones.
    pub after: Option<Seq>,
    /// At most how many (1 to 200).
    pub limit: usize,
}

/// How many escalations stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LiveCounts {
    /// Waiting.
    pub queued: u64,
    /// In an agent's hands.
    pub open: u64,
    /// Resolved since the time asked for.
    pub resolved: u64,
    /// Closed since the time asked for.
    pub closed: u64,
    /// Since when the longest wait lasts.
    pub oldest_queued_at: Option<Timestamp>,
}

/// The record of conversations and escalations. Every method answers for one tenant only: what
/// belongs to another is as absent as what never was.
#[async_trait]
pub trait Conversations: Send + Sync {
    /// Reads a conversation, its live escalation and what [`Load`] names, consistently, in one
    /// request.
    async fn load(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        load: Load<'_>,
    ) -> Result<Loaded, PortError>;

    /// Writes everything that a decision changed, or nothing, in one request.
    async fn commit(&self, commit: &Commit) -> Result<(), CommitError>;

    /// Takes an escalation in one request, which also checks the agent's capacity.
    async fn take(&self, take: &TakeRequest) -> Result<TakeOutcome, PortError>;

    /// Writes the message that a take promised the customer; doing it again changes nothing.
    async fn file_notice(
        &self,
        tenant: &TenantId,
        conversation: ConversationId,
        message: &Message,
    ) -> Result<(), PortError>;

    /// Lists escalations, already in order.
    async fn escalations(
        &self,
        tenant: &TenantId,
        filter: &EscalationFilter,
    ) -> Result<Page<Escalation>, PortError>;

    /// Lists conversations, last active first.
    async fn conversations(
        &self,
        tenant: &TenantId,
        filter: &ConversationFilter,
    ) -> Result<Page<Conversation>, PortError>;

    /// Reads part of a conversation, oldest first; `next_cursor` is set where there is more in the
    /// direction asked for.
    async fn messages(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        range: MessageRange,
    ) -> Result<Page<Message>, PortError>;

    /// The message with this provider id on this connection, with its conversation.
    async fn find_by_provider_id(
        &self,
        tenant: &TenantId,
        connection: baton_domain::ConnectionId,
        provider_id: &str,
    ) -> Result<Option<(ConversationId, Message)>, PortError>;

    /// One message.
    async fn message(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        seq: Seq,
    ) -> Result<Option<Message>, PortError>;

    /// The conversations whose timer rang at this time or before, longest ago first.
    async fn due(
        &self,
        tenant: &TenantId,
        at: Timestamp,
        limit: usize,
    ) -> Result<Vec<ConversationId>, PortError>;

    /// Counts escalations; those that ended only since `since`.
    async fn live_counts(
        &self,
        tenant: &TenantId,
        since: Timestamp,
    ) -> Result<LiveCounts, PortError>;
}
