//! `PUT /v1/evaluator`: an admin sets who decides for the tenant's bot.

use std::sync::Arc;

use baton_api::evaluator::{Evaluator, EvaluatorKind, EvaluatorTool};
use baton_api::{Problem, ProblemKind, Request, Response};
use baton_app::evaluator_settings::{EvaluatorSettings, KeptKeys, SettingsProblem};
use baton_app::ports::{EvaluatorKeys, EvaluatorStore, Ids};
use baton_domain::Role;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// The least characters of a key that calls of tools are signed with.
const LEAST_SIGNING_KEY: usize = 16;
/// The most characters of any key.
const LONGEST_KEY: usize = 1_000;

/// What the endpoint works with.
pub struct Deps {
    /// Settings and keys.
    pub store: Arc<dyn EvaluatorStore>,
    /// Fresh versions of keys.
    pub ids: Arc<dyn Ids>,
    /// Whether addresses of this machine may be used, without TLS.
    pub plain_loopback: bool,
}

/// Who is to decide for the tenant's bot. What is absent takes its default; absent keys stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluatorChange {
    /// Which kind proposes.
    #[serde(default)]
    pub kind: EvaluatorKind,
    /// The model, by the id that its endpoint knows it by.
    #[serde(default)]
    pub model: Option<String>,
    /// The region of a Bedrock model; the deployment's own where there is none.
    #[serde(default)]
    pub region: Option<String>,
    /// The whole address of a `chat/completions` endpoint.
    #[serde(default)]
    pub url: Option<String>,
    /// When people are to be called, in the tenant's own words: at most 8,000 characters.
    #[serde(default)]
    pub instructions: Option<String>,
    /// How freely the model chooses its words, from 0 to 1; 0.2 where absent.
    #[serde(default)]
    pub temperature: Option<f64>,
    /// How long an answer may be, in tokens; 800 where absent.
    #[serde(default)]
    pub max_tokens: Option<u32>,
    /// How long a decision may take, in milliseconds; 10,000 where absent.
    #[serde(default)]
    pub timeout_ms: Option<u32>,
    /// What a million tokens that are read cost, in US dollars; 0 where absent.
    #[serde(default)]
    pub input_price: Option<f64>,
    /// What a million tokens that are written cost, in US dollars; 0 where absent.
    #[serde(default)]
    pub output_price: Option<f64>,
    /// How many tokens a conversation may use until people have had it; 100,000 where absent.
    #[serde(default)]
    pub token_budget: Option<u64>,
    /// What a conversation may cost until then, in millionths of a US dollar; 500,000 where absent.
    #[serde(default)]
    pub cost_budget_micros: Option<u64>,
    /// The tools that the model may ask for: at most 16.
    #[serde(default)]
    pub tools: Vec<EvaluatorTool>,
    /// The key of the model's endpoint; empty to forget it. It is never shown again.
    #[serde(default)]
    #[schema(write_only)]
    pub api_key: Option<String>,
    /// What calls of tools are signed with, at least 16 characters; empty to forget it. It is never
    /// shown again.
    #[serde(default)]
    #[schema(write_only)]
    pub tool_signing_key: Option<String>,
}

