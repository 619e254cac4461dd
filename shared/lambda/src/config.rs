//! What the environment of a function says.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::str::FromStr;

use baton_app::evaluator_settings::BedrockModels;
use jiff::SignedDuration;

/// A variable that Baton or the Lambda service sets on a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variable {
    /// The table of conversations, escalations, messages, agents and notifications.
    ConversationsTable,
    /// The table of what tenants configured.
    DirectoryTable,
    /// The table of receipts and throttle counters.
    ReceiptsTable,
    /// The table of open sockets and their tickets.
    SocketsTable,
    /// The bucket of conversations' files.
    FilesBucket,
    /// The queue towards `evaluate`.
    InboundQueueUrl,
    /// The queue towards `deliver`.
    OutboundQueueUrl,
    /// The queue towards `fetch`.
    FilesQueueUrl,
    /// The queue towards `simulate`.
    JobsQueueUrl,
    /// How often an order may be received from the jobs' queue before it is given up.
    JobsMaxReceives,
    /// For how many seconds a tenant's settings, policy and articles are believed.
    KnowledgeBeliefSeconds,
    /// The base URL of the HTTP API, as the world knows it.
    ApiUrl,
    /// The topic that tells of changes.
    EventsTopicArn,
    /// The base URL of the WebSocket API's management calls.
    WsEndpoint,
    /// The base URL of the Graph API, with its version.
    GraphBaseUrl,
    /// What the names of tenants' evaluator secrets begin with.
    EvaluatorSecretsPrefix,
    /// `true` where tenants' models and tools may be on this machine, without TLS: local stacks.
    AllowLoopback,
    /// The models of Bedrock that tenants may use, with their prices.
    BedrockModels,
    /// The file of the sentence encoder.
    EncoderPath,
    /// Who letters are from.
    EmailFrom,
    /// Where agents find their dashboard.
    DashboardUrl,
    /// How often an update may be received from the inbound queue before it is given up.
    InboundMaxReceives,
    /// How often a message may be received from the outbound queue before it is given up.
    OutboundMaxReceives,
    /// The least level that is logged: `trace`, `debug`, `info`, `warn` or `error`.
    LogLevel,
    /// Where AWS is, if elsewhere than on the internet.
    AwsEndpointUrl,
    /// The region that the function runs in.
    AwsRegion,
    /// The function's name, as the Lambda service sets it.
    FunctionName,
    /// The function's memory in MB, as the Lambda service sets it.
    FunctionMemorySize,
    /// The function's version, as the Lambda service sets it.
    FunctionVersion,
    /// Where invocations come from, as the Lambda service sets it.
    RuntimeApi,
}

impl Variable {
    /// The variable's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConversationsTable => "CONVERSATIONS_TABLE",
            Self::DirectoryTable => "DIRECTORY_TABLE",
            Self::ReceiptsTable => "RECEIPTS_TABLE",
            Self::SocketsTable => "SOCKETS_TABLE",
            Self::FilesBucket => "FILES_BUCKET",
            Self::InboundQueueUrl => "INBOUND_QUEUE_URL",
            Self::OutboundQueueUrl => "OUTBOUND_QUEUE_URL",
            Self::FilesQueueUrl => "FILES_QUEUE_URL",
            Self::JobsQueueUrl => "JOBS_QUEUE_URL",
            Self::JobsMaxReceives => "JOBS_MAX_RECEIVES",
            Self::KnowledgeBeliefSeconds => "KNOWLEDGE_BELIEF_SECONDS",
            Self::ApiUrl => "API_URL",
            Self::EventsTopicArn => "EVENTS_TOPIC_ARN",
            Self::WsEndpoint => "WS_ENDPOINT",
            Self::GraphBaseUrl => "GRAPH_BASE_URL",
            Self::EvaluatorSecretsPrefix => "EVALUATOR_SECRETS_PREFIX",
            Self::AllowLoopback => "ALLOW_LOOPBACK",
            Self::BedrockModels => "BEDROCK_MODELS",
            Self::EncoderPath => "ENCODER_PATH",
            Self::EmailFrom => "EMAIL_FROM",
            Self::DashboardUrl => "DASHBOARD_URL",
            Self::InboundMaxReceives => "INBOUND_MAX_RECEIVES",
            Self::OutboundMaxReceives => "OUTBOUND_MAX_RECEIVES",
            Self::LogLevel => "LOG_LEVEL",
            Self::AwsEndpointUrl => "AWS_ENDPOINT_URL",
            Self::AwsRegion => "AWS_REGION",
            Self::FunctionName => "AWS_LAMBDA_FUNCTION_NAME",
            Self::FunctionMemorySize => "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            Self::FunctionVersion => "AWS_LAMBDA_FUNCTION_VERSION",
            Self::RuntimeApi => "AWS_LAMBDA_RUNTIME_API",
        }
    }

    const ALL: [Self; 30] = [
        Self::ConversationsTable,
        Self::DirectoryTable,
        Self::ReceiptsTable,
        Self::SocketsTable,
        Self::FilesBucket,
        Self::InboundQueueUrl,
        Self::OutboundQueueUrl,
        Self::FilesQueueUrl,
        Self::JobsQueueUrl,
        Self::JobsMaxReceives,
        Self::KnowledgeBeliefSeconds,
        Self::ApiUrl,
        Self::EventsTopicArn,
        Self::WsEndpoint,
        Self::GraphBaseUrl,
        Self::EvaluatorSecretsPrefix,
        Self::AllowLoopback,
        Self::BedrockModels,
        Self::EncoderPath,
        Self::EmailFrom,
        Self::DashboardUrl,
        Self::InboundMaxReceives,
        Self::OutboundMaxReceives,
        Self::LogLevel,
        Self::AwsEndpointUrl,
        Self::AwsRegion,
        Self::FunctionName,
        Self::FunctionMemorySize,
        Self::FunctionVersion,
        Self::RuntimeApi,
    ];
}

