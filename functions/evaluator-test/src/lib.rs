//! `POST /v1/evaluator/test`: an admin tries a model before customers meet it.

use std::sync::Arc;

use baton_api::acting::words;
use baton_api::evaluator::EvaluatorChange;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings};
use baton_app::ports::{EvaluatorKeys, EvaluatorStore, Throttle};
use baton_domain::{Role, TenantId};
use baton_evaluator::llm::{Failure, Heard, Models, Trial, Watch, trial};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many trials a tenant has in a minute.
const TRIALS_PER_MINUTE: u32 = 10;
/// The most characters that a question may have.
const LONGEST_QUESTION: usize = 1_000;

/// What the endpoint works with.
pub struct Deps {
    /// Settings and keys.
    pub store: Arc<dyn EvaluatorStore>,
    /// How often trials may be made.
    pub throttle: Arc<dyn Throttle>,
    /// What models are asked with.
    pub models: Models,
    /// What their endpoints answer.
    pub heard: Arc<Heard>,
    /// Whether addresses of this machine may be used, without TLS.
    pub plain_loopback: bool,
}

/// Whom nobody tells of failures: no customer was there.
pub struct Nobody;

impl Watch for Nobody {
    fn fell_back(&self, _: &TenantId, _: Failure) {}
}

/// What is tried.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluatorTrial {
    /// What is asked, as a customer might; 1 to 1,000 characters. Where nothing is sent, something
    /// that is answered beside it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 1000)]
    pub question: Option<String>,
    /// The change that is tried, as it would be set, of which nothing is kept and `version` not
    /// compared. Where nothing is sent, what is set is tried.
    #[serde(default)]
    pub settings: Option<EvaluatorChange>,
}

/// Whether a model could have answered a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrialOutcome {
    /// It said something in the agreed form: a reply, or a call for a person.
    Answered,
    /// The embedded evaluator would have decided.
    Failed,
}

/// Tokens that a model used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrialTokens {
    /// Those that it read; 0 where its endpoint does not say.
    pub input: u64,
    /// Those that it wrote; 0 where its endpoint does not say.
    pub output: u64,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvaluatorTrialResult {
    /// Whether the model could have answered a customer.
    pub outcome: TrialOutcome,
    /// Why it could not, by the name that an assessment's `note` would have; null where it could.
    #[schema(required)]
    pub note: Option<&'static str>,
    /// What its endpoint said of that, or the model of its call for a person: at most 300
    /// characters, without secrets. Null where there is nothing to tell.
    #[schema(required)]
    pub detail: Option<String>,
    /// What the model answers; null where it failed, and where it calls a person.
    #[schema(required)]
    pub reply: Option<String>,
    /// The name under which its decisions are signed.
    pub evaluator: String,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// What it used.
    pub tokens: TrialTokens,
}

impl From<Trial> for EvaluatorTrialResult {
    fn from(came: Trial) -> Self {
        Self {
            outcome: match came.failure {
                None => TrialOutcome::Answered,
                Some(_) => TrialOutcome::Failed,
            },
            note: came.failure.map(Failure::name),
            detail: came.detail,
            reply: came.reply,
            evaluator: came.evaluator,
            elapsed_ms: u64::try_from(came.took.as_millis()).unwrap_or(u64::MAX),
            tokens: TrialTokens {
                input: came.usage.input,
                output: came.usage.output,
            },
        }
    }
}

/// Asks the tenant's model one question, as it is set or as it would be, and says what came of it:
/// without an article, without the tenant's tools, within the time that it has for a customer, and
/// 25 seconds at most. No conversation is touched, nothing is kept, and nothing is counted against
/// the month or a budget; whoever runs the model may charge for it. Only admins may, ten times a
/// minute.
///
/// # Errors
///
/// 403 for others, 422 with each field that is not as it must be (`kind` where no model is to be
/// asked), 429 where it was tried too often.
#[utoipa::path(
    post,
    path = "/v1/evaluator/test",
    operation_id = "testEvaluator",
    tag = "evaluator",
    request_body = EvaluatorTrial,
    responses(
        (status = 200, description = "What came of it, a failure too", body = EvaluatorTrialResult),
        (status = 429, description = "`rate-limited`"),
    )
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Admin)?;
    let tenant = &identity.tenant;
    let asked: EvaluatorTrial = request.json()?;
    let question = asked
        .question
        .map(|question| words("question", &question, LONGEST_QUESTION))
        .transpose()?;
    let (settings, keys) = tried(deps, tenant, asked.settings).await?;
    if settings.kind == EvaluatorKind::Embedded {
        return Err(Problem::validation(
            "kind",
            Fault::NothingToTry,
            "The embedded evaluator asks no model: there is nothing to try.",
        ));
    }
    let now = deps.models.clock.now();
    let admitted = deps
        .throttle
        .admit(tenant, "evaluator-test", TRIALS_PER_MINUTE, now)
        .await?;
    if !admitted {
        let into_minute = now.as_second().rem_euclid(60);
        return Err(Problem::rate_limited(
            u32::try_from(60 - into_minute).unwrap_or(60),
        ));
    }
    let came = trial(
        &deps.models,
        &deps.heard,
        tenant,
        &settings,
        keys,
        question.as_deref(),
    )
    .await;
    let note = came.failure.map(Failure::name);
    tracing::info!(%tenant, by = %identity.actor.agent.id, note, "the evaluator was tried");
    Ok(Response::json(200, &EvaluatorTrialResult::from(came)))
}

/// What is to be tried, with its keys: none where they should be there and are not.
async fn tried(
    deps: &Deps,
    tenant: &TenantId,
    change: Option<EvaluatorChange>,
) -> Result<(EvaluatorSettings, Option<EvaluatorKeys>), Problem> {
    let before = deps.store.settings(tenant).await?.settings;
    let keys = match &before.keys {
        Some(kept) => deps.store.keys(tenant, &kept.version).await?,
        None => Some(EvaluatorKeys::default()),
    };
    let Some(change) = change else {
        return Ok((before, keys));
    };
    let changed = change.applied(
        &before,
        keys.unwrap_or_default(),
        deps.plain_loopback,
        &deps.models.bedrock_models,
    )?;
    Ok((changed.settings, Some(changed.keys)))
}

#[cfg(test)]
mod tests;
