//! What follows from a command.

use jiff::Timestamp;

use crate::{
    AgentId, AgentRef, BotAttempt, BotWork, DeliveryError, DeliveryStatus, Escalation, Message,
    Owner, OwnerEpoch, ReceiptKey, Revision, Saying, Seq,
};

/// One change of a conversation.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The command that did this must not be carried out again.
    ReceiptRecorded(ReceiptKey),
    /// Somebody said something.
    MessageAdded(Box<Message>),
    /// A message's words changed.
    MessageRevised {
        /// The message as it was.
        message: Box<Message>,
        /// What became of it.
        revision: Revision,
    },
    /// The customer comes back after a long silence, to a bot that begins anew.
    BegunAnew,
    /// Somebody else may speak now.
    OwnerChanged {
        /// Who.
        owner: Owner,
        /// The new epoch.
        epoch: OwnerEpoch,
    },
    /// The bot tried something.
    AttemptRecorded(BotAttempt),
    /// The bot used a model or tools.
    BotWorked(BotWork),
    /// The customer's wait began, goes on, or ended.
    WaitChanged {
        /// Since when the customer waits.
        unanswered_since: Option<Timestamp>,
        /// The answer whose sending ends the wait.
        answer_seq: Option<Seq>,
        /// When the sweep looks.
        due_at: Option<Timestamp>,
    },
    /// An episode began.
    EscalationOpened(Box<Escalation>),
    /// The live episode changed.
    EscalationChanged(Box<Escalation>),
    /// The live episode ended.
    EscalationEnded(Box<Escalation>),
    /// An agent has one more conversation in hand.
    LoadAdded(AgentId),
    /// An agent has one conversation less in hand.
    LoadRemoved(AgentId),
    /// Somebody said what is known of the contact.
    ContactDescribed {
        /// Who.
        by: AgentRef,
        /// What.
        saying: Saying,
        /// When.
        at: Timestamp,
    },
    /// A message came further on its way.
    DeliveryMoved {
        /// The message's place.
        seq: Seq,
        /// How far.
        status: DeliveryStatus,
        /// Why it failed.
        error: Option<DeliveryError>,
        /// The provider's id of it.
        provider_id: Option<String>,
    },
}
