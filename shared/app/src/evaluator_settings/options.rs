//! In what endpoints differ that otherwise speak the same.

use serde::{Deserialize, Serialize};

/// The name under which a `chat/completions` endpoint is told how long an answer may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerLimit {
    /// The one that most know.
    #[default]
    MaxTokens,
    /// The one that newer hosted models want in its place.
    MaxCompletionTokens,
}

impl AnswerLimit {
    /// The member of a request.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MaxTokens => "max_tokens",
            Self::MaxCompletionTokens => "max_completion_tokens",
        }
    }
}

/// How a model is held to its tools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolChoice {
    /// It is made to call one.
    #[default]
    Required,
    /// It is asked to call one: some know nothing stricter.
    Auto,
    /// It is offered none, and writes the same as JSON: some know no tools.
    None,
}
