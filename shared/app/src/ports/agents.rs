//! Who answers customers.

use async_trait::async_trait;
use baton_domain::routing::Presence;
use baton_domain::{AgentId, AgentRef, GroupId, Role, TenantId, Version};
use serde::{Deserialize, Serialize};

use super::PortError;

/// An agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// The agent; the ULID form of their user pool subject.
    pub id: AgentId,
    /// The name that customers and teammates read.
    pub name: String,
    /// Where notifications go.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// How many conversations they can have in hand.
    pub capacity: u32,
    /// How many they have.
    pub active: u32,
    /// Whether they are there.
    pub presence: Presence,
    /// Whether new escalations are also emailed to them.
    pub email_notifications: bool,
    /// The teams that they belong to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_ids: Vec<GroupId>,
    /// Grows with every change.
    pub version: Version,
}

impl Agent {
    /// The agent as others see them.
    #[must_use]
    pub fn as_ref(&self) -> AgentRef {
        AgentRef {
            id: self.id,
            name: self.name.clone(),
        }
    }
}

/// What changes of an agent; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgentChange {
    /// How many conversations they can have in hand.
    pub capacity: Option<u32>,
    /// The teams that they belong to, all of them.
    pub group_ids: Option<Vec<GroupId>>,
    /// Whether new escalations are also emailed to them.
    pub email_notifications: Option<bool>,
}

/// Who answers customers.
#[async_trait]
pub trait Agents: Send + Sync {
    /// One agent.
    async fn agent(&self, tenant: &TenantId, id: AgentId) -> Result<Option<Agent>, PortError>;

    /// All of a tenant's agents.
    async fn agents(&self, tenant: &TenantId) -> Result<Vec<Agent>, PortError>;

    /// Notes whether an agent is there; `None` where there is no such agent.
    async fn set_presence(
        &self,
        tenant: &TenantId,
        id: AgentId,
        presence: Presence,
    ) -> Result<Option<Agent>, PortError>;

    /// Changes an agent, in one request; `None` where there is no such agent.
    async fn change(
        &self,
        tenant: &TenantId,
        id: AgentId,
        change: &AgentChange,
    ) -> Result<Option<Agent>, PortError>;
}
