//! Language models of Amazon Bedrock: one signed request to Converse.
//!
//! The SDK's client for it would make `evaluate` larger than a function may be, for the many
//! kinds of content and of streams that Baton does not use; what is used is signed by the SDK's
//! own signer.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use aws_credential_types::provider::ProvideCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_types::SdkConfig;
use baton_app::evaluator_settings::ToolChoice;
use baton_app::ports::{
    Clock, LanguageModel, ModelAnswer, ModelCall, ModelError, ModelPlace, ModelTurn, ToolCall,
    Usage,
};
use baton_http::{HttpClient, HttpError, Limits, Post, Reach};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::config::Aws;
use crate::escaping::escaped;

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 256 * 1024;
/// By how much the connection outlives the time for an answer.
const SLACK: Duration = Duration::from_secs(1);
const SIGNING_NAME: &str = "bedrock";

/// Language models of Amazon Bedrock.
pub struct Bedrock {
    sdk: SdkConfig,
    client: HttpClient,
    clock: Arc<dyn Clock>,
}

impl Bedrock {
    /// Bedrock as these settings reach it.
    #[must_use]
    pub fn new(aws: &Aws, clock: Arc<dyn Clock>) -> Self {
        Self {
            sdk: aws.sdk().clone(),
            client: HttpClient::default(),
            clock,
        }
    }

    /// The same, asked by this client.
    #[must_use]
    pub fn through(self, client: HttpClient) -> Self {
        Self { client, ..self }
    }

    async fn converse(
        &self,
        region: Option<&str>,
        call: &ModelCall<'_>,
    ) -> Result<ModelAnswer, ModelError> {
        let region = region
            .or_else(|| self.sdk.region().map(AsRef::as_ref))
            .ok_or_else(|| unreachable("no region is configured"))?;
        let base = self.sdk.endpoint_url().map_or_else(
            || format!("https://bedrock-runtime.{region}.amazonaws.com"),
            |url| url.trim_end_matches('/').to_owned(),
        );
        // Ids of profiles are whole ARNs.
        let url = format!("{base}/model/{}/converse", escaped(call.model));
        let body = body(call).to_string().into_bytes();
        let headers = self.signed(region, &url, &body).await?;
        let headers: Vec<(&str, String)> = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        let answer = self
            .client
            .post(Post {
                url: &url,
                headers: &headers,
                bearer: None,
                body,
                reach: Reach::Anywhere,
                // The time is kept around it: what runs out of it is no connection that failed.
                limits: Limits::within(call.within + SLACK),
                longest_answer: LONGEST_ANSWER,
            })
            .await
            .map_err(failed)?;
        match answer.status {
            200..=299 => {}
            // 424: the model failed; 429: throttled.
            status @ (408 | 424 | 429 | 500..=599) => {
                return Err(ModelError::Unavailable { status });
            }
            status => return Err(ModelError::Refused { status }),
        }
        serde_json::from_slice::<Conversed>(&answer.body)
            .map(Conversed::into_answer)
            .map_err(|_| ModelError::Garbled)
    }

    /// The headers that show who asks.
    async fn signed(
        &self,
        region: &str,
        url: &str,
        body: &[u8],
    ) -> Result<Vec<(String, String)>, ModelError> {
        let credentials = self
            .sdk
            .credentials_provider()
            .ok_or_else(|| unreachable("there are no credentials"))?
            .provide_credentials()
            .await
            .map_err(|error| ModelError::Unreachable(error.into()))?;
        let identity = credentials.into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(region)
            .name(SIGNING_NAME)
            .time(SystemTime::from(self.clock.now()))
            .settings(SigningSettings::default())
            .build()
            .map_err(|error| ModelError::Unreachable(error.into()))?
            .into();
        let own = self.own_headers();
        let signable = SignableRequest::new(
            "POST",
            url,
            own.iter().map(|(name, value)| (*name, value.as_str())),
            SignableBody::Bytes(body),
        )
        .map_err(|error| ModelError::Unreachable(error.into()))?;
        let (instructions, _) = sign(signable, &params)
            .map_err(|error| ModelError::Unreachable(error.into()))?
            .into_parts();
        let (added, _) = instructions.into_parts();
        let added = added
            .iter()
            .map(|header| (header.name().to_owned(), header.value().to_owned()));
        let user_agent = own
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        Ok(user_agent.chain(added).collect())
    }

