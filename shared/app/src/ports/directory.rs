//! What a tenant configured.

use std::sync::Arc;

use async_trait::async_trait;
use baton_domain::{Channel, ConnectionId, Policy, Settings, TenantId};
use serde::{Deserialize, Serialize};

use super::{Articles, PortError};
use crate::evaluator_settings::EvaluatorSettings;

/// One channel account of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The connection.
    pub id: ConnectionId,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// Its channel.
    pub channel: Channel,
    /// What people call it.
    pub name: String,
    /// WhatsApp's id of the number that it sends from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<String>,
    /// The provider's id of the account that the number belongs to: WhatsApp Business's, which
    /// webhooks carry as `entry.id`. None where nobody has told it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// The name of the secret that holds [`ConnectionSecrets`].
    pub secret_name: String,
}

/// What nobody may read from a table or a log. Every field is empty where the channel has no use
/// for it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectionSecrets {
    /// The key of webhook signatures.
    pub app_secret: String,
    /// What Meta presents at the verification handshake.
    pub verify_token: String,
    /// What sends are authorised with.
    pub access_token: String,
    /// The key of widget session tokens.
    pub session_key: String,
    /// The key that thread keys are derived with.
    pub thread_salt: String,
}

impl std::fmt::Debug for ConnectionSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ConnectionSecrets(..)")
    }
}

/// What the evaluator works with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Knowledge {
    /// The tenant's settings.
    pub settings: Settings,
    /// When a person is called.
    pub policy: Policy,
    /// The tenant's published articles.
    pub articles: Arc<Articles>,
    /// Who decides for the bot.
    pub evaluator: EvaluatorSettings,
}

/// What a tenant configured. Implementations keep what they read for up to a minute.
#[async_trait]
pub trait Directory: Send + Sync {
    /// One connection; the only look-up that begins without a tenant, because it is what tells it.
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError>;

    /// A connection's secrets.
    async fn secrets(&self, connection: &Connection) -> Result<Arc<ConnectionSecrets>, PortError>;

    /// Settings, policy and articles.
    async fn knowledge(&self, tenant: &TenantId) -> Result<Arc<Knowledge>, PortError>;

    /// All tenants.
    async fn tenants(&self) -> Result<Vec<TenantId>, PortError>;
}
