use baton_api::testing::{Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/articles/{id}/publish";

#[tokio::test]
async fn a_lead_does_it_once_and_again_changes_nothing() {
    let office = Office::open().await;
    let id = office.article("Parcels", "One.\n\nTwo.").await;
    let ask = || office.lea.asks("POST", ROUTE).about(id).request();
    let article = Reply::from(handle(&office.shelf, ask()).await).ok(200);
    assert_eq!(article["status"], "published");
    assert_eq!(article["chunks"], json!(2));
    assert_eq!(article["published_by"]["name"], "Lea");
    let again = Reply::from(handle(&office.shelf, ask()).await).ok(200);
    assert_eq!(again, article);
}

#[tokio::test]
async fn agents_do_not() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Words.").await;
    let ask = office.ana.asks("POST", ROUTE).about(id);
    let reply = Reply::from(handle(&office.shelf, ask.request()).await);
    reply.problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Words.").await;
    refuses_strangers(
        office.lea.asks("POST", ROUTE).about(id),
        &office.zoe,
        async |request| handle(&office.shelf, request).await,
    )
    .await;
}
