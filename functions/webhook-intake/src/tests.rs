use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use baton_app::inbound::Update;
use baton_channels::fakes::{CountingIds, KeptQueue, SetClock, SetDirectory};
use baton_channels::whatsapp::webhook::WhatsAppWebhooks;
use baton_domain::{Channel, ConversationId};
use serde_json::{Value, json};

use super::*;

const NUMBER: &str = "106540352242922";
const WHATSAPP: &str = "con_01K75MWS0000000000000000AA";
const WIDGET: &str = "con_01K75MWS0000000000000000BB";

struct World {
    deps: Deps,
    directory: Arc<SetDirectory>,
    queue: Arc<KeptQueue>,
    counted: Arc<Mutex<Vec<u8>>>,
}

impl World {
    fn new() -> Self {
        let directory = Arc::new(SetDirectory::default());
        directory.add(WHATSAPP.parse().unwrap(), Channel::Whatsapp, Some(NUMBER));
        directory.add(WIDGET.parse().unwrap(), Channel::Widget, None);
        let queue = Arc::new(KeptQueue::default());
        let clock = Arc::new(SetClock::at(1_770_000_000));
        let counted = Arc::new(Mutex::new(vec![]));
        let out = Arc::clone(&counted) as Arc<Mutex<dyn Write + Send>>;
        let deps = Deps {
            intake: Intake {
                directory: directory.clone(),
                queue: queue.clone(),
                format: Arc::new(WhatsAppWebhooks),
                clock: clock.clone(),
                ids: Arc::new(CountingIds::default()),
            },
            metrics: Metrics::to(clock, out),
        };
        Self {
            deps,
            directory,
            queue,
            counted,
        }
    }

    async fn ask(&self, request: Request) -> Response {
        handle(&self.deps, request)
            .await
            .unwrap_or_else(Response::from)
    }

    async fn post(&self, body: &[u8]) -> Response {
        let header = signature::sign(&secret_of(WHATSAPP), body);
        self.ask(post(WHATSAPP, body, Some(&header))).await
    }

    async fn handshake(&self, connection: &str, query: &[(&str, &str)]) -> Response {
        let query = query.iter().map(|(k, v)| ((*k).into(), (*v).into()));
        self.ask(Request {
            method: "GET".into(),
            query: query.collect(),
            ..at(connection)
        })
        .await
    }

    fn counted(&self) -> String {
        String::from_utf8(self.counted.lock().unwrap().clone()).unwrap()
    }
}

fn secret_of(connection: &str) -> String {
    format!("app secret of {connection}")
}

fn at(connection: &str) -> Request {
    Request {
        path: format!("/webhooks/{connection}"),
        path_parameters: BTreeMap::from([("connection_id".into(), connection.into())]),
        ..Request::default()
    }
}

fn post(connection: &str, body: &[u8], signature: Option<&str>) -> Request {
    let headers = signature.map(|value| (signature::HEADER.to_owned(), value.to_owned()));
    Request {
        method: "POST".into(),
        headers: headers.into_iter().collect(),
        body: body.to_vec(),
        ..at(connection)
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/channels/fixtures");
    fs::read(folder.join(name).with_extension("json")).unwrap()
}

fn json_of(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

fn assert_problem(response: &Response, status: u16, slug: &str) {
    assert_eq!(response.status, status, "{:?}", json_of(response));
    assert!(
        response
            .headers
            .contains(&("content-type".into(), "application/problem+json".into()))
    );
    assert_eq!(json_of(response)["type"], format!("/problems/{slug}"));
}

fn texts(n: usize) -> Vec<u8> {
    let messages: Vec<Value> = (0..n)
        .map(|i| {
            json!({ "from": format!("1555{:04}", i % 7), "id": format!("wamid.{i}"),
                    "timestamp": "1760000000", "type": "text", "text": { "body": "hi" } })
        })
        .collect();
    let body = json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": {
            "metadata": { "phone_number_id": NUMBER }, "messages": messages,
        } }] }],
    });
    body.to_string().into_bytes()
}

#[tokio::test]
async fn the_handshake_answers_the_bare_challenge() {
    let world = World::new();
    let token = format!("verify token of {WHATSAPP}");
    let response = world
        .handshake(
            WHATSAPP,
            &[
                ("hub.mode", "subscribe"),
                ("hub.verify_token", &token),
                ("hub.challenge", "1158201444"),
            ],
        )
        .await;
    assert_eq!(response.status, 200);
    assert_eq!(response.body, b"1158201444");
    let text = ("content-type".into(), "text/plain; charset=utf-8".into());
    assert!(response.headers.contains(&text));
}

