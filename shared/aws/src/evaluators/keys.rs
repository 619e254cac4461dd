//! Tenants' keys for their models and tools, in Secrets Manager. A version of settings names the
//! version of the secret that belongs to it.

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_secretsmanager::Client as SecretsManager;
use aws_sdk_secretsmanager::operation::create_secret::CreateSecretError;
use aws_sdk_secretsmanager::operation::get_secret_value::GetSecretValueError;
use aws_sdk_secretsmanager::operation::put_secret_value::PutSecretValueError;
use baton_app::ports::{Clock, EvaluatorKeyring, EvaluatorKeys, PortError};
use baton_domain::TenantId;
use jiff::SignedDuration;

use crate::directory::cache::Cache;
use crate::error::failed;

/// How long keys are kept in memory.
const BELIEVED: SignedDuration = SignedDuration::from_mins(5);
/// How many tenants' at most.
const KEPT: usize = 1_000;

const READING_KEYS: &str = "reading a tenant's evaluator keys";
const WRITING_KEYS: &str = "writing a tenant's evaluator keys";

/// Tenants' keys in Secrets Manager.
#[derive(Debug, Clone)]
pub(super) struct Vault {
    pub(super) client: SecretsManager,
    pub(super) prefix: String,
}

impl Vault {
    fn name(&self, tenant: &TenantId) -> String {
        format!("{}{tenant}", self.prefix)
    }

    /// The keys of this version. Secrets Manager forgets old ones, and may have made the first one
    /// under a name of its own: where there is none of that name, those that are there now.
    pub(super) async fn read(
        &self,
        tenant: &TenantId,
        version: &str,
    ) -> Result<Option<EvaluatorKeys>, PortError> {
        match self.get(tenant, Some(version)).await? {
            Some(keys) => Ok(Some(keys)),
            None => self.get(tenant, None).await,
        }
    }

    async fn get(
        &self,
        tenant: &TenantId,
        version: Option<&str>,
    ) -> Result<Option<EvaluatorKeys>, PortError> {
        let found = self
            .client
            .get_secret_value()
            .secret_id(self.name(tenant))
            .set_version_id(version.map(str::to_owned))
            .send()
            .await;
        let found = match found {
            Ok(found) => found,
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(GetSecretValueError::is_resource_not_found_exception) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(failed(READING_KEYS)(error)),
        };
        let text = found.secret_string().unwrap_or_default();
        // The error's own words would quote the secret.
        let keys = serde_json::from_str(text)
            .map_err(|_| PortError::new(READING_KEYS, "not the JSON of an evaluator's keys"))?;
        Ok(Some(keys))
    }

    /// Puts them into the tenant's secret, and makes it where there is none. Where somebody else makes
    /// it at the same moment, these are put into theirs: the last one holds, as with any two changes.
    pub(super) async fn write(
        &self,
        tenant: &TenantId,
        version: &str,
        keys: &EvaluatorKeys,
    ) -> Result<(), PortError> {
        let text =
            serde_json::to_string(keys).map_err(|error| PortError::new(WRITING_KEYS, error))?;
        if self.put(tenant, version, &text).await? {
            return Ok(());
        }
        let made = self
            .client
            .create_secret()
            .name(self.name(tenant))
            .client_request_token(version)
            .secret_string(&text)
            .send()
            .await;
        match made {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(CreateSecretError::is_resource_exists_exception)
                    && self.put(tenant, version, &text).await? =>
            {
                Ok(())
            }
            Err(error) => Err(failed(WRITING_KEYS)(error)),
        }
    }

    /// Puts this into the tenant's secret; answers whether there is one.
    async fn put(&self, tenant: &TenantId, version: &str, text: &str) -> Result<bool, PortError> {
        let written = self
            .client
            .put_secret_value()
            .secret_id(self.name(tenant))
            .client_request_token(version)
            .secret_string(text)
            .send()
            .await;
        match written {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(PutSecretValueError::is_resource_not_found_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(failed(WRITING_KEYS)(error)),
        }
    }
}

/// Tenants' keys for those who ask models, kept in memory for five minutes.
pub struct Keyring {
    vault: Vault,
    clock: Arc<dyn Clock>,
    known: Cache<(TenantId, String), Arc<EvaluatorKeys>>,
}

impl Keyring {
    /// The keys in secrets whose names are this prefix and a tenant's.
    #[must_use]
    pub fn new(client: SecretsManager, prefix: impl Into<String>, clock: Arc<dyn Clock>) -> Self {
        Self {
            vault: Vault {
                client,
                prefix: prefix.into(),
            },
            clock,
            known: Cache::new(KEPT),
        }
    }
}

#[async_trait]
impl EvaluatorKeyring for Keyring {
    async fn keys(
        &self,
        tenant: &TenantId,
        version: &str,
    ) -> Result<Arc<EvaluatorKeys>, PortError> {
        let now = self.clock.now();
        let place = (tenant.clone(), version.to_owned());
        if let Some(known) = self.known.get(&place, now) {
            return Ok(known);
        }
        let keys = self.vault.read(tenant, version).await?;
        let keys = Arc::new(keys.ok_or_else(|| PortError::new(READING_KEYS, "there are none"))?);
        self.known.put(place, Arc::clone(&keys), now, BELIEVED);
        Ok(keys)
    }
}
