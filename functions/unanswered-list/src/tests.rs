use std::sync::Arc;

use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_evaluator::Library;
use serde_json::json;

use super::{Deps, handle};

const ROUTE: &str = "/v1/unanswered";

fn deps(office: &Office) -> Deps {
    let mut desk = office.desk.clone();
    desk.directory = office.real_directory();
    Deps {
        desk,
        library: Arc::new(Library::new(None)),
        encoder: None,
    }
}

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&deps(office), ask.request()).await.into()
}

#[tokio::test]
async fn questions_that_ask_for_the_same_stand_together_live_and_over() {
    let office = Office::open().await;
    let id = office
        .article("Shipping in Europe", "We ship to all of Europe.")
        .await;
    office.shelf.publish(&office.writer(), id).await.unwrap();
    let first = office
        .not_sure("15550011", "do you ship to Australia?")
        .await;
    office.seconds_pass(60);
    office.not_sure("15550012", "shipping to australia").await;
    office.not_sure("15550013", "can I pay with bitcoin").await;
    office.take(first, &office.ana).await;
    office.returned(first, &office.ana).await;
    office.waiting().await;

    let all = list(&office, office.lea.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(
        (&all["questions"], &all["is_more"]),
        (&json!(3), &json!(false))
    );
    let items = all["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "{all}");
    assert_eq!(items[0]["size"], 2);
    assert_eq!(items[0]["examples"][1]["escalation_id"], first.to_string());
    assert_eq!(items[0]["nearest"]["title"], "Shipping in Europe");
    assert_eq!(items[1]["question"], "can I pay with bitcoin");

    office.hours_pass(48);
    let recent = list(&office, office.lea.asks("GET", ROUTE).with("days", 1))
        .await
        .ok(200);
    assert_eq!(recent["questions"], 0);
    let foreign = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(foreign["questions"], 0);
}

#[tokio::test]
async fn agents_are_refused_and_wrong_days_named() {
    let office = Office::open().await;
    list(&office, office.ana.asks("GET", ROUTE))
        .await
        .problem(403, "forbidden");
    for wrong in ["0", "91", "many"] {
        let ask = office.lea.asks("GET", ROUTE).with("days", wrong);
        list(&office, ask).await.names("days");
    }
    let deps = deps(&office);
    refuses_strangers(
        office.lea.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&deps, request).await,
    )
    .await;
}
