//! `PUT /v1/evaluator`: an admin sets who decides for the tenant's bot.

use std::sync::Arc;

use baton_api::evaluator::{Evaluator, EvaluatorChange};
use baton_api::{Problem, Request, Response};
use baton_app::evaluator_settings::{BedrockModels, EvaluatorEdit, KeptEvaluator, KeptKeys};
use baton_app::ports::{Clock, EvaluatorKeys, EvaluatorStore, Ids, SettingsOutcome};
use baton_domain::Role;

/// What the endpoint works with.
pub struct Deps {
    /// Settings and keys.
    pub store: Arc<dyn EvaluatorStore>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh versions of keys.
    pub ids: Arc<dyn Ids>,
    /// Whether addresses of this machine may be used, without TLS.
    pub plain_loopback: bool,
    /// The models of Bedrock that tenants may use.
    pub bedrock_models: BedrockModels,
}

/// Sets who decides for the tenant's bot, under the version that was seen. What is absent stays as
/// it was, keys too. It holds from within a minute. Only admins may.
///
/// # Errors
///
/// 403 for others, 409 where somebody else changed it, 422 with each field that is not as it must
/// be.
#[utoipa::path(
    put,
    path = "/v1/evaluator",
    operation_id = "setEvaluator",
    tag = "evaluator",
    request_body = EvaluatorChange,
    responses(
        (status = 200, description = "The evaluator now", body = Evaluator),
        (status = 409, description = "`stale-version` with the `version` that it has"),
    )
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Admin)?;
    let tenant = &identity.tenant;
    let change: EvaluatorChange = request.json()?;
    let before = deps.store.settings(tenant).await?;
    // Whoever comes too late would otherwise leave their keys behind.
    if change.version != before.version.0 {
        return Err(Problem::stale_version(before.version));
    }
    let keys = match &before.settings.keys {
        Some(kept) => deps.store.keys(tenant, &kept.version).await?,
        None => None,
    };
    let changed = change.applied(
        &before.settings,
        keys.unwrap_or_default(),
        deps.plain_loopback,
        &deps.bedrock_models,
    )?;
    let mut settings = changed.settings;
    if changed.keys_sent {
        let kept = named(deps, &changed.keys);
        // Keys first: settings that name keys which are not kept would leave the bot without any.
        // Those that are set go on with theirs.
        deps.store
            .put_keys(tenant, &kept.version, &changed.keys)
            .await?;
        settings.keys = Some(kept);
    }
    let by = identity.actor.agent.clone();
    let at = deps.clock.now();
    let after = KeptEvaluator {
        version: before.version.next(),
        edited_by: Some(by.clone()),
        edited_at: Some(at),
        settings,
    };
    let edit = EvaluatorEdit {
        version: after.version,
        by,
        at,
        changed: changed.names,
    };
    match deps.store.put_settings(tenant, &after, &edit).await? {
        SettingsOutcome::Changed => {
            tracing::info!(
                %tenant, by = %edit.by.id, version = after.version.0, kind = ?after.settings.kind,
                "the evaluator was set"
            );
            Ok(Response::json(200, &Evaluator::from(&after)))
        }
        SettingsOutcome::Stale(version) => Err(Problem::stale_version(version)),
    }
}

/// What may be known of keys, under a version of their own.
fn named(deps: &Deps, keys: &EvaluatorKeys) -> KeptKeys {
    KeptKeys {
        version: format!("{:032x}", deps.ids.random()),
        api_key: !keys.api_key.is_empty(),
        signing_key: !keys.signing_key.is_empty(),
    }
}

#[cfg(test)]
mod tests;
