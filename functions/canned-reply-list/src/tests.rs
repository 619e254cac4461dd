use baton_api::testing::{Ask, Colleague, Office, Reply, refuses_strangers};
use baton_app::ports::CannedReply;
use baton_domain::Version;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/canned-replies";

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(office.canned_replies().as_ref(), ask.request())
        .await
        .into()
}

async fn keeps(office: &Office, by: &Colleague, shortcut: &str) {
    let reply = CannedReply {
        shortcut: shortcut.parse().unwrap(),
        text: "Thank you, {contact_name}!".into(),
        version: Version(1),
        updated_at: office.desk.clock.now(),
        updated_by: by.agent.clone(),
    };
    let kept = office.canned_replies().create(&by.tenant, &reply).await;
    kept.unwrap();
}

#[tokio::test]
async fn every_agent_sees_all_of_them_by_shortcut_and_no_other_tenants() {
    let office = Office::open().await;
    let none = list(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(none, json!({ "items": [], "next_cursor": null }));
    for shortcut in ["thanks", "hello"] {
        keeps(&office, &office.lea, shortcut).await;
    }
    keeps(&office, &office.zoe, "theirs").await;
    let (answer, requests) = office
        .requests_of(list(&office, office.ana.asks("GET", ROUTE)))
        .await;
    let all = answer.ok(200);
    assert_eq!(requests, 1);
    let shortcuts: Vec<&Value> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["shortcut"])
        .collect();
    assert_eq!(shortcuts, ["hello", "thanks"]);
    assert_eq!(
        all["items"][0],
        json!({
            "shortcut": "hello", "text": "Thank you, {contact_name}!", "version": 1,
            "updated_at": "2026-03-02T09:00:00Z",
            "updated_by": { "id": office.lea.agent.id.to_string(), "name": "Lea" },
        })
    );
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(office.canned_replies().as_ref(), request).await,
    )
    .await;
}
