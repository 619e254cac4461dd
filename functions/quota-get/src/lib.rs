//! `GET /v1/quota`: what is left of the bot's replies this month.

use baton_api::quota::Quota;
use baton_api::{Problem, Request, Response};
use baton_app::quota::Treasury;
use baton_domain::Role;

/// The account of the tenant's. Needs a lead or an administrator.
///
/// # Errors
///
/// 403 for an agent.
#[utoipa::path(
    get,
    path = "/v1/quota",
    operation_id = "getQuota",
    tag = "quota",
    responses((status = 200, description = "Now", body = Quota))
)]
pub async fn handle(treasury: &Treasury, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Lead)?;
    let balance = treasury.balance(&identity.tenant).await?;
    Ok(Response::json(200, &Quota::from(&balance)))
}

#[cfg(test)]
mod tests;
