//! A store in which others get in between.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{
    AgentId, ConnectionId, Conversation, ConversationId, Escalation, Message, Owner, Seq, State,
    TenantId, ThreadKey, TicketNumber,
};
use jiff::Timestamp;

use crate::commit::{Commit, CommitError, Outcome};
use crate::effect_samples::{broken, queued};
use crate::ports::{
    ConversationFilter, Conversations, EscalationFilter, LiveCounts, Load, Loaded, MessageRange,
    Page, PortError, TakeOutcome, TakeRequest,
};

/// What happens at a commit.
pub(super) enum Fate {
    Conflict,
    /// Others release the escalation just before.
    ReleasedMeanwhile,
    /// The customer writes just before.
    WrittenToMeanwhile,
    TicketTaken(TicketNumber),
    Duplicate(Option<Outcome>),
    AtCapacity(AgentId),
    Down,
    Written,
}

/// A store whose every commit is fated; beyond its fates everything is written.
pub(super) struct Store {
    pub(super) state: Mutex<State>,
    pub(super) last_ticket: Mutex<TicketNumber>,
    pub(super) outcome: Option<Outcome>,
    pub(super) fates: Mutex<VecDeque<Fate>>,
    pub(super) commits: Mutex<Vec<Commit>>,
    pub(super) take: TakeOutcome,
}

impl Store {
    pub(super) fn holding(state: State) -> Self {
        Self {
            state: Mutex::new(state),
            last_ticket: Mutex::new(TicketNumber(1042)),
            outcome: None,
            fates: Mutex::default(),
            commits: Mutex::default(),
            take: TakeOutcome::NotFound,
        }
    }

    pub(super) fn fated(state: State, fates: impl IntoIterator<Item = Fate>) -> Self {
        Self {
            fates: Mutex::new(fates.into_iter().collect()),
            ..Self::holding(state)
        }
    }

    pub(super) fn attempts(&self) -> usize {
        self.commits.lock().unwrap().len()
    }
}

#[async_trait]
impl Conversations for Store {
    async fn load(&self, _: &TenantId, _: ThreadKey, load: Load<'_>) -> Result<Loaded, PortError> {
        let state = self.state.lock().unwrap().clone();
        Ok(Loaded {
            escalation: state.live.clone().filter(|_| load.escalation.is_some()),
            mark: None,
            outcome: self.outcome.clone().filter(|_| load.receipt.is_some()),
            last_ticket: if load.ticket {
                *self.last_ticket.lock().unwrap()
            } else {
                TicketNumber::default()
            },
            state: Some(state),
            balance: None,
        })
    }

    async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        self.commits.lock().unwrap().push(commit.clone());
        let fate = self.fates.lock().unwrap().pop_front();
        match fate.unwrap_or(Fate::Written) {
            Fate::Conflict => Err(CommitError::Conflict),
            Fate::ReleasedMeanwhile => {
                let mut state = self.state.lock().unwrap();
                state.conversation.owner = Owner::Queue;
                state.conversation.version = state.conversation.version.next();
                state.live = Some(queued());
                Err(CommitError::Conflict)
            }
            Fate::WrittenToMeanwhile => {
                let mut state = self.state.lock().unwrap();
                let conversation = &mut state.conversation;
                conversation.last_seq = conversation.last_seq.next();
                conversation.last_customer_seq = Some(conversation.last_seq);
                conversation.version = conversation.version.next();
                Err(CommitError::Conflict)
            }
            Fate::TicketTaken(last) => {
                *self.last_ticket.lock().unwrap() = last;
                Err(CommitError::TicketTaken(last))
            }
            Fate::Duplicate(outcome) => Err(CommitError::Duplicate(outcome)),
            Fate::AtCapacity(agent) => Err(CommitError::AtCapacity(agent)),
            Fate::Down => Err(broken().into()),
            Fate::Written => Ok(()),
        }
    }

    async fn take(&self, _: &TakeRequest) -> Result<TakeOutcome, PortError> {
        Ok(self.take.clone())
    }

    async fn file_notice(
        &self,
        _: &TenantId,
        _: ConversationId,
        _: &Message,
    ) -> Result<(), PortError> {
        Err(broken())
    }

    async fn escalations(
        &self,
        _: &TenantId,
        _: &EscalationFilter,
    ) -> Result<Page<Escalation>, PortError> {
        Err(broken())
    }

    async fn conversations(
        &self,
        _: &TenantId,
        _: &ConversationFilter,
    ) -> Result<Page<Conversation>, PortError> {
        Err(broken())
    }

    async fn messages(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: MessageRange,
    ) -> Result<Page<Message>, PortError> {
        Err(broken())
    }

    async fn find_by_provider_id(
        &self,
        _: &TenantId,
        _: ConnectionId,
        _: &str,
    ) -> Result<Option<(ConversationId, Message)>, PortError> {
        Err(broken())
    }

    async fn message(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: Seq,
    ) -> Result<Option<Message>, PortError> {
        Err(broken())
    }

    async fn due(
        &self,
        _: &TenantId,
        _: Timestamp,
        _: usize,
    ) -> Result<Vec<ConversationId>, PortError> {
        Err(broken())
    }

    async fn live_counts(&self, _: &TenantId, _: Timestamp) -> Result<LiveCounts, PortError> {
        Err(broken())
    }
}
