//! Evaluators with a language model behind the embedded one.
//!
//! The embedded evaluator reads every message first, under the tenant's policy. Where it calls a
//! person, no model is asked. A model's answer is a proposal like any other: it goes through the
//! same policy, and all that a model can do is to speak, to ask for tools that the tenant has
//! declared, and to call a person. Whatever goes wrong on the way, the embedded evaluator decides.

mod answer;
mod breaker;
mod brief;
mod chat;
mod dialogue;
mod failure;
mod finished;
mod grounds;
mod handover;
mod offer;
mod prompt;
mod secrecy;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod trial;
mod untooled;
mod webhook;

use std::borrow::Cow;
use std::sync::Arc;

use async_trait::async_trait;
use baton_app::evaluator_settings::{BedrockModels, EvaluatorKind, EvaluatorSettings};
use baton_app::ports::{
    Brief, BriefQuestion, Briefed, Clock, Deadline, Evaluation, Evaluator, EvaluatorKeyring,
    EvaluatorKeys, Ids, LanguageModel, PortError, Question, ToolCaller,
};
use baton_app::reasons::Why;
use baton_domain::{
    BotAttempt, BotWork, Reason, Sentiment, Signal, TenantId, Topic, Tried, TriedResult, Urgency,
};

use crate::conclusion::{Proposal, conclude};
use crate::embedded::{EmbeddedEvaluator, View};
use crate::heads;
use answer::{Answered, Said};
use breaker::Breakers;
use dialogue::Dialogue;
use finished::Finished;
use grounds::{Passage, Sources};
use handover::hands_over;
use offer::Offer;
use secrecy::Secrets;

pub use chat::ChatModel;
pub use failure::Failure;
pub use trial::{Heard, QUESTION, Trial, trial};
pub use webhook::{CALL_ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, WebhookTools, signature};

/// Learns of models that failed.
pub trait Watch: Send + Sync {
    /// The embedded evaluator decided in place of this tenant's model, or the model failed when it was
    /// asked to tell of an escalation.
    fn fell_back(&self, tenant: &TenantId, failure: Failure);
}

/// What models are asked with.
#[derive(Clone)]
pub struct Models {
    /// Models of Amazon Bedrock.
    pub bedrock: Arc<dyn LanguageModel>,
    /// Which of them tenants may use, and what they cost.
    pub bedrock_models: BedrockModels,
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

impl Models {
    /// A tenant's settings with what the model costs; none where they may not use it.
    fn settings<'a>(&self, told: &'a EvaluatorSettings) -> Option<Cow<'a, EvaluatorSettings>> {
        match told.kind {
            // This account pays: its own prices count.
            EvaluatorKind::Bedrock => self.bedrock_models.priced(told).map(Cow::Owned),
            EvaluatorKind::OpenaiCompatible | EvaluatorKind::Embedded => Some(Cow::Borrowed(told)),
        }
    }
}

/// Decides as each tenant has chosen: by the embedded evaluator alone, or by a model behind it.
pub struct Evaluators {
    embedded: EmbeddedEvaluator,
    models: Models,
    breakers: Breakers,
    finished: Finished,
}

impl Evaluators {
    /// The embedded evaluator, and these models behind it.
    #[must_use]
    pub fn new(embedded: EmbeddedEvaluator, models: Models) -> Self {
        Self {
            embedded,
            models,
            breakers: Breakers::default(),
            finished: Finished::default(),
        }
    }

