use baton_api::testing::{Colleague, Office, Reply, refuses_strangers};
use baton_domain::ArticleId;
use serde_json::Value;

use super::handle;

const ROUTE: &str = "/v1/articles/{id}";

async fn delete(office: &Office, by: &Colleague, id: ArticleId, version: &str) -> Reply {
    let ask = by.asks("DELETE", ROUTE).about(id).with("version", version);
    handle(&office.shelf, ask.request()).await.into()
}

/// How many articles the bot answers from.
async fn read(office: &Office) -> usize {
    let directory = office.real_directory();
    let knowledge = directory.knowledge(&office.lea.tenant).await.unwrap();
    knowledge.articles.items.len()
}

async fn count(office: &Office) -> usize {
    let headers = office.shelf.store.headers(&office.lea.tenant).await;
    headers.unwrap().len()
}

#[tokio::test]
async fn a_lead_forgets_what_they_saw_and_the_bot_with_them() {
    let office = Office::open().await;
    let id = office.article("Parcels", "One.").await;
    office.article("Returns", "Two.").await;
    office.shelf.publish(&office.writer(), id).await.unwrap();
    assert_eq!((count(&office).await, read(&office).await), (2, 1));

    let stale = delete(&office, &office.lea, id, "1").await;
    assert_eq!(stale.problem(409, "stale-version")["version"], 2);
    assert_eq!(count(&office).await, 2);

    let gone = delete(&office, &office.lea, id, "2").await;
    assert_eq!(gone.ok(204), Value::Null);
    assert_eq!((count(&office).await, read(&office).await), (1, 0));
    let again = delete(&office, &office.lea, id, "2").await;
    again.problem(404, "not-found");
}

#[tokio::test]
async fn who_names_no_version_and_agents_forget_nothing() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Words.").await;
    for version in ["", "x", "-1"] {
        let unseen = delete(&office, &office.lea, id, version).await;
        unseen.names("version");
    }
    let reply = delete(&office, &office.ana, id, "1").await;
    reply.problem(403, "forbidden");
    assert_eq!(count(&office).await, 1);
}

#[tokio::test]
async fn strangers_forget_nothing() {
    let office = Office::open().await;
    let id = office.article("Parcels", "Words.").await;
    refuses_strangers(
        office
            .lea
            .asks("DELETE", ROUTE)
            .about(id)
            .with("version", 1),
        &office.zoe,
        async |request| handle(&office.shelf, request).await,
    )
    .await;
    assert_eq!(count(&office).await, 1);
}
