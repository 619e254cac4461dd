//! An escalation that was opened without the tenant's language model is told of by it afterwards.

use baton_domain::{Briefing, Command, Escalation, EscalationId, Event, Rejection, State};

use super::{ReceiveError, Received, Receiving, Settled, TICKET_TRIES, packet};
use crate::commit::Commit;
use crate::ports::BriefQuestion;

impl Receiving<'_> {
    /// Has the model tell of an escalation, and puts what it tells in the place of what was put
    /// together. The model is asked once: where the conversation changes meanwhile, what it told is
    /// decided about again, many times over: nobody waits for it, and what was paid for would be lost. Where it fails, or tells what is not in the conversation, the packet
    /// stays as it is, and the order is done.
    pub(super) async fn summarise(
        &self,
        escalation: EscalationId,
    ) -> Result<Received, ReceiveError> {
        let mut briefing: Option<Briefing> = None;
        for _ in 0..TICKET_TRIES {
            let Some(before) = self.load(false).await?.state else {
                return Ok(Received::Unmatched);
            };
            if before.receipts.contains(&self.receipt) {
                return Ok(Received::Duplicate);
            }
            let told = match briefing.take() {
                Some(told) => told,
                None => match waiting(&before, escalation) {
                    Some(live) => self.told(&before, live).await,
                    None => return Ok(Received::Stale),
                },
            };
            let command = Command::Brief(told.clone());
            let events = match self.decide(&before, &self.once(command)) {
                Ok(events) => events,
                Err(Rejection::NothingToDo) => return Ok(Received::Stale),
                Err(rejection) => return Err(ReceiveError::Rejected(rejection)),
            };
            let retold = |event: &Event| matches!(event, Event::EscalationChanged(_));
            let received = if events.iter().any(retold) {
                Received::Summarised
            } else {
                Received::Stale
            };
            match self.commit(&Commit::new(&before, events)).await? {
                Settled::Written => return Ok(received),
                Settled::Duplicate => return Ok(Received::Duplicate),
                Settled::Changed | Settled::TicketTaken(_) | Settled::QuotaMoved(_) => {}
            }
            briefing = Some(told);
        }
        Err(ReceiveError::Contended)
    }

    /// What the model tells, as far as it is found in the conversation that it read, and what it
    /// used.
    async fn told(&self, state: &State, live: &Escalation) -> Briefing {
        let question = BriefQuestion {
            conversation: &state.conversation,
            reason: live.reason,
            handoff: &live.handoff,
            knowledge: self.knowledge,
            at: self.now(),
        };
        let briefed = self.deps.evaluator.brief(question).await;
        let told = briefed
            .brief
            .and_then(|brief| packet::retold(&state.conversation, &live.handoff, &brief));
        Briefing {
            escalation: live.id,
            told,
            tokens: briefed.tokens,
            cost_micros: briefed.cost_micros,
        }
    }
}

/// The escalation, where it is live and still has the words that were put together.
fn waiting(state: &State, escalation: EscalationId) -> Option<&Escalation> {
    state
        .live
        .as_ref()
        .filter(|live| live.id == escalation && live.handoff.is_extractive())
}
