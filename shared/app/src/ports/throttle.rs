//! How often something may happen.

use async_trait::async_trait;
use baton_domain::TenantId;
use jiff::Timestamp;

use super::PortError;

/// Counts in whole minutes.
#[async_trait]
pub trait Throttle: Send + Sync {
    /// Counts one more under this name; `false` where the minute's limit is used up.
    async fn admit(
        &self,
        tenant: &TenantId,
        name: &str,
        limit_per_minute: u32,
        now: Timestamp,
    ) -> Result<bool, PortError>;
}
