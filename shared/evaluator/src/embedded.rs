//! The evaluator itself: what is read, what could be answered, and what the tenant's policy makes
//! of both.

use std::sync::Arc;

use async_trait::async_trait;
use baton_app::ports::{Evaluation, Evaluator, PassageSource, PortError, Question};

use crate::answering::Library;
use crate::conclusion::conclude;
use crate::elsewhere::Elsewhere;
use crate::encoder::Encoder;
use crate::reading;
use crate::retrieval::Index;
use crate::words::Words;

/// The name under which this evaluator signs its decisions.
const NAME: &str = "embedded/1";

/// Decides without any language model. It reads the message ([`reading`]), looks for an answer
/// ([`crate::answering`]), and lets the tenant's policy decide between the two
/// ([`crate::conclusion`]).
///
/// It never fails, and answers the same question about the same conversation the same way.
#[derive(Default)]
pub struct EmbeddedEvaluator {
    library: Library,
    elsewhere: Elsewhere,
}

impl EmbeddedEvaluator {
    /// An evaluator that has seen no articles yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that also goes by what words mean.
    #[must_use]
    pub fn with_encoder(encoder: Arc<Encoder>) -> Self {
        Self {
            library: Library::new(Some(encoder)),
            ..Self::default()
        }
    }

    /// The same, which also looks where a tenant's settings say that their articles are.
    #[must_use]
    pub fn with_passages(self, source: Arc<dyn PassageSource>) -> Self {
        Self {
            elsewhere: Elsewhere::new(source),
            ..self
        }
    }

    #[cfg(test)]
    fn decide(&self, question: Question<'_>) -> Evaluation {
        self.decide_with(question, None)
    }

    /// Decides by what stands in this index; by the tenant's own articles where there is none.
    fn decide_with(&self, question: Question<'_>, index: Option<Arc<Index>>) -> Evaluation {
        let text = reading::words_of(question.content);
        let words = Words::of(text);
        let reading = reading::read(&question, text, &words);
        let proposal = self.library.propose(&question, text, &words, index);
        conclude(NAME, &question, text, reading, proposal)
    }
}

#[async_trait]
impl Evaluator for EmbeddedEvaluator {
    async fn evaluate(&self, question: Question<'_>) -> Result<Evaluation, PortError> {
        let articles = self.elsewhere.articles(&question).await;
        let index = articles.map(|articles| self.library.index_of(&articles));
        Ok(self.decide_with(question, index))
    }
}

#[cfg(test)]
mod tests;
