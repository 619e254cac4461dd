use baton_api::testing::{Colleague, Office, Reply, refuses_strangers};
use baton_app::ports::CannedReply;
use baton_domain::Version;
use serde_json::Value;

use super::handle;

const ROUTE: &str = "/v1/canned-replies/{shortcut}";

async fn delete(office: &Office, by: &Colleague, shortcut: &str) -> Reply {
    let ask = by.asks("DELETE", ROUTE).naming("shortcut", shortcut);
    handle(office.canned_replies().as_ref(), ask.request())
        .await
        .into()
}

async fn with_thanks_of(by: &Colleague, office: &Office) {
    let reply = CannedReply {
        shortcut: "thanks".parse().unwrap(),
        text: "Thank you!".into(),
        version: Version(1),
        updated_at: office.desk.clock.now(),
        updated_by: by.agent.clone(),
    };
    let kept = office.canned_replies().create(&by.tenant, &reply).await;
    kept.unwrap();
}

async fn count(office: &Office, of: &Colleague) -> usize {
    office.canned_replies().all(&of.tenant).await.unwrap().len()
}

#[tokio::test]
async fn it_is_gone_however_often_it_is_removed() {
    let office = Office::open().await;
    with_thanks_of(&office.lea, &office).await;
    for _ in 0..2 {
        let answer = delete(&office, &office.lea, "thanks").await;
        assert_eq!(answer.ok(204), Value::Null);
    }
    assert_eq!(count(&office, &office.lea).await, 0);
    with_thanks_of(&office.lea, &office).await;
    assert_eq!(count(&office, &office.lea).await, 1);
}

#[tokio::test]
async fn another_tenants_stays() {
    let office = Office::open().await;
    with_thanks_of(&office.zoe, &office).await;
    delete(&office, &office.lea, "thanks").await.ok(204);
    assert_eq!(count(&office, &office.zoe).await, 1);
}

#[tokio::test]
async fn agents_and_strangers_remove_nothing() {
    let office = Office::open().await;
    with_thanks_of(&office.lea, &office).await;
    delete(&office, &office.ana, "thanks")
        .await
        .problem(403, "forbidden");
    delete(&office, &office.lea, "A#b").await.names("shortcut");
    let ask = office
        .lea
        .asks("DELETE", ROUTE)
        .naming("shortcut", "thanks");
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(office.canned_replies().as_ref(), request).await
    })
    .await;
    assert_eq!(count(&office, &office.lea).await, 1);
}
