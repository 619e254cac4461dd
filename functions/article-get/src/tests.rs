use baton_api::testing::{Office, Reply, refuses_strangers};

use super::handle;

const ROUTE: &str = "/v1/articles/{id}";

#[tokio::test]
async fn any_agent_reads_an_article() {
    let office = Office::open().await;
    let id = office.article("Parcels", "In *three* days.").await;
    let ask = office.ana.asks("GET", ROUTE).about(id);
    let article = Reply::from(handle(&office.shelf, ask.request()).await).ok(200);
    assert_eq!(article["id"], id.to_string());
    assert_eq!(article["body"], "In *three* days.");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Words.").await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE).about(id),
        &office.zoe,
        async |request| handle(&office.shelf, request).await,
    )
    .await;
}
