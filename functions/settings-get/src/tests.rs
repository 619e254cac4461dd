use baton_api::testing::{Ask, Office, Reply, Role, refuses_strangers};
use baton_app::ports::{KeptSettings, SettingChange, SettingsEdit};
use baton_domain::{Settings, Version};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/settings";

async fn get(office: &Office, ask: Ask) -> Reply {
    handle(office.settings().as_ref(), ask.request())
        .await
        .into()
}

#[tokio::test]
async fn a_tenant_that_set_nothing_reads_the_defaults_and_what_is_filled_in() {
    let office = Office::open().await;
    let (answer, requests) = office
        .requests_of(get(&office, office.lea.asks("GET", ROUTE)))
        .await;
    let settings = answer.ok(200);
    assert_eq!(settings["version"], 0);
    assert_eq!(
        settings["texts"]["now_speaking_with"],
        "Now speaking with {agent_name}."
    );
    assert_eq!(
        settings["variables"],
        json!({
            "connecting": ["wait_minutes"], "now_speaking_with": ["agent_name"],
            "closing": ["agent_name"], "quota_exhausted": ["wait_minutes"], "greeting": [],
        })
    );
    assert_eq!(settings["history"], json!([]));
    assert_eq!(requests, 2);
}

#[tokio::test]
async fn what_was_set_is_the_tenants_own() {
    let office = Office::open().await;
    let after = KeptSettings {
        version: Version(1),
        settings: Settings {
            greeting: "Good day!".into(),
            ..Settings::default()
        },
    };
    let asked = office.lea.asks("PUT", ROUTE).request().asked().unwrap();
    let edit = SettingsEdit {
        version: after.version,
        by: asked.by.agent,
        at: office.desk.clock.now(),
        changed: SettingChange::between(&Settings::default(), &after.settings),
    };
    let tenant = &office.lea.tenant;
    let changed = office.settings().change(tenant, &after, &edit).await;
    changed.unwrap();
    let admin = office.colleague("Ada", Role::Admin);
    let ours = get(&office, admin.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(
        (&ours["greeting"], &ours["version"]),
        (&json!("Good day!"), &json!(1))
    );
    assert_eq!(
        ours["history"],
        json!([{
            "version": 1, "by": { "id": ours["history"][0]["by"]["id"], "name": "Lea" },
            "at": "2026-03-02T09:00:00Z",
            "changed": [{
                "setting": "greeting", "from": "Hello! How can I help you?", "to": "Good day!",
            }],
        }])
    );
    let theirs = get(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(theirs["version"], 0);
    assert_ne!(theirs["greeting"], "Good day!");
    assert_eq!(theirs["history"], json!([]));
}

#[tokio::test]
async fn agents_and_strangers_get_nothing() {
    let office = Office::open().await;
    let agent = get(&office, office.ana.asks("GET", ROUTE)).await;
    agent.problem(403, "forbidden");
    refuses_strangers(
        office.lea.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(office.settings().as_ref(), request).await,
    )
    .await;
}
