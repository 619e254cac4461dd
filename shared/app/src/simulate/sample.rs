//! Which conversations are replayed: those with the lowest lots, and a lot follows from the
//! simulation and the conversation, so that a sample is the same however often it is drawn.

use std::collections::BTreeSet;

use baton_domain::{ConversationId, SimulationId};
use sha2::{Digest, Sha256};

use super::{Reached, Work};
use crate::ports::{ConversationFilter, PortError, Sampled};

/// How many conversations a page of the list holds.
const PAGE: usize = 100;
/// How many pages are read between two writes.
const PAGES: usize = 20;

/// The number that a conversation is drawn by.
#[must_use]
pub fn lot(simulation: SimulationId, conversation: ConversationId) -> u64 {
    let digest = Sha256::digest(format!("{simulation} {conversation}"));
    digest
        .iter()
        .take(8)
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

impl Work<'_> {
    /// Draws the sample.
    pub(super) async fn gather(&mut self) -> Result<Reached, PortError> {
        let tenant = &self.job.tenant_id;
        let kept = self
            .deps
            .simulations
            .sample(tenant, self.simulation.id)
            .await?;
        let mut drawn: BTreeSet<Sampled> = kept.into_iter().collect();
        loop {
            let over = self.draw(&mut drawn).await?;
            let sample: Vec<Sampled> = drawn.iter().copied().collect();
            if over {
                self.simulation.progress.gathered = true;
                self.simulation.progress.total = sample.len();
            }
            let late = !over && self.late();
            self.simulation.awaits_turn = late;
            if !self.save(Some(&sample)).await? {
                return Ok(Reached::AnotherWorker);
            }
            if over {
                return Ok(Reached::End);
            }
            if late {
                return Ok(Reached::Deadline);
            }
        }
    }

    /// Reads some pages of conversations; whether those were the last.
    async fn draw(&mut self, drawn: &mut BTreeSet<Sampled>) -> Result<bool, PortError> {
        for _ in 0..PAGES {
            let filter = ConversationFilter {
                // One that was active later may have been so in the range as well.
                from: Some(self.simulation.from),
                channel: self.simulation.channel,
                limit: PAGE,
                cursor: self.simulation.progress.cursor.take(),
                ..ConversationFilter::default()
            };
            let page = self
                .deps
                .conversations
                .conversations(&self.job.tenant_id, &filter)
                .await?;
            for conversation in page.items {
                if conversation.created_at >= self.simulation.to {
                    continue;
                }
                self.simulation.progress.candidates += 1;
                drawn.insert(Sampled {
                    lot: lot(self.simulation.id, conversation.id),
                    conversation: conversation.id,
                });
                if drawn.len() > self.simulation.sample {
                    drawn.pop_last();
                }
            }
            self.simulation.progress.cursor = page.next_cursor;
            if self.simulation.progress.cursor.is_none() {
                return Ok(true);
            }
            if self.late() {
                break;
            }
        }
        Ok(false)
    }
}
