//! A tool's answer as it would be spoken, so that it can be read for what it commits to.

use serde_json::Value;

/// What tools write for false.
const DENIALS: &[&str] = &["", "no", "n", "false", "none", "never", "null", "0", "-"];

/// The words of a source. In a tool's answer, what is false, nothing or none is denied.
#[must_use]
pub fn of(text: &str) -> String {
    let mut said = String::new();
    match serde_json::from_str(text) {
        Ok(value @ (Value::Object(_) | Value::Array(_))) => speak(&value, "", &mut said),
        _ => text.clone_into(&mut said),
    }
    said
}

fn speak(value: &Value, name: &str, said: &mut String) {
    let words = match value {
        Value::Object(members) => {
            for (name, member) in members {
                speak(member, name, said);
            }
            return;
        }
        Value::Array(items) => {
            for item in items {
                speak(item, name, said);
            }
            return;
        }
        Value::Bool(false) | Value::Null => format!("not {name}. "),
        Value::String(text) if DENIALS.contains(&text.to_lowercase().as_str()) => {
            format!("not {name}. ")
        }
        Value::Number(number) if number.as_f64() == Some(0.0) => format!("not {name}. "),
        Value::Bool(true) => format!("{name}. "),
        Value::Number(number) => format!("{name}: {number}. "),
        Value::String(text) => format!("{name}: {text}. "),
    };
    said.push_str(&words);
}
