//! What goes wrong with a model.

use baton_app::ports::ModelError;

/// Why the embedded evaluator decided in a model's place, or a summary stayed as it was put together without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The tenant's keys could not be read.
    NoKeys,
    /// The deployment does not let tenants use the model.
    NotAllowed,
    /// The tenant's key is for another origin than their settings name.
    KeyElsewhere,
    /// The endpoint has failed too often of late.
    CircuitOpen,
    /// There was too little time left.
    NoTime,
    /// The conversation has used its budget.
    OverBudget,
    /// The model did not answer in time.
    TimedOut,
    /// The model could not be reached.
    Unreachable,
    /// The model is overloaded or broken.
    Unavailable,
    /// The model refused.
    Refused,
    /// The model's answer broke the rules of its interface.
    Garbled,
    /// The model's answer is not in the agreed form.
    BadOutput,
    /// The model asked for a tool that the tenant has not declared.
    UnknownTool,
    /// The model asked for tools without end.
    TooManyRounds,
    /// The model told what it must not tell.
    Leaked,
}

impl Failure {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoKeys => "model_no_keys",
            Self::NotAllowed => "model_not_allowed",
            Self::KeyElsewhere => "model_key_elsewhere",
            Self::CircuitOpen => "model_circuit_open",
            Self::NoTime => "model_no_time",
            Self::OverBudget => "model_over_budget",
            Self::TimedOut => "model_timed_out",
            Self::Unreachable => "model_unreachable",
            Self::Unavailable => "model_unavailable",
            Self::Refused => "model_refused",
            Self::Garbled => "model_garbled",
            Self::BadOutput => "model_bad_output",
            Self::UnknownTool => "model_unknown_tool",
            Self::TooManyRounds => "model_too_many_rounds",
            Self::Leaked => "model_leaked",
        }
    }

    pub(super) fn of(error: &ModelError) -> Self {
        match error {
            ModelError::TimedOut => Self::TimedOut,
            ModelError::Unreachable(_) | ModelError::Lost(_) => Self::Unreachable,
            ModelError::Unavailable { .. } => Self::Unavailable,
            ModelError::Refused { .. } => Self::Refused,
            ModelError::Garbled => Self::Garbled,
        }
    }
}
