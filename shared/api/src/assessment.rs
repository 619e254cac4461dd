//! What decided, on the wire.

use baton_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words::Reason;

/// What decided that a person is needed, or that none is.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Assessment {
    /// The evaluator that decided.
    pub evaluator: String,
    /// The rule that decided: a trigger's id, or a rule's stable name.
    pub rule: String,
    /// How strongly the rule held, from 0 to 1.
    pub score: f64,
    /// The score at which it decides.
    pub threshold: f64,
    /// The place of the message that shows it; null where no message led to it.
    #[schema(required)]
    pub seq: Option<u64>,
    /// Everything that the evaluator read in the message, below its thresholds too.
    pub signals: Vec<Signal>,
    /// All triggers that held, in their order; the first that was not held back decided.
    pub matches: Vec<TriggerMatch>,
}

/// One thing that speaks for calling a person.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Signal {
    /// The reason that it speaks for.
    pub reason: Reason,
    /// The rule that read it, by a stable name.
    pub rule: String,
    /// How strongly it holds, from 0 to 1.
    pub score: f64,
    /// The score from which the evaluator itself would call somebody.
    pub threshold: f64,
}

/// A trigger that held.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TriggerMatch {
    /// The trigger, `trg_…`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The reason that it calls for.
    pub reason: Reason,
    /// How strongly it held, from 0 to 1: a signal's score or a confidence; 1 for the others.
    pub score: f64,
    /// From (for a confidence: below) which score it holds.
    pub threshold: f64,
    /// What held: the keyword, or the rule behind the signal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Whether its timing kept it from calling anybody.
    pub held_back: bool,
}

impl From<&domain::Assessment> for Assessment {
    fn from(assessment: &domain::Assessment) -> Self {
        Self {
            evaluator: assessment.evaluator.clone(),
            rule: assessment.rule.clone(),
            score: assessment.score,
            threshold: assessment.threshold,
            seq: assessment.seq.map(|seq| seq.0),
            signals: assessment.signals.iter().map(Into::into).collect(),
            matches: assessment.matches.iter().map(Into::into).collect(),
        }
    }
}

impl From<&domain::Signal> for Signal {
    fn from(signal: &domain::Signal) -> Self {
        Self {
            reason: signal.reason.into(),
            rule: signal.rule.clone(),
            score: signal.score,
            threshold: signal.threshold,
        }
    }
}

impl From<&domain::TriggerMatch> for TriggerMatch {
    fn from(held: &domain::TriggerMatch) -> Self {
        Self {
            id: held.id.to_string(),
            name: held.name.clone(),
            reason: held.reason.into(),
            score: held.score,
            threshold: held.threshold,
            what: held.what.clone(),
            held_back: held.held_back,
        }
    }
}
