//! `GET /v1/settings`: what the tenant has set for itself.

use baton_api::settings::{SettingsDetail, SettingsEdit};
use baton_api::{Problem, Request, Response};
use baton_app::ports::SettingsStore;
use baton_domain::Role;

/// Shows what the tenant has set, what is filled in in its texts, and who changed what. Leads and
/// admins may read it.
///
/// # Errors
///
/// 403 for agents.
#[utoipa::path(
    get,
    path = "/v1/settings",
    operation_id = "getSettings",
    tag = "settings",
    responses((status = 200, description = "The settings", body = SettingsDetail))
)]
pub async fn handle(store: &dyn SettingsStore, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let kept = store.settings(&identity.tenant).await?;
    let history = store.history(&identity.tenant).await?;
    let detail = SettingsDetail {
        settings: (&kept).into(),
        history: history.iter().map(SettingsEdit::from).collect(),
    };
    Ok(Response::json(200, &detail))
}

#[cfg(test)]
mod tests;
