use std::sync::Arc;

use baton_api::testing::{Colleague, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::{Deps, handle};

const ROUTE: &str = "/v1/canned-replies/{shortcut}";
const TEXT: &str = "Thank you, {contact_name}! {agent_name}";

fn deps(office: &Office) -> Deps {
    Deps {
        replies: office.canned_replies(),
        clock: Arc::clone(&office.desk.clock),
    }
}

async fn put(office: &Office, by: &Colleague, shortcut: &str, body: Value) -> Reply {
    let ask = by.asks("PUT", ROUTE).naming("shortcut", shortcut);
    handle(&deps(office), ask.saying(body).request())
        .await
        .into()
}

#[tokio::test]
async fn a_new_one_is_kept_once_and_replaced_under_its_version() {
    let office = Office::open().await;
    let lea = &office.lea;
    let new = put(&office, lea, "thanks", json!({ "text": TEXT }))
        .await
        .ok(201);
    assert_eq!(
        new,
        json!({
            "shortcut": "thanks", "text": TEXT, "version": 1, "updated_at": "2026-03-02T09:00:00Z",
            "updated_by": { "id": lea.agent.id.to_string(), "name": "Lea" },
        })
    );
    put(&office, lea, "thanks", json!({ "text": "Again" }))
        .await
        .problem(409, "canned-reply-exists");

    office.seconds_pass(60);
    let edit = json!({ "text": "Thanks!", "version": 1 });
    let (replaced, requests) = office
        .requests_of(put(&office, lea, "thanks", edit.clone()))
        .await;
    let replaced = replaced.ok(200);
    assert_eq!(requests, 1);
    assert_eq!(
        (&replaced["version"], &replaced["updated_at"]),
        (&json!(2), &json!("2026-03-02T09:01:00Z"))
    );
    let stale = put(&office, lea, "thanks", edit).await;
    assert_eq!(stale.problem(409, "stale-version")["version"], 2);
    let all = office.canned_replies().all(&lea.tenant).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].text, "Thanks!");
}

#[tokio::test]
async fn what_is_not_there_or_another_tenants_is_not_replaced() {
    let office = Office::open().await;
    put(&office, &office.zoe, "thanks", json!({ "text": TEXT }))
        .await
        .ok(201);
    for shortcut in ["thanks", "never"] {
        put(
            &office,
            &office.lea,
            shortcut,
            json!({ "text": TEXT, "version": 1 }),
        )
        .await
        .problem(404, "not-found");
    }
    let ours = json!({ "text": "Ours" });
    put(&office, &office.lea, "thanks", ours).await.ok(201);
    let theirs = office.canned_replies().all(&office.zoe.tenant).await;
    assert_eq!(theirs.unwrap()[0].text, TEXT);
}

#[tokio::test]
async fn there_may_be_two_hundred() {
    let office = Office::open().await;
    let lea = &office.lea;
    for number in 0..200 {
        let shortcut = format!("r{number}");
        put(&office, lea, &shortcut, json!({ "text": TEXT }))
            .await
            .ok(201);
    }
    put(&office, lea, "one-more", json!({ "text": TEXT }))
        .await
        .problem(409, "too-many-canned-replies");
    let replaced = json!({ "text": "Else", "version": 1 });
    put(&office, lea, "r7", replaced).await.ok(200);
}

#[tokio::test]
async fn a_text_or_a_shortcut_that_cannot_be_is_named() {
    let office = Office::open().await;
    let lea = &office.lea;
    for (text, code) in [
        (String::new(), "missing"),
        ("Wait {wait_minutes} minutes".into(), "unknown_variable"),
        ("{contact_name".into(), "unknown_variable"),
        ("a".repeat(4_001), "too_long"),
    ] {
        put(&office, lea, "thanks", json!({ "text": text }))
            .await
            .refuses(&[("text", code)]);
    }
    put(&office, lea, "thanks", json!({})).await.names("text");
    let other = json!({ "text": "a", "shortcut": "b" });
    put(&office, lea, "thanks", other).await.names("shortcut");
    for shortcut in ["Thanks", "-a", "a b", "", &"a".repeat(33)] {
        put(&office, lea, shortcut, json!({ "text": TEXT }))
            .await
            .refuses(&[("shortcut", "not_a_shortcut")]);
    }
}

#[tokio::test]
async fn agents_and_strangers_write_nothing() {
    let office = Office::open().await;
    put(&office, &office.ana, "thanks", json!({ "text": TEXT }))
        .await
        .problem(403, "forbidden");
    let ask = office.lea.asks("PUT", ROUTE).naming("shortcut", "thanks");
    refuses_strangers(
        ask.saying(json!({ "text": TEXT })),
        &office.zoe,
        async |request| handle(&deps(&office), request).await,
    )
    .await;
}
