//! What tenants configured, in the directory's table, and their secrets.
//!
//! Rows hold the fields of [`Connection`], [`baton_domain::Settings`], [`baton_domain::Policy`] and [`Article`]
//! under their own names beside `pk` and `sk`.

pub(crate) mod cache;
mod kept;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::ports::{
    Article, Articles, Clock, Connection, ConnectionSecrets, Directory, DirectoryWithSecrets,
    Knowledge, PortError,
};
use baton_domain::{ConnectionId, Policy, Settings, TenantId};
use jiff::SignedDuration;
use serde::de::DeserializeOwned;

use crate::error::{failed, unreadable};
use crate::expression::text;
use crate::items::{Row, from_row, number_of, text_of};
use crate::keys::{EVALUATOR, KNOWLEDGE, Key, LIVE_POLICY, PK, PUBLISHED, SK};
use crate::secrets::SecretReader;
use cache::Cache;
use kept::{KeptKnowledge, Known};

/// How long what was configured is believed.
const BELIEVED: SignedDuration = SignedDuration::from_secs(60);
/// How many bytes of articles are kept in memory, of all tenants: one has up to some ten megabytes,
/// and whoever reads articles has 512.
const KEPT_BYTES: usize = 64 * 1024 * 1024;
/// How long a connection is believed absent: short, because somebody may be setting it up.
const BELIEVED_ABSENT: SignedDuration = SignedDuration::from_secs(5);
/// How long secrets are kept in memory.
const SECRETS_BELIEVED: SignedDuration = SignedDuration::from_mins(5);
/// How many of each kind are kept in memory: anybody can ask for connections that do not exist.
const KEPT: usize = 1_000;

const SETTINGS: &str = "settings";
const VERSION: &str = "version";
const TENANT: &str = "tenant#";

/// What tenants configured, in the directory's table, and their secrets where `S` is a
/// [`SecretReader`]; each kept in memory for a while.
pub struct TenantDirectory<S> {
    client: Client,
    table: String,
    secrets: S,
    clock: Arc<dyn Clock>,
    knowledge_belief: SignedDuration,
    connections: Cache<ConnectionId, Option<Arc<Connection>>>,
    known_secrets: Cache<String, Arc<ConnectionSecrets>>,
    configured: Cache<TenantId, Arc<Configured>>,
    knowledge: KeptKnowledge,
    tenants: Cache<(), Vec<TenantId>>,
}

/// What stands in a tenant's own rows: everything but the articles.
struct Configured {
    settings: Arc<Settings>,
    policy: Policy,
    evaluator: EvaluatorSettings,
    /// The version of the published articles; 0 where there never were any.
    articles: u64,
}

impl<S> std::fmt::Debug for TenantDirectory<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TenantDirectory")
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}

impl<S> TenantDirectory<S> {
    /// What is configured in this table. With [`NoSecrets`](crate::secrets::NoSecrets) it is a
    /// [`Directory`] and nothing more.
    #[must_use]
    pub fn new(
        client: Client,
        table: impl Into<String>,
        secrets: S,
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
            configured: Cache::new(KEPT),
            knowledge: KeptKnowledge::new(KEPT_BYTES),
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

    /// What a tenant configured, as it was read within the time that it is believed.
    async fn configured(&self, tenant: &TenantId) -> Result<Arc<Configured>, PortError> {
        let now = self.clock.now();
        if let Some(known) = self.configured.get(tenant, now) {
            return Ok(known);
        }
        let configured = Arc::new(self.read_configured(tenant).await?);
        self.configured.put(
            tenant.clone(),
            Arc::clone(&configured),
            now,
            self.knowledge_belief,
        );
        Ok(configured)
    }

    async fn read_configured(&self, tenant: &TenantId) -> Result<Configured, PortError> {
        const ATTEMPTED: &str = "reading what a tenant configured";
        let rows = self
            .partition(Key::tenant_partition(tenant), ATTEMPTED)
            .await?;
        let Knowledge {
            mut settings,
            mut policy,
            mut evaluator,
            ..
        } = Knowledge::default();
        let mut articles = 0;
        for row in rows {
            let place = text_of(&row, SK).map_err(unreadable(ATTEMPTED))?.to_owned();
            if place == SETTINGS {
                settings = from_row(row).map_err(unreadable(ATTEMPTED))?;
            } else if place == LIVE_POLICY {
                policy = usable(row, tenant, &place).unwrap_or_default();
            } else if place == EVALUATOR {
                evaluator = usable(row, tenant, &place).unwrap_or_default();
            } else if place == KNOWLEDGE {
                articles = number_of(&row, VERSION).map_err(unreadable(ATTEMPTED))?;
            }
        }
        Ok(Configured {
            settings: Arc::new(settings),
            policy,
            evaluator,
            articles,
        })
    }

    /// The tenant's published articles. What is read may be newer than the version, which was read
    /// before, but never older.
    async fn read_articles(&self, tenant: &TenantId, version: u64) -> Result<Articles, PortError> {
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
        let mut items = vec![];
        // Page by page, so that no more than a megabyte stands in memory twice.
        each_page("reading a tenant's articles", query, |rows| {
            let read = rows
                .into_iter()
                .filter_map(|row| usable::<Article>(row, tenant, PUBLISHED));
            items.extend(read);
        })
        .await?;
        Ok(Articles { version, items })
    }
}

/// All rows of a query.
pub(crate) async fn every_page(
    attempted: &'static str,
    query: QueryFluentBuilder,
) -> Result<Vec<Row>, PortError> {
    let mut rows = vec![];
    each_page(attempted, query, |page| rows.extend(page)).await?;
    Ok(rows)
}

/// The rows of a query, a page at a time.
async fn each_page(
    attempted: &'static str,
    query: QueryFluentBuilder,
    mut read: impl FnMut(Vec<Row>),
) -> Result<(), PortError> {
    let mut start = None;
    loop {
        let page = query
            .clone()
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(failed(attempted))?;
        read(page.items.unwrap_or_default());
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(());
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
impl<S: Send + Sync> Directory for TenantDirectory<S> {
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

    async fn settings(&self, tenant: &TenantId) -> Result<Arc<Settings>, PortError> {
        let configured = self.configured(tenant).await?;
        Ok(Arc::clone(&configured.settings))
    }

    async fn has_model(&self, tenant: &TenantId) -> Result<bool, PortError> {
        Ok(self.configured(tenant).await?.evaluator.has_model())
    }

    async fn knowledge(&self, tenant: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        let configured = self.configured(tenant).await?;
        let known = self.knowledge.get(tenant);
        if let Some(known) = &known
            && Arc::ptr_eq(&known.configured, &configured)
        {
            return Ok(Arc::clone(&known.knowledge));
        }
        let version = configured.articles;
        let articles = match known {
            Some(known) if known.knowledge.articles.version == version => {
                Arc::clone(&known.knowledge.articles)
            }
            _ if version == 0 => Arc::default(),
            _ => Arc::new(self.read_articles(tenant, version).await?),
        };
        let knowledge = Arc::new(Knowledge {
            settings: configured.settings.as_ref().clone(),
            policy: configured.policy.clone(),
            articles,
            evaluator: configured.evaluator.clone(),
        });
        let known = Known {
            configured,
            knowledge: Arc::clone(&knowledge),
        };
        self.knowledge.put(tenant, known);
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

#[async_trait]
impl DirectoryWithSecrets for TenantDirectory<SecretReader> {
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
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
