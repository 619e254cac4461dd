//! Updates about messages that are already there.

use baton_domain::{Command, Content, Event, ReceiptKey, Rejection, Revision};
use jiff::Timestamp;

use super::converse::Heard;
use super::delivery::{Spot, Tidings};
use super::{ReceiveError, Received, Receiving, Settled, TRIES, receipt};
use crate::commit::Commit;
use crate::inbound::{Update, Writer};
use crate::outbound::Callback;
use crate::ports::Load;

impl Receiving<'_> {
    /// Notes the new words of a message's writer. Where the message never came, or comes only
    /// later, the words are appended in its place, as that writer's.
    pub(super) async fn edit(
        &self,
        writer: Writer,
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
        let heard = Heard {
            provider_id: target,
            content,
            at,
            // The message itself, should it come late, says nothing newer than its edit.
            also: Some(writer.receipt_name(target)),
        };
        let appended = match writer {
            Writer::Customer => self.hear(&heard).await?,
            Writer::Phone => self.echo(&heard).await?,
        };
        match appended {
            Received::Duplicate => self.late(target, revision).await,
            appended => Ok(appended),
        }
    }

    /// Notes that its writer took a message back. Where the message never came, or comes only
    /// later, it is not heard any more.
    pub(super) async fn delete(
        &self,
        writer: Writer,
        target: &str,
        at: Timestamp,
    ) -> Result<Received, ReceiveError> {
        let revision = Revision::Deleted { at };
        if let Some(spot) = self.find(target).await? {
            return self.revise(spot, revision).await;
        }
        match self.forestall(writer, target).await? {
            Received::Duplicate => self.late(target, revision).await,
            forestalled => Ok(forestalled),
        }
    }

    /// Leaves the receipt for which a message that was taken back before it came is a duplicate.
    async fn forestall(&self, writer: Writer, target: &str) -> Result<Received, ReceiveError> {
        for _ in 0..TRIES {
            let before = self.known(self.load(false).await?.state);
            let names = [writer.receipt_name(target), taken_back(target)];
            let receipts = [self.receipt.clone()]
                .into_iter()
                .chain(names.iter().map(|name| receipt(self.item, name)));
            let events = receipts.map(Event::ReceiptRecorded).collect();
            match self.commit(&Commit::new(&before, events)).await? {
                Settled::Written => return Ok(Received::Unmatched),
                Settled::Duplicate => return Ok(Received::Duplicate),
                Settled::Changed | Settled::TicketTaken(_) | Settled::QuotaMoved(_) => {}
            }
        }
        Err(ReceiveError::Contended)
    }

    /// What comes of news about a message that was not found although its receipt is there: this
    /// very update was received before, or the index that finds the message lags behind, or the
    /// message was taken back before it came and never will.
    async fn late(&self, target: &str, revision: Revision) -> Result<Received, ReceiveError> {
        if self.is_recorded(&self.receipt).await? {
            return Ok(Received::Duplicate);
        }
        if let Some(spot) = self.find(target).await? {
            return self.revise(spot, revision).await;
        }
        let taken_back = receipt(self.item, &taken_back(target));
        if self.is_recorded(&taken_back).await? {
            return Ok(Received::Stale);
        }
        Err(ReceiveError::NotFindableYet)
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
        let tidings = Tidings {
            status: *status,
            error: error.as_ref(),
            provider_id: Some(provider_id),
        };
        let settings = &self.knowledge.settings;
        let clock = self.deps.clock.as_ref();
        self.thread().note(spot, &tidings, settings, clock).await
    }

    /// Notes what became of a message's words. News that is older than what is known changes
    /// nothing, and what was taken back is not brought back.
    async fn revise(&self, spot: Spot, revision: Revision) -> Result<Received, ReceiveError> {
        for _ in 0..TRIES {
            let load = Load {
                receipt: Some(&self.receipt),
                ..Load::default()
            };
            let Some(before) = self.thread().state_at(spot, load).await? else {
                return Ok(Received::Unmatched);
            };
            let Some(message) = self.thread().message_at(spot).await? else {
                return Ok(Received::Unmatched);
            };
            let command = Command::Revise {
                message: Box::new(message),
                revision: revision.clone(),
            };
            let events = match self.decide(&before, &self.once(command)) {
                Ok(events) => events,
                Err(Rejection::Duplicate) => return Ok(Received::Duplicate),
                Err(Rejection::NothingToDo) => return Ok(Received::Stale),
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

    /// What an edit that overtook its message leaves beside its words: the receipt for which the
    /// message, should it come late, says nothing newer, and when it was made, so that no older
    /// edit replaces it.
    pub(super) fn overtaking(&self, heard: &Heard<'_>, events: &[Event]) -> Vec<Event> {
        let Some(name) = &heard.also else {
            return vec![];
        };
        let added = events.iter().filter_map(|event| match event {
            Event::MessageAdded(message) => Some(message.clone()),
            _ => None,
        });
        let revised = added.map(|message| Event::MessageRevised {
            message,
            revision: Revision::Edited {
                content: heard.content.clone(),
                at: heard.at,
            },
        });
        let receipt = Event::ReceiptRecorded(receipt(self.item, name));
        revised.chain([receipt]).collect()
    }

    /// Whether there is such a receipt.
    async fn is_recorded(&self, receipt: &ReceiptKey) -> Result<bool, ReceiveError> {
        let load = Load {
            receipt: Some(receipt),
            ..Load::default()
        };
        let loaded = self
            .deps
            .conversations
            .load(&self.item.tenant_id, self.item.thread, load)
            .await?;
        Ok(loaded
            .state
            .is_some_and(|state| state.receipts.contains(receipt)))
    }
}

/// The name of the receipt that says that a message was taken back before it came.
fn taken_back(target: &str) -> String {
    format!("taken-back:{target}")
}
