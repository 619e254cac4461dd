//! The beginning of every function.

use std::sync::Arc;

use baton_app::act::Desk;
use baton_app::articles::Shelf;
use baton_app::evaluator_settings::BedrockModels;
use baton_app::examples::ExampleSource;
use baton_app::marking::MarkDesk;
use baton_app::people::People;
use baton_app::policies::PolicyDesk;
use baton_app::ports::{
    Agents, ArticleReader, ArticleStore, CannedReplies, Clock, ConnectionList, Conversations,
    Directory, DirectoryWithSecrets, EvaluatorKeyring, EvaluatorStore, FileQueue, Files, Groups,
    Ids, InboundQueue, JobQueue, LanguageModel, Mailer, Marks, Notifications, OutboundQueue,
    Outgoing, PassageSource, Policies, Postpone, SettingsStore, Simulations, SocketPoster, Sockets,
    Throttle, Topic,
};
use baton_app::quota::Treasury;
use baton_app::simulate::SimulationDesk;
use baton_aws::agents::AgentStore;
use baton_aws::articles::DynamoArticles;
use baton_aws::balance::QuotaStore;
use baton_aws::bedrock::Bedrock;
use baton_aws::canned_replies::CannedReplyTable;
use baton_aws::config::Aws;
use baton_aws::connections::ConnectionTable;
use baton_aws::conversations::DynamoConversations;
use baton_aws::directory::TenantDirectory;
use baton_aws::evaluators::{EvaluatorTable, Keyring};
use baton_aws::files::S3Files;
use baton_aws::groups::GroupStore;
use baton_aws::keys::TableNames;
use baton_aws::knowledge_base::BedrockKnowledgeBase;
use baton_aws::mailer::SesMailer;
use baton_aws::marks::MarkStore;
use baton_aws::notifications::NotificationStore;
use baton_aws::outgoing::DynamoOutgoing;
use baton_aws::policies::PolicyStore;
use baton_aws::poster::ManagementPoster;
use baton_aws::queues::{SqsFiles, SqsInbound, SqsOutbound};
use baton_aws::secrets::{NoSecrets, SecretReader};
use baton_aws::settings::SettingsTable;
use baton_aws::simulations::{SimulationStore, SqsJobs};
use baton_aws::sockets::SocketStore;
use baton_aws::throttle::MinuteThrottle;
use baton_aws::topic::SnsTopic;
use baton_http::HttpClient;

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

    /// The tables behind the record of conversations; its rows live in all but the sockets'.
    fn record_tables(&self) -> Result<TableNames, Error> {
        let name = |variable| self.config.required(variable).map(str::to_owned);
        Ok(TableNames {
            conversations: name(Variable::ConversationsTable)?,
            directory: name(Variable::DirectoryTable)?,
            receipts: name(Variable::ReceiptsTable)?,
            sockets: self
                .config
                .get(Variable::SocketsTable)
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// The same for a function that touches rows of conversations and nothing beside them, and
    /// that may therefore be given no other table.
    fn conversations_table(&self) -> Result<TableNames, Error> {
        let other = |variable| self.config.get(variable).unwrap_or_default().to_owned();
        Ok(TableNames {
            conversations: self
                .config
                .required(Variable::ConversationsTable)?
                .to_owned(),
            directory: other(Variable::DirectoryTable),
            receipts: other(Variable::ReceiptsTable),
            sockets: other(Variable::SocketsTable),
        })
    }

    /// The record of conversations for a function that looks them up, or commits what needs no
    /// receipt and opens no escalation (`CONVERSATIONS_TABLE`).
    pub fn conversations_without_receipts(&self) -> Result<Arc<dyn Conversations>, Error> {
        Ok(Arc::new(DynamoConversations::new(
            self.aws.dynamodb(),
            self.conversations_table()?,
            self.clock(),
        )))
    }

    /// The record of conversations (`CONVERSATIONS_TABLE`, `DIRECTORY_TABLE`, `RECEIPTS_TABLE`).
    pub fn conversations(&self) -> Result<Arc<dyn Conversations>, Error> {
        Ok(Arc::new(DynamoConversations::new(
            self.aws.dynamodb(),
            self.record_tables()?,
            self.clock(),
        )))
    }

    /// The fence before every send (`CONVERSATIONS_TABLE`).
    pub fn outgoing(&self) -> Result<Arc<dyn Outgoing>, Error> {
        Ok(Arc::new(DynamoOutgoing::new(
            self.aws.dynamodb(),
            self.conversations_table()?,
            self.clock(),
        )))
    }

    /// What agents' endpoints work with: the record of conversations, agents and the directory.
    pub fn desk(&self) -> Result<Desk, Error> {
        Ok(Desk {
            conversations: self.conversations()?,
            agents: self.agents()?,
            groups: self.groups()?,
            directory: self.directory_without_secrets()?,
            clock: self.clock(),
            ids: self.ids(),
        })
    }

    /// Tenants' teams (`DIRECTORY_TABLE`, `RECEIPTS_TABLE`).
    pub fn groups(&self) -> Result<Arc<dyn Groups>, Error> {
        Ok(Arc::new(GroupStore::new(
            self.aws.dynamodb(),
            self.configuration_tables()?,
        )))
    }

    /// Where agents and teams are arranged.
    pub fn people(&self) -> Result<People, Error> {
        Ok(People {
            agents: self.agents()?,
            groups: self.groups()?,
            clock: self.clock(),
            ids: self.ids(),
        })
    }

    /// Who answers customers (`CONVERSATIONS_TABLE`).
    pub fn agents(&self) -> Result<Arc<dyn Agents>, Error> {
        let table = self.config.required(Variable::ConversationsTable)?;
        Ok(Arc::new(AgentStore::new(self.aws.dynamodb(), table)))
    }

    /// What tenants configured, for a function that reads connections' secrets
    /// (`DIRECTORY_TABLE`).
    pub fn directory(&self) -> Result<Arc<dyn DirectoryWithSecrets>, Error> {
        let secrets = SecretReader::new(self.aws.secrets_manager());
        Ok(Arc::new(self.directory_with(secrets)?))
    }

    /// What tenants configured, for a function that reads no secrets (`DIRECTORY_TABLE`).
    pub fn directory_without_secrets(&self) -> Result<Arc<dyn Directory>, Error> {
        Ok(Arc::new(self.directory_with(NoSecrets)?))
    }

    fn directory_with<S>(&self, secrets: S) -> Result<TenantDirectory<S>, Error> {
        let table = self.config.required(Variable::DirectoryTable)?;
        let directory = TenantDirectory::new(self.aws.dynamodb(), table, secrets, self.clock());
        Ok(match self.config.knowledge_belief()? {
            Some(belief) => directory.believing_knowledge(belief),
            None => directory,
        })
    }

    /// The tables of what tenants configure, for a function that touches no conversation.
    fn configuration_tables(&self) -> Result<TableNames, Error> {
        let name = |variable| self.config.required(variable).map(str::to_owned);
        let other = |variable| self.config.get(variable).unwrap_or_default().to_owned();
        Ok(TableNames {
            conversations: other(Variable::ConversationsTable),
            directory: name(Variable::DirectoryTable)?,
            receipts: name(Variable::ReceiptsTable)?,
            sockets: other(Variable::SocketsTable),
        })
    }

    /// Versions of tenants' policies (`DIRECTORY_TABLE`, `RECEIPTS_TABLE`).
    pub fn policies(&self) -> Result<Arc<dyn Policies>, Error> {
        Ok(Arc::new(PolicyStore::new(
            self.aws.dynamodb(),
            self.configuration_tables()?,
            self.clock(),
        )))
    }

    /// Where policies are worked on.
    pub fn policy_desk(&self) -> Result<PolicyDesk, Error> {
        Ok(PolicyDesk {
            policies: self.policies()?,
            groups: self.groups()?,
            clock: self.clock(),
            ids: self.ids(),
        })
    }

    /// Simulations (`DIRECTORY_TABLE`, `RECEIPTS_TABLE`).
    pub fn simulations(&self) -> Result<Arc<dyn Simulations>, Error> {
        Ok(Arc::new(SimulationStore::new(
            self.aws.dynamodb(),
            self.configuration_tables()?,
            self.clock(),
        )))
    }

    /// Language models of Amazon Bedrock.
    #[must_use]
    pub fn bedrock(&self) -> Arc<dyn LanguageModel> {
        Arc::new(Bedrock::new(&self.aws, self.clock()))
    }

    /// The models of Amazon Bedrock that tenants may use (`BEDROCK_MODELS`); none where nothing is
    /// said.
    pub fn bedrock_models(&self) -> Result<BedrockModels, Error> {
        Ok(self.config.bedrock_models()?)
    }

    /// The same, asked by this client.
    #[must_use]
    pub fn bedrock_through(&self, client: HttpClient) -> Arc<dyn LanguageModel> {
        Arc::new(Bedrock::new(&self.aws, self.clock()).through(client))
    }

    /// Tenants' keys for their models and tools (`EVALUATOR_SECRETS_PREFIX`).
    pub fn evaluator_keyring(&self) -> Result<Arc<dyn EvaluatorKeyring>, Error> {
        let prefix = self.config.required(Variable::EvaluatorSecretsPrefix)?;
        Ok(Arc::new(Keyring::new(
            self.aws.secrets_manager(),
            prefix,
            self.clock(),
        )))
    }

    /// Towards `simulate` (`JOBS_QUEUE_URL`).
    pub fn jobs(&self) -> Result<Arc<dyn JobQueue>, Error> {
        let url = self.config.required(Variable::JobsQueueUrl)?;
        Ok(Arc::new(SqsJobs::new(self.aws.sqs(), url)))
    }

    /// Where simulations are asked for and looked at.
    pub fn simulation_desk(&self) -> Result<SimulationDesk, Error> {
        Ok(SimulationDesk {
            policies: self.policies()?,
            simulations: self.simulations()?,
            jobs: self.jobs()?,
            clock: self.clock(),
            ids: self.ids(),
        })
    }

    /// What agents say of escalations (`CONVERSATIONS_TABLE`).
    pub fn marks(&self) -> Result<Arc<dyn Marks>, Error> {
        let table = self.config.required(Variable::ConversationsTable)?;
        Ok(Arc::new(MarkStore::new(self.aws.dynamodb(), table)))
    }

    /// Where escalations are marked, and marks counted.
    pub fn mark_desk(&self) -> Result<MarkDesk, Error> {
        Ok(MarkDesk {
            conversations: self.conversations_without_receipts()?,
            marks: self.marks()?,
            clock: self.clock(),
        })
    }

    /// Where examples come from.
    pub fn example_source(&self) -> Result<ExampleSource, Error> {
        Ok(ExampleSource {
            marks: self.marks()?,
            conversations: self.conversations_without_receipts()?,
        })
    }

    /// Who decides for tenants' bots (`DIRECTORY_TABLE`, `EVALUATOR_SECRETS_PREFIX`).
    pub fn evaluator_store(&self) -> Result<Arc<dyn EvaluatorStore>, Error> {
        let table = self.config.required(Variable::DirectoryTable)?;
        let prefix = self.config.required(Variable::EvaluatorSecretsPrefix)?;
        Ok(Arc::new(EvaluatorTable::new(
            self.aws.dynamodb(),
            table,
            self.aws.secrets_manager(),
            prefix,
        )))
    }

    /// Tenants' settings, for those who change them (`DIRECTORY_TABLE`).
    pub fn settings(&self) -> Result<Arc<dyn SettingsStore>, Error> {
        let table = self.config.required(Variable::DirectoryTable)?;
        Ok(Arc::new(SettingsTable::new(self.aws.dynamodb(), table)))
    }

    /// Canned replies (`DIRECTORY_TABLE`).
    pub fn canned_replies(&self) -> Result<Arc<dyn CannedReplies>, Error> {
        let table = self.config.required(Variable::DirectoryTable)?;
        Ok(Arc::new(CannedReplyTable::new(self.aws.dynamodb(), table)))
    }

    /// Tenants' lists of their connections (`DIRECTORY_TABLE`).
    pub fn connection_list(&self) -> Result<Arc<dyn ConnectionList>, Error> {
        let table = self.config.required(Variable::DirectoryTable)?;
        Ok(Arc::new(ConnectionTable::new(self.aws.dynamodb(), table)))
    }

    /// Articles (`DIRECTORY_TABLE`).
    pub fn articles(&self) -> Result<Arc<dyn ArticleStore>, Error> {
        let table = self.config.required(Variable::DirectoryTable)?;
        Ok(Arc::new(DynamoArticles::new(self.aws.dynamodb(), table)))
    }

    /// Search in knowledge bases of Amazon Bedrock.
    #[must_use]
    pub fn passages(&self) -> Arc<dyn PassageSource> {
        Arc::new(BedrockKnowledgeBase::new(self.aws.knowledge_bases()))
    }

    /// Where articles are written, prepared by this reader (`DIRECTORY_TABLE`).
    pub fn shelf(&self, reader: Arc<dyn ArticleReader>) -> Result<Shelf, Error> {
        Ok(Shelf {
            store: self.articles()?,
            reader,
            clock: self.clock(),
            ids: self.ids(),
        })
    }

    /// What agents are told outside the lists (`CONVERSATIONS_TABLE`).
    pub fn notifications(&self) -> Result<Arc<dyn Notifications>, Error> {
        let table = self.config.required(Variable::ConversationsTable)?;
        Ok(Arc::new(NotificationStore::new(self.aws.dynamodb(), table)))
    }

    /// What tenants have left of the bot's replies (`CONVERSATIONS_TABLE`, `DIRECTORY_TABLE`,
    /// `RECEIPTS_TABLE`).
    pub fn treasury(&self) -> Result<Treasury, Error> {
        Ok(Treasury {
            quotas: Arc::new(QuotaStore::new(self.aws.dynamodb(), self.record_tables()?)),
            directory: self.directory_without_secrets()?,
            clock: self.clock(),
        })
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

    /// Files of conversations (`FILES_BUCKET`).
    pub fn files(&self) -> Result<Arc<dyn Files>, Error> {
        let bucket = self.config.required(Variable::FilesBucket)?;
        Ok(Arc::new(S3Files::new(&self.aws, bucket, self.clock())))
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

    /// When a message comes again to `deliver` (`OUTBOUND_QUEUE_URL`).
    pub fn postpone(&self) -> Result<Arc<dyn Postpone>, Error> {
        let url = self.config.required(Variable::OutboundQueueUrl)?;
        Ok(Arc::new(SqsOutbound::new(self.aws.sqs(), url)))
    }

    /// Towards `fetch` (`FILES_QUEUE_URL`).
    pub fn file_queue(&self) -> Result<Arc<dyn FileQueue>, Error> {
        let url = self.config.required(Variable::FilesQueueUrl)?;
        Ok(Arc::new(SqsFiles::new(self.aws.sqs(), url)))
    }

    /// When an order comes again to `fetch` (`FILES_QUEUE_URL`).
    pub fn postpone_file(&self) -> Result<Arc<dyn Postpone>, Error> {
        let url = self.config.required(Variable::FilesQueueUrl)?;
        Ok(Arc::new(SqsFiles::new(self.aws.sqs(), url)))
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

#[cfg(test)]
mod tests {
    use baton_aws::config::Surroundings;

    use super::*;
    use crate::ConfigError;

    fn startup(values: &[(Variable, &str)]) -> Startup {
        let values = values
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        let sdk = Surroundings {
            region: Some("eu-west-1".into()),
            ..Surroundings::default()
        };
        Startup::with(Config::with(values), Aws::new(sdk.sdk_config_with_tls()))
    }

    fn missing<T>(port: &Result<T, Error>) -> &'static str {
        match port {
            Err(Error::Config(ConfigError::Missing(variable))) => variable.name(),
            Err(_) | Ok(_) => "nothing",
        }
    }

    #[test]
    fn a_port_names_the_variable_that_it_lacks() {
        let start = startup(&[]);
        assert_eq!(missing(&start.agents()), "CONVERSATIONS_TABLE");
        assert_eq!(missing(&start.notifications()), "CONVERSATIONS_TABLE");
        assert_eq!(missing(&start.people()), "CONVERSATIONS_TABLE");
        assert_eq!(missing(&start.groups()), "DIRECTORY_TABLE");
        assert_eq!(missing(&start.conversations()), "CONVERSATIONS_TABLE");
        assert_eq!(missing(&start.directory()), "DIRECTORY_TABLE");
        assert_eq!(missing(&start.settings()), "DIRECTORY_TABLE");
        assert_eq!(missing(&start.canned_replies()), "DIRECTORY_TABLE");
        assert_eq!(missing(&start.connection_list()), "DIRECTORY_TABLE");
        assert_eq!(missing(&start.treasury()), "CONVERSATIONS_TABLE");
        assert_eq!(missing(&start.sockets()), "SOCKETS_TABLE");
        assert_eq!(missing(&start.throttle()), "RECEIPTS_TABLE");
        assert_eq!(missing(&start.files()), "FILES_BUCKET");
        assert_eq!(missing(&start.inbound_queue()), "INBOUND_QUEUE_URL");
        assert_eq!(missing(&start.outbound_queue()), "OUTBOUND_QUEUE_URL");
        assert_eq!(missing(&start.file_queue()), "FILES_QUEUE_URL");
        assert_eq!(missing(&start.topic()), "EVENTS_TOPIC_ARN");
        assert_eq!(missing(&start.poster()), "WS_ENDPOINT");
        assert_eq!(missing(&start.mailer()), "EMAIL_FROM");
        assert_eq!(missing(&start.policy_desk()), "DIRECTORY_TABLE");
        assert_eq!(missing(&start.simulations()), "DIRECTORY_TABLE");
        assert_eq!(missing(&start.jobs()), "JOBS_QUEUE_URL");
        assert_eq!(missing(&start.mark_desk()), "CONVERSATIONS_TABLE");
    }

    #[test]
    fn a_function_needs_no_more_than_it_uses() {
        let start = startup(&[
            (Variable::ConversationsTable, "c"),
            (Variable::DirectoryTable, "d"),
            (Variable::ReceiptsTable, "r"),
        ]);
        assert!(start.desk().is_ok());
        assert_eq!(missing(&start.sockets()), "SOCKETS_TABLE");
    }
}
