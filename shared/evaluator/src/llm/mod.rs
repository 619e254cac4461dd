//! Evaluators with a language model behind the embedded one.
//!
//! The embedded evaluator reads every message first, under the tenant's policy. Where it calls a
//! person, no model is asked. A model's answer is a proposal like any other: it goes through the
//! same policy, and all that a model can do is to speak, to ask for tools that the tenant has
//! declared, and to call a person. Whatever goes wrong on the way, the embedded evaluator decides.

mod answer;
mod breaker;
mod chat;
mod dialogue;
mod grounds;
mod prompt;
mod secrecy;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod webhook;

use std::sync::Arc;

use async_trait::async_trait;
use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings};
use baton_app::ports::{
    Brief, Clock, Deadline, Evaluation, Evaluator, EvaluatorKeyring, EvaluatorKeys, Ids,
    LanguageModel, ModelError, PortError, Question, ToolCaller,
};
use baton_domain::{
    BotAttempt, BotWork, Reason, Sentiment, Signal, TenantId, Topic, Tried, TriedResult, Urgency,
};

use crate::conclusion::{Proposal, conclude};
use crate::embedded::{EmbeddedEvaluator, View};
use answer::{Answered, HandedOver, Said};
use breaker::Breakers;
use dialogue::Dialogue;
use grounds::{Passage, Sources};
use secrecy::Secrets;

pub use chat::ChatModel;
pub use webhook::{SIGNATURE_HEADER, TIMESTAMP_HEADER, WebhookTools, signature};

/// How many characters of a model's reason for calling a person are shown.
const LONGEST_REASON: usize = 300;

/// Why the embedded evaluator decided in a model's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The tenant's keys could not be read.
    NoKeys,
    /// The endpoint has failed too often of late.
    CircuitOpen,
    /// There was too little time left.
    NoTime,
    /// The conversation has used its budget.
    OverBudget,
    /// The model did not answer in time.
    TimedOut,
    /// The model could not be reached.
    Unreachable,
    /// The model is overloaded or broken.
    Unavailable,
    /// The model refused.
    Refused,
    /// The model's answer broke the rules of its interface.
    Garbled,
    /// The model's answer is not in the agreed form.
    BadOutput,
    /// The model asked for a tool that the tenant has not declared.
    UnknownTool,
    /// The model asked for tools without end.
    TooManyRounds,
    /// The model told what it must not tell.
    Leaked,
}

impl Failure {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoKeys => "model_no_keys",
            Self::CircuitOpen => "model_circuit_open",
            Self::NoTime => "model_no_time",
            Self::OverBudget => "model_over_budget",
            Self::TimedOut => "model_timed_out",
            Self::Unreachable => "model_unreachable",
            Self::Unavailable => "model_unavailable",
            Self::Refused => "model_refused",
            Self::Garbled => "model_garbled",
            Self::BadOutput => "model_bad_output",
            Self::UnknownTool => "model_unknown_tool",
            Self::TooManyRounds => "model_too_many_rounds",
            Self::Leaked => "model_leaked",
        }
    }

    fn of(error: &ModelError) -> Self {
        match error {
            ModelError::TimedOut => Self::TimedOut,
            ModelError::Unreachable(_) => Self::Unreachable,
            ModelError::Unavailable { .. } => Self::Unavailable,
            ModelError::Refused { .. } => Self::Refused,
            ModelError::Garbled => Self::Garbled,
        }
    }
}

/// Learns of models that failed.
pub trait Watch: Send + Sync {
    /// The embedded evaluator decided in place of this tenant's model.
    fn fell_back(&self, tenant: &TenantId, failure: Failure);
}

/// What models are asked with.
#[derive(Clone)]
pub struct Models {
    /// Models of Amazon Bedrock.
    pub bedrock: Arc<dyn LanguageModel>,
    /// Models behind `chat/completions`.
    pub chat: Arc<dyn LanguageModel>,
    /// Tenants' tools.
    pub tools: Arc<dyn ToolCaller>,
    /// Tenants' keys.
    pub keyring: Arc<dyn EvaluatorKeyring>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub ids: Arc<dyn Ids>,
    /// When the work at hand must be done.
    pub deadline: Arc<dyn Deadline>,
    /// Who learns of failures.
    pub watch: Arc<dyn Watch>,
}

