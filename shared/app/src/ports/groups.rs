//! A tenant's teams.

use async_trait::async_trait;
use baton_domain::{GroupId, ReceiptKey, TenantId, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::PortError;
use crate::commit::Outcome;

/// A team that escalations route to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The team.
    pub id: GroupId,
    /// What people call it; no two of a tenant's are called alike, whatever the case.
    pub name: String,
    /// Grows with every change.
    pub version: Version,
}

/// All teams of a tenant: few enough to be read and written together, so that one condition holds
/// their names apart and their number down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupList {
    /// The teams, in no particular order.
    pub items: Vec<Group>,
    /// Grows with every change of any of them; 0 where there never was one.
    pub version: Version,
}

impl GroupList {
    /// Whether there is such a team.
    #[must_use]
    pub fn has(&self, id: GroupId) -> bool {
        self.items.iter().any(|group| group.id == id)
    }
}

/// Teams to be written, decided on a list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupWrite {
    /// Whose.
    pub tenant: TenantId,
    /// All of them after the change; the version is one more than the one that was read.
    pub after: GroupList,
    /// When.
    pub at: Timestamp,
    /// The request's idempotency key, with the answer to give again.
    pub receipt: Option<(ReceiptKey, Outcome)>,
}

/// What came of writing teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupOutcome {
    /// They are written.
    Written,
    /// The list has changed since it was read: read, decide and write again.
    Moved,
    /// This very key was answered before; none where its answer was not kept.
    Replayed(Option<Outcome>),
}

/// Tenants' teams.
#[async_trait]
pub trait Groups: Send + Sync {
    /// A tenant's teams as they stand, in one request.
    async fn groups(&self, tenant: &TenantId) -> Result<GroupList, PortError>;

    /// Writes them, in one request.
    async fn write(&self, write: &GroupWrite) -> Result<GroupOutcome, PortError>;

    /// How the request with this key was answered, if it was.
    async fn answered(
        &self,
        tenant: &TenantId,
        key: &ReceiptKey,
    ) -> Result<Option<Outcome>, PortError>;
}
