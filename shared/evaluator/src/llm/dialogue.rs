//! One decision with a model: asked, answered, its tools called, within time and budget.

use std::sync::Arc;
use std::time::Duration;

use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings, ToolSettings, schema};
use baton_app::ports::{
    Billed, EvaluatorKeys, LanguageModel, ModelAnswer, ModelCall, ModelError, ModelPlace,
    ModelTurn, Question, ToolCall, ToolRequest, ToolResult, ToolSpec, Usage,
};
use baton_domain::{BotWork, ToolError, ToolOutcome, ToolUse};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::answer::{self, Said, Unusable};
use super::breaker::Breakers;
use super::finished::{Finished, call_id};
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
/// The first try gets one part in so many of the time that is left, so that there is a second one
/// after an answer that never came.
const PARTS: u32 = 2;
/// How long the pause before the second try is at least, in milliseconds, and by how much longer
/// it can be.
const PAUSE: u64 = 50;
const JITTER: u128 = 200;

/// One decision with a model, as far as it has come.
pub(crate) struct Dialogue<'a> {
    pub(crate) models: &'a Models,
    pub(crate) breakers: &'a Breakers,
    pub(crate) finished: &'a Finished,
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
        for round in 0..=TOOL_ROUNDS {
            let answer = self.ask().await?;
            let said = answer::read(answer, &self.declared).map_err(|unusable| match unusable {
                Unusable::Form => Failure::BadOutput,
                Unusable::UnknownTool => Failure::UnknownTool,
            })?;
            match said {
                // Nobody would read what they answer, and a tool may do more than look something up.
                Said::Tools(_) if round == TOOL_ROUNDS => break,
                Said::Tools(calls) => self.call_tools(calls).await?,
                said => return Ok(said),
            }
        }
        Err(Failure::TooManyRounds)
    }

    /// Asks, once more where that may help.
    pub(super) async fn ask(&mut self) -> Result<ModelAnswer, Failure> {
        let first = self.ask_once(PARTS).await;
        match first {
            Err(Asked::Failed(error)) if error.may_pass() => {
                let pause = PAUSE + u64::try_from(self.models.ids.random() % JITTER).unwrap_or(0);
                let pause = Duration::from_millis(pause);
                if self.left().is_none_or(|left| left <= pause) {
                    return Err(Failure::of(&error));
                }
                tokio::time::sleep(pause).await;
                self.ask_once(1).await.map_err(|asked| match asked {
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

    /// Asks once, with one part in so many of the time that is left.
    async fn ask_once(&mut self, parts: u32) -> Result<ModelAnswer, Asked> {
        self.check_budget().map_err(Asked::Not)?;
        let left = self.left().ok_or(Asked::Not(Failure::NoTime))?;
        // Of too little time a part is no try at all.
        let within = Some(left / parts)
            .filter(|part| *part >= LEAST_TIME.unsigned_abs())
            .unwrap_or(left);
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
            tool_choice: settings.tool_choice,
            max_tokens: settings.max_tokens,
            answer_limit: settings.answer_limit,
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
                self.account(self.told_or_guessed(&answer));
                Ok(answer)
            }
            Err(error) => {
                self.account(self.guessed(error.billed()));
                // Whatever a customer can bring about counts for nothing here: they would take the
                // model from all the others.
                if matches!(error, ModelError::TimedOut) && !self.is_full_share(within) {
                    self.breakers.learnt_nothing(&endpoint);
                } else if error.is_of_endpoint() {
                    self.breakers.failed(&endpoint, self.models.clock.now());
                } else {
                    self.breakers.heard(&endpoint);
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

    /// Whether a try has about the time that the tenant gives one: less is left where a tool was
    /// slow, or where the invocation ends soon, and is no fault of the model's.
    fn is_full_share(&self, within: Duration) -> bool {
        let told = self
            .settings
            .timeout_ms
            .min(EvaluatorSettings::LONGEST_DECISION);
        let full = Duration::from_millis(told.into()) / PARTS;
        within * 10 >= full * 9
    }

    /// Before a question: what it may use at most must be within what the conversation has left.
    fn check_budget(&self) -> Result<(), Failure> {
        let conversation = self.question.conversation;
        let next = self.guessed(Billed::All);
        let tokens = conversation.tokens + self.work.tokens + next.input + next.output;
        let cost =
            conversation.cost_micros + self.work.cost_micros + self.settings.cost_micros(next);
        if tokens > self.settings.token_budget || cost > self.settings.cost_budget_micros {
            Err(Failure::OverBudget)
        } else {
            Ok(())
        }
    }

    /// What a question that failed is taken to have used, where it may be billed.
    fn guessed(&self, billed: Billed) -> Usage {
        let (input, output) = match billed {
            Billed::Nothing => (0, 0),
            Billed::Prompt => (self.longest_prompt(), 0),
            Billed::All => (self.longest_prompt(), self.settings.max_tokens.into()),
        };
        Usage { input, output }
    }

    /// What an answer says that it used, or is taken to have used where it does not say.
    fn told_or_guessed(&self, answer: &ModelAnswer) -> Usage {
        let said = answer.text.as_ref().map_or(0, String::len);
        let asked: usize = answer
            .calls
            .iter()
            .map(|call| call.name.len() + call.arguments.to_string().len())
            .sum();
        let or = |told: u64, guess: u64| if told == 0 { guess } else { told };
        Usage {
            input: or(answer.usage.input, self.longest_prompt()),
            output: or(answer.usage.output, tokens(said + asked)),
        }
    }

    /// About how many tokens the prompt has, with the tools that it declares.
    fn longest_prompt(&self) -> u64 {
        let declared: usize = self
            .tools
            .iter()
            .map(|tool| {
                tool.name.len() + tool.description.len() + tool.parameters.to_string().len()
            })
            .sum();
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
        tokens(self.system.len() + said + declared)
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

    /// Calls a tool; what is wrong with the call, or with the tool, is the model's to know. Either
    /// way the agent learns of it.
    async fn call_tool(&mut self, call: &ToolCall) -> Result<ToolResult, Failure> {
        let arguments = call.arguments.to_string();
        // Neither is a tool's address a place where secrets go, nor what an agent reads.
        if self.secrets.are_in(&arguments) {
            return Err(Failure::Leaked);
        }
        let (text, outcome) = match self.bring(call).await? {
            Ok(result) => {
                let id = citation(self.answered().count());
                self.sources.cite(&id, &result);
                // The answer is data: it stands in a string of its own beside the id that it is
                // cited by.
                let told = json!({ "id": id, "result": result }).to_string();
                (told, ToolOutcome::Answered { result })
            }
            Err((error, told)) => {
                let told = json!({ "error": told }).to_string();
                (told, ToolOutcome::Failed { error })
            }
        };
        let failed = matches!(outcome, ToolOutcome::Failed { .. });
        self.work.tool_calls.push(ToolUse {
            seq: self.question.conversation.last_seq,
            tool: call.name.clone(),
            arguments: beginning(&arguments, ToolUse::KEPT_ARGUMENTS),
            outcome,
        });
        Ok(ToolResult {
            id: call.id.clone(),
            text,
            failed,
        })
    }

    /// What a tool answers, as JSON text, or why it does not, with the model's words for that.
    async fn bring(&self, call: &ToolCall) -> Result<Result<String, (ToolError, String)>, Failure> {
        let problem = |error, told: &str| Ok(Err((error, told.to_owned())));
        let settings = self.settings;
        let tool = settings
            .tools
            .iter()
            .find(|tool| tool.name == call.name)
            .ok_or(Failure::UnknownTool)?;
        if let Err(unfit) = schema::fit(&tool.parameters, &call.arguments) {
            return problem(ToolError::UnfitArguments, &unfit.to_string());
        }
        let call_id = call_id(&self.question, &tool.name, &call.arguments);
        match self.finished.answer(&call_id) {
            Some(answered) => Ok(Ok(answered)),
            None => self.reach(tool, call, &call_id).await,
        }
    }

    /// What the tool itself answers.
    async fn reach(
        &self,
        tool: &ToolSettings,
        call: &ToolCall,
        call_id: &str,
    ) -> Result<Result<String, (ToolError, String)>, Failure> {
        let problem = |error, told: &str| Ok(Err((error, told.to_owned())));
        let left = self.left().ok_or(Failure::NoTime)?;
        let within = left.min(Duration::from_millis(tool.timeout_ms.into()));
        let request = ToolRequest {
            tenant: &self.question.conversation.tenant_id,
            conversation: self.question.conversation.id,
            contact: &self.question.conversation.contact,
            channel: self.question.conversation.channel,
            call_id,
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
                return problem(ToolError::Unreachable, "the tool could not be reached");
            }
            Err(_) => return problem(ToolError::TimedOut, "the tool did not answer in time"),
        };
        if answered.len() > LONGEST_RESULT {
            return problem(ToolError::TooLong, "the tool's answer is too long");
        }
        self.finished.keep(call_id, &answered);
        Ok(Ok(answered))
    }

    /// The tools that answered, in order.
    fn answered(&self) -> impl Iterator<Item = &str> {
        let calls = self.work.tool_calls.iter();
        calls
            .filter(|call| call.result().is_some())
            .map(|call| call.tool.as_str())
    }

    /// The tools whose answers are cited, each once.
    pub(crate) fn tools_behind(&self, citations: &[String]) -> Vec<String> {
        let mut tools: Vec<String> = vec![];
        for (place, tool) in self.answered().enumerate() {
            if citations.contains(&citation(place)) && !tools.iter().any(|it| it == tool) {
                tools.push(tool.to_owned());
            }
        }
        tools
    }
}

/// The name that a tool's answer is cited by.
fn citation(place: usize) -> String {
    format!("t{}", place + 1)
}

/// As much of a text as has no more bytes than this.
fn beginning(text: &str, bytes: usize) -> String {
    text.get(..text.floor_char_boundary(bytes))
        .unwrap_or_default()
        .to_owned()
}

/// About how many tokens so many bytes are: one for three, which is many.
fn tokens(bytes: usize) -> u64 {
    u64::try_from(bytes.div_ceil(3)).unwrap_or(u64::MAX)
}

/// Why there is no answer to a question.
enum Asked {
    /// It was not put.
    Not(Failure),
    /// The model failed.
    Failed(ModelError),
}
