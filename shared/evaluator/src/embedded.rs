//! The evaluator itself: what is read, what could be answered, and what the tenant's policy makes
//! of both.

use async_trait::async_trait;
use baton_app::ports::{Evaluation, Evaluator, PortError, Question};

use crate::answering::Library;
use crate::conclusion::{Proposal, conclude};
use crate::reading;
use crate::words::Words;

/// The name under which this evaluator signs its decisions.
const NAME: &str = "embedded/1";

/// Decides without any language model. It reads the message ([`reading`]), looks for an answer
/// ([`crate::answering`]), and lets the tenant's policy decide between the two
/// ([`crate::conclusion`]).
///
/// It never fails, and answers the same question about the same conversation the same way.
#[derive(Debug, Default)]
pub struct EmbeddedEvaluator {
    library: Library,
}

impl EmbeddedEvaluator {
    /// An evaluator that has seen no articles yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn decide(&self, question: Question<'_>) -> Evaluation {
        let text = reading::words_of(question.content);
        let words = Words::of(text);
        let reading = reading::read(&question, text, &words);
        let proposal = if question.may_compose {
            self.library.propose(&question, text, &words)
        } else {
            Proposal::default()
        };
        conclude(NAME, &question, text, reading, proposal)
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
