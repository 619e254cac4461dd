//! A change of who decides for a tenant's bot.

use baton_app::evaluator_settings::{BedrockModels, EvaluatorSettings, SettingsProblem, origin};
use baton_app::ports::EvaluatorKeys;
use baton_domain::Flaw;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AnswerLimit, EvaluatorKind, EvaluatorTool, ToolChoice};
use crate::{Fault, FieldFault, Problem};

/// The least characters of a key that calls of tools are signed with.
const LEAST_SIGNING_KEY: usize = 16;
/// The most characters of any key.
const LONGEST_KEY: usize = 1_000;

/// Who is to decide for the tenant's bot. What is absent stays as it was. Where `kind` changes,
/// `model`, `region` and `url` do not stay by themselves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluatorChange {
    /// The `version` that you saw.
    pub version: u64,
    /// Which kind proposes.
    #[serde(default)]
    pub kind: Option<EvaluatorKind>,
    /// The model, by the id that its endpoint knows it by; null for none. Of Bedrock's, one that the
    /// deployment allows.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub model: Sent<String>,
    /// The region of a Bedrock model; null for the deployment's own.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub region: Sent<String>,
    /// The whole address of a `chat/completions` endpoint; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub url: Sent<String>,
    /// When people are to be called, in the tenant's own words: at most 8,000 characters.
    #[serde(default)]
    pub instructions: Option<String>,
    /// How freely the model chooses its words, from 0 to 1; 0.2 where it was never set, and null for
    /// models that take no such wish.
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    pub temperature: Sent<f64>,
    /// How long an answer may be, in tokens; 800 where it was never set.
    #[serde(default)]
    pub max_tokens: Option<u32>,
    /// Under which name a `chat/completions` endpoint is told so; `max_tokens` where it was never set.
    #[serde(default)]
    pub answer_limit: Option<AnswerLimit>,
    /// How the model is held to its tools; `required` where it was never set.
    #[serde(default)]
    pub tool_choice: Option<ToolChoice>,
    /// How long a decision may take, in milliseconds; 10,000 where it was never set.
    #[serde(default)]
    pub timeout_ms: Option<u32>,
    /// What a million tokens that are read cost, in US dollars; 0 where it was never set.
    #[serde(default)]
    pub input_price: Option<f64>,
    /// What a million tokens that are written cost, in US dollars; 0 where it was never set.
    #[serde(default)]
    pub output_price: Option<f64>,
    /// How many tokens a conversation may use until people have had it, or until it was silent for a
    /// day; 100,000 where it was never set.
    #[serde(default)]
    pub token_budget: Option<u64>,
    /// What a conversation may cost until then, in millionths of a US dollar; 500,000 where it was
    /// never set.
    #[serde(default)]
    pub cost_budget_micros: Option<u64>,
    /// The tools that the model may ask for, all of them: at most 16.
    #[serde(default)]
    pub tools: Option<Vec<EvaluatorTool>>,
    /// The key of the model's endpoint; empty to forget it. It is never shown again, and never sent
    /// to another origin than that of the `url` that it came with.
    #[serde(default)]
    #[schema(write_only)]
    pub api_key: Option<String>,
    /// What calls of tools are signed with, at least 16 characters; empty to forget it. It is never
    /// shown again.
    #[serde(default)]
    #[schema(write_only)]
    pub tool_signing_key: Option<String>,
}

/// What stays, goes, or is another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Option<T>")]
pub enum Sent<T> {
    /// Absent: it stays.
    #[default]
    AsBefore,
    /// Null: there is none.
    Nothing,
    /// Another one.
    This(T),
}

impl<T> From<Option<T>> for Sent<T> {
    fn from(sent: Option<T>) -> Self {
        sent.map_or(Self::Nothing, Self::This)
    }
}

impl<T> Sent<T> {
    fn or(self, before: Option<T>) -> Option<T> {
        match self {
            Self::AsBefore => before,
            Self::Nothing => None,
            Self::This(other) => Some(other),
        }
    }
}

/// Settings and keys with a change, both fit to be used.
pub struct Changed {
    /// The settings. Which keys belong to them is as it was.
    pub settings: EvaluatorSettings,
    /// The keys.
    pub keys: EvaluatorKeys,
    /// The names of what is other than before; keys that were sent are among them.
    pub names: Vec<String>,
    /// Whether any key was sent.
    pub keys_sent: bool,
}

