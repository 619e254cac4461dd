//! Versions of tenants' policies, in the directory's table.
//!
//! The live one stands where functions read it, among the settings and articles of its tenant; a
//! draft, one that was live once, and one that was thrown away stand in a partition of their own. So
//! a version is in one place only, publishing moves two of them, and throwing one away moves it.

mod list;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, TransactWriteItem};
use baton_app::commit::Outcome;
use baton_app::ports::{
    Clock, Creation, Page, Policies, PolicyChange, PolicyStatus, PolicyVersion, PortError,
    Publication,
};
use baton_domain::{Policy, PolicyId, ReceiptKey, TenantId, Version};

use crate::error::{failed, unreadable};
use crate::expression::{Values, delete_if, number, put, put_if, text, values};
use crate::items::{Row, from_row, to_row};
use crate::keys::{Key, TableNames};
use crate::once::{self, Part};
use crate::transaction::Transaction;

const READING: &str = "reading a policy";
const WRITING: &str = "writing a policy";

/// Versions of tenants' policies.
#[derive(Clone)]
pub struct PolicyStore {
    client: Client,
    tables: TableNames,
    clock: Arc<dyn Clock>,
}

impl PolicyStore {
    /// The versions in these tables. The clock tells how long receipts are kept.
    #[must_use]
    pub fn new(client: Client, tables: TableNames, clock: Arc<dyn Clock>) -> Self {
        Self {
            client,
            tables,
            clock,
        }
    }

    fn change(
        &self,
        tenant: &TenantId,
        change: &PolicyChange,
    ) -> Result<TransactWriteItem, PortError> {
        let key = Key::policy_change(tenant, change.policy_id, change.version);
        let row = to_row(&key, change).map_err(unreadable(WRITING))?;
        put(&self.tables.directory, row).map_err(|error| PortError::new(WRITING, error))
    }

    /// Sends what changes this version of a policy; `false` where one of its conditions does not hold.
    async fn send(
        &self,
        version: Version,
        parts: Vec<TransactWriteItem>,
    ) -> Result<bool, PortError> {
        let mut transaction = Transaction::new();
        for part in parts {
            transaction.add((), part);
        }
        transaction
            .send_behind_others(&self.client, version.0, WRITING)
            .await
    }

    /// A version, wherever it stands.
    async fn look_up(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<Option<PolicyVersion>, PortError> {
        let places = [
            Key::live_policy(tenant),
            Key::policy_draft(tenant, id),
            Key::policy_past(tenant, id),
            Key::policy_discarded(tenant, id),
        ];
        let keys = KeysAndAttributes::builder()
            .set_keys(Some(places.iter().map(Key::attributes).collect()))
            .consistent_read(true)
            .build()
            .map_err(|error| PortError::new(READING, error))?;
        let answer = self
            .client
            .batch_get_item()
            .request_items(&self.tables.directory, keys)
            .send()
            .await
            .map_err(failed(READING))?;
        if answer.unprocessed_keys.is_some_and(|keys| !keys.is_empty()) {
            return Err(PortError::new(
                READING,
                "the table did not answer all of it",
            ));
        }
        let rows: Vec<Row> = answer
            .responses
            .unwrap_or_default()
            .into_values()
            .flatten()
            .collect();
        let mut live_is_there = false;
        for row in rows {
            let is_live = row.get(crate::keys::SK) == Some(&text(crate::keys::LIVE_POLICY));
            live_is_there |= is_live;
            let version = if is_live {
                live_of(row)?
            } else {
                from_row(row).map_err(unreadable(READING))?
            };
            if version.id == id {
                return Ok(Some(version));
            }
        }
        let untouched = !live_is_there && id == PolicyVersion::ORIGINAL;
        Ok(untouched.then(|| PolicyVersion::original(Policy::built_in())))
    }
}

/// The row of a version at its place.
fn version_row(key: &Key, version: &PolicyVersion) -> Result<Row, PortError> {
    to_row(key, version).map_err(unreadable(WRITING))
}

/// The live policy. One that was put there before anything was published has triggers only.
fn live_of(row: Row) -> Result<PolicyVersion, PortError> {
    if row.contains_key(ID) {
        from_row(row).map_err(unreadable(READING))
    } else {
        from_row(row)
            .map(PolicyVersion::original)
            .map_err(unreadable(READING))
    }
}

const ID: &str = "id";

/// What holds for a version that is to be changed.
fn has_version(version: Version) -> (&'static str, Values) {
    (
        "#version = :version",
        values([(":version", number(version.0.saturating_sub(1)))]),
    )
}

/// What holds as long as this policy is live.
fn is_live(id: PolicyId) -> (&'static str, Values) {
    if id == PolicyVersion::ORIGINAL {
        ("attribute_not_exists(#id)", Values::new())
    } else {
        ("#id = :id", values([(":id", text(id.to_string()))]))
    }
}

#[async_trait]
impl Policies for PolicyStore {
    async fn live(&self, tenant: &TenantId) -> Result<PolicyVersion, PortError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.directory)
            .set_key(Some(Key::live_policy(tenant).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed("reading the live policy"))?;
        match answer.item {
            Some(row) => live_of(row),
            None => Ok(PolicyVersion::original(Policy::built_in())),
        }
    }