    /// Which function asks, where the SDK's own clients say it.
    fn own_headers(&self) -> Vec<(&'static str, String)> {
        self.sdk
            .app_name()
            .map(|name| ("x-amz-user-agent", format!("app/{name}")))
            .into_iter()
            .collect()
    }
}

#[async_trait]
impl LanguageModel for Bedrock {
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError> {
        let ModelPlace::Bedrock { region } = call.place else {
            return Err(ModelError::Refused { status: 0 });
        };
        within(call.within, self.converse(region, &call)).await
    }
}

async fn within<T>(
    time: Duration,
    work: impl Future<Output = Result<T, ModelError>>,
) -> Result<T, ModelError> {
    tokio::time::timeout(time, work)
        .await
        .unwrap_or(Err(ModelError::TimedOut))
}

fn failed(error: HttpError) -> ModelError {
    match error {
        HttpError::NotSent { .. } => ModelError::Unreachable(error.into()),
        HttpError::AnswerLost { .. } if error.is_too_long() => ModelError::Garbled,
        HttpError::AnswerLost { .. } => ModelError::Lost(error.into()),
    }
}

fn unreachable(why: &'static str) -> ModelError {
    ModelError::Unreachable(why.into())
}

fn body(call: &ModelCall<'_>) -> Value {
    let messages: Vec<Value> = call.turns.iter().map(message).collect();
    let tools: Vec<Value> = call
        .tools
        .iter()
        .map(|tool| {
            json!({ "toolSpec": {
                "name": tool.name,
                "description": tool.description,
                "inputSchema": { "json": tool.parameters },
            } })
        })
        .collect();
    let mut inference = Map::new();
    inference.insert("maxTokens".into(), call.max_tokens.into());
    if let Some(temperature) = call.temperature {
        inference.insert("temperature".into(), temperature.into());
    }
    let mut body = Map::new();
    body.insert("system".into(), json!([{ "text": call.system }]));
    body.insert("messages".into(), messages.into());
    body.insert("inferenceConfig".into(), inference.into());
    let choice = match call.tool_choice {
        ToolChoice::Required => Some(json!({ "any": {} })),
        ToolChoice::Auto => Some(json!({ "auto": {} })),
        ToolChoice::None => None,
    };
    if let Some(choice) = choice {
        let config = json!({ "tools": tools, "toolChoice": choice });
        body.insert("toolConfig".into(), config);
    }
    body.into()
}

fn message(turn: &ModelTurn) -> Value {
    let (role, content) = match turn {
        ModelTurn::User(text) => ("user", vec![json!({ "text": text })]),
        ModelTurn::Assistant(text) => ("assistant", vec![json!({ "text": text })]),
        ModelTurn::Asked(calls) => {
            let uses = calls.iter().map(|call| {
                json!({ "toolUse": {
                    "toolUseId": call.id, "name": call.name, "input": call.arguments,
                } })
            });
            ("assistant", uses.collect())
        }
        ModelTurn::Answered(results) => {
            let results = results.iter().map(|result| {
                let status = if result.failed { "error" } else { "success" };
                json!({ "toolResult": {
                    "toolUseId": result.id,
                    "content": [{ "text": result.text }],
                    "status": status,
                } })
            });
            ("user", results.collect())
        }
    };
    json!({ "role": role, "content": content })
}

/// What Converse answers, as far as it is read.
#[derive(Deserialize)]
struct Conversed {
    output: Output,
    #[serde(default)]
    usage: Used,
}

#[derive(Deserialize)]
struct Output {
    message: Said,
}

#[derive(Deserialize)]
struct Said {
    content: Vec<Block>,
}

/// A text or a tool's use; whatever else a model may say is not read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Block {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    tool_use: Option<ToolUse>,
}

#[derive(Deserialize)]
struct ToolUse {
    #[serde(rename = "toolUseId")]
    id: String,
    name: String,
    #[serde(default)]
    input: Value,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Used {
    input_tokens: u64,
    output_tokens: u64,
}

impl Conversed {
    fn into_answer(self) -> ModelAnswer {
        let mut answer = ModelAnswer {
            usage: Usage {
                input: self.usage.input_tokens,
                output: self.usage.output_tokens,
            },
            ..ModelAnswer::default()
        };
        for block in self.output.message.content {
            if let Some(text) = block.text {
                answer.text.get_or_insert_default().push_str(&text);
            }
            if let Some(used) = block.tool_use {
                answer.calls.push(ToolCall {
                    id: used.id,
                    name: used.name,
                    arguments: used.input,
                });
            }
        }
        answer
    }
}

#[cfg(test)]
mod tests;
