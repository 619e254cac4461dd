//! What a model finds to obey in all that it is given to read.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_app::ports::ModelTurn;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::{Asked, Demand, cases};

/// The demand that stands in what a model was given to read, whoever wrote it and wherever: in the
/// message, in what was said before, in a passage or in a tool's result; in JSON, in base64, in
/// wide or hidden letters, or in parts that are put together again. None where nothing is demanded.
#[must_use]
pub fn demanded(asked: &Asked) -> Option<Demand> {
    let read = read(asked);
    cases::all_demands()
        .into_iter()
        .filter(|(_, words, _)| read.contains(&plain(words)))
        .max_by_key(|(_, words, _)| words.len())
        .map(|(_, _, demand)| demand)
}

/// Everything that stands in the turns, as plainly as it can be put.
pub(super) fn read(asked: &Asked) -> String {
    let mut texts = vec![];
    for turn in &asked.turns {
        match turn {
            ModelTurn::User(text) | ModelTurn::Assistant(text) => gather_text(text, &mut texts),
            ModelTurn::Answered(results) => {
                for result in results {
                    gather_text(&result.text, &mut texts);
                }
            }
            ModelTurn::Asked(_) => {}
        }
    }
    texts.extend(put_together(&texts));
    let plainly: Vec<String> = texts.iter().map(|text| plain(text)).collect();
    plainly.join("\n")
}

fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => gather_text(text, texts),
        Value::Array(items) => items.iter().for_each(|item| gather(item, texts)),
        Value::Object(members) => members.values().for_each(|member| gather(member, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn gather_text(text: &str, texts: &mut Vec<String>) {
    if let Ok(value @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text) {
        return gather(&value, texts);
    }
    let decoded = text
        .split_whitespace()
        .filter_map(|word| String::from_utf8(STANDARD.decode(word).ok()?).ok());
    texts.extend(decoded);
    texts.push(text.to_owned());
}

/// The parts, «1/2 …» and «2/2 …», as one text.
fn put_together(texts: &[String]) -> Option<String> {
    let part = |of: &str| {
        let from = texts.iter().find_map(|text| text.split(of).nth(1))?;
        from.split('»').next()
    };
    Some(format!("{}{}", part("«1/2 ")?, part("«2/2 ")?))
}

fn plain(text: &str) -> String {
    text.nfkc()
        .filter(|c| *c != '\u{200b}')
        .flat_map(char::to_lowercase)
        .collect()
}
