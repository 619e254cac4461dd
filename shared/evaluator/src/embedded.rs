//! The evaluator itself: what is read, what could be answered, and what the tenant's policy makes
//! of both.

use std::sync::Arc;

use async_trait::async_trait;
use baton_app::ports::{Evaluation, Evaluator, PortError, Question};
use baton_domain::{Condition, Policy};

use crate::answering::Library;
use crate::conclusion::conclude;
use crate::encoder::Encoder;
use crate::heads::{Exchange, Heads};
use crate::reading::{self, Reading};
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
#[derive(Debug, Default)]
pub struct EmbeddedEvaluator {
    library: Library,
    heads: Option<Heads>,
}

impl EmbeddedEvaluator {
    /// An evaluator that has seen no articles yet, and reads by word lists alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An evaluator that has seen no articles yet, and reads with the trained heads too.
    #[must_use]
    pub fn with_encoder(encoder: Arc<Encoder>) -> Self {
        Self {
            library: Library::default(),
            heads: Heads::on(encoder),
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

    fn decide(&self, question: Question<'_>) -> Evaluation {
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
        let proposal = self.library.propose(&question, text, &words);
        conclude(self.name(), &question, text, reading, proposal)
    }
}

#[async_trait]
impl Evaluator for EmbeddedEvaluator {
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError> {
        Ok(self.decide(question))
    }
}

#[cfg(test)]
mod tests;
