//! Replies that agents send again and again.

use async_trait::async_trait;
use baton_domain::{AgentRef, Shortcut, TenantId, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::PortError;

/// How many canned replies a tenant may have.
pub const MOST_CANNED_REPLIES: u32 = 200;

/// A canned reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReply {
    /// What agents type to get it.
    pub shortcut: Shortcut,
    /// What it says.
    pub text: String,
    /// How often it was written; from 1.
    pub version: Version,
    /// When it was last written.
    pub updated_at: Timestamp,
    /// Who did.
    pub updated_by: AgentRef,
}

/// Why a canned reply was not written.
#[derive(Debug, thiserror::Error)]
pub enum CannedReplyError {
    /// There is one already.
    #[error("there is such a canned reply already")]
    Exists,
    /// The tenant has as many as it may have.
    #[error("the tenant has as many canned replies as it may have")]
    Full,
    /// There is none to be replaced.
    #[error("there is no such canned reply")]
    Absent,
    /// Somebody else wrote it in between: it has this version.
    #[error("the canned reply is not the one that was read")]
    Stale(Version),
    /// The store did not take it.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Where canned replies are kept.
#[async_trait]
pub trait CannedReplies: Send + Sync {
    /// All of a tenant's, by shortcut.
    async fn all(&self, tenant: &TenantId) -> Result<Vec<CannedReply>, PortError>;

    /// Keeps a new one.
    ///
    /// # Errors
    ///
    /// Where there is one with this shortcut, or too many.
    async fn create(&self, tenant: &TenantId, reply: &CannedReply) -> Result<(), CannedReplyError>;

    /// Replaces the one that has the version before this one.
    ///
    /// # Errors
    ///
    /// Where there is none, or another version of it.
    async fn replace(&self, tenant: &TenantId, reply: &CannedReply)
    -> Result<(), CannedReplyError>;

    /// Forgets one; nothing happens where there is none.
    async fn remove(&self, tenant: &TenantId, shortcut: &Shortcut) -> Result<(), PortError>;
}
