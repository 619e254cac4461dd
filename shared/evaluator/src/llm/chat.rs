//! Models behind an endpoint that speaks `chat/completions`: vLLM, Ollama, llama.cpp, and hosted
//! ones.

use std::time::Duration;

use async_trait::async_trait;
use baton_app::evaluator_settings::ToolChoice;
use baton_app::ports::{
    LanguageModel, ModelAnswer, ModelCall, ModelError, ModelPlace, ModelTurn, ToolCall, Usage,
};
use baton_http::{HttpClient, HttpError, Limits, Post, Reach};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 256 * 1024;
/// By how much the connection outlives the time for an answer.
const SLACK: Duration = Duration::from_secs(1);

/// Models behind `chat/completions`. Tenants choose the addresses, so that `reach` is never
/// [`Reach::Anywhere`] outside of a test.
pub struct ChatModel {
    client: HttpClient,
    reach: Reach,
}

impl ChatModel {
    /// Models within this reach.
    #[must_use]
    pub fn new(client: HttpClient, reach: Reach) -> Self {
        Self { client, reach }
    }
}

#[async_trait]
impl LanguageModel for ChatModel {
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError> {
        let ModelPlace::Chat { url, key } = call.place else {
            return Err(ModelError::Refused { status: 0 });
        };
        let post = Post {
            url,
            headers: &[],
            bearer: key,
            body: body(&call).to_string().into_bytes(),
            reach: self.reach,
            // The time is kept below: what runs out of it is no connection that failed.
            limits: Limits::within(call.within + SLACK),
            longest_answer: LONGEST_ANSWER,
        };
        let answer = tokio::time::timeout(call.within, self.client.post(post))
            .await
            .map_err(|_| ModelError::TimedOut)?
            .map_err(failed)?;
        match answer.status {
            200..=299 => {}
            status @ (408 | 425 | 429 | 500..=599) => {
                return Err(ModelError::Unavailable { status });
            }
            status => return Err(ModelError::Refused { status }),
        }
        let completion: Completion =
            serde_json::from_slice(&answer.body).map_err(|_| ModelError::Garbled)?;
        completion.into_answer().ok_or(ModelError::Garbled)
    }
}

fn failed(error: HttpError) -> ModelError {
    match error {
        HttpError::NotSent { .. } => ModelError::Unreachable(error.into()),
        HttpError::AnswerLost { .. } if error.is_too_long() => ModelError::Garbled,
        HttpError::AnswerLost { .. } => ModelError::Lost(error.into()),
    }
}

fn body(call: &ModelCall<'_>) -> Value {
    let mut messages = vec![json!({ "role": "system", "content": call.system })];
    for turn in call.turns {
        match turn {
            ModelTurn::User(text) => messages.push(json!({ "role": "user", "content": text })),
            ModelTurn::Assistant(text) => {
                messages.push(json!({ "role": "assistant", "content": text }));
            }
            ModelTurn::Asked(calls) => {
                let calls: Vec<Value> = calls
                    .iter()
                    .map(|call| {
                        json!({
                            "id": call.id,
                            "type": "function",
                            "function": {
                                "name": call.name,
                                "arguments": call.arguments.to_string(),
                            },
                        })
                    })
                    .collect();
                messages.push(json!({ "role": "assistant", "content": null, "tool_calls": calls }));
            }
            ModelTurn::Answered(results) => {
                messages.extend(results.iter().map(|result| {
                    json!({ "role": "tool", "tool_call_id": result.id, "content": result.text })
                }));
            }
        }
    }
    let tools: Vec<Value> = call
        .tools
        .iter()
        .map(|tool| {
            json!({
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": tool.parameters,
                },
            })
        })
        .collect();
    let mut body = Map::new();
    let mut say = |name: &str, what: Value| body.insert(name.to_owned(), what);
    say("model", call.model.into());
    say("messages", messages.into());
    say("stream", false.into());
    say(call.answer_limit.name(), call.max_tokens.into());
    if let Some(temperature) = call.temperature {
        say("temperature", temperature.into());
    }
    if !tools.is_empty() {
        say("tools", tools.into());
    }
    match call.tool_choice {
        ToolChoice::Required => say("tool_choice", "required".into()),
        ToolChoice::Auto => say("tool_choice", "auto".into()),
        ToolChoice::None => None,
    };
    body.into()
}

/// What an endpoint answers, as far as it is read. Others say more.
#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Used>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    tool_calls: Option<Vec<Called>>,
}

#[derive(Deserialize)]
struct Called {
    #[serde(default)]
    id: Option<String>,
    function: Function,
}

#[derive(Deserialize)]
struct Function {
    name: String,
    arguments: Value,
}

#[derive(Deserialize)]
struct Used {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

impl Completion {
    fn into_answer(self) -> Option<ModelAnswer> {
        let message = self.choices.into_iter().next()?.message;
        let calls = message
            .tool_calls
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .map(|(place, called)| ToolCall {
                id: called.id.unwrap_or_else(|| format!("call_{place}")),
                name: called.function.name,
                arguments: arguments(called.function.arguments),
            })
            .collect();
        let usage = self.usage.map_or_else(Usage::default, |used| Usage {
            input: used.prompt_tokens,
            output: used.completion_tokens,
        });
        Some(ModelAnswer {
            text: message.content.filter(|text| !text.trim().is_empty()),
            calls,
            usage,
        })
    }
}

/// Arguments come as JSON in a text, and from some endpoints as JSON. What is no JSON fits no
/// schema, and stays what it is.
fn arguments(given: Value) -> Value {
    match given {
        Value::String(text) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        given => given,
    }
}

#[cfg(test)]
mod tests {
    use baton_app::evaluator_settings::AnswerLimit;
    use baton_app::ports::{ToolResult, ToolSpec};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// Answers one request with this, and gives back what it was.
    async fn asked(status: u16, answer: &str) -> (Result<ModelAnswer, ModelError>, String) {
        asked_so(status, answer, |_| {}).await
    }

