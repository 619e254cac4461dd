//! What comes in from a channel: load, decide, commit.
//!
//! A customer's message and what the bot says or whom it calls are one commit, so that no crash
//! leaves a message without an answer, and a take in between leaves the bot without a word.

mod brief;
mod charging;
mod converse;
pub(crate) mod delivery;
mod faithful;
mod news;
pub(crate) mod packet;
mod phone;
pub mod reason;

use std::sync::Arc;

use baton_domain::quota::Balance;
use baton_domain::{Command, Envelope, Event, ReceiptKey, Rejection, State, TicketNumber, decide};
use jiff::Timestamp;

use self::converse::Heard;
use self::delivery::ContactThread;
use crate::commit::Commit;
use crate::inbound::{Inbound, Update};
use crate::ports::{
    Clock, Conversations, Directory, Evaluator, Ids, Knowledge, Load, Loaded, PortError,
};

/// How often a decision is made anew when the conversation changed meanwhile.
const TRIES: usize = 5;

/// How often a ticket number is asked for anew when others opened escalations meanwhile.
const TICKET_TRIES: usize = 20;

/// What [`receive`] works with.
#[derive(Clone)]
pub struct Reception {
    /// The record.
    pub conversations: Arc<dyn Conversations>,
    /// What tenants configured.
    pub directory: Arc<dyn Directory>,
    /// Whether the bot should answer, and with what.
    pub evaluator: Arc<dyn Evaluator>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// What came of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Received {
    /// The bot answers.
    Answered,
    /// A person is called.
    Escalated,
    /// It is kept for whoever owns the conversation, or needs no answer.
    Kept,
    /// A message has other words now, or none.
    Revised,
    /// A message that went out has come further.
    Moved,
    /// A model's words are what an agent reads first now.
    Summarised,
    /// It tells nothing that was not known.
    Stale,
    /// It was received before.
    Duplicate,
    /// The message that it is about is unknown; one that was taken back will not be heard.
    Unmatched,
}

/// Why an update could not be received. Receiving it again is harmless.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// Two addresses lead to one thread: its key of 80 bits collides.
    #[error("another contact has this thread")]
    ForeignThread,
    /// The conversation changed each time before the decision could be written.
    #[error("the conversation changed each time while this was decided")]
    Contended,
    /// Others opened escalations, or used the tenant's replies, each time before it could be written.
    #[error("the ticket number or the quota was taken {TICKET_TRIES} times")]
    TicketsContended,
    /// The message that this is about is recorded but cannot be found yet.
    #[error("the message that this is about cannot be found yet")]
    NotFindableYet,
    /// The state machine does not allow it.
    #[error("the decision was rejected")]
    Rejected(#[source] Rejection),
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Receives one update: one load and one commit for a customer's message.
///
/// # Errors
///
/// The [`ReceiveError`] that says why the update must come again.
pub async fn receive(deps: &Reception, item: &Inbound) -> Result<Received, ReceiveError> {
    let knowledge = deps.directory.knowledge(&item.tenant_id).await?;
    let receiving = Receiving {
        deps,
        item,
        knowledge: &knowledge,
        receipt: receipt(item, &item.update.receipt_name()),
    };
    match &item.update {
        // A decision carries much with it, and whoever waits for this would carry it too.
        Update::Message { .. } => Box::pin(receiving.message()).await,
        Update::Echo {
            provider_id,
            content,
            at,
        } => {
            let heard = Heard {
                provider_id,
                content,
                at: *at,
                also: None,
            };
            Box::pin(receiving.echo(&heard)).await
        }
        Update::Edit {
            writer,
            provider_id: _,
            target_provider_id,
            content,
            at,
        } => Box::pin(receiving.edit(*writer, target_provider_id, content, *at)).await,
        Update::Delete {
            writer,
            provider_id: _,
            target_provider_id,
            at,
        } => receiving.delete(*writer, target_provider_id, *at).await,
        Update::Status { .. } => receiving.status().await,
        Update::Summarise { escalation_id } => Box::pin(receiving.summarise(*escalation_id)).await,
    }
}

/// The name under which an update is carried out once.
fn receipt(item: &Inbound, name: &str) -> ReceiptKey {
    ReceiptKey(format!("{}:{name}", item.connection_id))
}

/// One update on its way in.
struct Receiving<'a> {
    deps: &'a Reception,
    item: &'a Inbound,
    knowledge: &'a Knowledge,
    receipt: ReceiptKey,
}

/// What became of a commit.
enum Settled {
    Written,
    /// Read, decide and commit again.
    Changed,
    Duplicate,
    TicketTaken(TicketNumber),
    /// What is left of the tenant's replies is not what the charge was decided on.
    QuotaMoved(Option<Box<Balance>>),
}

impl Receiving<'_> {
    async fn load(&self, ticket: bool) -> Result<Loaded, ReceiveError> {
        let load = Load {
            receipt: Some(&self.receipt),
            escalation: None,
            mark: false,
            ticket,
            // Only what the bot may say is charged, and only then the ticket is read as well.
            quota: ticket,
        };
        let loaded = self
            .deps
            .conversations
            .load(&self.item.tenant_id, self.item.thread, load)
            .await?;
        if let Some(state) = &loaded.state {
            self.thread().check_contact(state)?;
        }
        Ok(loaded)
    }

    /// What is recorded of the contact that this is about.
    fn thread(&self) -> ContactThread<'_> {
        ContactThread {
            conversations: self.deps.conversations.as_ref(),
            tenant: &self.item.tenant_id,
            connection: self.item.connection_id,
            address: &self.item.address,
        }
    }

    fn decide(&self, state: &State, envelope: &Envelope) -> Result<Vec<Event>, Rejection> {
        decide(state, envelope, &self.knowledge.settings, self.now())
    }

    /// An envelope with the update's receipt.
    fn once(&self, command: Command) -> Envelope {
        Envelope {
            receipt: Some(self.receipt.clone()),
            command,
        }
    }

    async fn commit(&self, commit: &Commit) -> Result<Settled, ReceiveError> {
        self.thread().commit(commit).await
    }

    fn now(&self) -> Timestamp {
        self.deps.clock.now()
    }

    /// When something was written. A provider's clock that runs ahead would keep a customer's
    /// window open too long and its message last in every list.
    fn written(&self, at: Timestamp) -> Timestamp {
        at.min(self.now())
    }
}