#[tokio::test]
async fn a_handshake_with_a_wrong_token_is_refused() {
    let world = World::new();
    for token in ["verify token of", "verify token of con_other"] {
        let query = [
            ("hub.mode", "subscribe"),
            ("hub.verify_token", token),
            ("hub.challenge", "1"),
        ];
        let response = world.handshake(WHATSAPP, &query).await;
        assert_problem(&response, 403, "wrong-verify-token");
        assert!(!String::from_utf8_lossy(&response.body).contains(token));
    }
}

#[tokio::test]
async fn a_handshake_with_other_parameters_is_refused() {
    let world = World::new();
    let token = format!("verify token of {WHATSAPP}");
    let right = [
        ("hub.mode", "subscribe"),
        ("hub.verify_token", token.as_str()),
        ("hub.challenge", "1158201444"),
    ];
    for missing in 0..3 {
        let mut query = right.to_vec();
        query.remove(missing);
        let response = world.handshake(WHATSAPP, &query).await;
        assert_problem(&response, 400, "bad-request");
    }
    let long = "1".repeat(257);
    for (place, value) in [
        (0, "unsubscribe"),
        (1, ""),
        (2, "<script> alert"),
        (2, long.as_str()),
    ] {
        let mut query = right;
        query[place].1 = value;
        let response = world.handshake(WHATSAPP, &query).await;
        assert_problem(&response, 400, "bad-request");
    }
}

#[tokio::test]
async fn an_unknown_connection_is_not_found_by_either_method() {
    let world = World::new();
    let query = [
        ("hub.mode", "subscribe"),
        ("hub.verify_token", "token"),
        ("hub.challenge", "1"),
    ];
    let body = fixture("text");
    for connection in ["con_01K75MWS0000000000000000ZZ", "con_", "acme", WIDGET] {
        let response = world.handshake(connection, &query).await;
        assert_problem(&response, 404, "not-found");
        let signature = signature::sign(&secret_of(connection), &body);
        let response = world.ask(post(connection, &body, Some(&signature))).await;
        assert_problem(&response, 404, "not-found");
    }
    assert_eq!(world.queue.requests(), 0);
}

#[tokio::test]
async fn a_signed_message_is_queued_for_its_contact_before_it_is_acknowledged() {
    let world = World::new();
    let response = world.post(&fixture("text")).await;
    assert_eq!(response.status, 200);
    assert_eq!(json_of(&response), json!({ "accepted": 1, "ignored": 0 }));
    let items = world.queue.items();
    assert_eq!(items[0].tenant_id.as_str(), "acme");
    assert_eq!(items[0].connection_id.to_string(), WHATSAPP);
    assert_eq!(items[0].address, "15550000001");
    assert_eq!(items[0].received_at.as_second(), 1_770_000_000);
    let ids = &world.deps.intake.ids;
    let salt = format!("salt of {WHATSAPP}");
    assert_eq!(items[0].thread, ids.thread(salt.as_bytes(), "15550000001"));
    assert!(world.counted().contains("WebhookUpdates"));
}

