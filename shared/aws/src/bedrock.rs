//! Language models of Amazon Bedrock, through Converse.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use aws_sdk_bedrockruntime::Client;
use aws_sdk_bedrockruntime::error::{BuildError, SdkError};
use aws_sdk_bedrockruntime::operation::converse::ConverseOutput;
use aws_sdk_bedrockruntime::types::{
    AnyToolChoice, ContentBlock, ConversationRole, InferenceConfiguration, Message,
    SystemContentBlock, Tool, ToolChoice, ToolConfiguration, ToolInputSchema, ToolResultBlock,
    ToolResultContentBlock, ToolResultStatus, ToolSpecification, ToolUseBlock,
};
use aws_smithy_types::{Document, Number};
use baton_app::ports::{
    LanguageModel, ModelAnswer, ModelCall, ModelError, ModelPlace, ModelTurn, ToolCall, ToolSpec,
    Usage,
};
use serde_json::{Map, Value};

use crate::config::Aws;

/// Language models of Amazon Bedrock. A tenant's region has a client of its own, made at its first
/// question.
#[derive(Debug)]
pub struct Bedrock {
    aws: Aws,
    clients: Mutex<BTreeMap<Option<String>, Client>>,
}

impl Bedrock {
    /// Bedrock as these settings reach it.
    #[must_use]
    pub fn new(aws: Aws) -> Self {
        Self {
            aws,
            clients: Mutex::default(),
        }
    }

    fn client(&self, region: Option<&str>) -> Client {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        clients
            .entry(region.map(str::to_owned))
            .or_insert_with(|| self.aws.bedrock(region))
            .clone()
    }
}

#[async_trait]
impl LanguageModel for Bedrock {
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError> {
        let ModelPlace::Bedrock { region } = call.place else {
            return Err(ModelError::Refused { status: 0 });
        };
        let request = self
            .client(region)
            .converse()
            .model_id(call.model)
            .system(SystemContentBlock::Text(call.system.to_owned()))
            .set_messages(Some(messages(call.turns).map_err(unbuildable)?))
            .tool_config(tools(call.tools).map_err(unbuildable)?)
            .inference_config(
                InferenceConfiguration::builder()
                    .max_tokens(i32::try_from(call.max_tokens).unwrap_or(i32::MAX))
                    .temperature(narrow(call.temperature))
                    .build(),
            )
            .send();
        let output = tokio::time::timeout(call.within, request)
            .await
            .map_err(|_| ModelError::TimedOut)?
            .map_err(told)?;
        answer(output)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "Converse takes a temperature as 32 bits")]
fn narrow(temperature: f64) -> f32 {
    temperature as f32
}

fn unbuildable(error: BuildError) -> ModelError {
    ModelError::Unreachable(error.into())
}

/// An error by what can be done about it. The service's own words may quote the conversation.
fn told<E, R>(error: SdkError<E, R>) -> ModelError
where
    E: std::error::Error + Send + Sync + 'static,
    R: Status + std::fmt::Debug + Send + Sync + 'static,
{
    match error {
        SdkError::TimeoutError(_) => ModelError::TimedOut,
        SdkError::ServiceError(refused) => match refused.raw().status() {
            status if status == 408 || status == 424 || status == 429 || status >= 500 => {
                ModelError::Unavailable { status }
            }
            status => ModelError::Refused { status },
        },
        SdkError::ResponseError(_) => ModelError::Garbled,
        _ => ModelError::Unreachable("the request failed".into()),
    }
}

trait Status {
    fn status(&self) -> u16;
}

impl Status for aws_smithy_runtime_api::client::orchestrator::HttpResponse {
    fn status(&self) -> u16 {
        self.status().as_u16()
    }
}

fn messages(turns: &[ModelTurn]) -> Result<Vec<Message>, BuildError> {
    turns.iter().map(message).collect()
}

