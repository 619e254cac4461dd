//! How AWS is reached: the clients of one function.

#[cfg(test)]
pub(crate) mod scripted;

use std::sync::OnceLock;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region, SharedHttpClient};
use aws_smithy_http_client::tls;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use aws_types::sdk_config::{RetryConfig, TimeoutConfig};

/// Connecting takes a few milliseconds inside a region; more means that it will not succeed.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// One attempt. Batches of 256 KiB pass in well under a second.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(4);
/// All attempts together; less than every function's own timeout (10 seconds and up), so that an
/// outage is answered and logged instead of cut off.
const OPERATION_TIMEOUT: Duration = Duration::from_secs(8);
/// A search in a knowledge base; it usually takes 300 to 700 ms.
const KNOWLEDGE_BASE_TIMEOUT: Duration = Duration::from_millis(1_500);
/// The first attempt and two more.
const ATTEMPTS: u32 = 3;

/// What the environment says about AWS.
#[derive(Clone, Default)]
pub struct Surroundings {
    /// `AWS_REGION`.
    pub region: Option<String>,
    /// `AWS_ENDPOINT_URL`: where AWS is, if elsewhere than on the internet.
    pub endpoint_url: Option<String>,
    /// `AWS_LAMBDA_FUNCTION_NAME`, which requests carry in their user agent.
    pub function_name: Option<String>,
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
    pub credentials: Option<Credentials>,
}

impl Surroundings {
    /// What the environment of this process says. The Lambda service puts a function's
    /// credentials there, and takes the process down before they expire.
    #[must_use]
    pub fn from_env() -> Self {
        let read = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let credentials = read("AWS_ACCESS_KEY_ID")
            .zip(read("AWS_SECRET_ACCESS_KEY"))
            .map(|(id, secret)| {
                Credentials::new(id, secret, read("AWS_SESSION_TOKEN"), None, "environment")
            });
        Self {
            region: read("AWS_REGION"),
            endpoint_url: read("AWS_ENDPOINT_URL"),
            function_name: read("AWS_LAMBDA_FUNCTION_NAME"),
            credentials,
        }
    }

    /// The settings that all clients share, over HTTP with TLS.
    #[must_use]
    pub fn sdk_config_with_tls(self) -> SdkConfig {
        self.sdk_config(http_client())
    }

    /// The settings that all clients share, over this HTTP client.
    #[must_use]
    pub fn sdk_config(self, http_client: SharedHttpClient) -> SdkConfig {
        let app_name = self
            .function_name
            .and_then(|name| AppName::new(sanitised(&name)).ok());
        let mut builder = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(self.region.map(Region::new))
            .http_client(http_client)
            .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
            .timeout_config(
                TimeoutConfig::builder()
                    .connect_timeout(CONNECT_TIMEOUT)
                    .operation_attempt_timeout(ATTEMPT_TIMEOUT)
                    .operation_timeout(OPERATION_TIMEOUT)
                    .build(),
            );
        builder.set_endpoint_url(self.endpoint_url);
        builder.set_app_name(app_name);
        builder.set_credentials_provider(self.credentials.map(SharedCredentialsProvider::new));
        builder.build()
    }
}

/// The user agent takes letters, digits and ``!#$%&'*+-.^_`|~`` only.
fn sanitised(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect()
}

/// HTTP with TLS by ring: aws-lc-rs gathers entropy for 20 to 50 ms at first use, which every cold
/// start would pay. Nothing is read or connected before the first request.
fn http_client() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new()
        .tls_provider(tls::Provider::Rustls(
            tls::rustls_provider::CryptoMode::Ring,
        ))
        .build_https()
}

/// The clients of one function, each made when it is first asked for. None of them connects before
/// its first request.
#[derive(Debug)]
pub struct Aws {
    sdk: SdkConfig,
    knowledge_bases: OnceLock<aws_sdk_bedrockagentruntime::Client>,
    dynamodb: OnceLock<aws_sdk_dynamodb::Client>,
    sqs: OnceLock<aws_sdk_sqs::Client>,
    sns: OnceLock<aws_sdk_sns::Client>,
    ses: OnceLock<aws_sdk_sesv2::Client>,
    secrets: OnceLock<aws_sdk_secretsmanager::Client>,
}

impl Aws {
    /// The clients that the environment describes.
    #[must_use]
    pub fn from_env() -> Self {
        Self::new(Surroundings::from_env().sdk_config_with_tls())
    }

    /// Clients with these settings.
    #[must_use]
    pub fn new(sdk: SdkConfig) -> Self {
        Self {
            sdk,
            knowledge_bases: OnceLock::new(),
            dynamodb: OnceLock::new(),
            sqs: OnceLock::new(),
            sns: OnceLock::new(),
            ses: OnceLock::new(),
            secrets: OnceLock::new(),
        }
    }

