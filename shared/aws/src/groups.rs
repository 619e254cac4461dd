//! Tenants' teams, in the directory's table: one row for all of a tenant's.

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use baton_app::commit::Outcome;
use baton_app::ports::{GroupList, GroupOutcome, GroupWrite, Groups, PortError};
use baton_domain::{ReceiptKey, TenantId};

use crate::error::{RowError, failed, unreadable};
use crate::expression::{number, put_if, values};
use crate::items::{Row, from_row, outcome_of, receipt_row, to_row};
use crate::keys::{Key, TableNames};
use crate::transaction::{Outcome as Sent, Refusal, Transaction, Why};

const READING: &str = "reading a tenant's groups";
const WRITING: &str = "writing a tenant's groups";
const ANSWERED: &str = "reading a receipt";

/// Tenants' teams.
#[derive(Debug, Clone)]
pub struct GroupStore {
    client: Client,
    tables: Arc<TableNames>,
}

/// What a part of a transaction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Groups,
    Receipt,
}

/// Why a part could not be put together.
#[derive(Debug, thiserror::Error)]
enum Malformed {
    #[error(transparent)]
    Row(#[from] RowError),
    #[error(transparent)]
    Part(#[from] BuildError),
}

impl GroupStore {
    /// The teams in these directory's and receipts' tables.
    #[must_use]
    pub fn new(client: Client, tables: TableNames) -> Self {
        Self {
            client,
            tables: Arc::new(tables),
        }
    }

    async fn row(
        &self,
        table: &str,
        key: &Key,
        attempted: &'static str,
    ) -> Result<Option<Row>, PortError> {
        let found = self
            .client
            .get_item()
            .table_name(table)
            .set_key(Some(key.attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(attempted))?;
        Ok(found.item)
    }

    fn transaction(&self, write: &GroupWrite) -> Result<Transaction<Part>, Malformed> {
        let row = to_row(&Key::groups(&write.tenant), &write.after)?;
        let (condition, compared) = match write.after.version.0 {
            0 | 1 => ("attribute_not_exists(#pk)", values([])),
            after => ("#version = :read", values([(":read", number(after - 1))])),
        };
        let mut transaction = Transaction::new();
        transaction.add(
            Part::Groups,
            put_if(&self.tables.directory, row, condition, compared)?,
        );
        if let Some((receipt, outcome)) = &write.receipt {
            let row = receipt_row(&write.tenant, receipt, Some(outcome), write.at)?;
            let absent = "attribute_not_exists(#pk)";
            transaction.add(
                Part::Receipt,
                put_if(&self.tables.receipts, row, absent, values([]))?,
            );
        }
        Ok(transaction)
    }
}

fn outcome(row: Option<Row>) -> Result<Option<Outcome>, PortError> {
    let outcome = row.map(outcome_of).transpose();
    Ok(outcome.map_err(unreadable(ANSWERED))?.flatten())
}

#[async_trait]
impl Groups for GroupStore {
    async fn groups(&self, tenant: &TenantId) -> Result<GroupList, PortError> {
        let found = self
            .row(&self.tables.directory, &Key::groups(tenant), READING)
            .await?;
        let list = found.map(from_row).transpose();
        Ok(list.map_err(unreadable(READING))?.unwrap_or_default())
    }

    async fn write(&self, write: &GroupWrite) -> Result<GroupOutcome, PortError> {
        let transaction = self
            .transaction(write)
            .map_err(|error| PortError::new(WRITING, error))?;
        let sent = transaction
            .send(&self.client)
            .await
            .map_err(|error| PortError::new(WRITING, error))?;
        let Sent::Refused(refusals) = sent else {
            return Ok(GroupOutcome::Written);
        };
        for Refusal { part, why } in refusals {
            if let (Part::Receipt, Why::Condition(row)) = (part, why) {
                return Ok(GroupOutcome::Replayed(outcome(row)?));
            }
        }
        Ok(GroupOutcome::Moved)
    }

    async fn answered(
        &self,
        tenant: &TenantId,
        key: &ReceiptKey,
    ) -> Result<Option<Outcome>, PortError> {
        let key = Key::receipt(tenant, key);
        outcome(self.row(&self.tables.receipts, &key, ANSWERED).await?)
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests {
    use baton_app::ports::Group;
    use baton_domain::Version;

    use super::*;
    use crate::in_process::Tables;

    fn list(version: u64, names: &[&str]) -> GroupList {
        let group = |(number, name): (usize, &&str)| Group {
            id: format!("grp_{number:026}").parse().unwrap(),
            name: (*name).to_owned(),
            version: Version(1),
        };
        GroupList {
            items: names.iter().enumerate().map(group).collect(),
            version: Version(version),
        }
    }

    fn write(after: GroupList, key: Option<&str>) -> GroupWrite {
        let outcome = Outcome {
            fingerprint: "f".into(),
            status: 201,
            body: "{}".into(),
        };
        GroupWrite {
            tenant: "acme".parse().unwrap(),
            after,
            at: "2026-01-01T00:00:00Z".parse().unwrap(),
            receipt: key.map(|key| (ReceiptKey(key.into()), outcome)),
        }
    }

    async fn store() -> GroupStore {
        let tables = Tables::start().await.unwrap();
        GroupStore::new(tables.client(), tables.names())
    }

    #[tokio::test]
    async fn teams_are_read_as_they_were_written_and_by_their_own_tenant_only() {
        let store = store().await;
        let (acme, other) = ("acme".parse().unwrap(), "acme2".parse().unwrap());
        assert_eq!(store.groups(&acme).await.unwrap(), GroupList::default());
        let teams = list(1, &["Billing", "Returns"]);
        let written = store.write(&write(teams.clone(), None)).await.unwrap();
        assert_eq!(written, GroupOutcome::Written);
        assert_eq!(store.groups(&acme).await.unwrap(), teams);
        assert_eq!(store.groups(&other).await.unwrap(), GroupList::default());
    }

    #[tokio::test]
    async fn of_two_who_read_the_same_list_one_writes() {
        let store = store().await;
        for (version, outcome) in [
            (1, GroupOutcome::Written),
            (1, GroupOutcome::Moved),
            (3, GroupOutcome::Moved),
            (2, GroupOutcome::Written),
        ] {
            let write = write(list(version, &["Billing"]), None);
            assert_eq!(store.write(&write).await.unwrap(), outcome, "{version}");
        }
    }

    #[tokio::test]
    async fn a_key_is_answered_as_it_was() {
        let store = store().await;
        let first = write(list(1, &["Billing"]), Some("key"));
        let acme = "acme".parse().unwrap();
        let (known, unknown) = (ReceiptKey("key".into()), ReceiptKey("other".into()));
        assert_eq!(store.answered(&acme, &known).await.unwrap(), None);
        assert_eq!(store.write(&first).await.unwrap(), GroupOutcome::Written);
        let kept = first.receipt.clone().map(|(_, outcome)| outcome);
        let again = write(list(2, &["Billing", "Returns"]), Some("key"));
        let replayed = store.write(&again).await.unwrap();
        assert_eq!(replayed, GroupOutcome::Replayed(kept.clone()));
        assert_eq!(store.answered(&acme, &known).await.unwrap(), kept);
        assert_eq!(store.answered(&acme, &unknown).await.unwrap(), None);
    }
}
