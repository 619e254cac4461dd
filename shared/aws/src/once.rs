//! The receipt of a request that writes something new, in the same transaction.

use aws_sdk_dynamodb::Client;
use baton_app::commit::Outcome;
use baton_app::ports::{Creation, PortError};
use baton_domain::{ReceiptKey, TenantId};
use jiff::Timestamp;

use crate::error::unreadable;
use crate::expression::put_if;
use crate::items::{outcome_of, receipt_row};
use crate::transaction::{Outcome as Written, Transaction, Why};

/// A part of a transaction that creates something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What is created.
    Row,
    /// The receipt of the request that asked for it.
    Receipt,
}

/// Sends a transaction that creates something, with the receipt of the request, if it has one.
/// The transaction's own rows never exist before.
pub(crate) async fn create(
    client: &Client,
    receipts: &str,
    tenant: &TenantId,
    mut transaction: Transaction<Part>,
    receipt: Option<(ReceiptKey, Outcome)>,
    now: Timestamp,
    attempted: &'static str,
) -> Result<Creation, PortError> {
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
        return Ok(Creation::Created);
    };
    for refusal in refusals {
        if let (Part::Receipt, Why::Condition(row)) = (refusal.part, refusal.why) {
            let outcome = row
                .map(outcome_of)
                .transpose()
                .map_err(unreadable(attempted))?
                .flatten();
            return Ok(Creation::Repeated(outcome));
        }
    }
    Err(PortError::new(
        attempted,
        "others were writing the same rows",
    ))
}
