//! The store's contract, on dynoxide in this process.

#![allow(clippy::expect_used, reason = "a test that fails panics")]

use baton_aws::contract::{self, Harness};
use baton_aws::in_process::Tables;

async fn harness() -> Harness {
    let tables = Tables::start().await.expect("tables in this process");
    let tenant = "acme".parse().expect("a tenant's name");
    Harness::new(
        tables.client(),
        tables.requests().clone(),
        tables.names(),
        tenant,
    )
}

macro_rules! on_dynoxide {
    ($promise:ident) => {
        #[tokio::test]
        async fn $promise() {
            contract::$promise(&harness().await).await;
        }
    };
}

baton_aws::for_each_contract!(on_dynoxide);
