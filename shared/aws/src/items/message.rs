//! Messages.

use baton_app::committed::Place;
use baton_domain::Message;

use super::{Row, to_row};
use crate::error::RowError;
use crate::keys::{Entry, Key};

/// When a send was claimed.
pub(crate) const SEND_BEGUN_AT: &str = "send_begun_at";

/// The row of a message, with what its sending needs to know.
pub(crate) fn message_row(place: &Place, message: &Message) -> Result<Row, RowError> {
    let thread = place.conversation_id.thread();
    let key = Key::message(&place.tenant_id, thread, message.seq);
    let mut row = to_row(&key, message)?;
    row.extend(serde_dynamo::to_item::<_, Row>(place)?);
    if let Some(provider_id) = &message.provider_id {
        Entry::by_provider_id(&place.tenant_id, place.connection_id, provider_id)
            .write_to(&mut row);
    }
    Ok(row)
}
