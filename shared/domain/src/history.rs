//! Who did what with an escalation, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AgentRef, Escalation, EscalationStatus, GroupId, Reason, Topic, Urgency};

/// Who did something with an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Doer {
    /// A person of the tenant's.
    Agent(AgentRef),
    /// The bot, or whatever reads the customer's messages for it.
    Bot,
    /// A limit that passed.
    Timer,
}

/// What something was, and what it became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change<T> {
    /// What it was.
    pub from: T,
    /// What it became.
    pub to: T,
}

/// What was done with an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeedKind {
    /// It was opened.
    Opened {
        /// Why.
        reason: Reason,
    },
    /// Whoever did it took it out of the queue.
    Taken,
    /// It was put back in the queue by hand.
    Released {
        /// Who had it.
        from: Option<AgentRef>,
    },
    /// It was given to an agent.
    Assigned {
        /// Who had it.
        from: Option<AgentRef>,
        /// Who got it.
        to: AgentRef,
    },
    /// It was sent to a team's queue.
    Transferred {
        /// Who had it.
        from: Option<AgentRef>,
        /// Which team.
        group: GroupId,
    },
    /// It went back to the queue, because whoever had it left the customer alone.
    PutBack {
        /// Who had it.
        from: Option<AgentRef>,
    },
    /// Urgency or type was corrected.
    Reclassified {
        /// How soon a person is needed, where that changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        urgency: Option<Change<Urgency>>,
        /// What it is about, where that changed.
        #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
        topic: Option<Change<Topic>>,
    },
    /// It was resolved: the bot may speak again.
    ReturnedToBot,
    /// It ended with the conversation.
    Closed,
}

/// One thing that was done with an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// By whom or what.
    pub by: Doer,
    /// What.
    pub what: DeedKind,
}

impl Deed {
    /// Something that an agent did.
    #[must_use]
    pub fn of(agent: &AgentRef, what: DeedKind, at: Timestamp) -> Self {
        Self {
            at,
            by: Doer::Agent(agent.clone()),
            what,
        }
    }
}

impl Escalation {
    /// How many deeds an escalation remembers: how it was opened, and the last ones.
    pub const KEPT_DEEDS: usize = 100;

    /// Remembers a deed, after what it did to the escalation is done. What waits keeps a place
    /// free, because a take is written without what is remembered being read.
    pub(crate) fn remember(&mut self, deed: Deed) {
        let free = usize::from(self.status == EscalationStatus::Queued);
        self.history.push(deed);
        let opening = self
            .history
            .iter()
            .take(1)
            .filter(|first| matches!(first.what, DeedKind::Opened { .. }))
            .count();
        let surplus = (self.history.len() + free).saturating_sub(Self::KEPT_DEEDS);
        self.history.drain(opening..opening + surplus);
        self.forgotten_deeds += u64::try_from(surplus).unwrap_or(u64::MAX);
    }
}
