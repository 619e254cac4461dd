//! Who decides for tenants' bots: settings in the directory's table, keys in Secrets Manager.
//!
//! A tenant's secret is named after the tenant and nothing else, so that no settings lead to
//! another one's.

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client as DynamoDb;
use aws_sdk_secretsmanager::Client as SecretsManager;
use aws_sdk_secretsmanager::operation::create_secret::CreateSecretError;
use aws_sdk_secretsmanager::operation::get_secret_value::GetSecretValueError;
use aws_sdk_secretsmanager::operation::put_secret_value::PutSecretValueError;
use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::ports::{Clock, EvaluatorKeyring, EvaluatorKeys, EvaluatorStore, PortError};
use baton_domain::TenantId;
use jiff::SignedDuration;

use crate::directory::cache::Cache;
use crate::error::{failed, unreadable};
use crate::items::{from_row, to_row};
use crate::keys::Key;

/// How long keys are kept in memory.
const BELIEVED: SignedDuration = SignedDuration::from_mins(5);
/// How many tenants' at most.
const KEPT: usize = 1_000;

const READING_KEYS: &str = "reading a tenant's evaluator keys";
const WRITING_KEYS: &str = "writing a tenant's evaluator keys";

/// Tenants' keys in Secrets Manager.
#[derive(Debug, Clone)]
struct Vault {
    client: SecretsManager,
    prefix: String,
}

impl Vault {
    fn name(&self, tenant: &TenantId) -> String {
        format!("{}{tenant}", self.prefix)
    }

    async fn read(&self, tenant: &TenantId) -> Result<Option<EvaluatorKeys>, PortError> {
        let found = self
            .client
            .get_secret_value()
            .secret_id(self.name(tenant))
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
    async fn write(&self, tenant: &TenantId, keys: &EvaluatorKeys) -> Result<(), PortError> {
        let text =
            serde_json::to_string(keys).map_err(|error| PortError::new(WRITING_KEYS, error))?;
        if self.put(tenant, &text).await? {
            return Ok(());
        }
        let made = self
            .client
            .create_secret()
            .name(self.name(tenant))
            .secret_string(&text)
            .send()
            .await;
        match made {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(CreateSecretError::is_resource_exists_exception)
                    && self.put(tenant, &text).await? =>
            {
                Ok(())
            }
            Err(error) => Err(failed(WRITING_KEYS)(error)),
        }
    }

    /// Puts this into the tenant's secret; answers whether there is one.
    async fn put(&self, tenant: &TenantId, text: &str) -> Result<bool, PortError> {
        let written = self
            .client
            .put_secret_value()
            .secret_id(self.name(tenant))
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
        let keys = self.vault.read(tenant).await?;
        let keys = Arc::new(keys.ok_or_else(|| PortError::new(READING_KEYS, "there are none"))?);
        self.known.put(place, Arc::clone(&keys), now, BELIEVED);
        Ok(keys)
    }
}

/// Settings and keys for those who change them. Nothing is kept in memory.
#[derive(Debug, Clone)]
pub struct EvaluatorTable {
    client: DynamoDb,
    table: String,
    vault: Vault,
}

impl EvaluatorTable {
    /// The settings in this directory's table, the keys in secrets whose names are this prefix and
    /// a tenant's.
    #[must_use]
    pub fn new(
        client: DynamoDb,
        table: impl Into<String>,
        secrets: SecretsManager,
        prefix: impl Into<String>,
    ) -> Self {
        Self {
            client,
            table: table.into(),
            vault: Vault {
                client: secrets,
                prefix: prefix.into(),
            },
        }
    }
}

#[async_trait]
impl EvaluatorStore for EvaluatorTable {
    async fn settings(&self, tenant: &TenantId) -> Result<EvaluatorSettings, PortError> {
        const ATTEMPTED: &str = "reading a tenant's evaluator";
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(Key::evaluator(tenant).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(ATTEMPTED))?;
        found
            .item
            .map(from_row)
            .transpose()
            .map(Option::unwrap_or_default)
            .map_err(unreadable(ATTEMPTED))
    }

    async fn put_settings(
        &self,
        tenant: &TenantId,
        settings: &EvaluatorSettings,
    ) -> Result<(), PortError> {
        const ATTEMPTED: &str = "writing a tenant's evaluator";
        let row = to_row(&Key::evaluator(tenant), settings).map_err(unreadable(ATTEMPTED))?;
        self.client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(row))
            .send()
            .await
            .map_err(failed(ATTEMPTED))?;
        Ok(())
    }

    async fn current_keys(&self, tenant: &TenantId) -> Result<Option<EvaluatorKeys>, PortError> {
        self.vault.read(tenant).await
    }

