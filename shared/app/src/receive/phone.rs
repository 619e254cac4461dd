//! What somebody wrote from the business's own phone.

use baton_domain::{Command, NewMessage, Rejection};

use super::converse::Heard;
use super::{ReceiveError, Received, Receiving, Settled, TRIES};
use crate::commit::Commit;

impl Receiving<'_> {
    /// Appends what somebody wrote from the business's phone.
    pub(super) async fn echo(&self, heard: &Heard<'_>) -> Result<Received, ReceiveError> {
        for _ in 0..TRIES {
            let before = self.known(self.load(false).await?.state);
            let command = Command::BusinessEcho(NewMessage {
                id: self.deps.ids.message(self.now()),
                content: heard.content.clone(),
                provider_id: Some(heard.provider_id.to_owned()),
                at: self.written(heard.at),
            });
            let mut events = match self.decide(&before, &self.once(command)) {
                Ok(events) => events,
                Err(Rejection::Duplicate) => return Ok(Received::Duplicate),
                Err(rejection) => return Err(ReceiveError::Rejected(rejection)),
            };
            events.extend(self.overtaking(heard, &events));
            match self.commit(&Commit::new(&before, events)).await? {
                Settled::Written => return Ok(Received::Kept),
                Settled::Duplicate => return Ok(Received::Duplicate),
                Settled::Changed | Settled::TicketTaken(_) | Settled::QuotaMoved(_) => {}
            }
        }
        Err(ReceiveError::Contended)
    }
}
