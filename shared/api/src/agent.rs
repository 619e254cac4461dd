//! Agents on the wire.

use baton_app::ports;
use baton_domain::{AgentRef, TenantId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::words::{Presence, Role};

/// An agent as others name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Assignee {
    /// The agent, `agt_…`.
    pub id: String,
    /// The name that customers and teammates read.
    pub name: String,
}

impl From<&AgentRef> for Assignee {
    fn from(agent: &AgentRef) -> Self {
        Self {
            id: agent.id.to_string(),
            name: agent.name.clone(),
        }
    }
}

/// An agent as teammates see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Agent {
    /// The agent, `agt_…`.
    pub id: String,
    /// The name that customers and teammates read.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they are there.
    pub presence: Presence,
    /// How many conversations they can have in hand.
    pub capacity: u32,
    /// How many they have.
    pub active: u32,
    /// The teams that they belong to, `grp_…`.
    pub group_ids: Vec<String>,
    /// Grows with every change.
    pub version: u64,
}

impl From<&ports::Agent> for Agent {
    fn from(agent: &ports::Agent) -> Self {
        Self {
            id: agent.id.to_string(),
            name: agent.name.clone(),
            role: agent.role.into(),
            presence: agent.presence.into(),
            capacity: agent.capacity,
            active: agent.active,
            group_ids: agent.group_ids.iter().map(ToString::to_string).collect(),
            version: agent.version.0,
        }
    }
}

/// The agent who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Me {
    /// As teammates see them.
    #[serde(flatten)]
    pub agent: Agent,
    /// Where their notifications go.
    pub email: String,
    /// Whether new escalations are also emailed to them.
    pub email_notifications: bool,
    /// Their tenant.
    pub tenant_id: String,
}

impl Me {
    /// An agent of this tenant's, as they see themselves.
    #[must_use]
    pub fn new(agent: &ports::Agent, tenant: &TenantId) -> Self {
        Self {
            agent: agent.into(),
            email: agent.email.clone(),
            email_notifications: agent.email_notifications,
            tenant_id: tenant.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn an_agent_and_the_one_who_asks() {
        let ana = samples::agent();
        assert_json_snapshot!("agent", Agent::from(&ana));
        assert_json_snapshot!("me", Me::new(&ana, &samples::tenant()));
    }
}