    async fn asked_so(
        status: u16,
        answer: &str,
        change: impl FnOnce(&mut ModelCall<'_>),
    ) -> (Result<ModelAnswer, ModelError>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "http://{}/v1/chat/completions",
            listener.local_addr().unwrap()
        );
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut read = vec![];
            let mut chunk = [0; 4096];
            while !String::from_utf8_lossy(&read).contains("\"stream\":false") {
                let count = stream.read(&mut chunk).await.unwrap();
                read.extend_from_slice(&chunk[..count]);
            }
            let answer = format!(
                "HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n{answer}",
                answer.len()
            );
            stream.write_all(answer.as_bytes()).await.unwrap();
            String::from_utf8_lossy(&read).into_owned()
        };
        let turns = [
            ModelTurn::User("hello".into()),
            ModelTurn::Asked(vec![ToolCall {
                id: "c1".into(),
                name: "order".into(),
                arguments: json!({ "n": 1 }),
            }]),
            ModelTurn::Answered(vec![ToolResult {
                id: "c1".into(),
                text: "{}".into(),
                failed: false,
            }]),
        ];
        let tools = [ToolSpec {
            name: "order".into(),
            description: "d".into(),
            parameters: json!({ "type": "object" }),
        }];
        let model = ChatModel::new(HttpClient::default(), Reach::PublicOrLoopback);
        let mut call = ModelCall {
            place: ModelPlace::Chat {
                url: &url,
                key: Some("k-1"),
            },
            model: "m",
            system: "s",
            turns: &turns,
            tools: &tools,
            tool_choice: ToolChoice::Required,
            max_tokens: 100,
            answer_limit: AnswerLimit::MaxTokens,
            temperature: Some(0.2),
            within: Duration::from_secs(5),
        };
        change(&mut call);
        tokio::join!(model.ask(call), server)
    }

    #[tokio::test]
    async fn a_completion_is_asked_for_and_read() {
        let said = json!({
            "id": "x", "object": "chat.completion",
            "choices": [{ "index": 0, "finish_reason": "tool_calls", "message": {
                "role": "assistant", "content": null,
                "tool_calls": [
                    { "id": "a", "type": "function", "function": { "name": "order", "arguments": "{\"n\":\"1\"}" } },
                    { "function": { "name": "answer", "arguments": "{not json" } },
                ],
            } }],
            "usage": { "prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18 },
        });
        let (answer, request) = asked(200, &said.to_string()).await;
        let answer = answer.unwrap();
        assert_eq!(
            answer.usage,
            Usage {
                input: 11,
                output: 7
            }
        );
        assert_eq!(answer.text, None);
        assert_eq!(answer.calls[0].arguments, json!({ "n": "1" }));
        assert_eq!(answer.calls[1].arguments, json!("{not json"));
        let request = request.to_lowercase();
        assert!(request.starts_with("post /v1/chat/completions http/1.1"));
        assert!(request.contains("authorization: bearer k-1"));
        assert!(
            request.contains("\"role\":\"tool\"") && request.contains("\"tool_call_id\":\"c1\"")
        );
    }

    fn options(request: &str) -> Value {
        let body = request.split("\r\n\r\n").nth(1).unwrap();
        let mut body: Value = serde_json::from_str(body).unwrap();
        let members = body.as_object_mut().unwrap();
        for other in ["messages", "model", "stream"] {
            members.remove(other);
        }
        if let Some(tools) = members.get_mut("tools") {
            *tools = tools.as_array().unwrap().len().into();
        }
        body
    }

    #[tokio::test]
    async fn an_endpoint_is_asked_in_the_way_that_it_knows() {
        let usual = asked(200, "{}").await.1;
        assert_eq!(
            options(&usual),
            json!({ "max_tokens": 100, "temperature": 0.2, "tool_choice": "required", "tools": 1 })
        );
        let newer = asked_so(200, "{}", |call| {
            call.answer_limit = AnswerLimit::MaxCompletionTokens;
            call.temperature = None;
            call.tool_choice = ToolChoice::Auto;
        });
        assert_eq!(
            options(&newer.await.1),
            json!({ "max_completion_tokens": 100, "tool_choice": "auto", "tools": 1 })
        );
        let plain = asked_so(200, "{}", |call| {
            call.tool_choice = ToolChoice::None;
            call.tools = &[];
        });
        assert_eq!(
            options(&plain.await.1),
            json!({ "max_tokens": 100, "temperature": 0.2 })
        );
    }

    #[tokio::test]
    async fn failures_are_told_apart_by_what_can_be_done() {
        for (status, passes) in [
            (429, true),
            (500, true),
            (503, true),
            (400, false),
            (401, false),
            (302, false),
        ] {
            let error = asked(status, "secret words").await.0.unwrap_err();
            assert_eq!(error.may_pass(), passes, "{status}");
            assert!(!format!("{error:?}").contains("secret"), "{error:?}");
        }
        for garbage in [
            "",
            "[]",
            "{\"choices\":[]}",
            "{\"choices\":[{\"message\":7}]}",
        ] {
            let error = asked(200, garbage).await.0.unwrap_err();
            assert!(matches!(error, ModelError::Garbled), "{garbage}");
        }
    }
}
