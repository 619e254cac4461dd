//! Fields of a webhook, read as liberally as they can be without guessing.

use jiff::Timestamp;
use serde_json::Value;

use super::Object;

/// The most bytes of text that are kept: WhatsApp's own limit of 4,096 characters, at their longest.
pub(super) const MOST_TEXT: usize = 16 * 1024;

/// The most bytes of a text that is not the customer's own words, such as a file's name.
const MOST_LABEL: usize = 512;

/// The most bytes of JSON that are kept of what has no fields of its own.
const MOST_RAW: usize = 64 * 1024;

/// The longest id or address. WhatsApp's are below 200 characters.
const LONGEST_ID: usize = 512;

pub(super) fn object<'a>(of: &'a Object, key: &str) -> Option<&'a Object> {
    of.get(key)?.as_object()
}

pub(super) fn list<'a>(of: &'a Object, key: &str) -> &'a [Value] {
    of.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A text that is not empty; a number counts as its digits.
pub(super) fn text(of: &Object, key: &str) -> Option<String> {
    match of.get(key)? {
        Value::String(text) if !text.is_empty() => Some(clipped(text, MOST_TEXT).to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A text that is not the customer's own words.
pub(super) fn label(of: &Object, key: &str) -> Option<String> {
    text(of, key).map(|text| clipped(&text, MOST_LABEL).to_owned())
}

/// An id or address: visible ASCII, because it becomes part of keys.
pub(super) fn id(of: &Object, key: &str) -> Option<String> {
    text(of, key)
        .filter(|id| id.len() <= LONGEST_ID && id.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// The unix seconds in `timestamp`; `otherwise` where they cannot be read. Nothing is later than
/// it was received, so that no clock but ours can hold a customer's window open.
pub(super) fn time(of: &Object, otherwise: Timestamp) -> Timestamp {
    text(of, "timestamp")
        .and_then(|seconds| seconds.parse::<i64>().ok())
        .filter(|seconds| *seconds > 0)
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map_or(otherwise, |at| at.min(otherwise))
}

/// JSON text of what came, whole where it fits; else an object with its beginning.
pub(super) fn raw(value: &impl serde::Serialize) -> Option<String> {
    let whole = serde_json::to_string(value).ok()?;
    if whole.len() <= MOST_RAW {
        return Some(whole);
    }
    // As a JSON string in JSON, each quote and backslash takes two bytes.
    let beginning = clipped(&whole, MOST_RAW / 2 - 64);
    serde_json::to_string(&serde_json::json!({ "truncated": beginning })).ok()
}

pub(super) fn clipped(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn received() -> Timestamp {
        Timestamp::from_second(1_760_000_000).unwrap()
    }

    fn time_of(timestamp: &Value) -> Timestamp {
        time(
            json!({ "timestamp": timestamp }).as_object().unwrap(),
            received(),
        )
    }

    #[test]
    fn times_are_unix_seconds_as_text_or_number() {
        let expected = Timestamp::from_second(1_749_416_383).unwrap();
        assert_eq!(time_of(&json!("1749416383")), expected);
        assert_eq!(time_of(&json!(1_749_416_383)), expected);
    }

    #[test]
    fn an_unreadable_or_future_time_is_the_time_of_receipt() {
        for odd in [
            json!("yesterday"),
            json!(""),
            json!("-5"),
            json!(null),
            json!({}),
            json!("99999999999999999999"),
            json!(1_900_000_000),
        ] {
            assert_eq!(time_of(&odd), received(), "{odd}");
        }
    }

    #[test]
    fn raw_json_is_bounded_and_stays_json() {
        let long = json!({ "text": "\"é\\".repeat(40_000) });
        let kept = raw(&long).unwrap();
        assert!(kept.len() <= MOST_RAW, "{}", kept.len());
        let kept: Value = serde_json::from_str(&kept).unwrap();
        assert!(kept["truncated"].as_str().unwrap().starts_with("{\"text\""));
        assert_eq!(raw(&json!({"a": 1})).unwrap(), "{\"a\":1}");
    }

    #[test]
    fn an_id_cannot_break_a_key() {
        let read = |value: Value| id(json!({ "id": value }).as_object().unwrap(), "id");
        assert_eq!(read(json!("wamid.A=")), Some("wamid.A=".into()));
        assert_eq!(read(json!(15_550_001)), Some("15550001".into()));
        assert_eq!(read(json!("a b")), None);
        assert_eq!(read(json!("a\n")), None);
        assert_eq!(read(json!("")), None);
        assert_eq!(read(json!("x".repeat(600))), None);
    }
}
