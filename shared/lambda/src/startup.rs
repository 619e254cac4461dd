//! The beginning of every function.

use std::sync::Arc;

use baton_app::ports::{
    Agents, Clock, Directory, Ids, InboundQueue, Mailer, Notifications, OutboundQueue,
    SocketPoster, Sockets, Throttle, Topic,
};
use baton_aws::agents::AgentStore;
use baton_aws::config::Aws;
use baton_aws::directory::TenantDirectory;
use baton_aws::mailer::SesMailer;
use baton_aws::notifications::NotificationStore;
use baton_aws::poster::ManagementPoster;
use baton_aws::queues::{SqsInbound, SqsOutbound};
use baton_aws::secrets::SecretReader;
use baton_aws::sockets::SocketStore;
use baton_aws::throttle::MinuteThrottle;
use baton_aws::topic::SnsTopic;

use crate::{Config, Error, Metrics, SystemClock, SystemIds, Variable, logging};

/// A function's configuration and the ports made of it. A port whose variable is missing is an
/// error that names the variable; no port connects to anything before its first use.
#[derive(Debug)]
pub struct Startup {
    config: Config,
    aws: Aws,
}

impl Startup {
    /// Reads the environment and sets up logs.
    pub fn begin() -> Result<Self, Error> {
        let config = Config::from_env();
        logging::begin(config.log_level()?)?;
        config.check_runtime()?;
        Ok(Self::with(config, Aws::from_env()))
    }

    /// With this configuration and these clients.
    #[must_use]
    pub fn with(config: Config, aws: Aws) -> Self {
        Self { config, aws }
    }

    /// What the environment says.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The system's clock.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    /// The system's randomness.
    #[must_use]
    pub fn ids(&self) -> Arc<dyn Ids> {
        Arc::new(SystemIds)
    }

    /// Counters.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        Metrics::new(self.clock())
    }

    /// Who answers customers (`CONVERSATIONS_TABLE`).
    pub fn agents(&self) -> Result<Arc<dyn Agents>, Error> {
        let table = self.config.required(Variable::ConversationsTable)?;
        Ok(Arc::new(AgentStore::new(self.aws.dynamodb(), table)))
    }

    /// What tenants configured (`DIRECTORY_TABLE`).
    pub fn directory(&self) -> Result<Arc<dyn Directory>, Error> {
        let table = self.config.required(Variable::DirectoryTable)?;
        let secrets = SecretReader::new(self.aws.secrets_manager());
        Ok(Arc::new(TenantDirectory::new(
            self.aws.dynamodb(),
            table,
            secrets,
            self.clock(),
        )))
    }

    /// What agents are told outside the lists (`CONVERSATIONS_TABLE`).
    pub fn notifications(&self) -> Result<Arc<dyn Notifications>, Error> {
        let table = self.config.required(Variable::ConversationsTable)?;
        Ok(Arc::new(NotificationStore::new(self.aws.dynamodb(), table)))
    }

    /// Open sockets (`SOCKETS_TABLE`).
    pub fn sockets(&self) -> Result<Arc<dyn Sockets>, Error> {
        let table = self.config.required(Variable::SocketsTable)?;
        Ok(Arc::new(SocketStore::new(self.aws.dynamodb(), table)))
    }

    /// How often something may happen (`RECEIPTS_TABLE`).
    pub fn throttle(&self) -> Result<Arc<dyn Throttle>, Error> {
        let table = self.config.required(Variable::ReceiptsTable)?;
        Ok(Arc::new(MinuteThrottle::new(self.aws.dynamodb(), table)))
    }

    /// Towards `evaluate` (`INBOUND_QUEUE_URL`).
    pub fn inbound_queue(&self) -> Result<Arc<dyn InboundQueue>, Error> {
        let url = self.config.required(Variable::InboundQueueUrl)?;
        Ok(Arc::new(SqsInbound::new(self.aws.sqs(), url)))
    }

    /// Towards `deliver` (`OUTBOUND_QUEUE_URL`).
    pub fn outbound_queue(&self) -> Result<Arc<dyn OutboundQueue>, Error> {
        let url = self.config.required(Variable::OutboundQueueUrl)?;
        Ok(Arc::new(SqsOutbound::new(self.aws.sqs(), url)))
    }

    /// Towards everybody who listens (`EVENTS_TOPIC_ARN`).
    pub fn topic(&self) -> Result<Arc<dyn Topic>, Error> {
        let arn = self.config.required(Variable::EventsTopicArn)?;
        Ok(Arc::new(SnsTopic::new(self.aws.sns(), arn)))
    }

    /// Frames to sockets (`WS_ENDPOINT`).
    pub fn poster(&self) -> Result<Arc<dyn SocketPoster>, Error> {
        let endpoint = self.config.required(Variable::WsEndpoint)?;
        Ok(Arc::new(ManagementPoster::new(
            self.aws.websocket_management(endpoint),
        )))
    }

    /// Letters (`EMAIL_FROM`).
    pub fn mailer(&self) -> Result<Arc<dyn Mailer>, Error> {
        let from = self.config.required(Variable::EmailFrom)?;
        Ok(Arc::new(SesMailer::new(self.aws.ses(), from)))
    }
}