#[tokio::test]
async fn many_entries_and_changes_are_queued_in_their_order() {
    let world = World::new();
    let response = world.post(&fixture("batch")).await;
    assert_eq!(json_of(&response)["accepted"], 7);
    let kinds: Vec<&str> = world
        .queue
        .items()
        .iter()
        .map(|item| match item.update {
            Update::Message { .. } => "message",
            Update::Status { .. } => "status",
            Update::Echo { .. } => "echo",
            Update::Edit { .. } | Update::Delete { .. } => "revision",
            Update::Summarise { .. } => "summary",
        })
        .collect();
    let expected = [
        "message", "message", "message", "status", "status", "echo", "message",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(world.queue.requests(), 1);
}

#[tokio::test]
async fn a_status_goes_to_the_conversation_that_its_callback_names() {
    let world = World::new();
    world.post(&fixture("status_sent")).await;
    let named: ConversationId = "cnv_01K75MWS000000000000000007".parse().unwrap();
    assert_eq!(world.queue.items()[0].thread, named.thread());
}

#[tokio::test]
async fn other_fields_are_acknowledged_and_counted() {
    let world = World::new();
    let response = world.post(&fixture("other_fields")).await;
    assert_eq!(json_of(&response), json!({ "accepted": 0, "ignored": 6 }));
    assert_eq!(world.queue.requests(), 0);
    assert!(world.counted().contains("\"WebhookFieldsIgnored\":6"));
}

#[tokio::test]
async fn another_numbers_messages_are_not_this_connections() {
    let world = World::new();
    let response = world.post(&fixture("foreign_number")).await;
    assert_eq!(json_of(&response), json!({ "accepted": 0, "ignored": 1 }));
    assert_eq!(world.queue.requests(), 0);
}

#[tokio::test]
async fn what_cannot_be_read_is_queued_and_counted() {
    let world = World::new();
    let response = world.post(&fixture("unknown_kind")).await;
    assert_eq!(json_of(&response)["accepted"], 1);
    assert!(world.counted().contains("\"UnsupportedMessages\":1"));
}

#[tokio::test]
async fn a_missing_wrong_or_cut_signature_touches_nothing() {
    let world = World::new();
    let body = fixture("text");
    let right = signature::sign(&secret_of(WHATSAPP), &body);
    let of_another = signature::sign(&secret_of(WIDGET), &body);
    let of_other_bytes = signature::sign(&secret_of(WHATSAPP), b"{}");
    for header in [
        None,
        Some(""),
        Some("sha256="),
        Some(&right[..right.len() - 1]),
        Some(&right["sha256=".len()..]),
        Some(of_another.as_str()),
        Some(of_other_bytes.as_str()),
    ] {
        let response = world.ask(post(WHATSAPP, &body, header)).await;
        assert_problem(&response, 401, "bad-signature");
    }
    assert_eq!(world.queue.requests(), 0);
    assert_eq!(
        world
            .counted()
            .matches("WebhookSignaturesRefused\":1")
            .count(),
        7
    );
}

#[tokio::test]
async fn an_unsigned_body_is_not_even_read() {
    let world = World::new();
    let response = world.ask(post(WHATSAPP, b"{", None)).await;
    assert_problem(&response, 401, "bad-signature");
}

#[tokio::test]
async fn signed_nonsense_is_refused_and_nothing_of_it_repeated() {
    let world = World::new();
    for body in [
        &b""[..],
        b"{\"secret",
        b"[]",
        b"\"secret\"",
        br#"{"object":"whatsapp_business_account","entry":"secret"}"#,
        br#"{"object":["secret"],"entry":[]}"#,
        b"\xff\xfe",
    ] {
        let response = world.post(body).await;
        assert_problem(&response, 400, "bad-request");
        assert!(!String::from_utf8_lossy(&response.body).contains("secret"));
    }
    assert_eq!(world.queue.requests(), 0);
}

#[tokio::test]
async fn a_body_of_more_than_3_mb_is_refused_and_of_3_mb_is_not() {
    let world = World::new();
    let mut body = fixture("text");
    body.resize(MOST_BYTES, b' ');
    assert_eq!(world.post(&body).await.status, 200);
    body.push(b' ');
    let response = world.post(&body).await;
    assert_problem(&response, 413, "payload-too-large");
    assert_eq!(json_of(&response)["limit_bytes"], MOST_BYTES);
    assert_eq!(world.queue.requests(), 1);
}

#[tokio::test]
async fn more_than_1000_updates_are_refused_and_1000_are_not() {
    let world = World::new();
    let response = world.post(&texts(1_001)).await;
    assert_problem(&response, 413, "payload-too-large");
    assert_eq!(json_of(&response)["limit_updates"], 1_000);
    assert_eq!(world.queue.requests(), 0);
    let response = world.post(&texts(1_000)).await;
    assert_eq!(json_of(&response)["accepted"], 1_000);
    assert_eq!(world.queue.items().len(), 1_000);
}

#[tokio::test]
async fn what_did_not_become_durable_is_not_acknowledged() {
    let world = World::new();
    world.queue.go_down();
    let response = world.post(&fixture("text")).await;
    assert_problem(&response, 503, "unavailable");

    let world = World::new();
    world.directory.go_down();
    let response = world.post(&fixture("text")).await;
    assert_problem(&response, 503, "unavailable");
}

#[tokio::test]
async fn other_methods_find_nothing() {
    let world = World::new();
    let request = Request {
        method: "DELETE".into(),
        ..at(WHATSAPP)
    };
    assert_problem(&world.ask(request).await, 404, "not-found");
}
