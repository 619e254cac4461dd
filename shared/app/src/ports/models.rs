//! What a tenant's language model needs beside itself: keys, tools, and settings that change.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use baton_domain::{ConversationId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::PortError;
use crate::evaluator_settings::EvaluatorSettings;

/// A tenant's keys, which nobody may read from a table or a log. Each is empty where there is none.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvaluatorKeys {
    /// What the model's endpoint is paid with.
    pub api_key: String,
    /// What calls of the tenant's tools are signed with.
    pub signing_key: String,
}

impl fmt::Debug for EvaluatorKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EvaluatorKeys(..)")
    }
}

/// Tenants' keys. Which secret is a tenant's follows from the tenant, never from what it configured.
#[async_trait]
pub trait EvaluatorKeyring: Send + Sync {
    /// A tenant's keys in this version, kept in memory for a while.
    async fn keys(&self, tenant: &TenantId, version: &str)
    -> Result<Arc<EvaluatorKeys>, PortError>;
}

/// Settings of evaluators, and the keys that go with them, for those who change them.
#[async_trait]
pub trait EvaluatorStore: Send + Sync {
    /// A tenant's settings as they are now; the default where nothing was set.
    async fn settings(&self, tenant: &TenantId) -> Result<EvaluatorSettings, PortError>;

    /// Sets them.
    async fn put_settings(
        &self,
        tenant: &TenantId,
        settings: &EvaluatorSettings,
    ) -> Result<(), PortError>;

    /// The keys that are kept now; none where there are none.
    async fn current_keys(&self, tenant: &TenantId) -> Result<Option<EvaluatorKeys>, PortError>;

    /// Keeps these keys in place of those that were kept.
    async fn put_keys(&self, tenant: &TenantId, keys: &EvaluatorKeys) -> Result<(), PortError>;
}

/// A call of a tenant's tool.
#[derive(Debug, Clone, Copy)]
pub struct ToolRequest<'a> {
    /// Whose tool it is.
    pub tenant: &'a TenantId,
    /// For which conversation.
    pub conversation: ConversationId,
    /// The tool.
    pub name: &'a str,
    /// Where it is.
    pub url: &'a str,
    /// What the call is signed with.
    pub keys: &'a EvaluatorKeys,
    /// Its arguments, which were checked.
    pub arguments: &'a Value,
    /// When.
    pub at: Timestamp,
    /// How long it may take.
    pub within: Duration,
}

/// Calls tenants' tools.
#[async_trait]
pub trait ToolCaller: Send + Sync {
    /// Calls once, and gives the JSON that was answered.
    async fn call(&self, request: ToolRequest<'_>) -> Result<Value, PortError>;
}
