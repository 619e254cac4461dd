//! Who decides for tenants' bots: settings in the directory's table, keys in Secrets Manager.
//!
//! A tenant's secret is named after the tenant and nothing else, so that no settings lead to
//! another one's.

mod keys;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client as DynamoDb;
use aws_sdk_secretsmanager::Client as SecretsManager;
use baton_app::evaluator_settings::{EvaluatorEdit, EvaluatorSettings, KeptEvaluator};
use baton_app::ports::{EvaluatorKeys, EvaluatorStore, PortError, SettingsOutcome};
use baton_domain::{AgentRef, TenantId, Version};
use jiff::Timestamp;
use serde::Deserialize;

use crate::edits;
use crate::error::{RowError, failed, unreadable};
use crate::expression::{Values, number, put, put_if, values};
use crate::items::{Row, from_row, to_row, to_value};
use crate::keys::Key;
use crate::transaction::{Outcome, Transaction};
use keys::Vault;

pub use keys::Keyring;

const READING: &str = "reading a tenant's evaluator";
const WRITING: &str = "writing a tenant's evaluator";

/// Settings and keys for those who change them. Nothing is kept in memory.
#[derive(Debug, Clone)]
pub struct EvaluatorTable {
    client: DynamoDb,
    table: String,
    vault: Vault,
}

impl EvaluatorTable {
    /// The settings in this directory's table, the keys in secrets whose names are this prefix and
    /// a tenant's.
    #[must_use]
    pub fn new(
        client: DynamoDb,
        table: impl Into<String>,
        secrets: SecretsManager,
        prefix: impl Into<String>,
    ) -> Self {
        Self {
            client,
            table: table.into(),
            vault: Vault {
                client: secrets,
                prefix: prefix.into(),
            },
        }
    }
}

/// What stands in the row beside the settings.
#[derive(Deserialize)]
struct Beside {
    #[serde(default)]
    version: Version,
    #[serde(default)]
    edited_by: Option<AgentRef>,
    #[serde(default)]
    edited_at: Option<Timestamp>,
}

/// The row of settings. They lie open in it: those who only decide read nothing else of it.
fn row_of(tenant: &TenantId, after: &KeptEvaluator) -> Result<Row, RowError> {
    let mut row = to_row(&Key::evaluator(tenant), &after.settings)?;
    row.insert("version".into(), number(after.version.0));
    if let Some(by) = &after.edited_by {
        row.insert("edited_by".into(), to_value(by)?);
    }
    if let Some(at) = &after.edited_at {
        row.insert("edited_at".into(), to_value(at)?);
    }
    Ok(row)
}

/// What holds for settings of this version; those that were put there by hand have none.
fn has_version(version: u64) -> (&'static str, Values) {
    let compared = values([(":version", number(version))]);
    if version == 0 {
        (
            "attribute_not_exists(#version) OR #version = :version",
            compared,
        )
    } else {
        ("#version = :version", compared)
    }
}

#[async_trait]
impl EvaluatorStore for EvaluatorTable {
    async fn settings(&self, tenant: &TenantId) -> Result<KeptEvaluator, PortError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(Key::evaluator(tenant).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(READING))?;
        let Some(row) = found.item else {
            return Ok(KeptEvaluator::default());
        };
        let beside: Beside = from_row(row.clone()).map_err(unreadable(READING))?;
        let settings: EvaluatorSettings = from_row(row).map_err(unreadable(READING))?;
        Ok(KeptEvaluator {
            version: beside.version,
            edited_by: beside.edited_by,
            edited_at: beside.edited_at,
            settings,
        })
    }

    async fn put_settings(
        &self,
        tenant: &TenantId,
        after: &KeptEvaluator,
        edit: &EvaluatorEdit,
    ) -> Result<SettingsOutcome, PortError> {
        let built = |error| PortError::new(WRITING, error);
        let before = after.version.0.saturating_sub(1);
        let (condition, compared) = has_version(before);
        let row = row_of(tenant, after).map_err(unreadable(WRITING))?;
        let settings = put_if(&self.table, row, condition, compared);
        let key = Key::evaluator_edit(tenant, edit.version);
        let edit = to_row(&key, edit).map_err(unreadable(WRITING))?;
        let mut transaction = Transaction::new();
        transaction.add((), settings.map_err(built)?);
        transaction.add((), put(&self.table, edit).map_err(built)?);
        let sent = transaction
            .send(&self.client)
            .await
            .map_err(|error| PortError::new(WRITING, error))?;
        if matches!(sent, Outcome::Written) {
            return Ok(SettingsOutcome::Changed);
        }
        let now = self.settings(tenant).await?.version;
        if now.0 == before {
            return Err(PortError::new(WRITING, "somebody else is writing it"));
        }
        Ok(SettingsOutcome::Stale(now))
    }

    async fn history(&self, tenant: &TenantId) -> Result<Vec<EvaluatorEdit>, PortError> {
        const READING: &str = "reading who changed a tenant's evaluator";
        let partition = Key::evaluator_edits(tenant);
        edits::last(&self.client, &self.table, partition, READING).await
    }

    async fn keys(
        &self,
        tenant: &TenantId,
        version: &str,
    ) -> Result<Option<EvaluatorKeys>, PortError> {
        self.vault.read(tenant, version).await
    }

    async fn put_keys(
        &self,
        tenant: &TenantId,
        version: &str,
        keys: &EvaluatorKeys,
    ) -> Result<(), PortError> {
        self.vault.write(tenant, version, keys).await
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
