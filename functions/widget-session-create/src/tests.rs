use baton_channels::fakes::{CountingThrottle, WIDGET, Website};
use baton_channels::widget::Session;
use baton_domain::{Channel, Settings};
use serde_json::{Value, json};

use super::*;

const WHATSAPP: &str = "con_01K75MWS0000000000000000AA";

struct World {
    deps: Deps,
    website: Website,
}

impl World {
    fn new() -> Self {
        let website = Website::open();
        website
            .directory
            .add(WHATSAPP.parse().unwrap(), Channel::Whatsapp, Some("1"));
        let deps = Deps {
            sessions: website.sessions(),
            throttle: Arc::new(CountingThrottle::default()),
            ids: website.ids.clone(),
            metrics: Metrics::to(
                website.clock.clone(),
                Arc::new(std::sync::Mutex::new(vec![])),
            ),
        };
        Self { deps, website }
    }

    async fn ask(&self, connection: &str, body: &str) -> (u16, Value) {
        self.ask_with(connection, None, body).await
    }

    /// Asks with the token of a running session.
    async fn ask_with(&self, connection: &str, token: Option<&str>, body: &str) -> (u16, Value) {
        let response = self.answer(connection, token, body).await;
        let body = serde_json::from_slice(&response.body).unwrap();
        (response.status, body)
    }

    async fn answer(&self, connection: &str, token: Option<&str>, body: &str) -> Response {
        let mut headers = BTreeMap::from([("content-type".into(), "application/json".into())]);
        headers.extend(token.map(|token| ("authorization".into(), format!("Bearer {token}"))));
        let request = Request {
            method: "POST".into(),
            path_parameters: BTreeMap::from([("connection_id".into(), connection.into())]),
            headers,
            body: body.into(),
            ..Request::default()
        };
        handle(&self.deps, request)
            .await
            .unwrap_or_else(Response::from)
    }

    async fn session(&self, begun: &Value) -> Session {
        let header = format!("Bearer {}", token(begun));
        self.deps.sessions.resume(Some(&header)).await.unwrap()
    }
}

fn token(begun: &Value) -> &str {
    begun["session_token"].as_str().unwrap()
}

/// A body in which the company says this of whoever has logged in.
fn logged_in(attributes: &Value, key: &str) -> String {
    let payload = json!({ "attributes": attributes, "expires_at": "2026-02-05T00:00:00Z" });
    let payload = payload.to_string();
    let signature = baton_channels::signature::sign(key, payload.as_bytes());
    let signed = json!({ "payload": payload, "signature": signature.replace("sha256=", "") });
    json!({ "signed": signed }).to_string()
}

fn identity_key() -> String {
    format!("identity key of {WIDGET}")
}

#[tokio::test]
async fn a_session_opens_with_what_the_website_said() {
    let world = World::new();
    let body = json!({
        "name": "  Zoë ", "locale": "nl-BE", "attributes": { "page": "/pricing" },
    });
    let (status, begun) = world.ask(WIDGET, &body.to_string()).await;
    assert_eq!(status, 201);
    assert_eq!(begun["expires_at"], "2026-02-03T02:40:00Z");
    let header = format!("Bearer {}", begun["session_token"].as_str().unwrap());
    let session = world.deps.sessions.resume(Some(&header)).await.unwrap();
    assert_eq!(session.tenant_id.as_str(), "acme");
    assert_eq!(session.connection_id.to_string(), WIDGET);
    assert_eq!(
        begun["conversation_id"],
        session.conversation_id.to_string()
    );
    assert_eq!(session.name.as_deref(), Some("Zoë"));
    assert_eq!(session.locale.as_deref(), Some("nl-BE"));
    assert_eq!(session.attributes["page"], "/pricing");
    let salt = format!("salt of {WIDGET}");
    assert_eq!(
        session.conversation_id.thread(),
        world.deps.ids.thread(salt.as_bytes(), &session.visitor_id)
    );
}

