//! `GET /v1/connections`: which channel accounts the tenant has.

use std::sync::Arc;

use baton_api::connection::Connection;
use baton_api::list::List;
use baton_api::{Problem, Request, Response};
use baton_app::ports::ConnectionList;
use baton_domain::Role;

/// What the endpoint works with.
pub struct Deps {
    /// Tenants' lists.
    pub connections: Arc<dyn ConnectionList>,
    /// Where this API is, without a slash at its end.
    pub api_url: String,
}

/// All of the tenant's connections, by name, with what their other end has to be told. Secrets are
/// named and never shown. Only admins may read it.
///
/// # Errors
///
/// 403 for others.
#[utoipa::path(
    get,
    path = "/v1/connections",
    operation_id = "listConnections",
    tag = "settings",
    responses((status = 200, description = "All of them, by name", body = List<Connection>))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    identity.require(Role::Admin)?;
    let entries = deps.connections.connections(&identity.tenant).await?;
    let list = List {
        items: entries
            .iter()
            .map(|entry| Connection::at(&deps.api_url, entry))
            .collect(),
        next_cursor: None,
    };
    Ok(Response::json(200, &list))
}

#[cfg(test)]
mod tests;
