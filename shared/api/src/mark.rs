//! Marks of escalations, and the examples made of them, on the wire.

use baton_app::examples;
use baton_app::marking::MarkError;
use baton_app::ports;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::words::{MarkKind, Reason, Topic};
use crate::{Fault, Problem};

/// What an agent says of an escalation.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Mark {
    /// The escalation, `esc_…`.
    pub escalation_id: String,
    /// Its conversation, `cnv_…`.
    pub conversation_id: String,
    /// What was wrong with it; null where what was said was taken back.
    #[schema(required)]
    pub mark: Option<MarkKind>,
    /// The customer's message that it is about; null where the agent named none.
    #[schema(required)]
    pub seq: Option<u64>,
    /// The agent's words for teammates.
    #[schema(required)]
    pub note: Option<String>,
    /// Who marked it, or took it back.
    pub by: Assignee,
    /// When.
    pub at: Timestamp,
    /// Grows with every change.
    pub version: u64,
    /// What was said of it before, oldest first; the last ten.
    pub earlier: Vec<EarlierMark>,
}

/// A mark that another one took the place of.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EarlierMark {
    /// What it said; null where it took one back.
    #[schema(required)]
    pub mark: Option<MarkKind>,
    /// Who marked it.
    pub by: Assignee,
    /// When.
    pub at: Timestamp,
}

impl From<&ports::Mark> for Mark {
    fn from(mark: &ports::Mark) -> Self {
        Self {
            escalation_id: mark.escalation_id.to_string(),
            conversation_id: mark.conversation_id.to_string(),
            mark: mark.mark.map(Into::into),
            seq: mark.seq.map(|seq| seq.0),
            note: mark.note.clone(),
            by: (&mark.by).into(),
            at: mark.at,
            version: mark.version.0,
            earlier: mark
                .earlier
                .iter()
                .map(|earlier| EarlierMark {
                    mark: earlier.mark.map(Into::into),
                    by: (&earlier.by).into(),
                    at: earlier.at,
                })
                .collect(),
        }
    }
}

/// A message that an agent marked, as evaluators are trained and tested on. Phone numbers and
/// email addresses are masked.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Example {
    /// The escalation that was marked, `esc_…`.
    pub id: String,
    /// The customer's words.
    pub text: String,
    /// What was said before, oldest first; at most six turns.
    pub context: Vec<ExampleTurn>,
    /// Whether a person should have been called.
    pub escalate: bool,
    /// Why; null where nobody should have been called, and where no evaluator read a reason: a
    /// person or a limit opened it, an evaluator had failed, or the month's replies were used up.
    #[schema(required)]
    pub reason: Option<Reason>,
    /// What it is about.
    #[serde(rename = "type")]
    pub topic: Topic,
    /// The customer's language, where the channel told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What the agent said.
    pub mark: MarkKind,
    /// When.
    pub marked_at: Timestamp,
}

/// Something that was said before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExampleTurn {
    /// `customer` or `bot`.
    pub role: String,
    /// The words.
    pub text: String,
}

impl From<&examples::Example> for Example {
    fn from(example: &examples::Example) -> Self {
        let role = |speaker| match speaker {
            examples::Speaker::Customer => "customer",
            examples::Speaker::Bot => "bot",
        };
        Self {
            id: example.id.to_string(),
            text: example.text.clone(),
            context: example
                .context
                .iter()
                .map(|(speaker, text)| ExampleTurn {
                    role: role(*speaker).into(),
                    text: text.clone(),
                })
                .collect(),
            escalate: example.escalate,
            reason: example.reason.map(Into::into),
            topic: example.topic.into(),
            lang: example.lang.clone(),
            mark: example.mark.into(),
            marked_at: example.marked_at,
        }
    }
}

impl From<MarkError> for Problem {
    fn from(error: MarkError) -> Self {
        match error {
            MarkError::NotFound => Self::not_found(),
            MarkError::NoMessage => Self::validation(
                "mark",
                Fault::NoMessageLed,
                "No message led to this escalation: a person opened it, or a limit passed.",
            ),
            MarkError::NotMarked => Self::validation(
                "mark",
                Fault::NotMarked,
                "Nobody marked this escalation: there is nothing to take back.",
            ),
            MarkError::NotTheCustomers => Self::validation(
                "seq",
                Fault::NotTheCustomers,
                "Send the place of a message of the customer's that came before the escalation's own.",
            ),
            MarkError::Busy => Self::busy(),
            MarkError::Port(error) => error.into(),
        }
    }
}