#[tokio::test]
async fn what_the_company_signed_is_told_apart_from_what_the_page_says() {
    let world = World::new();
    let signed = |tier: &str, key: &str| {
        let payload = json!({
            "attributes": { "tier": tier }, "expires_at": "2026-02-03T00:00:00Z",
        });
        let payload = payload.to_string();
        let signature = baton_channels::signature::sign(key, payload.as_bytes());
        json!({
            "attributes": { "tier": "vip" },
            "signed": { "payload": payload, "signature": signature.replace("sha256=", "") },
        })
    };
    let key = format!("identity key of {WIDGET}");
    let (status, begun) = world.ask(WIDGET, &signed("silver", &key).to_string()).await;
    assert_eq!(status, 201, "{begun}");
    let header = format!("Bearer {}", begun["session_token"].as_str().unwrap());
    let session = world.deps.sessions.resume(Some(&header)).await.unwrap();
    assert_eq!(session.attributes["tier"], "vip");
    assert_eq!(session.verified["tier"], "silver");

    let mut expired = signed("silver", &key);
    let payload = json!({ "attributes": {}, "expires_at": "2026-02-01T00:00:00Z" }).to_string();
    let signature = baton_channels::signature::sign(&key, payload.as_bytes());
    expired["signed"] =
        json!({ "payload": payload, "signature": signature.replace("sha256=", "") });
    for (body, field, code) in [
        (
            signed("vip", "a guess"),
            "signed.signature",
            "wrong_signature",
        ),
        (expired, "signed.payload", "expired"),
    ] {
        let (status, problem) = world.ask(WIDGET, &body.to_string()).await;
        assert_eq!(status, 422);
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
    }
}

#[tokio::test]
async fn a_session_says_which_files_the_company_takes() {
    let world = World::new();
    let (_, begun) = world.ask(WIDGET, "{}").await;
    assert_eq!(begun["attachments"]["allowed"], false);
    world.website.directory.set(Settings {
        widget_attachments: true,
        ..Settings::default()
    });
    let (_, begun) = world.ask(WIDGET, "{}").await;
    let attachments = &begun["attachments"];
    assert_eq!(attachments["allowed"], true);
    assert_eq!(attachments["mime_types"][0], "image/jpeg");
    let limits = json!({
        "image": 5_000_000, "audio": 16_000_000, "video": 16_000_000, "document": 16_000_000,
    });
    assert_eq!(attachments["max_bytes"], limits);
}

#[tokio::test]
async fn every_visitor_has_a_conversation_of_their_own() {
    let world = World::new();
    let (_, first) = world.ask(WIDGET, "{}").await;
    let (_, second) = world.ask(WIDGET, "{}").await;
    assert_ne!(first["conversation_id"], second["conversation_id"]);
    assert_ne!(first["session_token"], second["session_token"]);
}

