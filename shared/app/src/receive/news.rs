//! Updates about messages that are already there.

use baton_domain::{Command, Content, ConversationId, Delivery, Rejection, Revision, Seq, State};
use jiff::Timestamp;

use super::converse::Heard;
use super::{ReceiveError, Received, Receiving, Settled, TRIES};
use crate::commit::Commit;
use crate::inbound::Update;
use crate::outbound::Callback;
use crate::ports::Load;

/// Where a message stands.
#[derive(Debug, Clone, Copy)]
struct Spot {
    conversation: ConversationId,
    seq: Seq,
}

impl Receiving<'_> {
    /// Notes a customer's new words for a message. Where the message never came, or comes only
    /// later, the words are appended in its place.
    pub(super) async fn edit(
        &self,
        target: &str,
        content: &Content,
        at: Timestamp,
    ) -> Result<Received, ReceiveError> {
        let revision = Revision::Edited {
            content: content.clone(),
            at,
        };
        if let Some(spot) = self.find(target).await? {
            return self.revise(spot, revision).await;
        }
        let appended = self
            .hear(&Heard {
                provider_id: target,
                content,
                at,
                // The message itself, should it come late, says nothing newer than its edit.
                also: Some(format!("message:{target}")),
            })
            .await?;
        if appended != Received::Duplicate {
            return Ok(appended);
        }
        // Either this edit was received before, or the message has come and the index that finds
        // it lags behind.
        if self.was_received().await? {
            return Ok(Received::Duplicate);
        }
        match self.find(target).await? {
            Some(spot) => self.revise(spot, revision).await,
            None => Err(ReceiveError::NotFindableYet),
        }
    }

    /// Notes that a customer took a message back.
    pub(super) async fn delete(
        &self,
        target: &str,
        at: Timestamp,
    ) -> Result<Received, ReceiveError> {
        match self.find(target).await? {
            Some(spot) => self.revise(spot, Revision::Deleted { at }).await,
            None => Ok(Received::Unmatched),
        }
    }

    /// Notes how far a message has come that went out. News that is older than what is known
    /// changes nothing, so that statuses need no receipts.
    pub(super) async fn status(&self) -> Result<Received, ReceiveError> {
        let Update::Status {
            provider_id,
            callback,
            status,
            error,
            ..
        } = &self.item.update
        else {
            return Ok(Received::Unmatched);
        };
        let told = callback
            .as_deref()
            .and_then(|text| text.parse::<Callback>().ok())
            .filter(|callback| callback.conversation_id.thread() == self.item.thread)
            .map(|callback| Spot {
                conversation: callback.conversation_id,
                seq: callback.seq,
            });
        let spot = match told {
            Some(spot) => Some(spot),
            None => self.find(provider_id).await?,
        };
        let Some(spot) = spot else {
            return Ok(Received::Unmatched);
        };
        for _ in 0..TRIES {
            let Some(before) = self.state_at(spot, Load::default()).await? else {
                return Ok(Received::Unmatched);
            };
            let message = self
                .deps
                .conversations
                .message(&self.item.tenant_id, self.item.thread, spot.seq)
                .await?;
            let Some(message) = message else {
                return Ok(Received::Unmatched);
            };
            let delivery = Delivery {
                seq: spot.seq,
                current: message.status,
                next: *status,
                error: error.clone(),
                provider_id: Some(provider_id.clone()),
            };
            let events = match self.decide(&before, &Command::Delivery(delivery).into()) {
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

    async fn revise(&self, spot: Spot, revision: Revision) -> Result<Received, ReceiveError> {
        for _ in 0..TRIES {
            let load = Load {
                receipt: Some(&self.receipt),
                ..Load::default()
            };
            let Some(before) = self.state_at(spot, load).await? else {
                return Ok(Received::Unmatched);
            };
            let command = Command::Revise {
                seq: spot.seq,
                revision: revision.clone(),
            };
            let events = match self.decide(&before, &self.once(command)) {
                Ok(events) => events,
                Err(Rejection::Duplicate) => return Ok(Received::Duplicate),
                Err(rejection) => return Err(ReceiveError::Rejected(rejection)),
            };
            match self.commit(&Commit::new(&before, events)).await? {
                Settled::Written => return Ok(Received::Revised),
                Settled::Duplicate => return Ok(Received::Duplicate),
                Settled::Changed | Settled::TicketTaken(_) | Settled::QuotaMoved(_) => {}
            }
        }
        Err(ReceiveError::Contended)
    }

    /// The message of this contact's with this provider id.
    async fn find(&self, provider_id: &str) -> Result<Option<Spot>, ReceiveError> {
        let found = self
            .deps
            .conversations
            .find_by_provider_id(&self.item.tenant_id, self.item.connection_id, provider_id)
            .await?;
        Ok(found
            .map(|(conversation, message)| Spot {
                conversation,
                seq: message.seq,
            })
            .filter(|spot| spot.conversation.thread() == self.item.thread))
    }

    /// The conversation where a message stands; none where it is another one.
    async fn state_at(&self, spot: Spot, load: Load<'_>) -> Result<Option<State>, ReceiveError> {
        let loaded = self
            .deps
            .conversations
            .load(&self.item.tenant_id, self.item.thread, load)
            .await?;
        let Some(state) = loaded.state else {
            return Ok(None);
        };
        self.check_contact(&state)?;
        Ok((state.conversation.id == spot.conversation).then_some(state))
    }

    /// Whether this very update was received before.
    async fn was_received(&self) -> Result<bool, ReceiveError> {
        let loaded = self.load(false).await?;
        Ok(loaded
            .state
            .is_some_and(|state| state.receipts.contains(&self.receipt)))
    }
}