/// Why a function cannot start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A variable that the function needs is not set, or empty.
    #[error("the environment variable `{}` is not set", .0.name())]
    Missing(Variable),
    /// A variable says something that it cannot say.
    #[error("the environment variable `{}` should be {expected}", .variable.name())]
    Invalid {
        /// Which.
        variable: Variable,
        /// What it should be.
        expected: &'static str,
    },
}

/// The version of the Graph API that Baton was written against.
const DEFAULT_GRAPH_BASE_URL: &str = "https://graph.facebook.com/v23.0";
/// As many receives as the inbound queue allows.
const DEFAULT_INBOUND_MAX_RECEIVES: u32 = 5;
/// Few enough for the outbound queue of any deployment, which hands a message to its dead-letter queue after
/// as many.
const DEFAULT_OUTBOUND_MAX_RECEIVES: u32 = 5;
/// As many receives as the jobs' queue allows.
const DEFAULT_JOBS_MAX_RECEIVES: u32 = 5;

/// What the environment of a function says. What a function does not ask for may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    values: BTreeMap<Variable, String>,
}

impl Config {
    /// The variables of this process; empty ones count as absent.
    #[must_use]
    pub fn from_env() -> Self {
        Self::with(Variable::ALL.into_iter().filter_map(|variable| {
            std::env::var(variable.name())
                .ok()
                .map(|value| (variable, value))
        }))
    }

    /// These variables and no others; empty ones count as absent.
    pub fn with(values: impl IntoIterator<Item = (Variable, String)>) -> Self {
        Self {
            values: values
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        }
    }

    /// A variable, where it is set.
    #[must_use]
    pub fn get(&self, variable: Variable) -> Option<&str> {
        self.values.get(&variable).map(String::as_str)
    }

    /// A variable that the function cannot do without.
    pub fn required(&self, variable: Variable) -> Result<&str, ConfigError> {
        self.get(variable).ok_or(ConfigError::Missing(variable))
    }

    /// The base URL of the Graph API, without a slash at its end.
    #[must_use]
    pub fn graph_base_url(&self) -> &str {
        self.get(Variable::GraphBaseUrl)
            .unwrap_or(DEFAULT_GRAPH_BASE_URL)
            .trim_end_matches('/')
    }

    /// Where agents find their dashboard, without a slash at its end.
    pub fn dashboard_url(&self) -> Result<&str, ConfigError> {
        Ok(self.required(Variable::DashboardUrl)?.trim_end_matches('/'))
    }

    /// The base URL of the HTTP API, without a slash at its end.
    pub fn api_url(&self) -> Result<&str, ConfigError> {
        Ok(self.required(Variable::ApiUrl)?.trim_end_matches('/'))
    }

    /// How often an update may be received from the inbound queue before it is given up.
    pub fn inbound_max_receives(&self) -> Result<u32, ConfigError> {
        self.max_receives(Variable::InboundMaxReceives, DEFAULT_INBOUND_MAX_RECEIVES)
    }

    /// How often a message may be received from the outbound queue before it is given up.
    pub fn outbound_max_receives(&self) -> Result<u32, ConfigError> {
        self.max_receives(Variable::OutboundMaxReceives, DEFAULT_OUTBOUND_MAX_RECEIVES)
    }

    /// How often an order may be received from the jobs' queue before it is given up.
    pub fn jobs_max_receives(&self) -> Result<u32, ConfigError> {
        self.parsed(Variable::JobsMaxReceives, "a whole number")
            .map(|value| value.unwrap_or(DEFAULT_JOBS_MAX_RECEIVES).max(1))
    }

    /// For how long a tenant's settings, policy and articles are believed; none where nothing is
    /// said about it.
    pub fn knowledge_belief(&self) -> Result<Option<SignedDuration>, ConfigError> {
        self.parsed::<u32>(
            Variable::KnowledgeBeliefSeconds,
            "a whole number of seconds",
        )
        .map(|seconds| seconds.map(|seconds| SignedDuration::from_secs(seconds.into())))
    }

