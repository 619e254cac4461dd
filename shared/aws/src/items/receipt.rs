//! What was carried out.

use baton_app::commit::Outcome;
use baton_domain::{ReceiptKey, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Row, from_row, to_row};
use crate::error::RowError;
use crate::keys::Key;

/// Providers repeat webhooks for up to seven days; two more are for clocks and late starts.
const KEPT_SECONDS: i64 = 9 * 24 * 60 * 60;

#[derive(Serialize, Deserialize)]
struct Receipt {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    expires_at: i64,
}

/// The row of a receipt.
pub(crate) fn receipt_row(
    tenant: &TenantId,
    receipt: &ReceiptKey,
    outcome: Option<&Outcome>,
    now: Timestamp,
) -> Result<Row, RowError> {
    to_row(
        &Key::receipt(tenant, receipt),
        &Receipt {
            outcome: outcome.cloned(),
            expires_at: now.as_second().saturating_add(KEPT_SECONDS),
        },
    )
}

/// How the request was answered that this receipt is of.
pub(crate) fn outcome_of(row: Row) -> Result<Option<Outcome>, RowError> {
    Ok(from_row::<Receipt>(row)?.outcome)
}