/// Sets who decides for the tenant's bot. It holds from within a minute. Only admins may.
///
/// # Errors
///
/// 403 for others, 422 with each field that is not as it must be.
#[utoipa::path(
    put,
    path = "/v1/evaluator",
    operation_id = "setEvaluator",
    tag = "evaluator",
    request_body = EvaluatorChange,
    responses((status = 200, description = "The evaluator now", body = Evaluator))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Admin)?;
    let tenant = &identity.tenant;
    let mut change: EvaluatorChange = request.json()?;
    let api_key = change.api_key.take();
    let signing_key = change.tool_signing_key.take();
    let mut settings = change.settings();
    let before = deps.store.settings(tenant).await?;

    let mut problems = settings.problems(deps.plain_loopback);
    problems.extend(key_problems(api_key.as_deref(), signing_key.as_deref()));
    let signs = signing_key.as_ref().map_or_else(
        || before.keys.as_ref().is_some_and(|keys| keys.signing_key),
        |key| !key.is_empty(),
    );
    if !settings.tools.is_empty() && !signs {
        problems.push(problem(
            "tool_signing_key",
            "Send the key that calls of your tools are signed with.",
        ));
    }
    // Whoever sets another address would otherwise have a key sent there that they cannot read.
    let has_key = before.keys.as_ref().is_some_and(|keys| keys.api_key);
    if settings.url.is_some() && settings.url != before.url && has_key && api_key.is_none() {
        problems.push(problem(
            "api_key",
            "The address is another one: send its key, or an empty one.",
        ));
    }
    if !problems.is_empty() {
        return Err(unusable(&problems));
    }

    settings.keys = if api_key.is_none() && signing_key.is_none() {
        before.keys
    } else {
        let mut keys = deps.store.current_keys(tenant).await?.unwrap_or_default();
        if let Some(key) = api_key {
            keys.api_key = key;
        }
        if let Some(key) = signing_key {
            keys.signing_key = key;
        }
        // Keys first: settings that name keys which are not kept would leave the bot without any.
        deps.store.put_keys(tenant, &keys).await?;
        Some(kept(deps, &keys))
    };
    deps.store.put_settings(tenant, &settings).await?;
    tracing::info!(%tenant, by = %identity.actor.agent.id, kind = ?settings.kind, "the evaluator was set");
    Ok(Response::json(200, &Evaluator::from(&settings)))
}

fn kept(deps: &Deps, keys: &EvaluatorKeys) -> KeptKeys {
    KeptKeys {
        version: format!("{:032x}", deps.ids.random()),
        api_key: !keys.api_key.is_empty(),
        signing_key: !keys.signing_key.is_empty(),
    }
}

fn key_problems(api_key: Option<&str>, signing_key: Option<&str>) -> Vec<SettingsProblem> {
    let usable = |key: &str, least: usize| {
        key.is_empty()
            || ((least..=LONGEST_KEY).contains(&key.len())
                && key.bytes().all(|b| b.is_ascii_graphic()))
    };
    let mut problems = vec![];
    if !api_key.is_none_or(|key| usable(key, 1)) {
        problems.push(problem(
            "api_key",
            "Send up to 1,000 visible ASCII characters.",
        ));
    }
    if !signing_key.is_none_or(|key| usable(key, LEAST_SIGNING_KEY)) {
        problems.push(problem(
            "tool_signing_key",
            "Send 16 to 1,000 visible ASCII characters.",
        ));
    }
    problems
}

fn problem(field: &str, problem: &str) -> SettingsProblem {
    SettingsProblem {
        field: field.to_owned(),
        problem: problem.to_owned(),
    }
}

fn unusable(problems: &[SettingsProblem]) -> Problem {
    let errors: Vec<Value> = problems
        .iter()
        .map(|problem| json!({ "field": problem.field, "detail": problem.problem }))
        .collect();
    Problem::new(
        ProblemKind::Validation,
        "Correct the fields in `errors` and send the request again.",
    )
    .with("errors", errors)
}

impl EvaluatorChange {
    fn settings(self) -> EvaluatorSettings {
        let usual = EvaluatorSettings::default();
        EvaluatorSettings {
            kind: self.kind.into(),
            model: self.model,
            region: self.region,
            url: self.url,
            instructions: self.instructions.unwrap_or(usual.instructions),
            temperature: self.temperature.unwrap_or(usual.temperature),
            max_tokens: self.max_tokens.unwrap_or(usual.max_tokens),
            timeout_ms: self.timeout_ms.unwrap_or(usual.timeout_ms),
            input_price: self.input_price.unwrap_or(usual.input_price),
            output_price: self.output_price.unwrap_or(usual.output_price),
            token_budget: self.token_budget.unwrap_or(usual.token_budget),
            cost_budget_micros: self.cost_budget_micros.unwrap_or(usual.cost_budget_micros),
            tools: self.tools.into_iter().map(Into::into).collect(),
            keys: None,
        }
    }
}

#[cfg(test)]
mod tests;
