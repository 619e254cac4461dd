//! What a tenant's language model needs beside itself: keys, tools, and settings that change.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use baton_domain::{Channel, Contact, ConversationId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{PortError, SettingsOutcome};
use crate::evaluator_settings::{EvaluatorEdit, KeptEvaluator, origin};

/// A tenant's keys, which nobody may read from a table or a log. Each is empty where there is none.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvaluatorKeys {
    /// What the model's endpoint is paid with.
    pub api_key: String,
    /// The origin of the address that it was given for, and goes to; empty where it was given for a
    /// model that has no address, and none where it was kept before origins were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_origin: Option<String>,
    /// What calls of the tenant's tools are signed with.
    pub signing_key: String,
}

impl EvaluatorKeys {
    /// Whether the endpoint at this address may see the key that is for an endpoint.
    #[must_use]
    pub fn may_go_to(&self, url: &str) -> bool {
        self.api_key.is_empty()
            || self
                .api_origin
                .as_ref()
                .is_none_or(|own| origin(url).as_ref() == Some(own))
    }
}

impl fmt::Debug for EvaluatorKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EvaluatorKeys(..)")
    }
}

/// Tenants' keys. Which secret is a tenant's follows from the tenant, never from what it configured.
#[async_trait]
pub trait EvaluatorKeyring: Send + Sync {
    /// A tenant's keys in this version, or those that are kept now where it is gone; kept in memory
    /// for a while.
    async fn keys(&self, tenant: &TenantId, version: &str)
    -> Result<Arc<EvaluatorKeys>, PortError>;
}

/// Settings of evaluators, and the keys that go with them, for those who change them. Nothing is
/// kept in memory.
#[async_trait]
pub trait EvaluatorStore: Send + Sync {
    /// A tenant's settings as they are now; the default where nothing was set.
    async fn settings(&self, tenant: &TenantId) -> Result<KeptEvaluator, PortError>;

    /// Sets them where they still have the version before this one, and writes down who did it.
    async fn put_settings(
        &self,
        tenant: &TenantId,
        after: &KeptEvaluator,
        edit: &EvaluatorEdit,
    ) -> Result<SettingsOutcome, PortError>;

    /// Who changed what, oldest first; of many changes the last, a hundred at most.
    async fn history(&self, tenant: &TenantId) -> Result<Vec<EvaluatorEdit>, PortError>;

    /// The keys that were kept in this version, or those that are kept now where it is gone; none
    /// where there are none.
    async fn keys(
        &self,
        tenant: &TenantId,
        version: &str,
    ) -> Result<Option<EvaluatorKeys>, PortError>;

    /// Keeps these keys in a version of their own. Settings that name another one go on with
    /// theirs.
    async fn put_keys(
        &self,
        tenant: &TenantId,
        version: &str,
        keys: &EvaluatorKeys,
    ) -> Result<(), PortError>;
}

/// A call of a tenant's tool.
#[derive(Debug, Clone, Copy)]
pub struct ToolRequest<'a> {
    /// Whose tool it is.
    pub tenant: &'a TenantId,
    /// For which conversation.
    pub conversation: ConversationId,
    /// Who asks: the tool answers for them and nobody else.
    pub contact: &'a Contact,
    /// Where they write, which says what their address is worth.
    pub channel: Channel,
    /// What names the call for good: the same tool with the same arguments for the same message has
    /// the same one, however often it is called.
    pub call_id: &'a str,
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