    /// Bedrock's knowledge bases. A customer waits meanwhile, so it is asked once, and not for long.
    #[must_use]
    pub fn knowledge_bases(&self) -> aws_sdk_bedrockagentruntime::Client {
        self.knowledge_bases
            .get_or_init(|| {
                let timeouts = TimeoutConfig::builder()
                    .connect_timeout(KNOWLEDGE_BASE_TIMEOUT)
                    .operation_timeout(KNOWLEDGE_BASE_TIMEOUT)
                    .build();
                aws_sdk_bedrockagentruntime::Client::from_conf(
                    aws_sdk_bedrockagentruntime::config::Builder::from(&self.sdk)
                        .retry_config(RetryConfig::disabled())
                        .timeout_config(timeouts)
                        .build(),
                )
            })
            .clone()
    }

    /// DynamoDB.
    #[must_use]
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        self.dynamodb
            .get_or_init(|| aws_sdk_dynamodb::Client::new(&self.sdk))
            .clone()
    }

    /// SQS.
    #[must_use]
    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        self.sqs
            .get_or_init(|| aws_sdk_sqs::Client::new(&self.sdk))
            .clone()
    }

    /// SNS.
    #[must_use]
    pub fn sns(&self) -> aws_sdk_sns::Client {
        self.sns
            .get_or_init(|| aws_sdk_sns::Client::new(&self.sdk))
            .clone()
    }

    /// SES.
    #[must_use]
    pub fn ses(&self) -> aws_sdk_sesv2::Client {
        self.ses
            .get_or_init(|| aws_sdk_sesv2::Client::new(&self.sdk))
            .clone()
    }

    /// Secrets Manager.
    #[must_use]
    pub fn secrets_manager(&self) -> aws_sdk_secretsmanager::Client {
        self.secrets
            .get_or_init(|| aws_sdk_secretsmanager::Client::new(&self.sdk))
            .clone()
    }

    /// The settings that all clients share.
    pub(crate) fn sdk(&self) -> &SdkConfig {
        &self.sdk
    }

    /// The management calls of the WebSocket API at this base URL.
    #[must_use]
    pub fn websocket_management(&self, endpoint: &str) -> aws_sdk_apigatewaymanagement::Client {
        aws_sdk_apigatewaymanagement::Client::from_conf(
            aws_sdk_apigatewaymanagement::config::Builder::from(&self.sdk)
                .endpoint_url(endpoint)
                .build(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surroundings() -> Surroundings {
        Surroundings {
            region: Some("eu-west-1".into()),
            endpoint_url: Some("http://127.0.0.1:4566".into()),
            function_name: Some("baton/dev take:1".into()),
            credentials: Some(Credentials::new(
                "id",
                "secret",
                Some("token".into()),
                None,
                "test",
            )),
        }
    }

    #[test]
    fn the_environment_decides_where_requests_go_and_what_they_are_called() {
        let sdk = surroundings().sdk_config_with_tls();
        assert_eq!(sdk.region().unwrap().as_ref(), "eu-west-1");
        assert_eq!(sdk.endpoint_url(), Some("http://127.0.0.1:4566"));
        assert_eq!(sdk.app_name().unwrap().as_ref(), "baton-dev-take-1");
        assert_eq!(sdk.retry_config().unwrap().max_attempts(), 3);
        assert!(sdk.timeout_config().unwrap().operation_timeout().is_some());
    }

    #[tokio::test]
    async fn a_request_tells_which_function_made_it() {
        let script = scripted::Script::new([(200, "{}")]);
        let listed = script.aws().sqs().list_queues().send().await;
        assert!(listed.is_ok());
        let user_agent = &script.user_agents()[0];
        assert!(user_agent.contains("app/baton-test"), "{user_agent}");
    }

    #[tokio::test]
    async fn an_outage_is_tried_three_times_and_a_refusal_once() {
        let outage = scripted::Script::new([(500, "{}"), (500, "{}"), (200, "{}")]);
        assert!(outage.aws().sqs().list_queues().send().await.is_ok());
        assert_eq!(outage.requests().len(), 3);
        let refusal = scripted::Script::new([(403, "{}")]);
        assert!(refusal.aws().sqs().list_queues().send().await.is_err());
        assert_eq!(refusal.requests().len(), 1);
    }

    #[test]
    fn a_process_outside_aws_has_neither_region_nor_credentials() {
        let sdk = Surroundings::default().sdk_config_with_tls();
        assert!(sdk.region().is_none());
        assert!(sdk.credentials_provider().is_none());
        assert!(sdk.endpoint_url().is_none());
    }
}
