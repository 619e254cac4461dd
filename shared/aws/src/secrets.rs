//! Secrets, from Secrets Manager.

use aws_sdk_secretsmanager::Client;
use baton_app::ports::{ConnectionSecrets, PortError};

use crate::error::failed;

/// What is told of where a secret cannot be read.
const READING: &str = "reading a connection's secrets";

/// In a reader's place, where no secrets are read: what could is a tenth of a binary.
#[derive(Debug, Clone, Copy)]
pub struct NoSecrets;

/// Secrets, from Secrets Manager. Nothing is kept here: see [`crate::directory`].
#[derive(Debug, Clone)]
pub struct SecretReader {
    client: Client,
}

impl SecretReader {
    /// Secrets through this client.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// A connection's secrets: a JSON object of [`ConnectionSecrets`] under this name.
    ///
    /// Without a salt, anybody could tell a customer's address from the ids of their
    /// conversation: a secret that lacks `thread_salt` is refused.
    pub async fn connection(&self, name: &str) -> Result<ConnectionSecrets, PortError> {
        let found = self
            .client
            .get_secret_value()
            .secret_id(name)
            .send()
            .await
            .map_err(failed(READING))?;
        let text = found.secret_string().unwrap_or_default();
        let secrets: ConnectionSecrets = serde_json::from_str(text).map_err(|error| {
            // The error's own words would quote the secret.
            PortError::new(
                READING,
                format!(
                    "not the JSON of a connection's secrets, at line {} column {}",
                    error.line(),
                    error.column()
                ),
            )
        })?;
        if secrets.thread_salt.is_empty() {
            return Err(PortError::new(READING, "there is no `thread_salt`"));
        }
        Ok(secrets)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::scripted::Script;

    async fn read(secret: &str) -> Result<ConnectionSecrets, PortError> {
        let script = Script::new([(200, json!({ "Name": "s", "SecretString": secret }))]);
        SecretReader::new(script.aws().secrets_manager())
            .connection("s")
            .await
    }

    #[tokio::test]
    async fn a_secret_holds_what_its_channel_needs() {
        let secrets = read(r#"{"app_secret":"a","thread_salt":"t"}"#)
            .await
            .unwrap();
        assert_eq!(secrets.app_secret, "a");
        assert_eq!(secrets.session_key, "");
    }

    #[tokio::test]
    async fn without_a_salt_it_is_refused() {
        let error = read(r#"{"app_secret":"hush"}"#).await.unwrap_err();
        assert!(error.source.to_string().contains("thread_salt"));
    }

    #[tokio::test]
    async fn a_secret_that_does_not_parse_is_not_quoted() {
        let error = read(r#"{"app_secret":{"k":"hush"}}"#).await.unwrap_err();
        assert!(!format!("{error} {:?}", error.source).contains("hush"));
    }
}
