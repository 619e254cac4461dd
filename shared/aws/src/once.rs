//! The receipt of a request that writes something new, in the same transaction.

use aws_sdk_dynamodb::Client;
use baton_app::commit::Outcome;
use baton_app::ports::{Creation, PortError};
use baton_domain::{ReceiptKey, TenantId};
use jiff::Timestamp;

use crate::error::unreadable;
use crate::expression::put_if;
use crate::items::{outcome_of, receipt_row};
use crate::transaction::{Outcome as Written, Refusal, Transaction, Why};

/// A part of a transaction that creates something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What is created.
    Row,
    /// The receipt of the request that asked for it.
    Receipt,
    /// The place of what a tenant has one of at a time.
    Place,
}

/// What came of a transaction that creates something.
pub(crate) enum Attempt {
    /// It is there.
    Created,
    /// The receipt was there before, with this answer.
    Repeated(Option<Outcome>),
    /// It is not there, because of other parts.
    Refused(Vec<Refusal<Part>>),
}

/// Sends a transaction that creates something, with the receipt of the request, if it has one.
/// The transaction's own rows never exist before.
pub(crate) async fn create(
    client: &Client,
    receipts: &str,
    tenant: &TenantId,
    transaction: Transaction<Part>,
    receipt: Option<(ReceiptKey, Outcome)>,
    now: Timestamp,
    attempted: &'static str,
) -> Result<Creation, PortError> {
    let sent = attempt(
        client,
        receipts,
        tenant,
        transaction,
        receipt,
        now,
        attempted,
    )
    .await?;
    match sent {
        Attempt::Created => Ok(Creation::Created),
        Attempt::Repeated(outcome) => Ok(Creation::Repeated(outcome)),
        Attempt::Refused(_) => Err(contended(attempted)),
    }
}

/// Nobody is in the way, and yet it cannot be written.
pub(crate) fn contended(attempted: &'static str) -> PortError {
    PortError::new(attempted, "others were writing the same rows")
}

/// The same for a transaction whose own rows may be there.
pub(crate) async fn attempt(
    client: &Client,
    receipts: &str,
    tenant: &TenantId,
    mut transaction: Transaction<Part>,
    receipt: Option<(ReceiptKey, Outcome)>,
    now: Timestamp,
    attempted: &'static str,
) -> Result<Attempt, PortError> {
    if let Some((key, outcome)) = receipt {
        let row = receipt_row(tenant, &key, Some(&outcome), now).map_err(unreadable(attempted))?;
        let absent = "attribute_not_exists(#pk)";
        let part = put_if(receipts, row, absent, crate::expression::Values::new())
            .map_err(|error| PortError::new(attempted, error))?;
        transaction.add(Part::Receipt, part);
    }
    let sent = transaction
        .send(client)
        .await
        .map_err(|error| PortError::new(attempted, error))?;
    let Written::Refused(refusals) = sent else {
        return Ok(Attempt::Created);
    };
    for refusal in &refusals {
        if let (Part::Receipt, Why::Condition(row)) = (refusal.part, &refusal.why) {
            let outcome = row
                .clone()
                .map(outcome_of)
                .transpose()
                .map_err(unreadable(attempted))?
                .flatten();
            return Ok(Attempt::Repeated(outcome));
        }
    }
    Ok(Attempt::Refused(refusals))
}
