//! Escalations on the wire.

use std::collections::BTreeMap;

use baton_domain as domain;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::assessment::Assessment;
use crate::contact::{Contact, ContactProfile};
use crate::history::Deed;
use crate::mark::Mark;
use crate::words::{
    Channel, EscalationStatus, Reason, SummarySource, ToolError, Topic, TriedResult, Urgency,
};

/// One episode of human handling, as lists and WebSocket frames carry it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Escalation {
    /// The escalation, `esc_…`.
    pub id: String,
    /// Grows with every change; keep the record with the highest.
    pub version: u64,
    /// Where it happened, `cnv_…`.
    pub conversation_id: String,
    /// The connection that the customer writes on, `con_…`.
    pub connection_id: String,
    /// The customer.
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
    /// Who has it, or who had it last; null where nobody did.
    #[schema(required)]
    pub assignee: Option<Assignee>,
    /// Who gave it to the assignee; null where they took it themselves.
    #[schema(required)]
    pub assigned_by: Option<Assignee>,
    /// The team that it waits for, `grp_…`; null for everybody.
    #[schema(required)]
    pub group: Option<String>,
    /// The number that people use for it; unique and rising within the tenant.
    pub ticket: u64,
    /// The ticket, `tkt_…`.
    pub ticket_id: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// Since when it waits, or had waited when it was taken.
    pub queued_at: Timestamp,
    /// When the present assignee got it; null where nobody did.
    #[schema(required)]
    pub taken_at: Option<Timestamp>,
    /// When it was resolved or closed; null while it is live.
    #[schema(required)]
    pub ended_at: Option<Timestamp>,
    /// Seconds that the customer waited for a person, until now or until it was taken.
    pub wait_seconds: i64,
    /// Until when the channel allows a free-form answer; null where it always does.
    #[schema(required)]
    pub window_expires_at: Option<Timestamp>,
    /// By when somebody should take it, or should have.
    #[schema(required)]
    pub sla_due_at: Option<Timestamp>,
    /// Who wrote the summary in its packet: it changes once at most, when a model's words take the
    /// place of those that were put together.
    pub summary_source: SummarySource,
}

impl Escalation {
    /// An escalation as it stands at this time.
    #[must_use]
    pub fn new(escalation: &domain::Escalation, now: Timestamp) -> Self {
        Self {
            id: escalation.id.to_string(),
            version: escalation.version.0,
            conversation_id: escalation.conversation_id.to_string(),
            connection_id: escalation.connection_id.to_string(),
            contact: (&escalation.contact).into(),
            channel: escalation.channel.into(),
            reason: escalation.reason.into(),
            reason_text: escalation.reason_text.clone(),
            topic: escalation.topic.into(),
            urgency: escalation.urgency.into(),
            status: escalation.status.into(),
            assignee: escalation.assignee.as_ref().map(Into::into),
            assigned_by: escalation.assigned_by.as_ref().map(Into::into),
            group: escalation.group.map(|group| group.to_string()),
            ticket: escalation.ticket.0,
            ticket_id: escalation.ticket_id.to_string(),
            created_at: escalation.created_at,
            queued_at: escalation.queued_at,
            taken_at: escalation.taken_at,
            ended_at: escalation.ended_at,
            wait_seconds: escalation.wait_seconds(now),
            window_expires_at: escalation.window_expires_at,
            sla_due_at: escalation.sla_due_at,
            summary_source: escalation.handoff.summary_source.into(),
        }
    }
}

/// One escalation with what the agent reads first.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EscalationDetail {
    /// The escalation.
    #[serde(flatten)]
    pub escalation: Escalation,
    /// What the agent reads first.
    pub handoff: Handoff,
    /// What decided that a person is needed.
    pub assessment: Assessment,
    /// Who did what with it, the first first: how it was opened and the last of what was done,
    /// at most 100. Empty or without its beginning where it is older than the record of deeds.
    pub history: Vec<Deed>,
    /// How many deeds between the opening and the last ones are not remembered.
    pub forgotten_deeds: u64,
}

impl EscalationDetail {
    /// An escalation as it stands at this time.
    #[must_use]
    pub fn new(escalation: &domain::Escalation, now: Timestamp) -> Self {
        Self {
            escalation: Escalation::new(escalation, now),
            handoff: (&escalation.handoff).into(),
            assessment: (&escalation.assessment).into(),
            history: escalation.history.iter().map(Into::into).collect(),
            forgotten_deeds: escalation.forgotten_deeds,
        }
    }
}

/// One escalation with all that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EscalationRecord {
    /// The escalation.
    #[serde(flatten)]
    pub detail: EscalationDetail,
    /// What agents say of it; absent where nobody marked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// The handoff packet.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Handoff {
    /// What happened so far, in the language of the tenant's agents; `#3` is the third message.
    pub summary: String,
    /// Who wrote the summary.
    pub summary_source: SummarySource,
    /// The message that proves the reason; null where a person opened the escalation.
    #[schema(required)]
    pub evidence: Option<Evidence>,
    /// What the bot already tried.
    pub tried: Vec<Tried>,
    /// What was collected from the customer.
    pub variables: BTreeMap<String, String>,
    /// The tools that the bot called, the first first: at most the last 20, and fewer where they
    /// are long.
    pub tool_calls: Vec<ToolUse>,
    /// How many calls before those are not kept.
    pub forgotten_tool_calls: u64,
    /// What each tool answered last, by its name.
    #[schema(value_type = BTreeMap<String, Object>)]
    pub tool_results: BTreeMap<String, Value>,
    /// The customer.
    pub contact: ContactProfile,
    /// What to do first.
    pub suggested_next_step: String,
    /// What the customer still wants to know; null where nothing is open.
    #[schema(required)]
    pub open_question: Option<String>,
    /// A reply for the agent to edit, in the customer's language where that is known.
    #[schema(required)]
    pub suggested_reply: Option<String>,
}

