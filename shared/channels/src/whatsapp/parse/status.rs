//! Statuses of what was sent.

use baton_app::inbound::Update;
use baton_app::intake::Addressed;
use baton_domain::{DeliveryError, DeliveryStatus};
use jiff::Timestamp;
use serde_json::Value;

use super::fields::{id, list, time};
use super::{Ignored, Object};
use crate::whatsapp::errors;

pub(super) fn read(item: &Value, received_at: Timestamp) -> Result<Addressed, Ignored> {
    let status = item.as_object().ok_or(Ignored("malformed"))?;
    let provider_id = id(status, "id").ok_or(Ignored("malformed"))?;
    let reached = match status.get("status").and_then(Value::as_str) {
        Some("sent") => DeliveryStatus::Sent,
        Some("delivered") => DeliveryStatus::Delivered,
        // A voice message that was played was opened.
        Some("read" | "played") => DeliveryStatus::Read,
        Some("failed") => DeliveryStatus::Failed,
        _ => return Err(Ignored("unknown_status")),
    };
    Ok(Addressed {
        // A status finds its message by id; the address only keeps one contact's news in order.
        address: id(status, "recipient_id")
            .or_else(|| id(status, "recipient_user_id"))
            .unwrap_or_default(),
        update: Update::Status {
            provider_id,
            callback: id(status, "biz_opaque_callback_data"),
            status: reached,
            error: (reached == DeliveryStatus::Failed).then(|| error(status)),
            at: time(status, received_at),
        },
    })
}

fn error(status: &Object) -> DeliveryError {
    list(status, "errors")
        .iter()
        .find_map(|error| error.get("code")?.as_i64())
        .map_or_else(errors::unexplained, errors::delivery_error)
}