    async fn policy(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<Option<PolicyVersion>, PortError> {
        let found = self.look_up(tenant, id).await?;
        if found.is_some() {
            return Ok(found);
        }
        // Rows of a batch are not read at one time: it may have moved from one place to the other
        // in between, and it moves but twice in its life.
        self.look_up(tenant, id).await
    }

    async fn policies(
        &self,
        tenant: &TenantId,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<PolicyVersion>, PortError> {
        self.list(tenant, limit, cursor).await
    }

    async fn history(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<Vec<PolicyChange>, PortError> {
        self.changes(tenant, id).await
    }

    async fn create(
        &self,
        tenant: &TenantId,
        draft: &PolicyVersion,
        change: &PolicyChange,
        receipt: Option<(ReceiptKey, Outcome)>,
    ) -> Result<Creation, PortError> {
        let mut transaction = Transaction::new();
        let row = version_row(&Key::policy_draft(tenant, draft.id), draft)?;
        let row = put_if(
            &self.tables.directory,
            row,
            "attribute_not_exists(#pk)",
            Values::new(),
        )
        .map_err(|error| PortError::new(WRITING, error))?;
        transaction.add(Part::Row, row);
        transaction.add(Part::Row, self.change(tenant, change)?);
        once::create(
            &self.client,
            &self.tables.receipts,
            tenant,
            transaction,
            receipt,
            self.clock.now(),
            WRITING,
        )
        .await
    }

    async fn replace(
        &self,
        tenant: &TenantId,
        draft: &PolicyVersion,
        change: &PolicyChange,
    ) -> Result<bool, PortError> {
        let row = version_row(&Key::policy_draft(tenant, draft.id), draft)?;
        let (condition, compared) = has_version(draft.version);
        let row = put_if(&self.tables.directory, row, condition, compared)
            .map_err(|error| PortError::new(WRITING, error))?;
        let parts = vec![row, self.change(tenant, change)?];
        self.send(draft.version, parts).await
    }

    async fn discard(
        &self,
        tenant: &TenantId,
        discarded: &PolicyVersion,
        change: &PolicyChange,
    ) -> Result<bool, PortError> {
        debug_assert_eq!(discarded.status, PolicyStatus::Discarded);
        let table = &self.tables.directory;
        let built = |error| PortError::new(WRITING, error);
        let (condition, compared) = has_version(discarded.version);
        let draft = Key::policy_draft(tenant, discarded.id);
        let was_draft = delete_if(table, &draft, condition, compared).map_err(built)?;
        let kept = version_row(&Key::policy_discarded(tenant, discarded.id), discarded)?;
        let is_kept = put(table, kept).map_err(built)?;
        let parts = vec![was_draft, is_kept, self.change(tenant, change)?];
        self.send(discarded.version, parts).await
    }

    async fn publish(
        &self,
        tenant: &TenantId,
        publication: &Publication,
    ) -> Result<bool, PortError> {
        let Publication {
            live,
            retired,
            changes: [went_live, gave_way],
        } = publication;
        debug_assert_eq!(live.status, PolicyStatus::Live);
        let table = &self.tables.directory;
        let built = |error| PortError::new(WRITING, error);
        let row = version_row(&Key::live_policy(tenant), live)?;
        let (condition, compared) = is_live(retired.id);
        let goes_live = put_if(table, row, condition, compared).map_err(built)?;
        let (condition, compared) = has_version(live.version);
        let draft = Key::policy_draft(tenant, live.id);
        let was_draft = delete_if(table, &draft, condition, compared).map_err(built)?;
        let past = version_row(&Key::policy_past(tenant, retired.id), retired)?;
        let gives_way = put(table, past).map_err(built)?;
        let parts = vec![
            goes_live,
            was_draft,
            gives_way,
            self.change(tenant, went_live)?,
            self.change(tenant, gave_way)?,
        ];
        self.send(live.version, parts).await
    }
}

/// A key's attribute as text.
fn sort_key(row: &Row) -> Option<&str> {
    match row.get(crate::keys::SK) {
        Some(AttributeValue::S(sk)) => Some(sk),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
