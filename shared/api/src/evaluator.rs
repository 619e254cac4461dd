//! Who decides for a tenant's bot, on the wire.

mod change;

use baton_app::evaluator_settings as app;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::agent::Assignee;

pub use change::{Changed, EvaluatorChange, Sent};

/// Which kind of evaluator proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvaluatorKind {
    /// The embedded one, without any model.
    Embedded,
    /// A model of Amazon Bedrock.
    Bedrock,
    /// A model behind an endpoint that speaks `chat/completions`.
    OpenaiCompatible,
}

/// The name under which a `chat/completions` endpoint is told how long an answer may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerLimit {
    /// The one that most know.
    #[default]
    MaxTokens,
    /// The one that newer hosted models want in its place.
    MaxCompletionTokens,
}

impl From<app::AnswerLimit> for AnswerLimit {
    fn from(limit: app::AnswerLimit) -> Self {
        match limit {
            app::AnswerLimit::MaxTokens => Self::MaxTokens,
            app::AnswerLimit::MaxCompletionTokens => Self::MaxCompletionTokens,
        }
    }
}

impl From<AnswerLimit> for app::AnswerLimit {
    fn from(limit: AnswerLimit) -> Self {
        match limit {
            AnswerLimit::MaxTokens => Self::MaxTokens,
            AnswerLimit::MaxCompletionTokens => Self::MaxCompletionTokens,
        }
    }
}

/// How a model is held to its tools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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

impl From<app::ToolChoice> for ToolChoice {
    fn from(choice: app::ToolChoice) -> Self {
        match choice {
            app::ToolChoice::Required => Self::Required,
            app::ToolChoice::Auto => Self::Auto,
            app::ToolChoice::None => Self::None,
        }
    }
}

impl From<ToolChoice> for app::ToolChoice {
    fn from(choice: ToolChoice) -> Self {
        match choice {
            ToolChoice::Required => Self::Required,
            ToolChoice::Auto => Self::Auto,
            ToolChoice::None => Self::None,
        }
    }
}

/// A tool that the model may ask for: an HTTPS webhook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluatorTool {
    /// 1 to 64 letters, digits and underscores.
    pub name: String,
    /// What it does, for the model.
    pub description: String,
    /// The JSON schema of its arguments: an object of strings, numbers and booleans.
    #[schema(value_type = Object)]
    pub parameters: Value,
    /// Where it is called, with `POST`.
    pub url: String,
    /// How long it may take, in milliseconds.
    #[serde(default = "tool_timeout")]
    pub timeout_ms: u32,
}

fn tool_timeout() -> u32 {
    2_000
}

impl From<app::EvaluatorKind> for EvaluatorKind {
    fn from(kind: app::EvaluatorKind) -> Self {
        match kind {
            app::EvaluatorKind::Embedded => Self::Embedded,
            app::EvaluatorKind::Bedrock => Self::Bedrock,
            app::EvaluatorKind::OpenaiCompatible => Self::OpenaiCompatible,
        }
    }
}

impl From<EvaluatorKind> for app::EvaluatorKind {
    fn from(kind: EvaluatorKind) -> Self {
        match kind {
            EvaluatorKind::Embedded => Self::Embedded,
            EvaluatorKind::Bedrock => Self::Bedrock,
            EvaluatorKind::OpenaiCompatible => Self::OpenaiCompatible,
        }
    }
}

impl From<&app::ToolSettings> for EvaluatorTool {
    fn from(tool: &app::ToolSettings) -> Self {
        Self {
            name: tool.name.clone(),
            description: tool.description.clone(),
            parameters: tool.parameters.clone(),
            url: tool.url.clone(),
            timeout_ms: tool.timeout_ms,
        }
    }
}

impl From<EvaluatorTool> for app::ToolSettings {
    fn from(tool: EvaluatorTool) -> Self {
        Self {
            name: tool.name,
            description: tool.description,
            parameters: tool.parameters,
            url: tool.url,
            timeout_ms: tool.timeout_ms,
        }
    }
}

