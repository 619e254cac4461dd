//! What a tenant has left of the bot's replies, and packs on top.

use std::sync::Arc;

use baton_domain::TenantId;
use baton_domain::quota::Balance;

use crate::act::{ActError, Answer, Asked};
use crate::ports::{Clock, Directory, Pack, PackOutcome, PortError, Quotas};

/// How often a pack is added anew when the bot's replies were charged meanwhile.
const TRIES: usize = 20;

/// What the account is read and filled with.
#[derive(Clone)]
pub struct Treasury {
    /// The accounts.
    pub quotas: Arc<dyn Quotas>,
    /// What tenants configured.
    pub directory: Arc<dyn Directory>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Words the answer to a pack that was added.
pub type PackWording<'a> = &'a (dyn Fn(&Balance) -> Option<Answer> + Send + Sync);

impl Treasury {
    /// The tenant's account now.
    ///
    /// # Errors
    ///
    /// A [`PortError`] where settings or account could not be read.
    pub async fn balance(&self, tenant: &TenantId) -> Result<Balance, PortError> {
        let free = self.free(tenant).await?;
        let now = self.clock.now();
        let read = self.quotas.balance(tenant).await?;
        Ok(read.map_or_else(|| Balance::new(now, free), |read| read.on(now, free)))
    }

    /// Adds a pack of so many replies.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn add_pack(
        &self,
        asked: &Asked,
        replies: u64,
        wording: PackWording<'_>,
    ) -> Result<Answer, ActError> {
        let free = self.free(&asked.tenant).await?;
        for _ in 0..TRIES {
            let now = self.clock.now();
            let read = self
                .quotas
                .balance(&asked.tenant)
                .await?
                .unwrap_or_else(|| Balance::new(now, free));
            let after = read.with_pack(replies, now, free);
            let answer = wording(&after).ok_or(ActError::Unworded)?;
            let receipt = asked
                .once
                .as_ref()
                .map(|once| once.key.clone())
                .zip(asked.outcome(&answer));
            let pack = Pack {
                tenant: asked.tenant.clone(),
                read: read.version,
                after,
                at: now,
                receipt,
            };
            match self.quotas.add(&pack).await? {
                PackOutcome::Added => return Ok(answer),
                PackOutcome::Moved => {}
                PackOutcome::Replayed(Some(outcome)) => return asked.replay(outcome),
                PackOutcome::Replayed(None) => return Err(ActError::KeyReused),
            }
        }
        Err(ActError::Busy)
    }

    async fn free(&self, tenant: &TenantId) -> Result<u64, PortError> {
        let settings = self.directory.settings(tenant).await?;
        Ok(settings.monthly_free_replies)
    }
}
