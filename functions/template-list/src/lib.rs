//! `GET /v1/connections/{id}/templates`: what may be sent when the customer's window has closed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use baton_api::list::List;
use baton_api::template::Template;
use baton_api::{Problem, Request, Response};
use baton_app::ports::{self, Clock, Connection, DirectoryWithSecrets, PortError, TemplateSource};
use baton_domain::{Channel, ConnectionId};
use jiff::{SignedDuration, Timestamp};

/// How long a list is believed.
const BELIEVED: SignedDuration = SignedDuration::from_mins(5);
/// How many lists are kept at most.
const KEPT: usize = 100;
/// How long the provider may take for all parts of a list.
const PATIENCE: Duration = Duration::from_secs(8);

/// What the endpoint works with.
pub struct Deps {
    /// Whose a connection is, and its secrets.
    pub directory: Arc<dyn DirectoryWithSecrets>,
    /// The provider.
    pub templates: Arc<dyn TemplateSource>,
    /// What the provider said lately.
    pub believed: Believed,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// A list, and the account and the time at which it was read.
type Read = (String, Timestamp, Arc<[ports::Template]>);

/// What the provider said lately, by connection.
#[derive(Default)]
pub struct Believed(Mutex<HashMap<ConnectionId, Read>>);

impl Believed {
    fn get(
        &self,
        id: ConnectionId,
        account: &str,
        now: Timestamp,
    ) -> Option<Arc<[ports::Template]>> {
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists
            .get(&id)
            .filter(|(of, at, _)| of == account && now.duration_since(*at) < BELIEVED)
            .map(|(_, _, list)| Arc::clone(list))
    }

    fn put(&self, id: ConnectionId, read: Read) {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lists.len() >= KEPT {
            lists.clear();
        }
        lists.insert(id, read);
    }
}

/// The provider took longer than anybody waits.
#[derive(Debug, thiserror::Error)]
#[error("the provider gave no list within {PATIENCE:?}")]
struct Late;

/// The templates of a connection that its provider has approved and that can be filled in by hand,
/// by name and language, at most 1,000; none on channels that know no templates. The list may be
/// five minutes old.
///
/// # Errors
///
/// 404 where the agent's tenant has no such connection, 409 where nobody has told which account it
/// belongs to, 502 where the provider does not let it read the list, 503 where it cannot be asked.
#[utoipa::path(
    get,
    path = "/v1/connections/{id}/templates",
    operation_id = "listTemplates",
    tag = "conversations",
    params(("id" = String, Path, description = "The connection, `con_…`")),
    responses(
        (status = 200, description = "All of them, by name and language", body = List<Template>),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`connection-account-unknown`"),
        (status = 502, description = "`provider-refused`"),
    )
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let identity = request.identity()?;
    let id: ConnectionId = request.path_id("id")?;
    let connection = deps
        .directory
        .connection(id)
        .await?
        .filter(|connection| connection.tenant_id == identity.tenant)
        .ok_or_else(Problem::not_found)?;
    let templates = match connection.channel {
        Channel::Whatsapp => approved(deps, &connection).await?,
        Channel::Widget | Channel::Instagram | Channel::Messenger => Arc::default(),
    };
    let list = List {
        items: templates.iter().map(Template::from).collect(),
        next_cursor: None,
    };
    Ok(Response::json(200, &list))
}

async fn approved(deps: &Deps, connection: &Connection) -> Result<Arc<[ports::Template]>, Problem> {
    let account = connection
        .account_id
        .as_deref()
        .ok_or_else(Problem::connection_account_unknown)?;
    let now = deps.clock.now();
    if let Some(list) = deps.believed.get(connection.id, account, now) {
        return Ok(list);
    }
    let secrets = deps.directory.secrets(connection).await?;
    let asked = deps.templates.templates(account, &secrets);
    let list: Arc<[ports::Template]> = tokio::time::timeout(PATIENCE, asked)
        .await
        .map_err(|_| PortError::new("listing templates", Late))??
        .into();
    let read = (account.to_owned(), now, Arc::clone(&list));
    deps.believed.put(connection.id, read);
    Ok(list)
}

#[cfg(test)]
mod tests;
