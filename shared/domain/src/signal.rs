//! What an evaluator reads in a message.

use serde::{Deserialize, Serialize};

use crate::Reason;

/// The mood of a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentiment {
    /// Pleased or grateful.
    Positive,
    /// Neither.
    #[default]
    Neutral,
    /// Displeased, worried or angry.
    Negative,
}

/// One thing that speaks for calling a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
