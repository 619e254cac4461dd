//! One decision with a model: asked, answered, its tools called, within time and budget.

use std::sync::Arc;
use std::time::Duration;

use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings, schema};
use baton_app::ports::{
    EvaluatorKeys, LanguageModel, ModelAnswer, ModelCall, ModelError, ModelPlace, ModelTurn,
    Question, ToolCall, ToolRequest, ToolResult, ToolSpec, Usage,
};
use baton_domain::BotWork;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::answer::{self, Said, Unusable};
use super::breaker::Breakers;
use super::grounds::Sources;
use super::secrecy::Secrets;
use super::{Failure, Models};

/// How often a model may ask for tools before it must answer.
const TOOL_ROUNDS: usize = 3;
/// The longest answer of a tool that is read, in bytes of JSON.
const LONGEST_RESULT: usize = 4_096;
/// Less time than this is not worth a question.
const LEAST_TIME: SignedDuration = SignedDuration::from_millis(300);
/// What is kept of an invocation for writing down what was decided.
const RESERVE: SignedDuration = SignedDuration::from_millis(1_500);
/// How long the pause before the second try is at least, in milliseconds, and by how much longer
/// it can be.
const PAUSE: u64 = 50;
const JITTER: u128 = 200;

/// One decision with a model, as far as it has come.
pub(crate) struct Dialogue<'a> {
    pub(crate) models: &'a Models,
    pub(crate) breakers: &'a Breakers,
    pub(crate) question: Question<'a>,
    pub(crate) settings: &'a EvaluatorSettings,
    pub(crate) keys: Arc<EvaluatorKeys>,
    pub(crate) system: String,
    pub(crate) turns: Vec<ModelTurn>,
    pub(crate) declared: Vec<ToolSpec>,
    pub(crate) tools: Vec<ToolSpec>,
    pub(crate) sources: Sources,
    pub(crate) secrets: Secrets,
    pub(crate) ends_at: Timestamp,
    /// What it used and found so far, whatever comes of it.
    pub(crate) work: BotWork,
}

/// When a decision that begins now must be made.
pub(crate) fn ends_at(settings: &EvaluatorSettings, models: &Models) -> Timestamp {
    let now = models.clock.now();
    let own = now + SignedDuration::from_millis(settings.timeout_ms.into());
    match models.deadline.ends_at() {
        Some(end) => own.min(end - RESERVE),
        None => own,
    }
}

