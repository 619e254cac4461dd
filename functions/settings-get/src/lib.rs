//! `GET /v1/settings`: what the tenant has set for itself.

use baton_api::settings::Settings;
use baton_api::{Problem, Request, Response};
use baton_app::ports::SettingsStore;
use baton_domain::Role;

/// Shows what the tenant has set, and what is filled in in its texts. Leads and admins may read it.
///
/// # Errors
///
/// 403 for agents.
#[utoipa::path(
    get,
    path = "/v1/settings",
    operation_id = "getSettings",
    tag = "settings",
    responses((status = 200, description = "The settings", body = Settings))
)]
pub async fn handle(store: &dyn SettingsStore, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let kept = store.settings(&identity.tenant).await?;
    Ok(Response::json(200, &Settings::from(&kept)))
}

#[cfg(test)]
mod tests;
