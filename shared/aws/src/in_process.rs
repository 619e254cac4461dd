//! The tables in this process, on dynoxide, for tests: the same keys and indexes as deployed, over
//! the same SDK and HTTP.

use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};
use aws_sdk_dynamodb::{Client, Config};
use baton_app::ports::Clock;

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

/// Fresh, empty tables. The server ends with the runtime that started it.
#[derive(Debug, Clone)]
pub struct Tables {
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
        tokio::spawn(dynoxide::server::serve_on(listener, database));

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
