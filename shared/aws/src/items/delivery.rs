//! How far a message has come.

use baton_domain::{ConnectionId, DeliveryError, DeliveryStatus, TenantId};

use super::to_value;
use crate::error::RowError;
use crate::expression::{Change, text, values};
use crate::keys::{Entry, Key};

/// All statuses.
const STATUSES: [DeliveryStatus; 7] = [
    DeliveryStatus::Received,
    DeliveryStatus::Accepted,
    DeliveryStatus::Uncertain,
    DeliveryStatus::Sent,
    DeliveryStatus::Delivered,
    DeliveryStatus::Read,
    DeliveryStatus::Failed,
];

/// A status as it stands in rows; the same word as on the wire.
pub(crate) const fn status_name(status: DeliveryStatus) -> &'static str {
    match status {
        DeliveryStatus::Received => "received",
        DeliveryStatus::Accepted => "accepted",
        DeliveryStatus::Uncertain => "uncertain",
        DeliveryStatus::Sent => "sent",
        DeliveryStatus::Delivered => "delivered",
        DeliveryStatus::Read => "read",
        DeliveryStatus::Failed => "failed",
    }
}

/// News about a message.
pub(crate) struct Moved<'a> {
    pub(crate) tenant: &'a TenantId,
    pub(crate) connection: ConnectionId,
    pub(crate) key: Key,
    pub(crate) status: DeliveryStatus,
    pub(crate) error: Option<&'a DeliveryError>,
    pub(crate) provider_id: Option<&'a str>,
}

/// Moves a message forward; none where no message could take this as news. The condition holds
/// for those that can, whatever was read before.
pub(crate) fn moved(news: Moved<'_>) -> Result<Option<Change>, RowError> {
    let mut values = values([(":status", text(status_name(news.status)))]);
    let mut earlier = vec![];
    for status in STATUSES {
        if status.advances_to(news.status) {
            let name = format!(":{}", status_name(status));
            values.insert(name.clone(), text(status_name(status)));
            earlier.push(name);
        }
    }
    if earlier.is_empty() {
        return Ok(None);
    }
    let mut update = "SET #status = :status".to_owned();
    if let Some(provider_id) = news.provider_id {
        let entry = Entry::by_provider_id(news.tenant, news.connection, provider_id);
        update.push_str(", #provider_id = :provider_id, #by_provider_id_pk = :provider_pk");
        values.insert(":provider_id".into(), text(provider_id));
        values.insert(":provider_pk".into(), text(entry.pk));
    }
    match news.error {
        Some(error) => {
            update.push_str(", #error = :error");
            values.insert(":error".into(), to_value(error)?);
        }
        None => update.push_str(" REMOVE #error"),
    }
    Ok(Some(Change {
        key: news.key,
        update,
        condition: format!("#status IN ({})", earlier.join(", ")),
        values,
    }))
}
