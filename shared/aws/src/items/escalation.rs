//! Escalations, live and ended.

use baton_domain::{Escalation, TenantId};

use super::{Row, to_row};
use crate::error::RowError;
use crate::keys::{Entry, Key};

/// The row of an escalation; a live one and an ended one have different places.
pub(crate) fn escalation_row(tenant: &TenantId, escalation: &Escalation) -> Result<Row, RowError> {
    let key = if escalation.status.is_live() {
        Key::live(tenant, escalation.id.thread())
    } else {
        Key::ended(tenant, escalation.id)
    };
    let mut row = to_row(&key, escalation)?;
    for entry in Entry::of_escalation(tenant, escalation) {
        entry.write_to(&mut row);
    }
    Ok(row)
}
