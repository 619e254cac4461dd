//! Who acts on a conversation from the dashboard.

use serde::{Deserialize, Serialize};

use crate::AgentId;

/// What a person may do, as their user pool group says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes escalations and answers customers.
    Agent,
    /// Also acts on conversations that others own.
    Lead,
    /// Also configures the tenant.
    Admin,
}

/// An agent as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentRef {
    /// The agent.
    pub id: AgentId,
    /// The name that customers and teammates read.
    pub name: String,
}

/// An agent who asks for something, with the role that they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who asks.
    pub agent: AgentRef,
    /// What they may do.
    pub role: Role,
}

impl Actor {
    /// Whether this actor may act on what `owner` has in hand.
    #[must_use]
    pub fn may_act_for(&self, owner: Option<&AgentRef>) -> bool {
        self.role >= Role::Lead || owner.is_some_and(|owner| owner.id == self.agent.id)
    }
}
