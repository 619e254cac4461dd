//! `PUT /v1/settings`: a lead changes what the tenant has set for itself.

use baton_api::settings::{Settings, SettingsChange};
use baton_api::{Problem, Request, Response};
use baton_app::ports::{SettingsOutcome, SettingsStore};
use baton_domain::Role;

/// Changes what the tenant has set, under the version that was seen. It holds from within a minute.
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
pub async fn handle(store: &dyn SettingsStore, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let after = request.json::<SettingsChange>()?.into_kept()?;
    let tenant = &identity.tenant;
    match store.change(tenant, &after).await? {
        SettingsOutcome::Changed => {
            let by = identity.actor.agent.id;
            tracing::info!(%tenant, %by, version = after.version.0, "the settings were changed");
            Ok(Response::json(200, &Settings::from(&after)))
        }
        SettingsOutcome::Stale(version) => Err(Problem::stale_version(version)),
    }
}

#[cfg(test)]
mod tests;
