//! What changes about a message that is sent, and under which conditions.

use aws_sdk_dynamodb::types::AttributeValue;
use baton_app::outbound::OutboundMessage;
use baton_domain::{DeliveryError, DeliveryStatus};

use crate::error::RowError;
use crate::expression::{Change, text, values};
use crate::items::{SEND_BEGUN_AT, delivery_name, to_value};
use crate::keys::Key;

pub(super) fn key_of(message: &OutboundMessage) -> Key {
    Key::message(
        &message.tenant_id,
        message.conversation_id.thread(),
        message.seq,
    )
}

pub(super) fn accepted() -> AttributeValue {
    text(delivery_name(DeliveryStatus::Accepted))
}

/// A change that only this very message may undergo, not another in its place.
pub(super) fn of_this(message: &OutboundMessage, mut change: Change) -> Change {
    change.condition = format!("#id = :id AND {}", change.condition);
    change
        .values
        .insert(":id".into(), text(message.message_id.to_string()));
    change
}

/// A change of a message whose sending has not begun.
pub(super) fn unsent(
    message: &OutboundMessage,
    update: String,
    value: (&str, AttributeValue),
) -> Change {
    of_this(
        message,
        Change {
            key: key_of(message),
            update,
            condition: format!("#status = :accepted AND attribute_not_exists(#{SEND_BEGUN_AT})"),
            values: values([(":accepted", accepted()), value]),
        },
    )
}

/// The end of a message whose sending has not begun.
pub(super) fn settled(
    message: &OutboundMessage,
    status: DeliveryStatus,
    error: Option<&DeliveryError>,
) -> Result<Change, RowError> {
    let update = "SET #status = :settled".to_owned();
    let mut change = unsent(message, update, (":settled", text(delivery_name(status))));
    if let Some(error) = error {
        change.update.push_str(", #error = :error");
        change.values.insert(":error".into(), to_value(error)?);
    }
    Ok(change)
}
