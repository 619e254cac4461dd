//! How far a message has come that went out: load, decide, commit.
//!
//! A channel tells it in the answer to a send, or later in a status. Whether the customer waits
//! again for what did not arrive is decided here for both.

use baton_domain::{
    Command, ConnectionId, ConversationId, Delivery, DeliveryError, DeliveryStatus, Message,
    Rejection, Seq, Settings, State, TenantId, decide,
};

use super::{ReceiveError, Received, Settled, TRIES};
use crate::commit::{Commit, CommitError};
use crate::ports::{Clock, Conversations, Load};

/// Where a message stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) conversation: ConversationId,
    pub(crate) seq: Seq,
}

/// What a channel tells of a message that went out.
pub(crate) struct Tidings<'a> {
    pub(crate) status: DeliveryStatus,
    pub(crate) error: Option<&'a DeliveryError>,
    pub(crate) provider_id: Option<&'a str>,
}

/// What is recorded of one contact.
#[derive(Clone, Copy)]
pub(crate) struct ContactThread<'a> {
    pub(crate) conversations: &'a dyn Conversations,
    pub(crate) tenant: &'a TenantId,
    pub(crate) connection: ConnectionId,
    pub(crate) address: &'a str,
}

impl ContactThread<'_> {
    /// Notes how far a message has come that went out. News that is older than what is known
    /// changes nothing, so that it needs no receipt.
    pub(crate) async fn note(
        &self,
        spot: Spot,
        tidings: &Tidings<'_>,
        settings: &Settings,
        clock: &dyn Clock,
    ) -> Result<Received, ReceiveError> {
        for _ in 0..TRIES {
            let Some(before) = self.state_at(spot, Load::default()).await? else {
                return Ok(Received::Unmatched);
            };
            let Some(message) = self.message_at(spot).await? else {
                return Ok(Received::Unmatched);
            };
            let delivery = Delivery {
                seq: spot.seq,
                author: message.author,
                current: message.status,
                next: tidings.status,
                error: tidings.error.cloned(),
                provider_id: tidings.provider_id.map(str::to_owned),
            };
            let command = Command::Delivery(delivery).into();
            let events = match decide(&before, &command, settings, clock.now()) {
                Ok(events) => events,
                Err(Rejection::NothingToDo) => return Ok(Received::Stale),
                Err(rejection) => return Err(ReceiveError::Rejected(rejection)),
            };
            match self.commit(&Commit::new(&before, events)).await? {
                Settled::Written => return Ok(Received::Moved),
                Settled::Duplicate => return Ok(Received::Duplicate),
                Settled::Changed | Settled::TicketTaken(_) | Settled::QuotaMoved(_) => {}
            }
        }
        Err(ReceiveError::Contended)
    }

    /// A message as it stands now.
    pub(super) async fn message_at(&self, spot: Spot) -> Result<Option<Message>, ReceiveError> {
        let message = self
            .conversations
            .message(self.tenant, spot.conversation.thread(), spot.seq)
            .await?;
        Ok(message)
    }

    /// The conversation where a message stands; none where it is another one.
    pub(super) async fn state_at(
        &self,
        spot: Spot,
        load: Load<'_>,
    ) -> Result<Option<State>, ReceiveError> {
        let loaded = self
            .conversations
            .load(self.tenant, spot.conversation.thread(), load)
            .await?;
        let Some(state) = loaded.state else {
            return Ok(None);
        };
        self.check_contact(&state)?;
        Ok((state.conversation.id == spot.conversation).then_some(state))
    }

    /// A thread's key is a hash: that it leads to this very contact is read, not believed.
    pub(super) fn check_contact(&self, state: &State) -> Result<(), ReceiveError> {
        let known = &state.conversation;
        if known.contact.address == self.address && known.connection_id == self.connection {
            Ok(())
        } else {
            Err(ReceiveError::ForeignThread)
        }
    }

    pub(super) async fn commit(&self, commit: &Commit) -> Result<Settled, ReceiveError> {
        match self.conversations.commit(commit).await {
            Ok(()) => Ok(Settled::Written),
            // Nothing that is received changes an agent's load.
            Err(CommitError::Conflict | CommitError::AtCapacity(_)) => Ok(Settled::Changed),
            Err(CommitError::Duplicate(_)) => Ok(Settled::Duplicate),
            Err(CommitError::TicketTaken(last)) => Ok(Settled::TicketTaken(last)),
            Err(CommitError::QuotaMoved(balance)) => Ok(Settled::QuotaMoved(balance)),
            Err(CommitError::Port(error)) => Err(error.into()),
        }
    }
}