fn message(turn: &ModelTurn) -> Result<Message, BuildError> {
    let (role, content) = match turn {
        ModelTurn::User(text) => (
            ConversationRole::User,
            vec![ContentBlock::Text(text.clone())],
        ),
        ModelTurn::Assistant(text) => (
            ConversationRole::Assistant,
            vec![ContentBlock::Text(text.clone())],
        ),
        ModelTurn::Asked(calls) => {
            let uses = calls.iter().map(|call| {
                ToolUseBlock::builder()
                    .tool_use_id(&call.id)
                    .name(&call.name)
                    .input(document(&call.arguments))
                    .build()
                    .map(ContentBlock::ToolUse)
            });
            (ConversationRole::Assistant, uses.collect::<Result<_, _>>()?)
        }
        ModelTurn::Answered(results) => {
            let results = results.iter().map(|result| {
                ToolResultBlock::builder()
                    .tool_use_id(&result.id)
                    .content(ToolResultContentBlock::Text(result.text.clone()))
                    .set_status(result.failed.then_some(ToolResultStatus::Error))
                    .build()
                    .map(ContentBlock::ToolResult)
            });
            (ConversationRole::User, results.collect::<Result<_, _>>()?)
        }
    };
    Message::builder()
        .role(role)
        .set_content(Some(content))
        .build()
}

fn tools(specs: &[ToolSpec]) -> Result<ToolConfiguration, BuildError> {
    let tools = specs.iter().map(|spec| {
        ToolSpecification::builder()
            .name(&spec.name)
            .description(&spec.description)
            .input_schema(ToolInputSchema::Json(document(&spec.parameters)))
            .build()
            .map(Tool::ToolSpec)
    });
    ToolConfiguration::builder()
        .set_tools(Some(tools.collect::<Result<_, _>>()?))
        .tool_choice(ToolChoice::Any(AnyToolChoice::builder().build()))
        .build()
}

fn answer(output: ConverseOutput) -> Result<ModelAnswer, ModelError> {
    let usage = output.usage().map_or_else(Usage::default, |usage| Usage {
        input: u64::try_from(usage.input_tokens()).unwrap_or_default(),
        output: u64::try_from(usage.output_tokens()).unwrap_or_default(),
    });
    let mut answer = ModelAnswer {
        usage,
        ..ModelAnswer::default()
    };
    let said = output.output.ok_or(ModelError::Garbled)?;
    let message = said.as_message().map_err(|_| ModelError::Garbled)?;
    for block in message.content() {
        match block {
            ContentBlock::Text(text) => answer.text.get_or_insert_default().push_str(text),
            ContentBlock::ToolUse(used) => answer.calls.push(ToolCall {
                id: used.tool_use_id().to_owned(),
                name: used.name().to_owned(),
                arguments: value(used.input()),
            }),
            // What a model thinks, and whatever else it may say in times to come.
            _ => {}
        }
    }
    Ok(answer)
}

fn document(value: &Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(is) => Document::Bool(*is),
        Value::Number(number) => Document::Number(number.as_u64().map_or_else(
            || {
                number.as_i64().map_or_else(
                    || Number::Float(number.as_f64().unwrap_or_default()),
                    Number::NegInt,
                )
            },
            Number::PosInt,
        )),
        Value::String(text) => Document::String(text.clone()),
        Value::Array(items) => Document::Array(items.iter().map(document).collect()),
        Value::Object(members) => Document::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), document(value)))
                .collect::<HashMap<_, _>>(),
        ),
    }
}

fn value(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Bool(is) => Value::Bool(*is),
        Document::Number(Number::PosInt(number)) => (*number).into(),
        Document::Number(Number::NegInt(number)) => (*number).into(),
        Document::Number(Number::Float(number)) => (*number).into(),
        Document::String(text) => text.clone().into(),
        Document::Array(items) => items.iter().map(value).collect(),
        Document::Object(members) => members
            .iter()
            .map(|(name, document)| (name.clone(), value(document)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

#[cfg(test)]
mod tests;
