//! What tenants configured, in the directory's table, and their secrets.
//!
//! Rows hold the fields of [`Connection`], [`baton_domain::Settings`], [`baton_domain::Policy`] and [`Article`]
//! under their own names beside `pk` and `sk`.

pub(crate) mod cache;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use baton_app::ports::{
    Article, Articles, Clock, Connection, ConnectionSecrets, Directory, Knowledge, PortError,
};
use baton_domain::{ConnectionId, TenantId};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

use crate::error::{failed, unreadable};
use crate::expression::text;
use crate::items::{Row, from_row, number_of, text_of};
use crate::keys::{EVALUATOR, KNOWLEDGE, Key, LIVE_POLICY, PK, PUBLISHED, SK};
use crate::secrets::SecretReader;
use cache::Cache;

/// How long what was configured is believed.
const BELIEVED: SignedDuration = SignedDuration::from_secs(60);
/// How long articles are kept in memory, as long as their version is the tenant's.
const ARTICLES_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How many tenants' articles are: up to some ten megabytes each.
const KEPT_ARTICLES: usize = 32;
/// How long a connection is believed absent: short, because somebody may be setting it up.
const BELIEVED_ABSENT: SignedDuration = SignedDuration::from_secs(5);
/// How long secrets are kept in memory.
const SECRETS_BELIEVED: SignedDuration = SignedDuration::from_mins(5);
/// How many of each kind are kept in memory: anybody can ask for connections that do not exist.
const KEPT: usize = 1_000;

const SETTINGS: &str = "settings";
const VERSION: &str = "version";
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
    articles: Cache<TenantId, Arc<Articles>>,
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
            articles: Cache::new(KEPT_ARTICLES),
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
        every_page(
            attempted,
            self.client
                .query()
                .table_name(&self.table)
                .key_condition_expression("#pk = :pk")
                .expression_attribute_names("#pk", PK)
                .expression_attribute_values(":pk", AttributeValue::S(pk)),
        )
        .await
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

    async fn read_knowledge(
        &self,
        tenant: &TenantId,
        now: Timestamp,
    ) -> Result<Knowledge, PortError> {
        const ATTEMPTED: &str = "reading what a tenant configured";
        let rows = self
            .partition(Key::tenant_partition(tenant), ATTEMPTED)
            .await?;
        let mut knowledge = Knowledge::default();
        let mut version = 0;
        for row in rows {
            let place = text_of(&row, SK).map_err(unreadable(ATTEMPTED))?.to_owned();
            if place == SETTINGS {
                knowledge.settings = from_row(row).map_err(unreadable(ATTEMPTED))?;
            } else if place == LIVE_POLICY {
                knowledge.policy = usable(row, tenant, &place).unwrap_or_default();
            } else if place == EVALUATOR {
                knowledge.evaluator = usable(row, tenant, &place).unwrap_or_default();
            } else if place == KNOWLEDGE {
                version = number_of(&row, VERSION).map_err(unreadable(ATTEMPTED))?;
            }
        }
        if version > 0 {
            knowledge.articles = self.articles_at(tenant, version, now).await?;
        }
        Ok(knowledge)
    }

    /// The tenant's published articles, read only where they are not those of this version.
    async fn articles_at(
        &self,
        tenant: &TenantId,
        version: u64,
        now: Timestamp,
    ) -> Result<Arc<Articles>, PortError> {
        if let Some(known) = self.articles.get(tenant, now)
            && known.version == version
        {
            return Ok(known);
        }
        // What is read may be newer than the version, which was read before, but never older.
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("#pk = :pk AND begins_with(#sk, :published)")
            .expression_attribute_names("#pk", PK)
            .expression_attribute_names("#sk", SK)
            .expression_attribute_values(":pk", text(Key::articles_partition(tenant)))
            .expression_attribute_values(":published", text(PUBLISHED));
        let rows = every_page("reading a tenant's articles", query).await?;
        let items = rows
            .into_iter()
            .filter_map(|row| usable::<Article>(row, tenant, PUBLISHED))
            .collect();
        let articles = Arc::new(Articles { version, items });
        self.articles
            .put(tenant.clone(), Arc::clone(&articles), now, ARTICLES_KEPT);
        Ok(articles)
    }
}

/// All rows of a query.
pub(crate) async fn every_page(
    attempted: &'static str,
    query: QueryFluentBuilder,
) -> Result<Vec<Row>, PortError> {
    let mut rows = vec![];
    let mut start = None;
    loop {
        let page = query
            .clone()
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

/// What a row holds; nothing where it cannot be read, so that one spoilt row does not silence a
/// tenant's bot, nor its other articles.
pub(crate) fn usable<T: DeserializeOwned>(row: Row, tenant: &TenantId, place: &str) -> Option<T> {
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
        let knowledge = Arc::new(self.read_knowledge(tenant, now).await?);
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
