use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use baton_app::fakes::FilesInMemory;
use baton_channels::fakes::{CountingThrottle, Website};
use baton_channels::widget::{Session, Visit};
use baton_domain::Settings;
use serde_json::{Value, json};

use super::*;

struct World {
    deps: Deps,
    website: Website,
}

impl World {
    /// A company that takes files, two in a minute.
    fn new() -> Self {
        let website = Website::open();
        website.directory.set(Settings {
            widget_attachments: true,
            widget_messages_per_minute: 2,
            ..Settings::default()
        });
        let deps = Deps {
            sessions: website.sessions(),
            throttle: Arc::new(CountingThrottle::default()),
            cabinet: Cabinet {
                files: Arc::<FilesInMemory>::default(),
                clock: website.clock.clone(),
                ids: website.ids.clone(),
            },
            metrics: Metrics::to(website.clock.clone(), Arc::new(Mutex::new(vec![]))),
        };
        Self { deps, website }
    }

    async fn session(&self) -> (Session, String) {
        let (session, token) = self.website.visited(Visit::default()).await;
        (session, format!("Bearer {token}"))
    }

    async fn ask(&self, authorization: &str, body: &Value) -> (u16, Value) {
        let request = Request {
            method: "POST".into(),
            headers: BTreeMap::from([
                ("content-type".into(), "application/json".into()),
                ("authorization".into(), authorization.into()),
            ]),
            body: body.to_string().into_bytes(),
            ..Request::default()
        };
        let response = handle(&self.deps, request)
            .await
            .unwrap_or_else(Response::from);
        let body = serde_json::from_slice(&response.body).unwrap();
        (response.status, body)
    }
}

fn picture() -> Value {
    json!({ "filename": "a.png", "mime_type": "image/png", "size": 5 })
}

#[tokio::test]
async fn a_visitor_gets_a_place_in_their_own_conversation() {
    let world = World::new();
    let (session, token) = world.session().await;
    let (status, created) = world.ask(&token, &picture()).await;
    assert_eq!(status, 201, "{created}");
    let id = created["id"].as_str().unwrap();
    assert_eq!(
        created["upload"]["url"],
        format!(
            "https://files.test/acme/{}/{id}?put",
            session.conversation_id
        )
    );
}

#[tokio::test]
async fn without_a_session_or_where_no_files_are_taken_there_is_no_place() {
    let world = World::new();
    let (_, token) = world.session().await;
    assert_eq!(world.ask("Bearer made-up", &picture()).await.0, 401);
    world.website.directory.set(Settings::default());
    let (status, problem) = world.ask(&token, &picture()).await;
    assert_eq!(status, 403);
    assert_eq!(problem["type"], "/problems/attachments-not-allowed");
}

#[tokio::test]
async fn what_is_not_taken_is_named_and_not_counted() {
    let world = World::new();
    let (_, token) = world.session().await;
    for (field, value) in [
        ("filename", json!("")),
        ("mime_type", json!("text/html")),
        ("size", json!(5_000_001)),
        ("conversation_id", json!("cnv_1")),
    ] {
        let mut body = picture();
        body[field] = value;
        let (status, problem) = world.ask(&token, &body).await;
        assert_eq!(
            (status, &problem["errors"][0]["field"]),
            (422, &json!(field))
        );
    }
    for expected in [201, 201, 429] {
        assert_eq!(world.ask(&token, &picture()).await.0, expected);
    }
}
