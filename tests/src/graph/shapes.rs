//! The JSON that Meta writes.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Connection;
use super::threads::Entry;

/// The WhatsApp Business Account of all numbers.
pub(super) const ACCOUNT: &str = "102290129340398";

/// The answer to a send that was taken.
pub(super) fn accepted(to: &str, wamid: &str) -> Value {
    json!({
        "messaging_product": "whatsapp",
        "contacts": [{"input": to, "wa_id": to}],
        "messages": [{"id": wamid}],
    })
}

/// The title that Meta gives an error code.
fn title(code: i64) -> &'static str {
    match code {
        4 => "API Too Many Calls",
        80_007 => "Rate limit issues",
        100 => "Invalid parameter",
        190 => "Access token has expired",
        368 => "Temporarily blocked for policies violations",
        130_429 => "Rate limit hit",
        131_000 => "Something went wrong",
        131_009 => "Parameter value is not valid",
        131_016 => "Service unavailable",
        131_026 => "Message undeliverable",
        131_047 => "Re-engagement message",
        131_048 => "Spam rate limit hit",
        131_056 => "(Business Account, Consumer Account) pair rate limit hit",
        132_000 => "Template param count mismatch",
        132_001 => "Template does not exist",
        _ => "Unknown error",
    }
}

/// Graph's error body.
pub(super) fn error(code: i64, details: &str) -> Value {
    json!({"error": {
        "message": format!("(#{code}) {}", title(code)),
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": details},
        "fbtrace_id": "Asandbox",
    }})
}

fn webhook(connection: &Connection, field: &str, mut value: Value) -> Value {
    value["messaging_product"] = json!("whatsapp");
    value["metadata"] = json!({
        "display_phone_number": connection.display_phone_number,
        "phone_number_id": connection.phone_number_id,
    });
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": ACCOUNT, "changes": [{"value": value, "field": field}]}],
    })
}

/// A phone number in digits; what Meta calls a customer who shows none stays as it is.
pub(super) fn address(text: &str) -> String {
    if text.chars().any(|c| c.is_ascii_alphabetic()) {
        text.to_owned()
    } else {
        text.chars().filter(char::is_ascii_digit).collect()
    }
}

/// The field that names a customer: one for numbers, another for those who show none.
fn naming<'a>(address: &str, number: &'a str, user: &'a str) -> &'a str {
    if address.bytes().all(|b| b.is_ascii_digit()) {
        number
    } else {
        user
    }
}

/// The webhook that says how a send fares.
pub(super) fn status_webhook(
    connection: &Connection,
    entry: &Entry,
    statuses: &[String],
    error: Option<i64>,
) -> Value {
    let seconds = crate::world::now().as_second();
    let statuses: Vec<Value> = statuses
        .iter()
        .map(|status| {
            let mut news = json!({
                "id": entry.id,
                "status": status,
                "timestamp": seconds.to_string(),
                "conversation": {"id": "sandbox", "origin": {"type": "service"}},
                "pricing": {
                    "billable": false, "pricing_model": "PMP", "category": "service",
                    "type": "free_customer_service",
                },
            });
            let recipient = naming(&entry.customer, "recipient_id", "recipient_user_id");
            news[recipient] = json!(entry.customer);
            if let Some(callback) = &entry.callback {
                news["biz_opaque_callback_data"] = json!(callback);
            }
            if let Some(code) = error {
                news["errors"] = json!([{
                    "code": code,
                    "title": title(code),
                    "message": title(code),
                    "error_data": {"details": "as the sandbox was asked to say"},
                    "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
                }]);
            }
            news
        })
        .collect();
    webhook(connection, "messages", json!({"statuses": statuses}))
}

/// The webhook with a customer's message.
pub(super) fn message_webhook(
    connection: &Connection,
    from: &str,
    name: Option<&str>,
    message: &Value,
) -> Value {
    let mut contact = json!({"profile": {"name": name.unwrap_or("Customer")}});
    contact[naming(from, "wa_id", "user_id")] = json!(from);
    webhook(
        connection,
        "messages",
        json!({"contacts": [contact], "messages": [message]}),
    )
}

/// The webhook with what the business wrote from its own phone.
pub(super) fn echo_webhook(connection: &Connection, message: &Value) -> Value {
    webhook(
        connection,
        "smb_message_echoes",
        json!({"message_echoes": [message]}),
    )
}

/// A customer's message of this kind, with this text where the kind has words.
pub(super) fn message(kind: &str, from: &str, id: &str, at: Timestamp, text: &str) -> Value {
    let mut message = json!({
        "id": id, "timestamp": at.as_second().to_string(), "type": kind,
    });
    message[naming(from, "from", "from_user_id")] = json!(from);
    let media = |mime: &str| {
        json!({"id": "1013859600285441", "mime_type": mime,
               "sha256": "HjpjGxX4QGl0M5dXyJbHbJvJ1ijhXsNUfJPz3D4y6tQ="})
    };
    match kind {
        "text" => message["text"] = json!({"body": text}),
        "image" | "video" | "document" => {
            let mime = match kind {
                "image" => "image/jpeg",
                "video" => "video/mp4",
                _ => "application/pdf",
            };
            message[kind] = media(mime);
            if !text.is_empty() {
                message[kind]["caption"] = json!(text);
            }
            if kind == "document" {
                message[kind]["filename"] = json!("receipt.pdf");
            }
        }
        "audio" | "voice" => {
            message["type"] = json!("audio");
            message["audio"] = media("audio/ogg; codecs=opus");
            message["audio"]["voice"] = json!(kind == "voice");
        }
        "sticker" => {
            message["sticker"] = media("image/webp");
            message["sticker"]["animated"] = json!(false);
        }
        "location" => {
            message["location"] = json!({
                "latitude": 38.722_2, "longitude": -9.139_3, "name": text, "address": "Rua Augusta 1",
            });
        }
        "contacts" => {
            message["contacts"] = json!([{
                "name": {"formatted_name": text, "first_name": text},
                "phones": [{"phone": "+1 555 0100", "wa_id": "15550100", "type": "CELL"}],
            }]);
        }
        "interactive" => {
            message["interactive"] = json!({
                "type": "button_reply", "button_reply": {"id": "choice-1", "title": text},
            });
        }
        "button" => message["button"] = json!({"text": text, "payload": "choice-1"}),
        "reaction" => {
            message["reaction"] = json!({
                "message_id": "wamid.none", "emoji": if text.is_empty() { "👍" } else { text },
            });
        }
        "order" => {
            message["order"] = json!({
                "catalog_id": "1", "text": text,
                "product_items": [{
                    "product_retailer_id": "sku-1", "quantity": 1, "item_price": 9.5,
                    "currency": "EUR",
                }],
            });
        }
        "system" => {
            message["system"] = json!({"body": text, "type": "user_changed_number", "wa_id": from});
        }
        _ => {
            message["type"] = json!("unsupported");
            message["errors"] = json!([{
                "code": 131_051, "title": "Message type unknown",
                "message": "Message type unknown",
                "error_data": {"details": "Message type is currently not supported."},
            }]);
        }
    }
    message
}
