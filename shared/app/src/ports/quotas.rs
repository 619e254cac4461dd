//! What tenants have left of the bot's replies.

use async_trait::async_trait;
use baton_domain::quota::Balance;
use baton_domain::{ReceiptKey, TenantId, Version};
use jiff::Timestamp;

use super::PortError;
use crate::commit::Outcome;

/// A pack to be added, decided on a balance that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Whose.
    pub tenant: TenantId,
    /// The version of the balance that was read; 0 where there was none.
    pub read: Version,
    /// The balance with the pack.
    pub after: Balance,
    /// When.
    pub at: Timestamp,
    /// The request's idempotency key, with the answer to give again.
    pub receipt: Option<(ReceiptKey, Outcome)>,
}

/// What came of adding a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackOutcome {
    /// It is added.
    Added,
    /// The balance has changed since it was read: read, decide and write again.
    Moved,
    /// This very key was answered before; none where it was no answer of a pack's.
    Replayed(Option<Outcome>),
}

/// What tenants have left of the bot's replies. Replies are charged with the commit that says them
/// ([`crate::commit::Commit::charge`]).
#[async_trait]
pub trait Quotas: Send + Sync {
    /// What stands to a tenant's account; none where nothing was ever charged or added.
    async fn balance(&self, tenant: &TenantId) -> Result<Option<Balance>, PortError>;

    /// Adds a pack, in one request.
    async fn add(&self, pack: &Pack) -> Result<PackOutcome, PortError>;
}