#[tokio::test]
async fn only_a_widget_has_sessions() {
    let world = World::new();
    for connection in [WHATSAPP, "con_01K75MWS0000000000000000ZZ", "widget", ""] {
        let (status, problem) = world.ask(connection, "{}").await;
        assert_eq!(status, 404, "{connection}");
        assert_eq!(problem["type"], "/problems/not-found");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_field() {
    let world = World::new();
    let many: BTreeMap<String, &str> = (0..11).map(|i| (format!("a{i}"), "b")).collect();
    let wide: BTreeMap<String, String> =
        (0..3).map(|i| (format!("a{i}"), "é".repeat(400))).collect();
    let large: BTreeMap<String, String> =
        (0..9).map(|i| (format!("a{i}"), "é".repeat(120))).collect();
    for (body, field, code) in [
        (json!({ "name": "" }), "name", "missing"),
        (json!({ "name": "a\u{0}b" }), "name", "control_characters"),
        (json!({ "name": "a".repeat(129) }), "name", "too_long"),
        (json!({ "name": 7 }), "name", "wrong_form"),
        (json!({ "locale": "português" }), "locale", "not_a_language"),
        (json!({ "locale": "" }), "locale", "not_a_language"),
        (json!({ "locale": "pt_BR" }), "locale", "not_a_language"),
        (json!({ "attributes": many }), "attributes", "too_many"),
        (json!({ "attributes": wide }), "attributes.a0", "too_long"),
        (json!({ "attributes": large }), "attributes", "too_large"),
        (
            json!({ "attributes": { "a b": "c" } }),
            "attributes",
            "not_an_attribute_name",
        ),
        (
            json!({ "attributes": { "a": 1 } }),
            "attributes.a",
            "wrong_form",
        ),
        (json!({ "nmae": "Zoë" }), "nmae", "unknown_field"),
    ] {
        let (status, problem) = world.ask(WIDGET, &body.to_string()).await;
        assert_eq!(status, 422, "{body}");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
    }
    assert_eq!(world.ask(WIDGET, "{").await.0, 400);
}

#[tokio::test]
async fn the_largest_session_still_fits_a_header() {
    let world = World::new();
    let attributes: BTreeMap<String, String> = (0..10)
        .map(|i| (format!("a{i}"), "\\".repeat(202)))
        .collect();
    let body = json!({ "name": "\u{1f600}".repeat(128), "attributes": attributes });
    let (status, begun) = world.ask(WIDGET, &body.to_string()).await;
    assert_eq!(status, 201, "{begun}");
    let token = begun["session_token"].as_str().unwrap();
    assert!(token.len() < 8 * 1024, "{}", token.len());
    let header = format!("Bearer {token}");
    assert!(world.deps.sessions.resume(Some(&header)).await.is_ok());
}

#[tokio::test]
async fn a_widget_begins_so_many_sessions_in_a_minute_and_goes_on_with_those_it_has() {
    let world = World::new();
    let other = "con_01K75MWS0000000000000000CC";
    world
        .website
        .directory
        .add(other.parse().unwrap(), Channel::Widget, None);
    world.website.directory.set(Settings {
        widget_sessions_per_minute: 2,
        ..Settings::default()
    });
    world.website.clock.advance(20);
    let body = logged_in(&json!({ "customer": "88" }), &identity_key());
    // What begins no session counts for nothing.
    assert_eq!(world.ask(WIDGET, r#"{"locale":"pt_BR"}"#).await.0, 422);
    let forged = logged_in(&json!({ "customer": "88" }), "a guess");
    assert_eq!(world.ask(WIDGET, &forged).await.0, 422);
    let (_, begun) = world.ask(WIDGET, "{}").await;
    for _ in 0..3 {
        let (status, _) = world.ask_with(WIDGET, Some(token(&begun)), &body).await;
        assert_eq!(status, 200);
    }
    let (_, proved) = world.ask(WIDGET, &body).await;
    let somebody_else = logged_in(&json!({ "customer": "99" }), &identity_key());
    for (token, body) in [
        (None, "{}"),
        (None, &*body),
        (Some(token(&proved)), &somebody_else),
    ] {
        let refused = world.answer(WIDGET, token, body).await;
        assert_eq!(refused.status, 429);
        let retry_after = ("retry-after".to_owned(), "40".to_owned());
        assert!(refused.headers.contains(&retry_after));
        let problem: Value = serde_json::from_slice(&refused.body).unwrap();
        assert_eq!(problem["type"], "/problems/rate-limited");
    }
    let (status, _) = world.ask_with(WIDGET, Some(token(&begun)), &body).await;
    assert_eq!(status, 200, "it goes on");
    assert_eq!(world.ask(other, "{}").await.0, 201, "the other widget's");
    world.website.clock.advance(40);
    assert_eq!(world.ask(WIDGET, "{}").await.0, 201);
}

#[tokio::test]
async fn an_outage_is_said() {
    let world = World::new();
    world.website.directory.go_down();
    let (status, problem) = world.ask(WIDGET, "{}").await;
    assert_eq!(status, 503);
    assert_eq!(problem["type"], "/problems/unavailable");
}

#[tokio::test]
async fn a_visitor_who_logs_in_goes_on_with_the_same_conversation_proved() {
    let world = World::new();
    let page = json!({ "name": "Zoë", "attributes": { "page": "/pricing" } });
    let (_, begun) = world.ask(WIDGET, &page.to_string()).await;
    let before = world.session(&begun).await;
    world.website.clock.advance(60 * 60);
    let body = logged_in(&json!({ "customer": "88", "tier": "vip" }), &identity_key());
    // Twice, as where the first answer was lost.
    for _ in 0..2 {
        let (status, goes_on) = world.ask_with(WIDGET, Some(token(&begun)), &body).await;
        assert_eq!(status, 200, "{goes_on}");
        assert_eq!(goes_on["conversation_id"], begun["conversation_id"]);
        assert_eq!(
            goes_on["expires_at"], begun["expires_at"],
            "it lasts no longer"
        );
        let after = world.session(&goes_on).await;
        assert_eq!(after.verified["tier"], "vip");
        assert_eq!(after.signed_at(), Some(world.deps.sessions.clock.now()));
        let unproved = Session {
            verified: BTreeMap::new(),
            signed_at: None,
            ..after
        };
        assert_eq!(unproved, before);
    }
    assert!(world.session(&begun).await.verified.is_empty());
}

#[tokio::test]
async fn what_the_page_says_at_the_login_takes_the_place_of_what_it_said_before() {
    let world = World::new();
    let page = json!({ "name": "Guest", "locale": "nl", "attributes": { "page": "/pricing" } });
    let (_, begun) = world.ask(WIDGET, &page.to_string()).await;
    let mut body: Value =
        serde_json::from_str(&logged_in(&json!({ "tier": "vip" }), &identity_key())).unwrap();
    body["name"] = json!("Zoë");
    body["attributes"] = json!({ "page": "/account" });
    let (_, goes_on) = world
        .ask_with(WIDGET, Some(token(&begun)), &body.to_string())
        .await;
    let after = world.session(&goes_on).await;
    assert_eq!(after.name.as_deref(), Some("Zoë"));
    assert_eq!(after.locale.as_deref(), Some("nl"));
    assert_eq!(after.attributes["page"], "/account");
}

#[tokio::test]
async fn a_session_that_was_proved_is_not_made_somebody_elses() {
    let world = World::new();
    let of = |customer: &str| logged_in(&json!({ "customer": customer }), &identity_key());
    let (_, begun) = world.ask(WIDGET, &of("88")).await;
    let (status, again) = world.ask_with(WIDGET, Some(token(&begun)), &of("88")).await;
    assert_eq!(
        (status, &again["conversation_id"]),
        (200, &begun["conversation_id"])
    );
    let (status, other) = world.ask_with(WIDGET, Some(token(&begun)), &of("99")).await;
    assert_eq!(status, 201);
    assert_ne!(other["conversation_id"], begun["conversation_id"]);
    assert_eq!(world.session(&other).await.verified["customer"], "99");
    assert_eq!(world.session(&begun).await.verified["customer"], "88");
}

#[tokio::test]
async fn a_login_without_proof_or_with_a_session_that_is_none_changes_nothing() {
    let world = World::new();
    let other = "con_01K75MWS0000000000000000CC";
    world
        .website
        .directory
        .add(other.parse().unwrap(), Channel::Widget, None);
    let (_, begun) = world.ask(WIDGET, "{}").await;
    let (_, foreign) = world.ask(other, "{}").await;
    let vip = json!({ "tier": "vip" });
    let body = logged_in(&vip, &identity_key());
    let forged = logged_in(&vip, "a guess");
    let (status, problem) = world.ask_with(WIDGET, Some(token(&begun)), &forged).await;
    assert_eq!(status, 422);
    assert_eq!(problem["errors"][0]["field"], "signed.signature");
    // Without anything signed a running session is no reason to go on with it.
    let (status, new) = world.ask_with(WIDGET, Some(token(&begun)), "{}").await;
    assert_eq!(status, 201);
    assert_ne!(new["conversation_id"], begun["conversation_id"]);

    let session = world.session(&begun).await;
    let made_up = session.token("made up").unwrap();
    let abroad = Session {
        connection_id: "con_01K75MWS0000000000000000ZZ".parse().unwrap(),
        ..session
    };
    let abroad = abroad.token(&format!("session key of {WIDGET}")).unwrap();
    for token in [made_up.as_str(), &abroad, token(&foreign), "nonsense", ""] {
        let (status, problem) = world.ask_with(WIDGET, Some(token), &body).await;
        assert_eq!(status, 401, "{token}");
        assert_eq!(problem["type"], "/problems/unauthorized");
    }
    world.website.clock.advance(24 * 60 * 60);
    let (status, _) = world.ask_with(WIDGET, Some(token(&begun)), &body).await;
    assert_eq!(status, 401, "it has ended");
    assert_eq!(
        world.ask(WIDGET, &body).await.0,
        201,
        "a new one begins without it"
    );
}

#[tokio::test]
async fn the_largest_session_still_fits_a_header_once_it_is_proved() {
    let world = World::new();
    let page: BTreeMap<String, String> = (0..10)
        .map(|i| (format!("a{i}"), "\\".repeat(202)))
        .collect();
    let body = json!({ "name": "\u{1f600}".repeat(128), "attributes": page });
    let (_, begun) = world.ask(WIDGET, &body.to_string()).await;
    let signed: BTreeMap<String, String> =
        (0..3).map(|i| (format!("s{i}"), "x".repeat(250))).collect();
    let mut body: Value =
        serde_json::from_str(&logged_in(&json!(signed), &identity_key())).unwrap();
    body["attributes"] = json!(page);
    let (status, goes_on) = world
        .ask_with(WIDGET, Some(token(&begun)), &body.to_string())
        .await;
    assert_eq!(status, 200, "{goes_on}");
    assert!(
        token(&goes_on).len() < 8 * 1024,
        "{}",
        token(&goes_on).len()
    );
    assert_eq!(world.session(&goes_on).await.verified.len(), 3);
}
