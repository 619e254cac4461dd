//! What tenants have left of the bot's replies: one row for each, in the conversations' table, so
//! that a charge is part of the commit and the stream tells of it.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use baton_app::ports::{Pack, PackOutcome, PortError, Quotas};
use baton_domain::TenantId;
use baton_domain::quota::{Account, Balance, Charge};

use crate::error::{RowError, failed, unreadable};
use crate::expression::{Change, number, put_if, text, values};
use crate::items::{from_row, outcome_of, receipt_row, to_row};
use crate::keys::{Key, TableNames};
use crate::transaction::{Outcome, Refusal, Transaction, Why};

const ADDING: &str = "adding a pack";

/// What tenants have left of the bot's replies.
#[derive(Debug, Clone)]
pub struct QuotaStore {
    client: Client,
    tables: TableNames,
}

/// What a part of a pack's transaction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Balance,
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

impl QuotaStore {
    /// The accounts in these conversations' and receipts' tables.
    #[must_use]
    pub fn new(client: Client, tables: TableNames) -> Self {
        Self { client, tables }
    }

    fn transaction(&self, pack: &Pack) -> Result<Transaction<Part>, Malformed> {
        let row = to_row(&Key::balance(&pack.tenant), &pack.after)?;
        let (condition, compared) = match pack.read.0 {
            0 => ("attribute_not_exists(#pk)", values([])),
            read => ("#version = :read", values([(":read", number(read))])),
        };
        let mut transaction = Transaction::new();
        transaction.add(
            Part::Balance,
            put_if(&self.tables.conversations, row, condition, compared)?,
        );
        if let Some((receipt, outcome)) = &pack.receipt {
            let row = receipt_row(&pack.tenant, receipt, Some(outcome), pack.at)?;
            let part = put_if(
                &self.tables.receipts,
                row,
                "attribute_not_exists(#pk)",
                values([]),
            )?;
            transaction.add(Part::Receipt, part);
        }
        Ok(transaction)
    }
}

#[async_trait]
impl Quotas for QuotaStore {
    async fn balance(&self, tenant: &TenantId) -> Result<Option<Balance>, PortError> {
        const READING: &str = "reading a tenant's account";
        let found = self
            .client
            .get_item()
            .table_name(&self.tables.conversations)
            .set_key(Some(Key::balance(tenant).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(READING))?;
        found
            .item
            .map(from_row)
            .transpose()
            .map_err(unreadable(READING))
    }

    async fn add(&self, pack: &Pack) -> Result<PackOutcome, PortError> {
        let transaction = self
            .transaction(pack)
            .map_err(|error| PortError::new(ADDING, error))?;
        let refusals = match transaction
            .send(&self.client)
            .await
            .map_err(|error| PortError::new(ADDING, error))?
        {
            Outcome::Written => return Ok(PackOutcome::Added),
            Outcome::Refused(refusals) => refusals,
        };
        for Refusal { part, why } in refusals {
            if let (Part::Receipt, Why::Condition(row)) = (part, why) {
                let outcome = row
                    .map(outcome_of)
                    .transpose()
                    .map_err(unreadable("reading a receipt"))?
                    .flatten();
                return Ok(PackOutcome::Replayed(outcome));
            }
        }
        Ok(PackOutcome::Moved)
    }
}

/// One reply, under the condition that the account is as the charge was decided on. Many
/// conversations are charged at once, so the condition names only what the charge depends on.
pub(crate) fn charged(tenant: &TenantId, charge: &Charge) -> Change {
    let mut given = values([
        (":at", text(charge.at.to_string())),
        (":month", text(charge.month.as_str())),
        (":free", number(charge.free)),
        (":one", number(1)),
    ]);
    let (update, condition) = match (charge.account, charge.first) {
        (Account::Free, true) => (
            "SET #month = :month, #free = :free, #changed_at = :at, #free_used = :one, \
             #packs_used = :zero, #packs_left = if_not_exists(#packs_left, :zero), \
             #version = if_not_exists(#version, :zero) + :one",
            "attribute_not_exists(#pk) OR #month < :month",
        ),
        (Account::Packs, true) => (
            "SET #month = :month, #free = :free, #changed_at = :at, #free_used = :zero, \
             #packs_used = :one, #packs_left = #packs_left - :one, #version = #version + :one",
            "#month < :month AND #packs_left > :zero",
        ),
        (Account::Free, false) => (
            "SET #free = :free, #changed_at = :at, #free_used = #free_used + :one, \
             #version = #version + :one",
            "#month = :month AND #free_used < :free",
        ),
        (Account::Packs, false) => (
            "SET #free = :free, #changed_at = :at, #packs_used = #packs_used + :one, \
             #packs_left = #packs_left - :one, #version = #version + :one",
            "#month = :month AND #free_used >= :free AND #packs_left > :zero",
        ),
    };
    // DynamoDB refuses a value that no expression names.
    if update.contains(":zero") || condition.contains(":zero") {
        given.insert(":zero".into(), number(0));
    }
    Change {
        key: Key::balance(tenant),
        update: update.into(),
        condition: condition.into(),
        values: given,
    }
}
