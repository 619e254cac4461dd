//! Agents on the wire.

use baton_app::ports;
use baton_domain::AgentRef;
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

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn an_agent_and_the_one_who_asks() {
        let ana = samples::agent();
        assert_json_snapshot!("agent", Agent::from(&ana));
        assert_json_snapshot!(
            "me",
            Me {
                agent: Agent::from(&ana),
                email: ana.email,
                email_notifications: ana.email_notifications,
                tenant_id: "acme".into(),
            }
        );
    }
}
