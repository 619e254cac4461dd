//! The state of one conversation.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Author, Conversation, Event, Settings};

/// The name under which a command is carried out at most once: a provider's message id, an agent's
/// idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReceiptKey(pub String);

/// One conversation with its live escalation.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The conversation.
    pub conversation: Conversation,
    /// Its live escalation. There is one place for it, so there is never a second.
    pub live: Option<crate::Escalation>,
    /// Those receipts that bear on the command in hand.
    pub receipts: BTreeSet<ReceiptKey>,
}

impl State {
    /// A conversation in which nothing happened yet.
    #[must_use]
    pub fn new(conversation: Conversation) -> Self {
        Self {
            conversation,
            live: None,
            receipts: BTreeSet::new(),
        }
    }

    /// The state after these events, one version on where there are any.
    #[must_use]
    pub fn after(&self, events: &[Event]) -> Self {
        let mut next = self.clone();
        for event in events {
            next.apply(event);
        }
        if !events.is_empty() {
            next.conversation.version = self.conversation.version.next();
        }
        next
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        let conversation = &mut self.conversation;
        match event {
            Event::ReceiptRecorded(key) => {
                self.receipts.insert(key.clone());
            }
            Event::MessageAdded(message) => {
                conversation.last_seq = message.seq;
                conversation.last_activity_at =
                    conversation.last_activity_at.max(message.created_at);
                if message.is_for_customer() {
                    conversation.last_said_at =
                        conversation.last_said_at.max(Some(message.created_at));
                }
                if message.author == Author::Customer {
                    conversation.last_customer_at =
                        conversation.last_customer_at.max(Some(message.created_at));
                    if message.content.wants_answer() {
                        conversation.last_customer_seq = Some(message.seq);
                    }
                }
                conversation.remember(message);
            }
            Event::MessageRevised { message, revision } => conversation.revise(message, revision),
            Event::BegunAnew => conversation.begin_anew(),
            Event::OwnerChanged { owner, epoch } => {
                conversation.owner = owner.clone();
                conversation.epoch = *epoch;
                if owner.mode() == crate::Mode::Bot {
                    conversation.begin_counting();
                }
            }
            Event::AttemptRecorded(attempt) => {
                conversation.attempts.push(attempt.clone());
                let surplus = conversation
                    .attempts
                    .len()
                    .saturating_sub(Settings::KEPT_ATTEMPTS);
                conversation.attempts.drain(..surplus);
            }
            Event::BotWorked(work) => {
                conversation.tokens += work.tokens;
                conversation.cost_micros += work.cost_micros;
                conversation
                    .tool_calls
                    .extend(work.tool_calls.iter().cloned());
                conversation.variables.extend(work.variables.clone());
                if work.language.is_some() {
                    conversation.language.clone_from(&work.language);
                }
                if work.summary.is_some() {
                    conversation.summary.clone_from(&work.summary);
                }
            }
            Event::WaitChanged {
                unanswered_since,
                answer_seq,
                due_at,
            } => {
                conversation.unanswered_since = *unanswered_since;
                conversation.answer_seq = *answer_seq;
                conversation.due_at = *due_at;
            }
            Event::ContactDescribed { by, saying, at } => conversation.describe(by, saying, *at),
            Event::EscalationOpened(escalation) | Event::EscalationChanged(escalation) => {
                self.live = Some((**escalation).clone());
            }
            Event::EscalationEnded(_) => self.live = None,
            Event::LoadAdded(_) | Event::LoadRemoved(_) | Event::DeliveryMoved { .. } => {}
        }
    }
}
