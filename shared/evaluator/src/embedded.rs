//! The evaluator itself: what is read, what could be answered, and what the tenant's policy makes
//! of both.

use std::sync::Arc;

use async_trait::async_trait;
use baton_app::ports::{Evaluation, Evaluator, PassageSource, PortError, Question, Verdict};
use baton_domain::{BotAttempt, Condition, Policy};

use crate::answering::Library;
use crate::asked;
use crate::conclusion::{Proposal, conclude};
use crate::elsewhere::Elsewhere;
use crate::encoder::Encoder;
use crate::heads::{Exchange, Heads};
use crate::indexing::encoder_at;
use crate::reading::{self, Reading};
use crate::retrieval::{Index, Sought};
use crate::words::Words;

/// The names under which this evaluator signs its decisions: of word lists alone, and of the trained
/// heads on the encoder.
const WORDS_ALONE: &str = "embedded/1";
const WITH_HEADS: &str = "embedded/2";

/// Decides without any language model. It reads the message ([`reading`]), looks for an answer
/// ([`crate::answering`]), and lets the tenant's policy decide between the two
/// ([`crate::conclusion`]).
///
/// It never fails, and answers the same question about the same conversation the same way.
#[derive(Default)]
pub struct EmbeddedEvaluator {
    library: Library,
    elsewhere: Elsewhere,
    heads: Option<Heads>,
}

impl std::fmt::Debug for EmbeddedEvaluator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EmbeddedEvaluator")
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

impl EmbeddedEvaluator {
    /// An evaluator that has seen no articles yet, and reads by word lists alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that also goes by what words mean, and reads with the trained heads.
    #[must_use]
    pub fn with_encoder(encoder: Arc<Encoder>) -> Self {
        Self {
            library: Library::new(Some(Arc::clone(&encoder))),
            heads: Heads::on(encoder),
            ..Self::default()
        }
    }

    /// With the encoder of this file where it can be used, else by word lists alone.
    #[must_use]
    pub fn at(encoder: Option<&str>) -> Self {
        encoder_at(encoder).map_or_else(Self::new, Self::with_encoder)
    }

    /// The same, which also looks where a tenant's settings say that their articles are.
    #[must_use]
    pub fn with_passages(self, source: Arc<dyn PassageSource>) -> Self {
        Self {
            elsewhere: Elsewhere::new(source),
            ..self
        }
    }

    /// The name under which it signs its decisions.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.heads {
            Some(_) => WITH_HEADS,
            None => WORDS_ALONE,
        }
    }

    /// What it reads in a message, apart from any articles.
    pub(crate) fn read(&self, exchange: &Exchange<'_>, words: &Words, policy: &Policy) -> Reading {
        let counts_run = policy.triggers.iter().any(|trigger| {
            trigger.enabled && matches!(trigger.when, Condition::SentimentRun { .. })
        });
        reading::read(self.heads.as_ref(), exchange, words, counts_run)
    }

    #[cfg(test)]
    fn decide(&self, question: Question<'_>) -> Evaluation {
        self.look(question, None).decide()
    }

    /// What it makes of a message, before anything is decided, by what stands in this index; by the
    /// tenant's own articles where there is none.
    pub(crate) fn look<'a>(&self, question: Question<'a>, index: Option<Arc<Index>>) -> View<'a> {
        let text = reading::words_of(question.content);
        let words = Words::of(text);
        let before = reading::said_before(question.conversation);
        let exchange = Exchange {
            message: text,
            before: &before,
            language: None,
        };
        let mut reading = self.read(&exchange, &words, &question.knowledge.policy);
        reading.topic = reading::topic_with_earlier(reading.topic, question.conversation);
        let proposal = if question.may_compose {
            let message = reading.sought(text);
            self.library
                .propose(&question, message, &words, index.clone())
        } else {
            Proposal::default()
        };
        View {
            name: self.name(),
            question,
            text,
            reading,
            proposal,
            index,
        }
    }

    /// The same, by what the tenant's other search finds, where their settings name one.
    pub(crate) async fn look_around<'a>(&self, question: Question<'a>) -> View<'a> {
        let articles = if question.may_compose {
            self.elsewhere.articles(&question).await
        } else {
            None
        };
        let index = articles.map(|articles| self.library.index_of(&articles));
        self.look(question, index)
    }

    /// The tenants' articles.
    pub(crate) fn library(&self) -> &Library {
        &self.library
    }
}

/// What the embedded evaluator makes of a message.
#[derive(Debug, Clone)]
pub(crate) struct View<'a> {
    /// Who looks.
    pub(crate) name: &'static str,
    pub(crate) question: Question<'a>,
    /// The customer's own words.
    pub(crate) text: &'a str,
    pub(crate) reading: Reading,
    pub(crate) proposal: Proposal,
    /// Where else than in the tenant's own articles an answer was looked for.
    pub(crate) index: Option<Arc<Index>>,
}

impl View<'_> {
    /// The message, to be looked for.
    pub(crate) fn sought(&self) -> Sought<'_> {
        self.reading.sought(self.text)
    }

    /// What it decides.
    pub(crate) fn decide(self) -> Evaluation {
        conclude(
            self.name,
            &self.question,
            self.text,
            self.reading,
            self.proposal,
        )
    }

    /// Whether it calls a person, and would whatever could be answered: for what it read in the
    /// message, for what the tenant's triggers say, for what it learnt about itself. Where a sure
    /// article holds it back it calls nobody, and where only its article is unsure another answer
    /// may do.
    pub(crate) fn calls_a_person(&self) -> bool {
        let attempt = BotAttempt {
            question: String::new(),
            article_id: None,
            article_title: None,
            tools: vec![],
            score: 1.0,
        };
        let anything = Proposal {
            answer: Some((String::new(), attempt)),
            failed_attempts: self.proposal.failed_attempts,
            signals: self.proposal.signals.clone(),
            ..Proposal::default()
        };
        let concluded = conclude(
            self.name,
            &self.question,
            self.text,
            self.reading.clone(),
            anything,
        );
        let calls = |it: &Evaluation| matches!(it.verdict, Verdict::Escalate { .. });
        calls(&concluded) && calls(&self.clone().decide())
    }

    /// Whether a model would add nothing: to small talk, unless it may answer a question of the bot's,
    /// and to what has no words.
    pub(crate) fn needs_no_model(&self) -> bool {
        let small_talk = self.is_small_talk() && !asked::is_acknowledged(&self.question);
        let unreadable = self.proposal.rule == Some("unreadable");
        small_talk || unreadable || self.text.trim().is_empty()
    }

    /// Whether it has an answer that needs no knowledge.
    pub(crate) fn is_small_talk(&self) -> bool {
        self.proposal.answer.is_some() && self.proposal.confidence.is_none()
    }
}

#[async_trait]
impl Evaluator for EmbeddedEvaluator {
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError> {
        Ok(self.look_around(question).await.decide())
    }
}

#[cfg(test)]
mod tests;
