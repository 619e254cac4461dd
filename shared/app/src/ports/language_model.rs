//! Language models, as far as an evaluator needs them: one question, one answer.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use serde_json::Value;

use crate::evaluator_settings::{AnswerLimit, ToolChoice};

/// Where a model is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ModelPlace<'a> {
    /// Amazon Bedrock in this region; none for the function's own.
    Bedrock {
        /// The region.
        region: Option<&'a str>,
    },
    /// An endpoint that speaks `chat/completions`.
    Chat {
        /// Its whole address.
        url: &'a str,
        /// Its key; none where it wants none.
        key: Option<&'a str>,
    },
}

impl fmt::Debug for ModelPlace<'_> {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bedrock { region } => f.debug_struct("Bedrock").field("region", region).finish(),
            Self::Chat { url, .. } => f
                .debug_struct("Chat")
                .field("url", url)
                .finish_non_exhaustive(),
        }
    }
}

/// One thing that was said, to the model or by it.
#[derive(Debug, Clone, PartialEq)]
pub enum ModelTurn {
    /// Said to the model.
    User(String),
    /// Said by the model, or by the bot before.
    Assistant(String),
    /// Tools that the model asked for.
    Asked(Vec<ToolCall>),
    /// What they answered, in the same order.
    Answered(Vec<ToolResult>),
}

/// A tool that a model may ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolSpec {
    /// Its name.
    pub name: String,
    /// What it does, for the model.
    pub description: String,
    /// The JSON schema of its arguments: an object.
    pub parameters: Value,
}

/// A tool that a model asks for. Nothing of it was checked.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolCall {
    /// The model's own name for this call.
    pub id: String,
    /// The tool.
    pub name: String,
    /// Its arguments.
    pub arguments: Value,
}

/// What a tool answered.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolResult {
    /// The call that this answers.
    pub id: String,
    /// The answer, as JSON text.
    pub text: String,
    /// Whether it tells of a failure.
    pub failed: bool,
}

/// One question to a model.
#[derive(Debug, Clone, Copy)]
pub struct ModelCall<'a> {
    /// Where.
    pub place: ModelPlace<'a>,
    /// Which.
    pub model: &'a str,
    /// What it is to do.
    pub system: &'a str,
    /// What was said so far, oldest first; the first and the last are the user's.
    pub turns: &'a [ModelTurn],
    /// The tools that it may ask for; none where it writes its answer.
    pub tools: &'a [ToolSpec],
    /// How it is held to them.
    pub tool_choice: ToolChoice,
    /// How long its answer may be, in tokens.
    pub max_tokens: u32,
    /// Under which name it is told so, where its interface has several.
    pub answer_limit: AnswerLimit,
    /// How freely it chooses its words, from 0 to 1; none where it is not told.
    pub temperature: Option<f64>,
    /// How long it may take in all.
    pub within: Duration,
}

/// What a model used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens that it read; 0 where it did not say.
    pub input: u64,
    /// Tokens that it wrote; 0 where it did not say.
    pub output: u64,
}

/// What of a question that failed may be billed all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billed {
    /// None of it: it was not read.
    Nothing,
    /// What was read.
    Prompt,
    /// What was read, and an answer that nobody saw.
    All,
}

/// What a model said. Nothing of it was checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModelAnswer {
    /// Its words, where it said any.
    pub text: Option<String>,
    /// The tools that it asks for.
    pub calls: Vec<ToolCall>,
    /// What it used.
    pub usage: Usage,
}

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a model gave no answer. No word of the conversation, and no key, is in it.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It did not answer in time.
    #[error("the model did not answer in time")]
    TimedOut,
    /// It could not be reached: it read nothing of the question.
    #[error("the model could not be reached")]
    Unreachable(#[source] Source),
    /// It was asked, and broke off.
    #[error("the model's answer was lost")]
    Lost(#[source] Source),
    /// It is overloaded or broken, and may not be in a moment.
    #[error("the model is not able to answer now (status {status})")]
    Unavailable {
        /// The HTTP status.
        status: u16,
    },
    /// It will not answer this, whenever it is asked.
    #[error("the model refused (status {status})")]
    Refused {
        /// The HTTP status.
        status: u16,
    },
    /// Its answer is not what its interface promises.
    #[error("the model's answer is not of the agreed form")]
    Garbled,
}

impl ModelError {
    /// Whether asking once more may help.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::TimedOut | Self::Unreachable(_) | Self::Lost(_) | Self::Unavailable { .. }
        )
    }

    /// What may be billed. How much it was nobody tells.
    #[must_use]
    pub fn billed(&self) -> Billed {
        match self {
            Self::TimedOut | Self::Lost(_) | Self::Garbled => Billed::All,
            Self::Unreachable(_) | Self::Unavailable { status: 429 } => Billed::Nothing,
            // A filter has read what it refuses.
            Self::Unavailable { .. } | Self::Refused { status: 400 | 422 } => Billed::Prompt,
            Self::Refused { .. } => Billed::Nothing,
        }
    }

    /// Whether it tells that the endpoint is out of order, whatever it is asked. What a question
    /// can bring about by what stands in it, such as a filter's refusal or a length that does not
    /// fit, tells nothing of the kind.
    #[must_use]
    pub fn is_of_endpoint(&self) -> bool {
        match self {
            Self::TimedOut | Self::Unreachable(_) | Self::Lost(_) => true,
            Self::Unavailable { status } => matches!(status, 429 | 500..=599),
            Self::Refused { status } => matches!(status, 401 | 403 | 404),
            Self::Garbled => false,
        }
    }
}

/// Answers questions. It knows nothing of conversations, tenants or tools beyond their names.
#[async_trait]
pub trait LanguageModel: Send + Sync {
    /// Asks once.
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError>;
}
