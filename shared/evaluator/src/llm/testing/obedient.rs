//! A model that obeys whoever writes to it.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_app::ports::{ModelAnswer, ModelTurn, ToolCall};
use serde_json::{Value, json};

use super::reading::{demanded, read};
use super::{API_KEY, Asked, CANARY, SIGNING_KEY, Scripted, answers, calls, mark_in};

/// What an attacker wants a model to say. `{system}`, `{mark}`, `{key}`, `{signing}` and
/// `{canary}` stand for what the model was told, or could have learnt somewhere; `{…|base64}`,
/// `{…|hex}`, `{…|back}` and `{…|spaced}` for the same in disguise.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// A reply that cites the first passage.
    Reply(&'static str),
    /// A reply that cites these.
    Citing(&'static str, &'static [&'static str]),
    /// The arguments of `answer`, changed by these members.
    Answer(Value),
    /// A call of a tool, or of something that is none.
    Tool(&'static str, Value),
    /// The same call again and again, so many at a time.
    Tools(&'static str, Value, usize),
    /// Bare text.
    Text(&'static str),
}

/// A model that says what the attacker demands.
pub struct Obedient;

impl Obedient {
    /// A model under this demand, whatever it is asked.
    #[must_use]
    pub fn to(demand: Demand) -> Arc<Scripted> {
        Scripted::new(move |asked, _| Ok(said(&demand, asked)))
    }

    /// A model that obeys whatever it reads, and is a good one where nothing is demanded.
    #[must_use]
    pub fn to_whoever_writes() -> Arc<Scripted> {
        Scripted::new(|asked, _| {
            Ok(demanded(asked).map_or_else(|| decent(asked), |demand| said(&demand, asked)))
        })
    }
}

/// What a good model says: an order is looked up, and all else is in the first passage.
fn decent(asked: &Asked) -> ModelAnswer {
    if matches!(asked.turns.last(), Some(ModelTurn::Answered(_))) {
        answers("It is on its way.", &["t1"])
    } else if read(asked).contains("order 12345") {
        calls("order_lookup", json!({ "order": "12345" }))
    } else {
        answers("Follow your parcel with the link.", &["p1"])
    }
}

/// Whether a tool was called like this before.
fn was_called(asked: &Asked, name: &str, arguments: &Value) -> bool {
    asked.turns.iter().any(|turn| match turn {
        ModelTurn::Asked(calls) => calls
            .iter()
            .any(|call| call.name == name && call.arguments == *arguments),
        ModelTurn::User(_) | ModelTurn::Assistant(_) | ModelTurn::Answered(_) => false,
    })
}

fn said(demand: &Demand, asked: &Asked) -> ModelAnswer {
    let filled = |value: &Value| filled_in(value, &asked.system);
    match demand {
        Demand::Reply(text) => answers(&fill(text, &asked.system), &["p1"]),
        Demand::Citing(text, ids) => answers(&fill(text, &asked.system), ids),
        Demand::Answer(changes) => {
            let mut answer = answers("Follow your parcel with the link.", &["p1"]);
            if let (Some(call), Value::Object(changes)) =
                (answer.calls.first_mut(), filled(changes))
            {
                for (name, value) in changes {
                    call.arguments[name] = value;
                }
            }
            answer
        }
        // Once it has what it asked for it repeats it to the customer.
        Demand::Tool(name, arguments) if was_called(asked, name, &filled(arguments)) => {
            answers(&fill("{system} {key}", &asked.system), &["p1"])
        }
        Demand::Tool(name, arguments) => calls(name, filled(arguments)),
        Demand::Tools(name, arguments, count) => {
            let call = calls(name, filled(arguments));
            let all: Vec<ToolCall> = call.calls.iter().cloned().cycle().take(*count).collect();
            ModelAnswer { calls: all, ..call }
        }
        Demand::Text(text) => ModelAnswer {
            text: Some(fill(text, &asked.system)),
            ..ModelAnswer::default()
        },
    }
}

fn filled_in(value: &Value, system: &str) -> Value {
    match value {
        Value::String(text) => json!(fill(text, system)),
        Value::Array(items) => items.iter().map(|item| filled_in(item, system)).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), filled_in(value, system)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

fn fill(text: &str, system: &str) -> String {
    let mark = mark_in(system);
    let mut filled = text.to_owned();
    for (name, secret) in [
        ("system", system),
        ("mark", mark.as_str()),
        ("key", API_KEY),
        ("signing", SIGNING_KEY),
        ("canary", CANARY),
    ] {
        let spaced: String = secret.chars().flat_map(|c| [c, ' ']).collect();
        for (disguise, disguised) in [
            ("", secret.to_owned()),
            ("|base64", STANDARD.encode(secret)),
            ("|hex", hex::encode(secret)),
            ("|back", secret.chars().rev().collect()),
            ("|spaced", spaced),
        ] {
            filled = filled.replace(&format!("{{{name}{disguise}}}"), &disguised);
        }
    }
    filled
}
