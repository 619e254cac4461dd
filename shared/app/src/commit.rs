//! What a decision asks the store to write.

use baton_domain::quota::{Balance, Charge};
use baton_domain::{AgentId, ConversationId, Event, State, TenantId, TicketNumber};
use serde::{Deserialize, Serialize};

use crate::ports::PortError;

/// How a request was answered, kept with its idempotency key so that it is answered the same again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was asked: a hash of method, path and body.
    pub fingerprint: String,
    /// The HTTP status that was answered.
    pub status: u16,
    /// The JSON that was answered.
    pub body: String,
}

/// Everything that one or more decisions changed, to be written together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Commit {
    /// The conversation as it was read. Version 0 stands for one that does not exist yet.
    pub before: State,
    /// The conversation as it shall be.
    pub after: State,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What is kept with a recorded receipt.
    pub outcome: Option<Outcome>,
    /// The ticket number that was the tenant's last when it was read; looked at only where an
    /// escalation is opened.
    pub last_ticket: TicketNumber,
    /// What the bot's reply is charged to; none where it is free.
    pub charge: Option<Charge>,
}

impl Commit {
    /// A commit of what was decided on `before`.
    #[must_use]
    pub fn new(before: &State, events: Vec<Event>) -> Self {
        Self {
            before: before.clone(),
            after: before.after(&events),
            events,
            outcome: None,
            last_ticket: TicketNumber::default(),
            charge: None,
        }
    }

    /// Whose it is.
    #[must_use]
    pub fn tenant(&self) -> &TenantId {
        &self.after.conversation.tenant_id
    }

    /// The conversation.
    #[must_use]
    pub fn conversation(&self) -> ConversationId {
        self.after.conversation.id
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The conversation has changed since it was read: read, decide and commit again.
    #[error("the conversation has changed since it was read")]
    Conflict,
    /// The receipt was recorded before, with this outcome where one was kept.
    #[error("this was already carried out")]
    Duplicate(Option<Outcome>),
    /// Another escalation got the ticket number.
    #[error("the ticket number is taken; the last one is {}", .0.0)]
    TicketTaken(TicketNumber),
    /// Others have used the tenant's account meanwhile, and the charge does not hold for what is
    /// left now; none where there is no account.
    #[error("the tenant's account is not what the charge was decided on")]
    QuotaMoved(Option<Box<Balance>>),
    /// An agent has as many conversations as they can, or is unknown.
    #[error("the agent has no room for another conversation")]
    AtCapacity(AgentId),
    /// The store could not be reached.
    #[error(transparent)]
    Port(#[from] PortError),
}
