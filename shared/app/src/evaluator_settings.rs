//! Who decides for a tenant's bot: the embedded evaluator alone, or a language model behind it.

pub mod schema;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ports::Usage;

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
    /// How freely the model chooses its words, from 0 to 1.
    pub temperature: f64,
    /// How long an answer may be, in tokens.
    pub max_tokens: u32,
    /// How long a decision may take, in milliseconds.
    pub timeout_ms: u32,
    /// What a million tokens that are read cost, in US dollars.
    pub input_price: f64,
    /// What a million tokens that are written cost, in US dollars.
    pub output_price: f64,
    /// How many tokens a conversation may use until people have had it.
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
            temperature: 0.2,
            max_tokens: 800,
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
    /// What is wrong with it, for people.
    pub problem: String,
}

/// The names of the tools that every model has, which no tool of a tenant's may take.
pub const BUILT_IN_TOOLS: [&str; 2] = ["answer", "handoff"];

impl EvaluatorSettings {
    /// How many tools a tenant may declare.
    pub const MOST_TOOLS: usize = 16;
    /// How many characters their instructions may have.
    pub const LONGEST_INSTRUCTIONS: usize = 8_000;

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
        let mut checking = Checking {
            plain_loopback,
            problems: vec![],
        };
        checking.settings(self);
        checking.problems
    }
}

struct Checking {
    plain_loopback: bool,
    problems: Vec<SettingsProblem>,
}

impl Checking {
    fn require(&mut self, holds: bool, field: &str, problem: &str) {
        if !holds {
            self.problems.push(SettingsProblem {
                field: field.to_owned(),
                problem: problem.to_owned(),
            });
        }
    }

    fn settings(&mut self, settings: &EvaluatorSettings) {
        let is = settings.kind;
        let model = settings.model.as_deref().unwrap_or_default();
        if is != EvaluatorKind::Embedded {
            self.require(
                (1..=256).contains(&model.len()) && model.bytes().all(|b| b.is_ascii_graphic()),
                "model",
                "Send the model's id: 1 to 256 visible ASCII characters.",
            );
        }
        if is == EvaluatorKind::OpenaiCompatible {
            self.address("url", settings.url.as_deref().unwrap_or_default());
        } else {
            self.require(
                settings.url.is_none(),
                "url",
                "Only `openai_compatible` has an address.",
            );
        }
        if let Some(region) = &settings.region {
            self.require(
                is == EvaluatorKind::Bedrock && is_region(region),
                "region",
                "Send a region's name, such as `eu-west-1`, and only for `bedrock`.",
            );
        }
        self.require(
            settings.instructions.chars().count() <= EvaluatorSettings::LONGEST_INSTRUCTIONS,
            "instructions",
            "Send at most 8,000 characters.",
        );
        self.figures(settings);
        self.require(
            settings.tools.len() <= EvaluatorSettings::MOST_TOOLS,
            "tools",
            "Declare at most 16 tools.",
        );
        let mut names = BTreeSet::new();
        for (place, tool) in settings.tools.iter().enumerate() {
            let field = format!("tools[{place}]");
            self.tool(&field, tool);
            self.require(
                names.insert(tool.name.as_str()),
                &format!("{field}.name"),
                "Two tools have this name.",
            );
        }
    }

    fn figures(&mut self, settings: &EvaluatorSettings) {
        self.require(
            (0.0..=1.0).contains(&settings.temperature),
            "temperature",
            "Send a number from 0 to 1.",
        );
        self.require(
            (64..=8_192).contains(&settings.max_tokens),
            "max_tokens",
            "Send a whole number from 64 to 8,192.",
        );
        self.require(
            (500..=60_000).contains(&settings.timeout_ms),
            "timeout_ms",
            "Send a whole number from 500 to 60,000.",
        );
        for (field, price) in [
            ("input_price", settings.input_price),
            ("output_price", settings.output_price),
        ] {
            self.require(
                (0.0..=10_000.0).contains(&price),
                field,
                "Send US dollars for a million tokens, from 0 to 10,000.",
            );
        }
        self.require(
            settings.token_budget <= 100_000_000,
            "token_budget",
            "Send at most 100,000,000.",
        );
        self.require(
            settings.cost_budget_micros <= 1_000_000_000,
            "cost_budget_micros",
            "Send at most 1,000,000,000.",
        );
    }

    fn tool(&mut self, field: &str, tool: &ToolSettings) {
        self.require(
            is_tool_name(&tool.name) && !BUILT_IN_TOOLS.contains(&tool.name.as_str()),
            &format!("{field}.name"),
            "Send 1 to 64 letters, digits and underscores; `answer` and `handoff` are taken.",
        );
        self.require(
            (1..=1_000).contains(&tool.description.chars().count()),
            &format!("{field}.description"),
            "Send 1 to 1,000 characters.",
        );
        if let Err(problem) = schema::check(&tool.parameters) {
            self.problems.push(SettingsProblem {
                field: format!("{field}.parameters{}", problem.at),
                problem: problem.problem.to_owned(),
            });
        }
        self.address(&format!("{field}.url"), &tool.url);
        self.require(
            (100..=30_000).contains(&tool.timeout_ms),
            &format!("{field}.timeout_ms"),
            "Send a whole number from 100 to 30,000.",
        );
    }

    fn address(&mut self, field: &str, url: &str) {
        let plain = url
            .strip_prefix("http://")
            .filter(|_| self.plain_loopback)
            .is_some_and(|rest| is_loopback(host_of(rest)));
        let secure = url
            .strip_prefix("https://")
            .is_some_and(|rest| !host_of(rest).is_empty());
        let clean = url.len() <= 2_000
            && url.bytes().all(|b| b.is_ascii_graphic())
            && !url.contains(['@', '#', '\\']);
        self.require(
            clean && (secure || plain),
            field,
            "Send an https:// address without a name, a password or a fragment.",
        );
    }
}

/// The host with its port, of an address without its scheme.
fn host_of(rest: &str) -> &str {
    rest.split(['/', '?']).next().unwrap_or_default()
}

fn is_loopback(host: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        host.strip_prefix(name)
            .is_some_and(|port| port.is_empty() || port.starts_with(':'))
    })
}

/// Only what can be part of a host's name: the region becomes one.
fn is_region(region: &str) -> bool {
    (4..=32).contains(&region.len())
        && region
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_tool_name(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests;