/// Decides as each tenant has chosen: by the embedded evaluator alone, or by a model behind it.
pub struct Evaluators {
    embedded: EmbeddedEvaluator,
    models: Models,
    breakers: Breakers,
}

impl Evaluators {
    /// The embedded evaluator, and these models behind it.
    #[must_use]
    pub fn new(embedded: EmbeddedEvaluator, models: Models) -> Self {
        Self {
            embedded,
            models,
            breakers: Breakers::default(),
        }
    }

    /// What the tenant's model proposes, and what was used on the way, whatever comes of it.
    async fn ask(&self, view: &View<'_>) -> (Result<(Proposal, Topic), Failure>, BotWork) {
        let question = view.question;
        let settings = &question.knowledge.evaluator;
        let keys = match self.keys(&question.conversation.tenant_id, settings).await {
            Ok(keys) => keys,
            Err(failure) => return (Err(failure), BotWork::default()),
        };
        let passages = grounds::passages(self.embedded.library(), view);
        let mark = format!("{:032x}", self.models.ids.random());
        let system = prompt::system(settings, &mark);
        let (sources, open) = sources(view, &passages);
        let declared = prompt::declared(settings);
        let mut dialogue = Dialogue {
            models: &self.models,
            breakers: &self.breakers,
            question,
            settings,
            secrets: Secrets::of([
                mark.as_str(),
                keys.api_key.as_str(),
                keys.signing_key.as_str(),
            ])
            .and_instructions(&system, &open),
            keys,
            turns: prompt::turns(&question, view.text, &passages),
            tools: prompt::tools(&declared),
            declared,
            system,
            sources,
            ends_at: dialogue::ends_at(settings, &self.models),
            work: BotWork::default(),
        };
        let said = dialogue.hold().await;
        let proposal = said.and_then(|said| match said {
            Said::Answer(answered) => answers(view, *answered, &dialogue, &passages),
            Said::Handoff(handed) => Ok(hands_over(view, &handed, &dialogue.secrets)),
            Said::Tools(_) => Err(Failure::TooManyRounds),
        });
        (proposal, dialogue.work)
    }

    async fn keys(
        &self,
        tenant: &TenantId,
        settings: &EvaluatorSettings,
    ) -> Result<Arc<EvaluatorKeys>, Failure> {
        let Some(kept) = &settings.keys else {
            return Ok(Arc::default());
        };
        let keys = self.models.keyring.keys(tenant, &kept.version).await;
        keys.map_err(|error| {
            tracing::error!(%tenant, attempted = error.attempted, "a tenant's keys are not readable");
            Failure::NoKeys
        })
    }
}

#[async_trait]
impl Evaluator for Evaluators {
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError> {
        let view = self.embedded.look_around(question).await;
        let settings = &question.knowledge.evaluator;
        if !question.may_compose
            || settings.kind == EvaluatorKind::Embedded
            || view.needs_no_model()
            || view.calls_a_person()
        {
            return Ok(view.decide());
        }
        let (proposal, work) = self.ask(&view).await;
        match proposal {
            Ok((proposal, topic)) => {
                let View {
                    text, mut reading, ..
                } = view;
                if reading.topic == Topic::General {
                    reading.topic = topic;
                }
                let proposal = Proposal { work, ..proposal };
                Ok(conclude(
                    &name(settings),
                    &question,
                    text,
                    reading,
                    proposal,
                ))
            }
            Err(failure) => {
                let tenant = &question.conversation.tenant_id;
                tracing::warn!(%tenant, failure = failure.name(), "the model failed: the embedded evaluator decides");
                self.models.watch.fell_back(tenant, failure);
                let mut evaluation = view.decide();
                evaluation.work = BotWork {
                    language: evaluation.work.language,
                    ..work
                };
                evaluation.assessment.note = Some(failure.name().to_owned());
                Ok(evaluation)
            }
        }
    }
}

/// The name under which a model's decisions are signed.
fn name(settings: &EvaluatorSettings) -> String {
    let kind = match settings.kind {
        EvaluatorKind::Embedded => "embedded",
        EvaluatorKind::Bedrock => "bedrock",
        EvaluatorKind::OpenaiCompatible => "openai_compatible",
    };
    format!("{kind}/{}", settings.model.as_deref().unwrap_or_default())
}

