//! What tenants set for themselves, for those who look at it and change it.

use async_trait::async_trait;
use baton_domain::{Settings, TenantId, Version};

use super::PortError;

/// A tenant's settings as they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeptSettings {
    /// How often they were changed; 0 where they never were.
    pub version: Version,
    /// The settings.
    pub settings: Settings,
}

/// What came of changing settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsOutcome {
    /// They are as they were sent.
    Changed,
    /// Somebody changed them in between: they have this version.
    Stale(Version),
}

/// Where settings are kept. Nothing is kept in memory.
#[async_trait]
pub trait SettingsStore: Send + Sync {
    /// A tenant's settings; the defaults where none were ever made.
    async fn settings(&self, tenant: &TenantId) -> Result<KeptSettings, PortError>;

    /// Changes settings that have the version before this one. The knowledge base, the widget's
    /// limit and the month's free replies stay as they are, whatever stands here.
    async fn change(
        &self,
        tenant: &TenantId,
        after: &KeptSettings,
    ) -> Result<SettingsOutcome, PortError>;
}
