//! Keys of what tenants set up for their desks, in the directory's table.

use baton_domain::{ConnectionId, Shortcut, TenantId};

use super::Key;

/// The sort key that every canned reply's begins with.
pub(crate) const CANNED_REPLIES: &str = "reply#";
/// The sort key that every connection's begins with in its tenant's list.
pub(crate) const CONNECTIONS: &str = "connection#";

impl Key {
    /// A tenant's canned replies, in one query, and how many there are.
    #[must_use]
    pub fn canned_replies_partition(tenant: &TenantId) -> String {
        format!("{tenant}#canned-replies")
    }

    /// A canned reply.
    #[must_use]
    pub fn canned_reply(tenant: &TenantId, shortcut: &Shortcut) -> Self {
        Self::new(
            Self::canned_replies_partition(tenant),
            format!("{CANNED_REPLIES}{shortcut}"),
        )
    }

    /// How many canned replies a tenant has. Moved with every one that comes or goes.
    #[must_use]
    pub fn canned_reply_count(tenant: &TenantId) -> Self {
        Self::new(Self::canned_replies_partition(tenant), "count")
    }

    /// A connection in its tenant's list. What stands here is only shown: webhooks find the
    /// connection itself.
    #[must_use]
    pub fn connection_entry(tenant: &TenantId, id: ConnectionId) -> Self {
        Self::new(Self::tenant_partition(tenant), format!("{CONNECTIONS}{id}"))
    }
}