/// What a reply may rest on before any tool was called, and the same as one text.
fn sources(view: &View<'_>, passages: &[Passage]) -> (Sources, String) {
    let mut sources = Sources::default();
    let mut open = String::new();
    for passage in passages {
        let text = format!("{}\n{}", passage.title, passage.text);
        sources.cite(&passage.id, &text);
        open.push_str(&text);
        open.push('\n');
    }
    let recent = &view.question.conversation.recent;
    for said in recent
        .iter()
        .map(|turn| turn.text.as_str())
        .chain([view.text])
    {
        sources.add(said);
        open.push_str(said);
        open.push('\n');
    }
    (sources, open)
}

/// An answer as a proposal. One that rests on nothing is none, and as unsure as can be.
fn answers(
    view: &View<'_>,
    answered: Answered,
    dialogue: &Dialogue<'_>,
    passages: &[Passage],
) -> Result<(Proposal, Topic), Failure> {
    let brief = answered.brief();
    let told = dialogue.secrets.are_told_by(&answered.reply);
    if told || leaks(&brief, &dialogue.secrets) {
        return Err(Failure::Leaked);
    }
    let grounded = dialogue
        .sources
        .ground(&answered.reply, &answered.citations);
    let cited = passages
        .iter()
        .find(|passage| answered.citations.contains(&passage.id));
    let attempt = BotAttempt {
        question: view.text.to_owned(),
        article_id: cited.map(|passage| passage.article_id),
        article_title: cited.map(|passage| passage.title.clone()),
        score: answered.confidence,
    };
    let considered = cited.map(|passage| Tried {
        question: view.text.to_owned(),
        article_id: passage.article_id,
        article_title: passage.title.clone(),
        score: answered.confidence,
        answered: false,
        seq: None,
        result: TriedResult::default(),
    });
    let topic = answered.topic;
    let proposal = Proposal {
        answer: grounded.then_some((answered.reply, attempt)),
        confidence: Some(if grounded { answered.confidence } else { 0.0 }),
        failed_attempts: view.proposal.failed_attempts,
        considered,
        signals: mood(answered.sentiment),
        rule: Some(if grounded { "model" } else { "not_grounded" }),
        because: (!grounded).then(|| "The bot's answer rests on none of the articles.".to_owned()),
        urgency: raised(answered.urgency),
        brief: Some(brief),
        ..Proposal::default()
    };
    Ok((proposal, topic))
}

/// A mood calls nobody by itself; a tenant's trigger may set a lower threshold.
fn mood(sentiment: Sentiment) -> Vec<Signal> {
    let negative = Signal {
        reason: Reason::Sentiment,
        rule: "model_sentiment".into(),
        score: 0.5,
        threshold: 1.0,
    };
    if sentiment == Sentiment::Negative {
        vec![negative]
    } else {
        vec![]
    }
}

/// A call for a person as a proposal. What it says of itself is dropped where it tells a secret;
/// the person is called all the same.
fn hands_over(view: &View<'_>, handed: &HandedOver, secrets: &Secrets) -> (Proposal, Topic) {
    let brief = handed.brief();
    let reason: String = handed.reason.trim().chars().take(LONGEST_REASON).collect();
    let sayable = !secrets.are_in(&reason) && !leaks(&brief, secrets);
    let proposal = Proposal {
        failed_attempts: view.proposal.failed_attempts,
        considered: view.proposal.considered.clone(),
        signals: vec![Signal {
            reason: Reason::BotTool,
            rule: "handoff".into(),
            score: 1.0,
            threshold: 1.0,
        }],
        because: Some(reason).filter(|reason| sayable && !reason.is_empty()),
        urgency: raised(handed.urgency),
        brief: sayable.then_some(brief),
        ..Proposal::default()
    };
    (proposal, handed.topic)
}

fn leaks(brief: &Brief, secrets: &Secrets) -> bool {
    let inner = [&brief.summary, &brief.open_question];
    inner.into_iter().flatten().any(|text| secrets.are_in(text))
        || brief
            .suggested_reply
            .as_ref()
            .is_some_and(|reply| secrets.are_told_by(reply))
}

/// A model can make somebody come sooner, never later.
fn raised(urgency: Urgency) -> Option<Urgency> {
    (urgency == Urgency::High).then_some(urgency)
}
