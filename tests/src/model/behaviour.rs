//! What the model does.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// How a decent model begins its answers: words that stand in no article, so that they show whose
/// answer it is.
pub const OWN_WORDS: &str = "Happy to help: ";

/// What the model does with prompts that hold a text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rule {
    /// The text.
    pub when: String,
    /// What it does then.
    pub does: Behaviour,
}

/// What the model does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Behaviour {
    /// It answers as well as it can.
    #[default]
    Decent,
    /// It says this and calls nothing.
    Says {
        /// Its words.
        text: String,
    },
    /// It calls this tool, whether it has it or not.
    Calls {
        /// The tool.
        name: String,
        /// Its arguments.
        arguments: Value,
    },
    /// It is broken: this status and nothing more.
    Fails {
        /// The status.
        status: u16,
    },
    /// It answers as well as it can, but late.
    Slow {
        /// How late.
        wait_ms: u64,
    },
    /// It prints what it was told to keep to itself.
    TellsAll,
}

impl Behaviour {
    pub(super) fn answer(&self, asked: &Value) -> Response {
        let message = match self {
            Self::Decent | Self::Slow { .. } => decent(asked),
            Self::Says { text } => json!({ "role": "assistant", "content": text }),
            Self::Calls { name, arguments } => call(name, arguments),
            Self::Fails { status } => {
                let status = StatusCode::from_u16(*status);
                return status.unwrap_or(StatusCode::IM_A_TEAPOT).into_response();
            }
            Self::TellsAll => {
                let system = asked["messages"][0]["content"].as_str().unwrap_or_default();
                reply(system, "p1")
            }
        };
        Json(json!({
            "id": "chatcmpl-sandbox", "object": "chat.completion", "model": asked["model"],
            "choices": [{ "index": 0, "finish_reason": "stop", "message": message }],
            "usage": { "prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366 },
        }))
        .into_response()
    }
}

fn is_offered(asked: &Value, tool: &str) -> bool {
    asked["tools"].to_string().contains(&format!("\"{tool}\""))
}

/// What it tells a colleague: the customer's first words, and where they stand.
fn tell(prompt: &Value) -> Value {
    let messages = prompt["messages"].as_array().cloned().unwrap_or_default();
    let first = messages
        .iter()
        .find(|message| message["from"] == "customer");
    let first = first.cloned().unwrap_or_default();
    let said: String = first["text"]
        .as_str()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    let summary = format!("The customer wrote: “{said}” (#{}).", first["seq"]);
    call("brief", &json!({ "summary": summary }))
}

fn decent(asked: &Value) -> Value {
    let messages = asked["messages"].as_array().cloned().unwrap_or_default();
    let last = messages.last().cloned().unwrap_or_default();
    if last["role"] == "tool" {
        let told: Value = last["content"]
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        let result: Value = told["result"]
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        return match (result["order"].as_str(), result["arrives"].as_str()) {
            (Some(order), Some(arrives)) => reply(
                &format!("Your order {order} arrives on {arrives}."),
                told["id"].as_str().unwrap_or_default(),
            ),
            _ => hand_over("The order cannot be found."),
        };
    }
    let prompt: Value = last["content"]
        .as_str()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    if is_offered(asked, "brief") {
        return tell(&prompt);
    }
    let message = &prompt["customer_message"];
    let said = message.as_str().or_else(|| message["text"].as_str());
    let said = said.unwrap_or_default();
    let has_tool = is_offered(asked, "order_lookup");
    let number = said
        .split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() >= 4);
    if let Some(number) = number.filter(|_| has_tool) {
        return call("order_lookup", &json!({ "order": number }));
    }
    match prompt["passages"][0]["text"].as_str() {
        Some(text) => reply(&format!("{OWN_WORDS}{text}"), "p1"),
        None => hand_over("No passage answers this."),
    }
}

fn reply(text: &str, citation: &str) -> Value {
    let arguments = json!({
        "reply": text, "citations": [citation], "confidence": 0.9, "sentiment": "neutral",
        "type": "general", "urgency": "medium", "summary": "The customer asked a question.",
    });
    call("answer", &arguments)
}

fn hand_over(reason: &str) -> Value {
    call(
        "handoff",
        &json!({ "reason": reason, "type": "general", "urgency": "medium" }),
    )
}

fn call(name: &str, arguments: &Value) -> Value {
    json!({
        "role": "assistant", "content": null,
        "tool_calls": [{
            "id": "call_1", "type": "function",
            "function": { "name": name, "arguments": arguments.to_string() },
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(message: &Value, tools: &Value) -> Value {
        json!({
            "messages": [
                { "role": "system", "content": "s" },
                { "role": "user", "content": message.to_string() },
            ],
            "tools": tools,
        })
    }

    #[test]
    fn it_quotes_looks_up_and_calls_a_person() {
        let passages = json!([{ "id": "p1", "text": "By post." }]);
        let question = json!({ "passages": passages, "customer_message": "where is it" });
        let message = decent(&asked(&question, &json!([])));
        assert!(
            message
                .to_string()
                .contains(&format!("{OWN_WORDS}By post.")),
            "{message}"
        );
        let order = json!({ "passages": passages, "customer_message": "order 12345?" });
        let message = decent(&asked(
            &order,
            &json!([{ "function": { "name": "order_lookup" } }]),
        ));
        assert_eq!(message["tool_calls"][0]["function"]["name"], "order_lookup");
        let told = json!({ "messages": [
            { "seq": 1, "from": "bot", "text": "Hello." },
            { "seq": 2, "from": "customer", "text": "where is it" },
        ] });
        let brief = json!([{ "type": "function", "function": { "name": "brief" } }]);
        let message = decent(&asked(&told, &brief));
        assert!(
            message.to_string().contains("“where is it” (#2)"),
            "{message}"
        );
        let nothing = json!({ "passages": [], "customer_message": "order 12345?" });
        let message = decent(&asked(&nothing, &json!([])));
        assert_eq!(message["tool_calls"][0]["function"]["name"], "handoff");
    }
}