    /// What the tenant's model proposes, and what was used on the way, whatever comes of it.
    async fn ask(&self, view: &View<'_>) -> (Result<(Proposal, Topic), Failure>, BotWork) {
        let question = view.question;
        let Some(settings) = self.models.settings(&question.knowledge.evaluator) else {
            return (Err(Failure::NotAllowed), BotWork::default());
        };
        let settings = settings.as_ref();
        let keys = match self.keys(&question.conversation.tenant_id, settings).await {
            Ok(keys) => keys,
            Err(failure) => return (Err(failure), BotWork::default()),
        };
        let passages = grounds::passages(self.embedded.library(), view);
        let mark = format!("{:032x}", self.models.ids.random());
        let offer = Offer::of(settings, &mark);
        let (sources, open) = sources(view, &passages);
        let mut dialogue = Dialogue {
            models: &self.models,
            breakers: &self.breakers,
            finished: &self.finished,
            question,
            settings,
            secrets: Secrets::of([
                mark.as_str(),
                keys.api_key.as_str(),
                keys.signing_key.as_str(),
            ])
            .and_instructions(&offer.instructions, &open),
            keys,
            turns: prompt::turns(&question, view.text, &passages),
            tools: offer.tools,
            declared: offer.declared,
            system: offer.system,
            sources,
            ends_at: dialogue::ends_at(settings, &self.models),
            work: BotWork::default(),
        };
        let said = dialogue.hold().await;
        let proposal = said.and_then(|said| match said {
            Said::Answer(answered) => answers(view, *answered, &dialogue, &passages),
            Said::Handoff(handed) => Ok(hands_over(view, &handed, &dialogue)),
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
        let keys = keys.map_err(|error| {
            tracing::error!(%tenant, attempted = error.attempted, "a tenant's keys are not readable");
            Failure::NoKeys
        })?;
        check_origin(settings, &keys)?;
        Ok(keys)
    }
}

#[async_trait]
impl Evaluator for Evaluators {
    async fn brief(&self, question: BriefQuestion<'_>) -> Briefed {
        self.told_of(&question).await
    }

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

/// Settings may still name the address that a key was changed away from, or may not have come to
/// the one that it was changed to.
fn check_origin(settings: &EvaluatorSettings, keys: &EvaluatorKeys) -> Result<(), Failure> {
    match &settings.url {
        Some(url) if !keys.may_go_to(url) => Err(Failure::KeyElsewhere),
        _ => Ok(()),
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
    let language = view.question.knowledge.settings.summary_language();
    // To "great, thanks" there is nothing to cite, and nobody has to come for it.
    let courtesy = view.is_small_talk()
        && answered.citations.is_empty()
        && Sources::is_courtesy(&answered.reply)
        && !crate::asked::wants_more(&answered.reply);
    if courtesy {
        let proposal = Proposal {
            answer: view.proposal.answer.clone(),
            signals: mood(answered.sentiment),
            brief: readable(view, brief),
            ..Proposal::default()
        };
        return Ok((proposal, answered.topic));
    }
    let grounded = dialogue
        .sources
        .ground(&answered.reply, &answered.citations);
    let cited = passages
        .iter()
        .find(|passage| answered.citations.contains(&passage.id));
    let tools = dialogue.tools_behind(&answered.citations);
    let attempt = BotAttempt {
        question: view.text.to_owned(),
        article_id: cited.map(|passage| passage.article_id),
        article_title: cited.map(|passage| passage.title.clone()),
        tools: tools.clone(),
        score: answered.confidence,
    };
    let considered = (cited.is_some() || !tools.is_empty()).then(|| Tried {
        question: view.text.to_owned(),
        article_id: attempt.article_id,
        article_title: attempt.article_title.clone(),
        tools,
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
        because: (!grounded).then(|| Why::NotGrounded.in_language(language)),
        urgency: raised(answered.urgency),
        brief: readable(view, brief),
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

/// What a model tells, where the tenant's agents can read it.
fn readable(view: &View<'_>, brief: Brief) -> Option<Brief> {
    let told = [&brief.summary, &brief.open_question];
    let is_readable = told
        .into_iter()
        .flatten()
        .all(|text| is_for_colleagues(view, text));
    if !is_readable {
        tracing::warn!(kind = "language", "a model's brief is not used");
    }
    is_readable.then_some(brief)
}

fn is_for_colleagues(view: &View<'_>, text: &str) -> bool {
    let settings = &view.question.knowledge.settings;
    heads::can_be(text, settings.summary_language())
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