impl EvaluatorChange {
    /// Settings and keys with this change. `plain_loopback` lets addresses of this very machine pass
    /// without TLS; `bedrock_models` are those that tenants may use.
    ///
    /// # Errors
    ///
    /// 422 with each field that is not as it must be.
    pub fn applied(
        mut self,
        before: &EvaluatorSettings,
        kept: EvaluatorKeys,
        plain_loopback: bool,
        bedrock_models: &BedrockModels,
    ) -> Result<Changed, Problem> {
        let (api_key, signing_key) = (self.api_key.take(), self.tool_signing_key.take());
        let settings = self.settings(before);
        let found = settings.problems(plain_loopback);
        let mut faults: Vec<FieldFault> = found.into_iter().map(Into::into).collect();
        let is_named = faults
            .iter()
            .any(|fault| matches!(fault.field.as_str(), "model" | "region"));
        // What was allowed once and is no longer must not keep anything else from being changed.
        let is_kept = (settings.kind, &settings.model, &settings.region)
            == (before.kind, &before.model, &before.region);
        if !is_named && !is_kept {
            faults.extend(bedrock_models.problem(&settings).map(Into::into));
        }
        faults.extend(key_faults(api_key.as_deref(), signing_key.as_deref()));
        let mut names = before.changed(&settings);
        let keys_sent = api_key.is_some() || signing_key.is_some();
        let mut keys = kept;
        if keys.api_origin.is_none() {
            // Kept before origins were: it was for the address that is set.
            keys.api_origin = Some(origin_of(before));
        }
        if let Some(key) = api_key {
            keys.api_origin = Some(origin_of(&settings));
            keys.api_key = key;
            names.push("api_key".into());
        } else if let Some(url) = &settings.url {
            // Whoever sets another address would otherwise have a key sent there that they cannot
            // read.
            if !keys.api_key.is_empty() && keys.api_origin != origin(url) {
                faults.push(FieldFault::new(
                    "api_key",
                    Fault::KeyElsewhere,
                    "The address is another one: send its key, or an empty one.",
                ));
            }
        }
        if let Some(key) = signing_key {
            keys.signing_key = key;
            names.push("tool_signing_key".into());
        }
        if !settings.tools.is_empty() && keys.signing_key.is_empty() {
            faults.push(FieldFault::new(
                "tool_signing_key",
                Fault::Missing,
                "Send the key that calls of your tools are signed with.",
            ));
        }
        if faults.is_empty() {
            Ok(Changed {
                settings,
                keys,
                names,
                keys_sent,
            })
        } else {
            Err(Problem::refused(&faults))
        }
    }

    fn settings(self, before: &EvaluatorSettings) -> EvaluatorSettings {
        let before = before.clone();
        let kind = self.kind.map_or(before.kind, Into::into);
        // Another kind has another model, and knows nothing of the address of this one.
        let stays = |own: Option<String>| own.filter(|_| kind == before.kind);
        let usual_limit = if kind == before.kind {
            before.answer_limit
        } else {
            baton_app::evaluator_settings::AnswerLimit::default()
        };
        EvaluatorSettings {
            kind,
            model: self.model.or(stays(before.model)),
            region: self.region.or(stays(before.region)),
            url: self.url.or(stays(before.url)),
            instructions: self.instructions.unwrap_or(before.instructions),
            temperature: self.temperature.or(before.temperature),
            max_tokens: self.max_tokens.unwrap_or(before.max_tokens),
            answer_limit: self.answer_limit.map_or(usual_limit, Into::into),
            tool_choice: self.tool_choice.map_or(before.tool_choice, Into::into),
            timeout_ms: self
                .timeout_ms
                .unwrap_or(before.timeout_ms.min(EvaluatorSettings::LONGEST_DECISION)),
            input_price: self.input_price.unwrap_or(before.input_price),
            output_price: self.output_price.unwrap_or(before.output_price),
            token_budget: self.token_budget.unwrap_or(before.token_budget),
            cost_budget_micros: self.cost_budget_micros.unwrap_or(before.cost_budget_micros),
            tools: self.tools.map_or(before.tools, |tools| {
                tools.into_iter().map(Into::into).collect()
            }),
            keys: before.keys,
        }
    }
}

/// The origin of the address that is set; empty where there is none, which is no address's.
fn origin_of(settings: &EvaluatorSettings) -> String {
    settings.url.as_deref().and_then(origin).unwrap_or_default()
}

fn key_faults(api_key: Option<&str>, signing_key: Option<&str>) -> Vec<FieldFault> {
    let fault_of = |key: Option<&str>, at_least: usize| {
        // An empty one is forgotten.
        let key = key.filter(|key| !key.is_empty())?;
        Flaw::of_key(key, LONGEST_KEY)
            .map(Fault::from)
            .or((key.len() < at_least).then_some(Fault::TooShort { at_least }))
    };
    let keys = [
        (
            "api_key",
            fault_of(api_key, 1),
            "Send up to 1,000 visible ASCII characters.",
        ),
        (
            "tool_signing_key",
            fault_of(signing_key, LEAST_SIGNING_KEY),
            "Send 16 to 1,000 visible ASCII characters.",
        ),
    ];
    keys.into_iter()
        .filter_map(|(field, fault, detail)| Some(FieldFault::new(field, fault?, detail)))
        .collect()
}

impl From<SettingsProblem> for FieldFault {
    fn from(found: SettingsProblem) -> Self {
        Self {
            field: found.field,
            fault: found.flaw.into(),
            detail: found.problem,
        }
    }
}
