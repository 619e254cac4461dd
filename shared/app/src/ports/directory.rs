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
    /// The key with which the company's own systems sign what they say of a visitor; none where it is
    /// empty.
    pub identity_key: String,
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

impl Knowledge {
    /// Whether a language model stands behind the evaluator.
    #[must_use]
    pub fn has_model(&self) -> bool {
        self.evaluator.has_model()
    }
}

/// What a tenant configured. Implementations keep what they read for up to a minute.
#[async_trait]
pub trait Directory: Send + Sync {
    /// One connection; the only look-up that begins without a tenant, because it is what tells it.
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError>;

    /// Settings alone: no article is read for them.
    async fn settings(&self, tenant: &TenantId) -> Result<Arc<Settings>, PortError>;

    /// Settings, policy and articles, for those who look for answers in them.
    async fn knowledge(&self, tenant: &TenantId) -> Result<Arc<Knowledge>, PortError>;

    /// Whether a language model stands behind the tenant's evaluator. Where articles are read apart
    /// from settings, it is told with the settings and reads none.
    async fn has_model(&self, tenant: &TenantId) -> Result<bool, PortError> {
        Ok(self.knowledge(tenant).await?.has_model())
    }

    /// All tenants.
    async fn tenants(&self) -> Result<Vec<TenantId>, PortError>;
}

/// A directory for those who act in a connection's name. Whoever has the other one has no way to
/// a secret.
#[async_trait]
pub trait DirectoryWithSecrets: Directory {
    /// A connection's secrets.
    async fn secrets(&self, connection: &Connection) -> Result<Arc<ConnectionSecrets>, PortError>;
}
