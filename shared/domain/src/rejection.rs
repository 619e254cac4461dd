//! Why a command changed nothing.

use jiff::Timestamp;

use crate::{AgentRef, EscalationId, EscalationStatus, Mode, OwnerEpoch, Seq, Version};

/// Why a command changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// It was carried out before.
    #[error("this was already carried out")]
    Duplicate,
    /// The bot decided under an epoch that is over.
    #[error("who may speak has changed since this was decided")]
    StaleEpoch {
        /// The epoch of the decision.
        decided_under: OwnerEpoch,
        /// The epoch now.
        current: OwnerEpoch,
    },
    /// There is a live escalation already.
    #[error("the conversation already has a live escalation")]
    AlreadyEscalated {
        /// Which.
        escalation: EscalationId,
    },
    /// Somebody else was first.
    #[error("{} has taken this escalation", assignee.name)]
    TakenBy {
        /// Who.
        assignee: AgentRef,
        /// The escalation's version.
        version: Version,
    },
    /// The agent has it already.
    #[error("this escalation is already in the agent's hands")]
    AlreadyHeld {
        /// The escalation's version.
        version: Version,
    },
    /// The escalation is over.
    #[error("the escalation is over")]
    NotLive {
        /// How it ended, where that is known.
        status: Option<EscalationStatus>,
    },
    /// Nobody has it, so nobody can let go of it.
    #[error("nobody has this escalation")]
    NotTaken,
    /// The agent has as many conversations as they can.
    #[error("{} has no room for another conversation", agent.name)]
    AtCapacity {
        /// Who.
        agent: AgentRef,
    },
    /// It is not this agent's to act on.
    #[error("this is not the agent's conversation")]
    NotOwner {
        /// Who has it.
        owner: Option<AgentRef>,
        /// Who may speak.
        mode: Mode,
    },
    /// The channel takes no free-form answer any more.
    #[error("the customer's 24-hour window has closed")]
    WindowClosed {
        /// When it closed.
        expired_at: Timestamp,
    },
    /// The customer has written something that the agent had not seen.
    #[error("the customer has written meanwhile")]
    CustomerWrote {
        /// The conversation's last message.
        last_seq: Seq,
    },
    /// More would be known of the contact than is kept.
    #[error("at most {most} attributes of a contact are kept")]
    TooMuchKnown {
        /// How many are kept.
        most: usize,
    },
    /// There is nothing to do.
    #[error("nothing would change")]
    NothingToDo,
}
