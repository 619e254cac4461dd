//! Webhook bodies, read.
//!
//! The envelope must be what Meta documents. Inside it, nothing that a customer sent is lost: what
//! has a sender and cannot be read becomes an `unsupported` message that keeps what came.
//!
//! Sources: Meta, `messages`, `smb_message_echoes` and status webhook references, with the pages
//! of each message type (`edit` and `revoke` since numbers may be shared with the WhatsApp
//! Business app, business-scoped user ids since customers may hide their numbers).

mod content;
mod fields;
mod message;
mod status;

use baton_app::intake::{Addressed, Unreadable, Webhook};
use jiff::Timestamp;
use serde_json::{Map, Value};

use fields::{list, object, text};

type Object = Map<String, Value>;

/// What a webhook body says to the connection with this phone number id.
///
/// # Errors
///
/// [`Unreadable`] where the body is no JSON or its envelope is not Meta's.
pub fn read(
    phone_number_id: Option<&str>,
    body: &[u8],
    received_at: Timestamp,
) -> Result<Webhook, Unreadable> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| Unreadable(format!("the body is not JSON ({})", position(&error))))?;
    let body = body
        .as_object()
        .ok_or_else(|| wrong("the body", "an object"))?;
    let product = body
        .get("object")
        .and_then(Value::as_str)
        .ok_or_else(|| wrong("`object`", "a string"))?;
    let entries = body
        .get("entry")
        .and_then(Value::as_array)
        .ok_or_else(|| wrong("`entry`", "an array"))?;
    let mut reader = Reader {
        phone_number_id,
        received_at,
        webhook: Webhook::default(),
    };
    for entry in entries {
        let entry = entry
            .as_object()
            .ok_or_else(|| wrong("each entry", "an object"))?;
        let changes = match entry.get("changes") {
            Some(Value::Array(changes)) => changes.as_slice(),
            None => &[],
            Some(_) => return Err(wrong("`changes`", "an array")),
        };
        if product != "whatsapp_business_account" || changes.is_empty() {
            reader.ignore("other_object");
            continue;
        }
        for change in changes {
            let change = change
                .as_object()
                .ok_or_else(|| wrong("each change", "an object"))?;
            reader.change(change);
        }
    }
    Ok(reader.webhook)
}

fn wrong(what: &str, expected: &str) -> Unreadable {
    Unreadable(format!("{what} is not {expected}"))
}

/// Where the JSON breaks off; the error's own text may quote the body.
fn position(error: &serde_json::Error) -> String {
    format!("line {}, column {}", error.line(), error.column())
}

struct Reader<'a> {
    phone_number_id: Option<&'a str>,
    received_at: Timestamp,
    webhook: Webhook,
}

impl Reader<'_> {
    fn change(&mut self, change: &Object) {
        let field = change.get("field").and_then(Value::as_str).unwrap_or("");
        if !matches!(field, "messages" | "smb_message_echoes" | "message_echoes") {
            self.ignore(&format!("field:{}", stable_name(field)));
            return;
        }
        let Some(value) = object(change, "value") else {
            self.ignore("malformed");
            return;
        };
        let number = object(value, "metadata").and_then(|it| text(it, "phone_number_id"));
        if number.is_none() || number.as_deref() != self.phone_number_id {
            self.ignore("foreign_number");
            return;
        }
        let contacts = message::Contacts::of(value);
        let received_at = self.received_at;
        self.each(value, "messages", |it| {
            message::inbound(it, &contacts, received_at)
        });
        self.each(value, "message_echoes", |it| message::echo(it, received_at));
        self.each(value, "statuses", |it| status::read(it, received_at));
        for _ in list(value, "errors") {
            self.ignore("account_error");
        }
    }

    fn each(
        &mut self,
        value: &Object,
        key: &str,
        read: impl Fn(&Value) -> Result<Addressed, Ignored>,
    ) {
        if value.get(key).is_some_and(|it| !it.is_array()) {
            self.ignore("malformed");
        }
        for item in list(value, key) {
            match read(item) {
                Ok(update) => self.webhook.updates.push(update),
                Err(Ignored(name)) => self.ignore(name),
            }
        }
    }

    fn ignore(&mut self, name: &str) {
        *self.webhook.ignored.entry(name.to_owned()).or_default() += 1;
    }
}

/// Something acknowledged without effect, and the name that it is counted under.
#[derive(Debug, Clone, Copy)]
struct Ignored(&'static str);

/// A field's name as it may stand in a log: names that Meta would not give are one.
fn stable_name(field: &str) -> &str {
    const LONGEST: usize = 64;
    let is_plain = !field.is_empty()
        && field.len() <= LONGEST
        && field
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if is_plain { field } else { "other" }
}

#[cfg(test)]
mod tests;
