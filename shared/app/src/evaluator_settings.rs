//! Who decides for a tenant's bot: the embedded evaluator alone, or a language model behind it.

mod allowance;
mod checking;
mod kept;
mod options;
mod origin;
pub mod schema;

use baton_domain::Flaw;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ports::Usage;

pub use allowance::{BedrockModels, NoModels};
pub use kept::{EvaluatorEdit, KeptEvaluator};
pub use options::{AnswerLimit, ToolChoice};
pub use origin::origin;

/// Which kind of evaluator proposes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvaluatorKind {
    /// The embedded one, without any model.
    #[default]
    Embedded,
    /// A model of Amazon Bedrock.
    Bedrock,
    /// A model behind an endpoint that speaks `chat/completions`.
    OpenaiCompatible,
}

/// A tool of the tenant's: an HTTPS webhook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToolSettings {
    /// Its name: letters, digits and underscores.
    pub name: String,
    /// What it does, for the model.
    pub description: String,
    /// The JSON schema of its arguments; see [`schema`] for what it may say.
    pub parameters: Value,
    /// Where it is called.
    pub url: String,
    /// How long it may take, in milliseconds.
    pub timeout_ms: u32,
}

/// Who decides for a tenant's bot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvaluatorSettings {
    /// Which kind proposes.
    pub kind: EvaluatorKind,
    /// The model, by the id that its endpoint knows it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The region of a Bedrock model; none for the deployment's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The whole address of a `chat/completions` endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When the tenant wants people called, in their own words.
    pub instructions: String,
    /// How freely the model chooses its words, from 0 to 1; none where it takes no such wish.
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
    pub tools: Vec<ToolSettings>,
    /// The keys that belong to these settings; none where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keys: Option<KeptKeys>,
}

/// What may be known of keys that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptKeys {
    /// Changes whenever the keys do.
    pub version: String,
    /// Whether there is one for the model's endpoint.
    pub api_key: bool,
    /// Whether there is one that calls of tools are signed with.
    pub signing_key: bool,
}

impl Default for EvaluatorSettings {
    fn default() -> Self {
        Self {
            kind: EvaluatorKind::Embedded,
            model: None,
            region: None,
            url: None,
            instructions: String::new(),
            temperature: Some(0.2),
            max_tokens: 800,
            answer_limit: AnswerLimit::default(),
            tool_choice: ToolChoice::default(),
            timeout_ms: 10_000,
            input_price: 0.0,
            output_price: 0.0,
            token_budget: 100_000,
            cost_budget_micros: 500_000,
            tools: vec![],
            keys: None,
        }
    }
}

/// What is wrong with a tenant's settings, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct SettingsProblem {
    /// The field, as in `tools[2].url`.
    pub field: String,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// The same, for people.
    pub problem: String,
}

/// The names of the tools that every model has, which no tool of a tenant's may take.
pub const BUILT_IN_TOOLS: [&str; 2] = ["answer", "handoff"];

impl EvaluatorSettings {
    /// How many tools a tenant may declare.
    pub const MOST_TOOLS: usize = 16;
    /// How long a decision may take at most, in milliseconds: what a function has, as it is deployed
    /// unless told otherwise, less what it needs to write the decision down.
    pub const LONGEST_DECISION: u32 = 28_500;
    /// How many characters their instructions may have.
    pub const LONGEST_INSTRUCTIONS: usize = 8_000;

    /// Whether a language model stands behind the embedded evaluator.
    #[must_use]
    pub fn has_model(&self) -> bool {
        self.kind != EvaluatorKind::Embedded
    }

    /// What these tokens cost, in millionths of a US dollar, rounded up.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a price is at most 10,000, and what does not fit is the most that there is"
    )]
    pub fn cost_micros(&self, usage: Usage) -> u64 {
        // A dollar a million tokens is a millionth of a dollar a token.
        let cost = usage.input as f64 * self.input_price + usage.output as f64 * self.output_price;
        cost.ceil().max(0.0) as u64
    }

    /// What keeps these settings from being used, field by field. `plain_loopback` lets addresses
    /// of this very machine pass without TLS.
    #[must_use]
    pub fn problems(&self, plain_loopback: bool) -> Vec<SettingsProblem> {
        checking::problems(self, plain_loopback)
    }
}

#[cfg(test)]
mod tests;