    async fn put_keys(&self, tenant: &TenantId, keys: &EvaluatorKeys) -> Result<(), PortError> {
        self.vault.write(tenant, keys).await
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests {
    use baton_app::evaluator_settings::{EvaluatorKind, KeptKeys, ToolSettings};
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::config::scripted::Script;
    use crate::in_process::Tables;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
    }

    fn tenant() -> TenantId {
        "acme".parse().unwrap()
    }

    fn secret(text: &str) -> (u16, String) {
        (
            200,
            json!({ "Name": "s", "SecretString": text }).to_string(),
        )
    }

    #[tokio::test]
    async fn settings_come_back_as_they_were_set() {
        let tables = Tables::start().await.unwrap();
        let script = Script::new([(200, "{}")]);
        let table = EvaluatorTable::new(
            tables.client(),
            tables.names().directory,
            script.aws().secrets_manager(),
            "baton/test/evaluators/",
        );
        assert_eq!(
            table.settings(&tenant()).await.unwrap(),
            EvaluatorSettings::default()
        );
        let settings = EvaluatorSettings {
            kind: EvaluatorKind::OpenaiCompatible,
            model: Some("m".into()),
            url: Some("https://models.example/".into()),
            temperature: 0.3,
            tools: vec![ToolSettings {
                name: "order".into(),
                description: "d".into(),
                parameters: json!({ "type": "object", "properties": { "n": { "type": "integer", "minimum": -1, "maximum": 1.5 } }, "required": [] }),
                url: "https://shop.example/".into(),
                timeout_ms: 1_000,
            }],
            keys: Some(KeptKeys {
                version: "1".into(),
                api_key: true,
                signing_key: false,
            }),
            ..EvaluatorSettings::default()
        };
        table.put_settings(&tenant(), &settings).await.unwrap();
        assert_eq!(table.settings(&tenant()).await.unwrap(), settings);
        let other = "other".parse().unwrap();
        assert_eq!(
            table.settings(&other).await.unwrap(),
            EvaluatorSettings::default()
        );
    }

    #[tokio::test]
    async fn keys_are_made_where_there_are_none_and_are_named_after_their_tenant() {
        let missing = json!({ "__type": "ResourceNotFoundException", "Message": "no" }).to_string();
        let script = Script::new([(400, missing.clone()), (200, "{}".into()), (400, missing)]);
        let secrets = script.aws().secrets_manager();
        let tables = Tables::start().await.unwrap();
        let table = EvaluatorTable::new(tables.client(), "t", secrets, "baton/test/evaluators/");
        let keys = EvaluatorKeys {
            api_key: "k".into(),
            signing_key: "s".into(),
        };
        table.put_keys(&tenant(), &keys).await.unwrap();
        let requests = script.json_requests();
        assert_eq!(requests[0]["SecretId"], "baton/test/evaluators/acme");
        assert_eq!(requests[1]["Name"], "baton/test/evaluators/acme");
        assert_eq!(table.current_keys(&tenant()).await.unwrap(), None);
    }

    #[tokio::test]
    async fn two_who_set_the_first_keys_at_once_both_succeed() {
        let problem = |name: &str| json!({ "__type": name, "Message": "no" }).to_string();
        let script = Script::new([
            (400, problem("ResourceNotFoundException")),
            (400, problem("ResourceExistsException")),
            (200, "{}".into()),
        ]);
        let secrets = script.aws().secrets_manager();
        let tables = Tables::start().await.unwrap();
        let table = EvaluatorTable::new(tables.client(), "t", secrets, "baton/test/evaluators/");
        let keys = EvaluatorKeys {
            api_key: "k".into(),
            signing_key: "s".into(),
        };
        table.put_keys(&tenant(), &keys).await.unwrap();
        let requests = script.json_requests();
        assert_eq!(requests.len(), 3);
        assert_eq!(requests[2]["SecretId"], "baton/test/evaluators/acme");
        assert_eq!(requests[2]["SecretString"], requests[1]["SecretString"]);
    }

    #[tokio::test]
    async fn a_version_of_keys_is_read_once_and_never_quoted() {
        let script = Script::new([
            secret(r#"{"api_key":"k1"}"#),
            secret(r#"{"api_key":"k2"}"#),
            secret(r#"{"api_key":["hush"]}"#),
        ]);
        let keyring = Keyring::new(script.aws().secrets_manager(), "p/", Arc::new(Still));
        for (version, key) in [("1", "k1"), ("1", "k1"), ("2", "k2"), ("1", "k1")] {
            assert_eq!(keyring.keys(&tenant(), version).await.unwrap().api_key, key);
        }
        let error = keyring.keys(&tenant(), "3").await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hush"));
        let keys = EvaluatorKeys {
            api_key: "hush".into(),
            ..EvaluatorKeys::default()
        };
        assert!(!format!("{keys:?}").contains("hush"));
    }
}