impl From<&domain::Handoff> for Handoff {
    fn from(handoff: &domain::Handoff) -> Self {
        Self {
            summary: handoff.summary.clone(),
            summary_source: handoff.summary_source.into(),
            evidence: handoff.evidence.as_ref().map(|evidence| Evidence {
                seq: evidence.seq.0,
                text: evidence.text.clone(),
            }),
            tried: handoff.tried.iter().map(Into::into).collect(),
            variables: handoff.variables.clone(),
            tool_calls: handoff.tool_calls.kept.iter().map(Into::into).collect(),
            forgotten_tool_calls: handoff.tool_calls.forgotten,
            tool_results: handoff
                .tool_calls
                .kept
                .iter()
                .filter_map(|call| Some((call.tool.clone(), json_or_text(call.result()?))))
                .collect(),
            contact: (&handoff.contact).into(),
            suggested_next_step: handoff.suggested_next_step.clone(),
            open_question: handoff.open_question.clone(),
            suggested_reply: handoff.suggested_reply.clone(),
        }
    }
}

/// JSON that was kept as text; a text that is none stays a text.
pub(crate) fn json_or_text(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

/// The message that proves the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Evidence {
    /// Its place in the conversation.
    pub seq: u64,
    /// Its words.
    pub text: String,
}

/// One answer that the bot gave, or considered.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Tried {
    /// What the customer asked.
    pub question: String,
    /// The article that the answer came from, `art_…`; null where it rests on tools alone.
    #[schema(required)]
    pub article_id: Option<String>,
    /// Its title.
    #[schema(required)]
    pub article_title: Option<String>,
    /// The tools whose answers it rests on, by name.
    pub tools: Vec<String>,
    /// How sure the bot was, from 0 to 1.
    pub score: f64,
    /// Whether the customer was given it.
    pub answered: bool,
    /// The place of the message that gave it; null where none did or it is no longer remembered.
    #[schema(required)]
    pub seq: Option<u64>,
    /// What came of it.
    pub result: TriedResult,
}

impl From<&domain::Tried> for Tried {
    fn from(tried: &domain::Tried) -> Self {
        Self {
            question: tried.question.clone(),
            article_id: tried.article_id.map(|id| id.to_string()),
            article_title: tried.article_title.clone(),
            tools: tried.tools.clone(),
            score: tried.score,
            answered: tried.answered,
            seq: tried.seq.map(|seq| seq.0),
            result: tried.result.into(),
        }
    }
}

/// One call of a tool.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ToolUse {
    /// The customer's message for which it was called.
    pub seq: u64,
    /// The tool's name.
    pub tool: String,
    /// What it was called with; the beginning, as a text, where that is long.
    #[schema(value_type = Value)]
    pub arguments: Value,
    /// What came of it.
    pub outcome: ToolOutcome,
    /// What it answered; null where it failed.
    #[schema(required, value_type = Value)]
    pub result: Option<Value>,
    /// Why nothing came of it; null where it answered.
    #[schema(required)]
    pub error: Option<ToolError>,
}

impl From<&domain::ToolUse> for ToolUse {
    fn from(call: &domain::ToolUse) -> Self {
        let (outcome, error) = match &call.outcome {
            domain::ToolOutcome::Answered { .. } => (ToolOutcome::Answered, None),
            domain::ToolOutcome::Failed { error } => (ToolOutcome::Failed, Some((*error).into())),
        };
        Self {
            seq: call.seq.0,
            tool: call.tool.clone(),
            arguments: json_or_text(&call.arguments),
            outcome,
            result: call.result().map(json_or_text),
            error,
        }
    }
}

/// What came of a call of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToolOutcome {
    /// It answered.
    Answered,
    /// Nothing came of it.
    Failed,
}

/// What a take proves by itself, without reading anything more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Taken {
    /// The escalation, `esc_…`.
    pub id: String,
    /// `open`.
    pub status: EscalationStatus,
    /// The agent who asked.
    pub assignee: Assignee,
    /// When.
    pub taken_at: Timestamp,
}

/// The answer to a take.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum TakeAnswer {
    /// The agent has it since now.
    Now(Taken),
    /// The agent had it before.
    Before(Box<EscalationDetail>),
}

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn a_queued_escalation_waits_until_now() {
        assert_json_snapshot!(
            "escalation_queued",
            Escalation::new(&samples::queued(), samples::at(90))
        );
    }

    #[test]
    fn an_open_escalation_alone_carries_its_handoff() {
        assert_json_snapshot!(
            "escalation_detail",
            EscalationDetail::new(&samples::open(), samples::at(900))
        );
    }
}
