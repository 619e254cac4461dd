use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::Value;

use super::{Deps, handle};

const ROUTE: &str = "/v1/articles";

async fn list(office: &Office, ask: Ask) -> Reply {
    let deps = Deps {
        articles: office.shelf.store.clone(),
    };
    handle(&deps, ask.request()).await.into()
}

fn titles(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items.iter().filter_map(|it| it["title"].as_str()).collect()
}

#[tokio::test]
async fn what_was_changed_last_comes_first_and_parts_follow_each_other() {
    let office = Office::open().await;
    for title in ["Parcels", "Returns", "Hours"] {
        office.article(title, "Words.").await;
        office.seconds_pass(1);
    }
    let all = list(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(titles(&all), ["Hours", "Returns", "Parcels"]);
    assert_eq!(all["next_cursor"], Value::Null);
    assert_eq!(all["items"][0].get("body"), None);

    let ask = || office.ana.asks("GET", ROUTE).with("limit", 2);
    let first = list(&office, ask()).await.ok(200);
    assert_eq!(titles(&first), ["Hours", "Returns"]);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = list(&office, ask().with("cursor", cursor)).await.ok(200);
    assert_eq!(titles(&second), ["Parcels"]);
    assert_eq!(second["next_cursor"], Value::Null);
    list(&office, ask().with("cursor", "x"))
        .await
        .names("cursor");
}

#[tokio::test]
async fn status_and_words_part_them() {
    let office = Office::open().await;
    office.article("Parcels", "Words.").await;
    let id = office.article("Lost parcels", "Words.").await;
    office.shelf.publish(&office.writer(), id).await.unwrap();
    let ask = || office.ana.asks("GET", ROUTE);
    let published = list(&office, ask().with("status", "published"))
        .await
        .ok(200);
    assert_eq!(titles(&published), ["Lost parcels"]);
    let found = list(&office, ask().with("q", "parcels LOST")).await.ok(200);
    assert_eq!(titles(&found), ["Lost parcels"]);
    list(&office, ask().with("status", "lost"))
        .await
        .names("status");
    let foreign = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert!(titles(&foreign).is_empty());
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let deps = Deps {
        articles: office.shelf.store.clone(),
    };
    refuses_strangers(
        office.ana.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&deps, request).await,
    )
    .await;
}
