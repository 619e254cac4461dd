//! `PUT /v1/settings`: a lead changes what the tenant has set for itself.

use std::sync::Arc;

use baton_api::settings::{Settings, SettingsChange};
use baton_api::{Problem, Request, Response};
use baton_app::ports::{Clock, SettingChange, SettingsEdit, SettingsOutcome, SettingsStore};
use baton_domain::Role;

/// What the endpoint works with.
pub struct Deps {
    /// The settings.
    pub store: Arc<dyn SettingsStore>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Changes what the tenant has set, under the version that was seen. It holds from within a minute,
/// and who changed what is kept.
///
/// # Errors
///
/// 403 for agents, 409 where somebody else changed it, 422 with each field that cannot be as it is.
#[utoipa::path(
    put,
    path = "/v1/settings",
    operation_id = "setSettings",
    tag = "settings",
    request_body = SettingsChange,
    responses(
        (status = 200, description = "The settings now", body = Settings),
        (status = 409, description = "`stale-version` with the `version` that they have"),
    )
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let after = request.json::<SettingsChange>()?.into_kept()?;
    let tenant = &identity.tenant;
    let before = deps.store.settings(tenant).await?;
    if before.version.next() != after.version {
        return Err(Problem::stale_version(before.version));
    }
    let edit = SettingsEdit {
        version: after.version,
        by: identity.actor.agent.clone(),
        at: deps.clock.now(),
        changed: SettingChange::between(&before.settings, &after.settings),
    };
    match deps.store.change(tenant, &after, &edit).await? {
        SettingsOutcome::Changed => {
            let by = edit.by.id;
            tracing::info!(%tenant, %by, version = after.version.0, "the settings were changed");
            Ok(Response::json(200, &Settings::from(&after)))
        }
        SettingsOutcome::Stale(version) => Err(Problem::stale_version(version)),
    }
}

#[cfg(test)]
mod tests;
