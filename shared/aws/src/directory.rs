//! What tenants configured, in the directory's table, and their secrets.
//!
//! Rows hold the fields of [`Connection`], [`baton_domain::Settings`], [`baton_domain::Policy`] and [`Article`]
//! under their own names beside `pk` and `sk`.

pub(crate) mod cache;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use baton_app::ports::{
    Article, Clock, Connection, ConnectionSecrets, Directory, Knowledge, PortError,
};
use baton_domain::{ConnectionId, TenantId};
use jiff::SignedDuration;
use serde::de::DeserializeOwned;

use crate::error::{failed, unreadable};
use crate::items::{Row, from_row, text_of};
use crate::keys::{ARTICLES, EVALUATOR, Key, LIVE_POLICY, PK, SK};
use crate::secrets::SecretReader;
use cache::Cache;

/// How long what was configured is believed.
const BELIEVED: SignedDuration = SignedDuration::from_secs(60);
/// How long a connection is believed absent: short, because somebody may be setting it up.
const BELIEVED_ABSENT: SignedDuration = SignedDuration::from_secs(5);
/// How long secrets are kept in memory.
const SECRETS_BELIEVED: SignedDuration = SignedDuration::from_mins(5);
/// How many of each kind are kept in memory: anybody can ask for connections that do not exist.
const KEPT: usize = 1_000;

const SETTINGS: &str = "settings";
const TENANT: &str = "tenant#";

/// What tenants configured, in the directory's table, and their secrets; each kept in memory for
/// a while.
pub struct TenantDirectory {
    client: Client,
    table: String,
    secrets: SecretReader,
    clock: Arc<dyn Clock>,
    knowledge_belief: SignedDuration,
    connections: Cache<ConnectionId, Option<Arc<Connection>>>,
    known_secrets: Cache<String, Arc<ConnectionSecrets>>,
    knowledge: Cache<TenantId, Arc<Knowledge>>,
    tenants: Cache<(), Vec<TenantId>>,
}

impl std::fmt::Debug for TenantDirectory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TenantDirectory")
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}

impl TenantDirectory {
    /// What is configured in this table.
    #[must_use]
    pub fn new(
        client: Client,
        table: impl Into<String>,
        secrets: SecretReader,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            client,
            table: table.into(),
            secrets,
            clock,
            knowledge_belief: BELIEVED,
            connections: Cache::new(KEPT),
            known_secrets: Cache::new(KEPT),
            knowledge: Cache::new(KEPT),
            tenants: Cache::new(1),
        }
    }

    /// The same, which believes settings, policy and articles for this long.
    #[must_use]
    pub fn believing_knowledge(self, belief: SignedDuration) -> Self {
        Self {
            knowledge_belief: belief,
            ..self
        }
    }

    async fn partition(&self, pk: String, attempted: &'static str) -> Result<Vec<Row>, PortError> {
        let mut rows = vec![];
        let mut start = None;
        loop {
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("#pk = :pk")
                .expression_attribute_names("#pk", PK)
                .expression_attribute_values(":pk", AttributeValue::S(pk.clone()))
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(failed(attempted))?;
            rows.extend(page.items.unwrap_or_default());
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(rows);
            }
        }
    }

    async fn read_connection(
        &self,
        id: ConnectionId,
    ) -> Result<Option<Arc<Connection>>, PortError> {
        const ATTEMPTED: &str = "reading a connection";
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(Key::connection(id).attributes()))
            .send()
            .await
            .map_err(failed(ATTEMPTED))?;
        found
            .item
            .map(|row| from_row(row).map(Arc::new))
            .transpose()
            .map_err(unreadable(ATTEMPTED))
    }

    async fn read_knowledge(&self, tenant: &TenantId) -> Result<Knowledge, PortError> {
        const ATTEMPTED: &str = "reading what a tenant configured";
        let rows = self
            .partition(Key::tenant_partition(tenant), ATTEMPTED)
            .await?;
        let mut knowledge = Knowledge::default();
        for row in rows {
            let place = text_of(&row, SK).map_err(unreadable(ATTEMPTED))?.to_owned();
            if place == SETTINGS {
                knowledge.settings = from_row(row).map_err(unreadable(ATTEMPTED))?;
            } else if place == LIVE_POLICY {
                knowledge.policy = usable(row, tenant, &place).unwrap_or_default();
            } else if place == EVALUATOR {
                knowledge.evaluator = usable(row, tenant, &place).unwrap_or_default();
            } else if place.starts_with(ARTICLES) {
                knowledge
                    .articles
                    .extend(usable::<Article>(row, tenant, &place));
            }
        }
        Ok(knowledge)
    }
}

/// What a row holds; nothing where it cannot be read, so that one spoilt row does not silence a
/// tenant's bot, nor its other articles.
fn usable<T: DeserializeOwned>(row: Row, tenant: &TenantId, place: &str) -> Option<T> {
    from_row(row)
        .inspect_err(|error| {
            tracing::error!(%tenant, place, %error, "what a tenant configured is not readable");
        })
        .ok()
}

#[async_trait]
impl Directory for TenantDirectory {
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        let now = self.clock.now();
        if let Some(known) = self.connections.get(&id, now) {
            return Ok(known);
        }
        let found = self.read_connection(id).await?;
        let believed = if found.is_some() {
            BELIEVED
        } else {
            BELIEVED_ABSENT
        };
        self.connections.put(id, found.clone(), now, believed);
        Ok(found)
    }

    async fn secrets(&self, connection: &Connection) -> Result<Arc<ConnectionSecrets>, PortError> {
        let now = self.clock.now();
        if let Some(known) = self.known_secrets.get(&connection.secret_name, now) {
            return Ok(known);
        }
        let secrets = Arc::new(self.secrets.connection(&connection.secret_name).await?);
        self.known_secrets.put(
            connection.secret_name.clone(),
            Arc::clone(&secrets),
            now,
            SECRETS_BELIEVED,
        );
        Ok(secrets)
    }

    async fn knowledge(&self, tenant: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        let now = self.clock.now();
        if let Some(known) = self.knowledge.get(tenant, now) {
            return Ok(known);
        }
        let knowledge = Arc::new(self.read_knowledge(tenant).await?);
        self.knowledge.put(
            tenant.clone(),
            Arc::clone(&knowledge),
            now,
            self.knowledge_belief,
        );
        Ok(knowledge)
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        const ATTEMPTED: &str = "listing tenants";
        let now = self.clock.now();
        if let Some(known) = self.tenants.get(&(), now) {
            return Ok(known);
        }
        let mut tenants = vec![];
        for row in self.partition(Key::tenants_partition(), ATTEMPTED).await? {
            let place = text_of(&row, SK).map_err(unreadable(ATTEMPTED))?;
            if let Some(Ok(tenant)) = place.strip_prefix(TENANT).map(str::parse) {
                tenants.push(tenant);
            } else {
                tracing::error!(place, "the list of tenants has a row that names none");
            }
        }
        self.tenants.put((), tenants.clone(), now, BELIEVED);
        Ok(tenants)
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