    /// Whether tenants' models and tools may be on this machine, without TLS.
    pub fn allows_loopback(&self) -> Result<bool, ConfigError> {
        self.parsed(Variable::AllowLoopback, "`true` or `false`")
            .map(Option::unwrap_or_default)
    }

    /// The models of Bedrock that tenants may use; none where nothing is said.
    pub fn bedrock_models(&self) -> Result<BedrockModels, ConfigError> {
        self.parsed(
            Variable::BedrockModels,
            "`id=input/output` or `id@region=input/output`, with commas between them",
        )
        .map(Option::unwrap_or_default)
    }

    /// The least level that is logged.
    pub fn log_level(&self) -> Result<tracing::Level, ConfigError> {
        self.parsed(
            Variable::LogLevel,
            "one of `trace`, `debug`, `info`, `warn`, `error`",
        )
        .map(|level| level.unwrap_or(tracing::Level::INFO))
    }

    /// Whether the Lambda service set what its runtime interface needs.
    pub(crate) fn check_runtime(&self) -> Result<(), ConfigError> {
        self.required(Variable::RuntimeApi)?;
        self.required(Variable::FunctionName)?;
        self.required(Variable::FunctionVersion)?;
        self.required(Variable::FunctionMemorySize)?;
        self.parsed::<i32>(Variable::FunctionMemorySize, "a whole number")?;
        Ok(())
    }

    fn max_receives(&self, variable: Variable, default: u32) -> Result<u32, ConfigError> {
        const EXPECTED: &str = "a whole number from 1 up";
        let receives = self.parsed::<NonZeroU32>(variable, EXPECTED)?;
        Ok(receives.map_or(default, NonZeroU32::get))
    }

    fn parsed<T: FromStr>(
        &self,
        variable: Variable,
        expected: &'static str,
    ) -> Result<Option<T>, ConfigError> {
        self.get(variable)
            .map(|text| {
                text.parse()
                    .map_err(|_| ConfigError::Invalid { variable, expected })
            })
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(values: &[(Variable, &str)]) -> Config {
        Config::with(
            values
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        )
    }

    #[test]
    fn a_missing_variable_is_named() {
        for variable in Variable::ALL {
            let error = Config::default().required(variable).unwrap_err();
            assert!(error.to_string().contains(variable.name()), "{error}");
        }
    }

    #[test]
    fn an_empty_variable_is_a_missing_one() {
        let config = config(&[(Variable::EmailFrom, "")]);
        assert_eq!(
            config.required(Variable::EmailFrom),
            Err(ConfigError::Missing(Variable::EmailFrom))
        );
    }

    #[test]
    fn a_wrong_value_is_named_and_not_repeated() {
        for (variable, value) in [
            (Variable::LogLevel, "chatty"),
            (Variable::OutboundMaxReceives, "0"),
            (Variable::OutboundMaxReceives, "many"),
            (Variable::InboundMaxReceives, "0"),
        ] {
            let config = config(&[(variable, value)]);
            let error = match variable {
                Variable::LogLevel => config.log_level().unwrap_err(),
                Variable::InboundMaxReceives => config.inbound_max_receives().unwrap_err(),
                _ => config.outbound_max_receives().unwrap_err(),
            };
            assert!(error.to_string().contains(variable.name()), "{error}");
            assert!(
                !error.to_string().contains(value) || value == "0",
                "{error}"
            );
        }
    }

    #[test]
    fn what_has_a_default_may_be_absent() {
        let config = Config::default();
        assert_eq!(config.graph_base_url(), DEFAULT_GRAPH_BASE_URL);
        assert_eq!(config.inbound_max_receives(), Ok(5));
        assert_eq!(config.outbound_max_receives(), Ok(5));
        assert_eq!(config.log_level(), Ok(tracing::Level::INFO));
    }

    #[test]
    fn urls_lose_the_slash_at_their_end() {
        let config = config(&[
            (Variable::GraphBaseUrl, "http://127.0.0.1:9/v23.0/"),
            (Variable::DashboardUrl, "https://desk.example/"),
        ]);
        assert_eq!(config.graph_base_url(), "http://127.0.0.1:9/v23.0");
        assert_eq!(config.dashboard_url(), Ok("https://desk.example"));
    }

    #[test]
    fn a_process_outside_lambda_is_told_what_it_lacks() {
        assert_eq!(
            Config::default().check_runtime(),
            Err(ConfigError::Missing(Variable::RuntimeApi))
        );
        let config = config(&[
            (Variable::RuntimeApi, "127.0.0.1:1"),
            (Variable::FunctionName, "me-get"),
            (Variable::FunctionVersion, "$LATEST"),
            (Variable::FunctionMemorySize, "a lot"),
        ]);
        assert!(matches!(
            config.check_runtime(),
            Err(ConfigError::Invalid {
                variable: Variable::FunctionMemorySize,
                ..
            })
        ));
    }
}
