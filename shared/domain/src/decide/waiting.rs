//! How long the customer waits, and what ends it.

use jiff::Timestamp;

use super::Decision;
use crate::command::{Delivery, Opening};
use crate::{
    Author, DeedKind, DeliveryStatus, Doer, Escalation, Event, Owner, Rejection, Seq, timing,
};

impl Decision<'_> {
    pub(super) fn delivery(&mut self, delivery: Delivery) -> Result<(), Rejection> {
        if !delivery.current.advances_to(delivery.next) {
            return Err(Rejection::NothingToDo);
        }
        let Delivery {
            seq,
            author,
            current,
            next,
            error,
            provider_id,
        } = delivery;
        self.push(Event::DeliveryMoved {
            seq,
            status: next,
            error,
            provider_id,
        });
        if self.before.conversation.answer_seq == Some(seq) {
            match next {
                DeliveryStatus::Sent | DeliveryStatus::Delivered | DeliveryStatus::Read => {
                    self.wait(None, None);
                }
                // The answer did not arrive: the sweep looks at once.
                DeliveryStatus::Failed => self.push(Event::WaitChanged {
                    unanswered_since: self.before.conversation.unanswered_since,
                    answer_seq: None,
                    due_at: Some(self.now),
                }),
                DeliveryStatus::Received | DeliveryStatus::Accepted | DeliveryStatus::Uncertain => {
                }
            }
        } else if matches!(author, Author::Bot | Author::Agent { .. }) {
            if next == DeliveryStatus::Failed {
                self.lost(seq);
            } else if current == DeliveryStatus::Failed && self.before.conversation.last_seq == seq
            {
                // It has arrived after all, and nothing was said since that somebody waits for.
                self.wait(None, None);
            }
        }
        Ok(())
    }

    /// What had ended the wait did not arrive. Unless something else was said behind it, or the
    /// customer is known to wait anyway, they wait for it from now on.
    fn lost(&mut self, seq: Seq) {
        let conversation = &self.before.conversation;
        if conversation.unanswered_since.is_some()
            || conversation.last_customer_at.is_none()
            || conversation.goes_on_behind(seq)
        {
            return;
        }
        let unanswered_since = Some(self.now);
        match conversation.owner {
            // The bot says nothing unasked: the sweep looks at once.
            Owner::Bot => self.push(Event::WaitChanged {
                unanswered_since,
                answer_seq: None,
                due_at: Some(self.now),
            }),
            // They see that it failed, and have the time of an answer to say it again.
            Owner::Agent(_) | Owner::Phone { .. } | Owner::Queue => {
                self.wait(unanswered_since, None);
            }
            Owner::Nobody => {}
        }
    }

    pub(super) fn lapse(&mut self, opening: Opening) -> Result<(), Rejection> {
        let conversation = &self.before.conversation;
        let Some(timer) = conversation.due_at else {
            return Err(Rejection::NothingToDo);
        };
        if timer > self.now {
            return Err(Rejection::NothingToDo);
        }
        // A failed answer set the timer ahead of the limit; it counts as it stands.
        let answer_failed = conversation.answer_seq.is_none() && conversation.owner == Owner::Bot;
        let limit = self.due_at(conversation.unanswered_since);
        if !answer_failed && limit.is_none_or(|limit| limit > self.now) {
            self.push(Event::WaitChanged {
                unanswered_since: conversation.unanswered_since,
                answer_seq: conversation.answer_seq,
                due_at: limit,
            });
            return Ok(());
        }
        match (&conversation.owner, self.before.live.clone()) {
            (Owner::Bot | Owner::Phone { .. }, _) => self.open(opening),
            (Owner::Agent(_), Some(live)) => {
                let from = live.assignee.clone();
                self.back_to_queue(live, Doer::Timer, DeedKind::PutBack { from });
            }
            (Owner::Queue, Some(live)) => {
                // Told again, and looked at again after the same limit.
                self.change(live.clone());
                self.push(Event::WaitChanged {
                    unanswered_since: conversation.unanswered_since,
                    answer_seq: conversation.answer_seq,
                    due_at: Some(timing::pickup_due(self.now, live.urgency, self.settings)),
                });
            }
            (Owner::Nobody, _) | (Owner::Agent(_) | Owner::Queue, None) => self.wait(None, None),
        }
        Ok(())
    }

    pub(super) fn wait(&mut self, unanswered_since: Option<Timestamp>, answer_seq: Option<Seq>) {
        let due_at = self.due_at(unanswered_since);
        self.push(Event::WaitChanged {
            unanswered_since,
            answer_seq,
            due_at,
        });
    }

    pub(super) fn due_at(&self, unanswered_since: Option<Timestamp>) -> Option<Timestamp> {
        let live = self.after.live.as_ref();
        match &self.after.conversation.owner {
            Owner::Bot => unanswered_since.map(|since| timing::bot_due(since, self.settings)),
            Owner::Queue => live.map(|live| self.pickup_due(live)),
            Owner::Agent(_) => unanswered_since.map(|since| {
                let taken_at = live.and_then(|live| live.taken_at);
                timing::agent_due(taken_at.map_or(since, |at| at.max(since)), self.settings)
            }),
            Owner::Phone { .. } => {
                unanswered_since.map(|since| timing::agent_due(since, self.settings))
            }
            Owner::Nobody => None,
        }
    }

    /// When people are told of what waits. Once they were, the same limit counts again from there,
    /// whatever is said meanwhile, unless it is sooner now or others are to be told.
    fn pickup_due(&self, live: &Escalation) -> Timestamp {
        let limit =
            |live: &Escalation| timing::pickup_due(live.queued_at, live.urgency, self.settings);
        let conversation = &self.before.conversation;
        let is_as_before = conversation.owner == Owner::Queue
            && self
                .before
                .live
                .as_ref()
                .is_some_and(|old| old.group == live.group && limit(old) <= limit(live));
        conversation
            .due_at
            .filter(|_| is_as_before)
            .map_or(limit(live), |due_at| due_at.max(limit(live)))
    }
}
