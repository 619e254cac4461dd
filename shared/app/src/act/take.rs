//! An agent takes what waits.

use baton_domain::{Escalation, EscalationId};
use jiff::Timestamp;

use super::{ActError, Answer, Asked, Desk};
use crate::ports::{TakeOutcome, TakeRequest};

/// What came of a take.
#[derive(Debug, Clone, PartialEq)]
pub enum Took {
    /// It is the agent's since now, or was when this very request came before.
    Now(Answer),
    /// It was the agent's already.
    Held(Box<Escalation>),
}

impl Desk {
    /// Takes an escalation in one request to the store. `wording` words the answer out of the
    /// time alone, because nothing more is read.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why it is not the agent's; a lost race names who has it.
    pub async fn take(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        wording: &(dyn Fn(Timestamp) -> Option<Answer> + Send + Sync),
    ) -> Result<Took, ActError> {
        let at = self.clock.now();
        let answer = wording(at).ok_or(ActError::Unworded)?;
        let take = TakeRequest {
            tenant: asked.tenant.clone(),
            escalation,
            by: asked.by.agent.clone(),
            at,
            receipt: asked
                .once
                .as_ref()
                .map(|once| once.key.clone())
                .zip(asked.outcome(&answer)),
        };
        match self.conversations.take(&take).await? {
            TakeOutcome::Taken => Ok(Took::Now(answer)),
            TakeOutcome::AlreadyHeld(escalation) => Ok(Took::Held(escalation)),
            TakeOutcome::Replayed(outcome) => asked.replay(outcome).map(Took::Now),
            TakeOutcome::Rejected(rejection) => Err(rejection.into()),
            TakeOutcome::NotFound => Err(ActError::NotFound),
            TakeOutcome::UnknownAgent => Err(ActError::UnknownAgent),
        }
    }
}