impl Dialogue<'_> {
    /// What the model says in the end.
    pub(crate) async fn hold(&mut self) -> Result<Said, Failure> {
        for _ in 0..=TOOL_ROUNDS {
            let answer = self.ask().await?;
            let said = answer::read(answer, &self.declared).map_err(|unusable| match unusable {
                Unusable::Form => Failure::BadOutput,
                Unusable::UnknownTool => Failure::UnknownTool,
            })?;
            match said {
                Said::Tools(calls) => self.call_tools(calls).await?,
                said => return Ok(said),
            }
        }
        Err(Failure::TooManyRounds)
    }

    /// Asks, once more where that may help.
    async fn ask(&mut self) -> Result<ModelAnswer, Failure> {
        let first = self.ask_once().await;
        match first {
            Err(Asked::Failed(error)) if error.may_pass() => {
                let pause = PAUSE + u64::try_from(self.models.ids.random() % JITTER).unwrap_or(0);
                let pause = Duration::from_millis(pause);
                if self.left().is_none_or(|left| left <= pause) {
                    return Err(Failure::of(&error));
                }
                tokio::time::sleep(pause).await;
                self.ask_once().await.map_err(|asked| match asked {
                    Asked::Failed(again) => Failure::of(&again),
                    // The first failure tells more than that there was no second try.
                    Asked::Not(_) => Failure::of(&error),
                })
            }
            first => first.map_err(|asked| match asked {
                Asked::Failed(error) => Failure::of(&error),
                Asked::Not(failure) => failure,
            }),
        }
    }

    async fn ask_once(&mut self) -> Result<ModelAnswer, Asked> {
        self.check_budget().map_err(Asked::Not)?;
        let within = self.left().ok_or(Asked::Not(Failure::NoTime))?;
        let endpoint = self.endpoint();
        if !self.breakers.admits(&endpoint, self.models.clock.now()) {
            return Err(Asked::Not(Failure::CircuitOpen));
        }
        let settings = self.settings;
        let (model, place) = self.place();
        let call = ModelCall {
            place,
            model: settings.model.as_deref().unwrap_or_default(),
            system: &self.system,
            turns: &self.turns,
            tools: &self.tools,
            max_tokens: settings.max_tokens,
            temperature: settings.temperature,
            within,
        };
        // Whatever a model's adapter thinks of time, the customer waits no longer than this.
        let answer = tokio::time::timeout(within, model.ask(call))
            .await
            .unwrap_or(Err(ModelError::TimedOut));
        match answer {
            Ok(answer) => {
                self.breakers.answered(&endpoint);
                self.account(answer.usage);
                Ok(answer)
            }
            Err(error) => {
                // An answer of bad form counts for nothing here: a customer can bring one about,
                // and would take the model from all the others.
                if !matches!(error, ModelError::Garbled) {
                    self.breakers.failed(&endpoint, self.models.clock.now());
                }
                Err(Asked::Failed(error))
            }
        }
    }

    fn place(&self) -> (&dyn LanguageModel, ModelPlace<'_>) {
        let key = Some(self.keys.api_key.as_str()).filter(|key| !key.is_empty());
        match self.settings.kind {
            EvaluatorKind::OpenaiCompatible => (
                self.models.chat.as_ref(),
                ModelPlace::Chat {
                    url: self.settings.url.as_deref().unwrap_or_default(),
                    key,
                },
            ),
            EvaluatorKind::Bedrock | EvaluatorKind::Embedded => (
                self.models.bedrock.as_ref(),
                ModelPlace::Bedrock {
                    region: self.settings.region.as_deref(),
                },
            ),
        }
    }

    /// The endpoint of this tenant: another one's wrong key is not this one's outage.
    fn endpoint(&self) -> String {
        let settings = self.settings;
        format!(
            "{} {} {} {}",
            self.question.conversation.tenant_id,
            settings.model.as_deref().unwrap_or_default(),
            settings.region.as_deref().unwrap_or_default(),
            settings.url.as_deref().unwrap_or_default(),
        )
    }

    /// The time that is left; none where it is not worth beginning.
    fn left(&self) -> Option<Duration> {
        let left = self.ends_at.duration_since(self.models.clock.now());
        if left < LEAST_TIME {
            return None;
        }
        left.try_into().ok()
    }

    /// Before a question: what it may use at most must be within what the conversation has left.
    fn check_budget(&self) -> Result<(), Failure> {
        let conversation = self.question.conversation;
        let next = Usage {
            input: self.longest_prompt(),
            output: self.settings.max_tokens.into(),
        };
        let tokens = conversation.tokens + self.work.tokens + next.input + next.output;
        let cost =
            conversation.cost_micros + self.work.cost_micros + self.settings.cost_micros(next);
        if tokens > self.settings.token_budget || cost > self.settings.cost_budget_micros {
            Err(Failure::OverBudget)
        } else {
            Ok(())
        }
    }

    /// About how many tokens the prompt has: one for three bytes, which is many.
    fn longest_prompt(&self) -> u64 {
        let said: usize = self
            .turns
            .iter()
            .map(|turn| match turn {
                ModelTurn::User(text) | ModelTurn::Assistant(text) => text.len(),
                ModelTurn::Asked(calls) => {
                    calls.iter().map(|c| c.arguments.to_string().len()).sum()
                }
                ModelTurn::Answered(results) => results.iter().map(|r| r.text.len()).sum(),
            })
            .sum();
        u64::try_from((self.system.len() + said) / 3).unwrap_or(u64::MAX)
    }

    fn account(&mut self, usage: Usage) {
        self.work.tokens += usage.input + usage.output;
        self.work.cost_micros += self.settings.cost_micros(usage);
    }

    async fn call_tools(&mut self, calls: Vec<ToolCall>) -> Result<(), Failure> {
        let mut results = vec![];
        for call in &calls {
            results.push(self.call_tool(call).await?);
        }
        self.turns.push(ModelTurn::Asked(calls));
        self.turns.push(ModelTurn::Answered(results));
        Ok(())
    }

    /// Calls a tool; what is wrong with the call, or with the tool, is the model's to know.
    async fn call_tool(&mut self, call: &ToolCall) -> Result<ToolResult, Failure> {
        let result = |text: String, failed| ToolResult {
            id: call.id.clone(),
            text,
            failed,
        };
        let problem = |problem: &str| result(json!({ "error": problem }).to_string(), true);
        let settings = self.settings;
        let tool = settings
            .tools
            .iter()
            .find(|tool| tool.name == call.name)
            .ok_or(Failure::UnknownTool)?;
        if let Err(unfit) = schema::fit(&tool.parameters, &call.arguments) {
            return Ok(problem(&unfit.to_string()));
        }
        // Neither is a tool's address a place where secrets go.
        if self.secrets.are_in(&call.arguments.to_string()) {
            return Err(Failure::Leaked);
        }
        let left = self.left().ok_or(Failure::NoTime)?;
        let within = left.min(Duration::from_millis(tool.timeout_ms.into()));
        let request = ToolRequest {
            tenant: &self.question.conversation.tenant_id,
            conversation: self.question.conversation.id,
            name: &tool.name,
            url: &tool.url,
            keys: &self.keys,
            arguments: &call.arguments,
            at: self.models.clock.now(),
            within,
        };
        let called = tokio::time::timeout(within, self.models.tools.call(request)).await;
        let answered = match called {
            Ok(Ok(answered)) => answered.to_string(),
            Ok(Err(error)) => {
                tracing::warn!(
                    tenant = %self.question.conversation.tenant_id, tool = tool.name,
                    attempted = error.attempted, "a tool failed"
                );
                return Ok(problem("the tool could not be reached"));
            }
            Err(_) => return Ok(problem("the tool did not answer in time")),
        };
        if answered.len() > LONGEST_RESULT {
            return Ok(problem("the tool's answer is too long"));
        }
        let id = format!("t{}", self.work.tool_results.len() + 1);
        self.sources.cite(&id, &answered);
        let kept = self.free_name(&tool.name);
        self.work.tool_results.insert(kept, answered.clone());
        // The answer is data: it stands in a string of its own beside the id that it is cited by.
        let told = json!({ "id": id, "result": answered }).to_string();
        Ok(result(told, false))
    }

    fn free_name(&self, tool: &str) -> String {
        let taken = |name: &String| self.work.tool_results.contains_key(name);
        let numbered = (2..).map(|n: u32| format!("{tool}_{n}"));
        std::iter::once(tool.to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default()
    }
}

/// Why there is no answer to a question.
enum Asked {
    /// It was not put.
    Not(Failure),
    /// The model failed.
    Failed(ModelError),
}
