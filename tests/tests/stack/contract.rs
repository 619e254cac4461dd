//! The store's contract, held to on the tables that were deployed. Each promise has a tenant of its
//! own. These run after all stories, because whatever they commit is relayed as well.

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
use aws_sdk_dynamodb::{Client, Config};
use baton_aws::contract::{self, Harness};
use baton_aws::keys::TableNames;
use baton_aws::requests::Requests;
use baton_tests::story::Stack;
use baton_tests::world;

fn harness() -> Harness {
    let stack = Stack::attach();
    let outputs = stack.outputs();
    let requests = Requests::default();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(outputs.region.clone()))
        .credentials_provider(Credentials::new("test", "test", None, None, "local"))
        .endpoint_url(&outputs.aws_endpoint_url)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .interceptor(requests.clone())
        .build();
    let names = TableNames {
        conversations: outputs.table("conversations").into(),
        directory: outputs.table("directory").into(),
        receipts: outputs.table("receipts").into(),
        sockets: outputs.table("sockets").into(),
    };
    let tenant = format!("contract-{}", world::word()).parse().unwrap();
    Harness::new(Client::from_conf(config), requests, names, tenant)
}

macro_rules! on_the_stack {
    ($name:ident) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            contract::$name(&harness()).await;
        }
    };
}

baton_aws::for_each_contract!(on_the_stack);
