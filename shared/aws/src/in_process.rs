//! The tables in this process, on dynoxide, for tests: the same keys and indexes as deployed, over
//! the same SDK and HTTP.

use std::sync::{Arc, Mutex, PoisonError};

use aws_credential_types::Credentials;
use aws_lambda_events::dynamodb::EventRecord;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, StreamSpecification, StreamViewType,
};
use aws_sdk_dynamodb::{Client, Config};
use baton_app::ports::Clock;
use dynoxide::actions::describe_stream::DescribeStreamRequest;
use dynoxide::actions::get_records::GetRecordsRequest;
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;
use dynoxide::actions::list_streams::ListStreamsRequest;

use crate::conversations::DynamoConversations;
use crate::error::AwsError;
use crate::keys::{TableDefinition, TableNames};
use crate::outgoing::DynamoOutgoing;
use crate::requests::Requests;

/// The tables could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No database.
    #[error("opening a database in memory: {0}")]
    Database(String),
    /// No port on loopback.
    #[error("listening on loopback")]
    Listen(#[from] std::io::Error),
    /// A table was refused.
    #[error("creating the tables")]
    Table(#[from] AwsError),
    /// A table's definition is not complete.
    #[error("describing the tables")]
    Definition(#[from] aws_sdk_dynamodb::error::BuildError),
}

/// The stream could not be read.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The database refused.
    #[error("reading the stream: {0}")]
    Database(String),
    /// A record is not what functions are given.
    #[error("reading a record of the stream")]
    Record(#[from] serde_json::Error),
}

impl From<dynoxide::DynoxideError> for StreamError {
    fn from(error: dynoxide::DynoxideError) -> Self {
        Self::Database(error.to_string())
    }
}

/// Fresh, empty tables. The server ends with the runtime that started it.
#[derive(Clone)]
pub struct Tables {
    database: dynoxide::Database,
    read_until: Arc<Mutex<Option<String>>>,
    client: Client,
    names: TableNames,
    requests: Requests,
}

impl Tables {
    /// Starts a server on loopback and creates the tables.
    pub async fn start() -> Result<Self, StartError> {
        let database = dynoxide::Database::memory()
            .map_err(|error| StartError::Database(error.to_string()))?;
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        tokio::spawn(dynoxide::server::serve_on(listener, database.clone()));

        let requests = Requests::default();
        let client = client(&endpoint, requests.clone());
        let names = TableNames {
            conversations: "conversations".into(),
            directory: "directory".into(),
            receipts: "receipts".into(),
            sockets: "sockets".into(),
        };
        for (name, definition) in TableDefinition::all(&names) {
            create(&client, name, &definition).await?;
        }
        requests.reset();
        Ok(Self {
            database,
            read_until: Arc::default(),
            client,
            names,
            requests,
        })
    }

    /// A client of these tables.
    #[must_use]
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// What the tables are called.
    #[must_use]
    pub fn names(&self) -> TableNames {
        self.names.clone()
    }

    /// The requests made through [`Tables::client`] and all that came from it.
    #[must_use]
    pub fn requests(&self) -> &Requests {
        &self.requests
    }

    /// What was committed to the conversations' table since this was last asked, as `relay` is
    /// given it.
    pub fn committed(&self) -> Result<Vec<EventRecord>, StreamError> {
        let mut read_until = self
            .read_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut iterator = match read_until.take() {
            Some(iterator) => iterator,
            None => self.beginning_of_stream()?,
        };
        let mut records = vec![];
        loop {
            let read = self.database.get_records(GetRecordsRequest {
                shard_iterator: iterator.clone(),
                limit: None,
            })?;
            iterator = read.next_shard_iterator.unwrap_or(iterator);
            let more = !read.records.is_empty();
            for record in read.records {
                records.push(serde_json::from_value(serde_json::to_value(record)?)?);
            }
            if !more {
                *read_until = Some(iterator);
                return Ok(records);
            }
        }
    }

    fn beginning_of_stream(&self) -> Result<String, StreamError> {
        let absent = || StreamError::Database("there is no stream".into());
        let streams = self.database.list_streams(ListStreamsRequest {
            table_name: Some(self.names.conversations.clone()),
            ..ListStreamsRequest::default()
        })?;
        let stream = streams.streams.into_iter().next().ok_or_else(absent)?;
        let described = self.database.describe_stream(DescribeStreamRequest {
            stream_arn: stream.stream_arn.clone(),
            ..DescribeStreamRequest::default()
        })?;
        let shard = described.stream_description.shards.into_iter().next();
        self.database
            .get_shard_iterator(GetShardIteratorRequest {
                stream_arn: stream.stream_arn,
                shard_id: shard.ok_or_else(absent)?.shard_id,
                shard_iterator_type: "TRIM_HORIZON".into(),
                sequence_number: None,
            })?
            .shard_iterator
            .ok_or_else(absent)
    }

    /// The record of conversations in these tables.
    #[must_use]
    pub fn conversations(&self, clock: Arc<dyn Clock>) -> DynamoConversations {
        DynamoConversations::new(self.client(), self.names(), clock)
    }

    /// The fence in these tables.
    #[must_use]
    pub fn outgoing(&self, clock: Arc<dyn Clock>) -> DynamoOutgoing {
        DynamoOutgoing::new(self.client(), self.names(), clock)
    }
}

fn client(endpoint: &str, requests: Requests) -> Client {
    Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new("local", "local", None, None, "in process"))
            .endpoint_url(endpoint)
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .interceptor(requests)
            .build(),
    )
}

async fn create(
    client: &Client,
    name: &str,
    definition: &TableDefinition,
) -> Result<(), StartError> {
    let mut attributes: Vec<&str> = vec![definition.hash];
    attributes.extend(definition.range);
    let mut request = client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(schema(definition.hash, definition.range)?));
    for index in definition.indexes {
        attributes.push(index.hash);
        attributes.extend(index.range);
        let everything = Projection::builder()
            .projection_type(ProjectionType::All)
            .build();
        request = request.global_secondary_indexes(
            GlobalSecondaryIndex::builder()
                .index_name(index.name)
                .set_key_schema(Some(schema(index.hash, index.range)?))
                .projection(everything)
                .build()?,
        );
    }
    if definition.streamed {
        request = request.stream_specification(
            StreamSpecification::builder()
                .stream_enabled(true)
                .stream_view_type(StreamViewType::NewAndOldImages)
                .build()?,
        );
    }
    attributes.sort_unstable();
    attributes.dedup();
    for attribute in attributes {
        request = request.attribute_definitions(
            AttributeDefinition::builder()
                .attribute_name(attribute)
                .attribute_type(ScalarAttributeType::S)
                .build()?,
        );
    }
    request.send().await.map_err(AwsError::from)?;
    Ok(())
}

fn schema(
    hash: &str,
    range: Option<&str>,
) -> Result<Vec<KeySchemaElement>, aws_sdk_dynamodb::error::BuildError> {
    let element = |name: &str, kind| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
    };
    let mut schema = vec![element(hash, KeyType::Hash)?];
    if let Some(range) = range {
        schema.push(element(range, KeyType::Range)?);
    }
    Ok(schema)
}
