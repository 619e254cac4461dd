//! Words of an escalation's history.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Word;

words! {
    /// What was done with an escalation.
    DeedKind {
        /// It was opened.
        Opened = "opened",
        /// Whoever did it took it out of the queue.
        Taken = "taken",
        /// It was put back in the queue by hand.
        Released = "released",
        /// It was given to an agent.
        Assigned = "assigned",
        /// It was sent to a team's queue.
        Transferred = "transferred",
        /// It went back to the queue, because whoever had it left the customer alone.
        PutBack = "put_back",
        /// Urgency or type was corrected.
        Reclassified = "reclassified",
        /// It was resolved: the bot may speak again.
        ReturnedToBot = "returned_to_bot",
        /// It ended with the conversation.
        Closed = "closed",
    }
}

words! {
    /// Who did something with an escalation.
    DoerKind {
        /// A person of the tenant's.
        Agent = "agent",
        /// The bot, or whatever reads the customer's messages for it.
        Bot = "bot",
        /// A limit that passed.
        Timer = "timer",
    }
}
