//! Episodes of human handling.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AgentRef, Channel, ConnectionId, Contact, ConversationId, Deed, EscalationId, GroupId, Handoff,
    Seq, Signal, TicketId, TriggerMatch,
};

/// Grows with every change of a record; readers keep the record with the highest.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Version(pub u64);

impl Version {
    /// The version of the next change.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The number that people use for an escalation, `#1042`; unique and rising within a tenant.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TicketNumber(pub u64);

/// Why an escalation was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The customer asked for a person.
    CustomerRequest,
    /// A configured trigger matched.
    Keyword,
    /// The customer is upset.
    Sentiment,
    /// The bot is not sure enough of its answer.
    LowConfidence,
    /// The tenant's rules keep this for people.
    Policy,
    /// A flow has a step that a person does.
    FlowStep,
    /// The bot called its handoff tool.
    BotTool,
    /// A person of the tenant's opened it.
    Manual,
    /// The customer waited past the limit.
    WaitExpired,
    /// A promised time is about to pass.
    SlaRisk,
    /// The bot failed or went in circles.
    BotFailure,
}

/// What an escalation is about (`type` on the wire).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// None of the others.
    #[default]
    General,
    /// Something does not work.
    Technical,
    /// Charges, invoices, payments.
    Billing,
    /// Money back.
    Refund,
}

/// How soon a person is needed. Ordered: `Low < Medium < High`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Can wait its turn behind the rest.
    Low,
    /// The ordinary case.
    #[default]
    Medium,
    /// Before everything else.
    High,
}

/// Where an escalation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationStatus {
    /// Waiting for someone.
    Queued,
    /// An agent has it.
    Open,
    /// Returned to the bot.
    Resolved,
    /// Ended with the conversation.
    Closed,
}

impl EscalationStatus {
    /// Whether somebody still has to act.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Queued | Self::Open)
    }

    /// Whether the state machine has an edge from here to `next`. A reassigned escalation goes
    /// from `Open` to `Open`.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Queued => matches!(next, Self::Open | Self::Resolved | Self::Closed),
            Self::Open => true,
            Self::Resolved | Self::Closed => false,
        }
    }
}

/// What decided that a human is needed, kept so that the decision can be explained afterwards.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// The evaluator that decided.
    pub evaluator: String,
    /// The rule that decided: a trigger's id, or a rule's stable name.
    pub rule: String,
    /// How strongly the rule held, from 0 to 1.
    pub score: f64,
    /// The score at which it decides.
    pub threshold: f64,
    /// Everything that the evaluator read in the message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
    /// All triggers that held, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<TriggerMatch>,
    /// The place of the message that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<Seq>,
    /// Why another evaluator than the tenant's decided, by a stable name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One episode of human handling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Escalation {
    /// The escalation.
    pub id: EscalationId,
    /// Grows with every change.
    pub version: Version,
    /// Where it happened.
    pub conversation_id: ConversationId,
    /// The connection that the customer writes on.
    pub connection_id: ConnectionId,
    /// The customer, as known when it was opened.
    pub contact: Contact,
    /// The customer's channel.
    pub channel: Channel,
    /// Why it was opened.
    pub reason: Reason,
    /// Why, for people.
    pub reason_text: String,
    /// What it is about.
    #[serde(rename = "type")]
    pub topic: Topic,
    /// How soon a person is needed.
    pub urgency: Urgency,
    /// Where it stands.
    pub status: EscalationStatus,
    /// Who has it, or who had it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AgentRef>,
    /// Who gave it to the assignee; none where they took it themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_by: Option<AgentRef>,
    /// The team that it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The ticket's number.
    pub ticket: TicketNumber,
    /// When it was opened.
    pub created_at: Timestamp,
    /// Since when it waits, or had waited when it was taken.
    pub queued_at: Timestamp,
    /// When the present assignee got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Timestamp>,
    /// When it was resolved or closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// Until when the channel allows a free-form answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_expires_at: Option<Timestamp>,
    /// By when somebody should have taken it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sla_due_at: Option<Timestamp>,
    /// What decided.
    pub assessment: Assessment,
    /// What the agent reads first.
    pub handoff: Handoff,
    /// Who did what with it, the first first; at most [`Self::KEPT_DEEDS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Deed>,
    /// How many deeds came after the opening and before those that are remembered.
    #[serde(default, skip_serializing_if = "is_none")]
    pub forgotten_deeds: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_none(count: &u64) -> bool {
    *count == 0
}

impl Escalation {
    /// Seconds that the customer has waited for a person: until now while queued, else until taken.
    #[must_use]
    pub fn wait_seconds(&self, now: Timestamp) -> i64 {
        let until = match self.status {
            EscalationStatus::Queued => now,
            EscalationStatus::Open => self.taken_at.unwrap_or(now),
            EscalationStatus::Resolved | EscalationStatus::Closed => {
                self.taken_at.or(self.ended_at).unwrap_or(now)
            }
        };
        until.duration_since(self.queued_at).as_secs().max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{EscalationStatus, Urgency};

    #[test]
    fn nothing_leaves_an_ended_escalation() {
        use EscalationStatus::{Closed, Open, Queued, Resolved};
        for ended in [Resolved, Closed] {
            for next in [Queued, Open, Resolved, Closed] {
                assert!(!ended.may_become(next));
            }
        }
        assert!(Open.may_become(Queued));
        assert!(!Queued.may_become(Queued));
    }

    #[test]
    fn urgency_is_ordered() {
        assert!(Urgency::Low < Urgency::Medium && Urgency::Medium < Urgency::High);
    }
}
