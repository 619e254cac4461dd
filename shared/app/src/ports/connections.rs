//! A tenant's list of its connections.

use async_trait::async_trait;
use baton_domain::{Channel, ConnectionId, TenantId};
use serde::{Deserialize, Serialize};

use super::PortError;

/// A connection, as it stands in its tenant's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionEntry {
    /// The connection.
    pub id: ConnectionId,
    /// Its channel.
    pub channel: Channel,
    /// What people call it.
    pub name: String,
    /// Where customers write to, as the channel calls it: a phone number in digits; none on a
    /// website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The name of the secret that holds [`super::ConnectionSecrets`].
    pub secret_name: String,
}

/// A tenant's list of its connections.
#[async_trait]
pub trait ConnectionList: Send + Sync {
    /// All of a tenant's, by name.
    async fn connections(&self, tenant: &TenantId) -> Result<Vec<ConnectionEntry>, PortError>;
}