/// Who decides for the tenant's bot. Keys are never shown.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Evaluator {
    /// How often it was changed, 0 where it never was; send the one that you saw with a change of
    /// your own.
    pub version: u64,
    /// Which kind proposes; `embedded` where nothing was set.
    pub kind: EvaluatorKind,
    /// The model, by the id that its endpoint knows it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The region of a Bedrock model; the deployment's own where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The whole address of a `chat/completions` endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When people are to be called, in the tenant's own words.
    pub instructions: String,
    /// How freely the model chooses its words, from 0 to 1; null where it is not told.
    #[schema(required)]
    pub temperature: Option<f64>,
    /// How long an answer may be, in tokens.
    pub max_tokens: u32,
    /// Under which name a `chat/completions` endpoint is told so.
    pub answer_limit: AnswerLimit,
    /// How the model is held to its tools.
    pub tool_choice: ToolChoice,
    /// How long a decision may take, in milliseconds.
    pub timeout_ms: u32,
    /// What a million tokens that are read cost, in US dollars.
    pub input_price: f64,
    /// What a million tokens that are written cost, in US dollars.
    pub output_price: f64,
    /// How many tokens a conversation may use until people have had it, or until it was silent for a
    /// day.
    pub token_budget: u64,
    /// What a conversation may cost until then, in millionths of a US dollar.
    pub cost_budget_micros: u64,
    /// The tools that the model may ask for.
    pub tools: Vec<EvaluatorTool>,
    /// Whether there is a key for the model's endpoint.
    pub api_key_set: bool,
    /// Whether there is a key that calls of tools are signed with.
    pub tool_signing_key_set: bool,
    /// Who changed it last; null where nobody is known to have.
    #[schema(required)]
    pub edited_by: Option<Assignee>,
    /// When it was changed last.
    #[schema(required)]
    pub edited_at: Option<Timestamp>,
}

/// Who decides for the tenant's bot, and who said so.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EvaluatorDetail {
    /// Who decides.
    #[serde(flatten)]
    pub evaluator: Evaluator,
    /// Who changed what, oldest first; of many changes the last, a hundred at most.
    pub history: Vec<EvaluatorEdit>,
}

/// One change of who decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvaluatorEdit {
    /// The version after it.
    pub version: u64,
    /// Who did it.
    pub by: Assignee,
    /// When.
    pub at: Timestamp,
    /// The names of what was changed; never to what.
    pub changed: Vec<String>,
}

impl From<&app::EvaluatorEdit> for EvaluatorEdit {
    fn from(edit: &app::EvaluatorEdit) -> Self {
        Self {
            version: edit.version.0,
            by: (&edit.by).into(),
            at: edit.at,
            changed: edit.changed.clone(),
        }
    }
}

impl From<&app::KeptEvaluator> for Evaluator {
    fn from(kept: &app::KeptEvaluator) -> Self {
        let settings = &kept.settings;
        let keys = settings.keys.as_ref();
        Self {
            version: kept.version.0,
            kind: settings.kind.into(),
            model: settings.model.clone(),
            region: settings.region.clone(),
            url: settings.url.clone(),
            instructions: settings.instructions.clone(),
            temperature: settings.temperature,
            max_tokens: settings.max_tokens,
            answer_limit: settings.answer_limit.into(),
            tool_choice: settings.tool_choice.into(),
            timeout_ms: settings.timeout_ms,
            input_price: settings.input_price,
            output_price: settings.output_price,
            token_budget: settings.token_budget,
            cost_budget_micros: settings.cost_budget_micros,
            tools: settings.tools.iter().map(EvaluatorTool::from).collect(),
            api_key_set: keys.is_some_and(|keys| keys.api_key),
            tool_signing_key_set: keys.is_some_and(|keys| keys.signing_key),
            edited_by: kept.edited_by.as_ref().map(Into::into),
            edited_at: kept.edited_at,
        }
    }
}
