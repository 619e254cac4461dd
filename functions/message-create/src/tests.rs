use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::fakes::FilesInMemory;
use baton_app::ports::{FileFacts, FilePlace};
use baton_domain::ConversationId;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/conversations/{id}/messages";

async fn send(office: &Office, ask: Ask) -> Reply {
    send_with(office, &FilesInMemory::default(), ask).await
}

async fn send_with(office: &Office, files: &FilesInMemory, ask: Ask) -> Reply {
    handle(&office.desk, files, ask.request()).await.into()
}

/// A conversation that Ana has.
async fn hers(office: &Office) -> ConversationId {
    let escalation = office.taken_by(&office.ana).await;
    office.conversation_of(escalation).await
}

fn text(text: &str) -> Value {
    json!({ "client_message_id": "m-1", "text": text })
}

#[tokio::test]
async fn an_agent_answers_in_two_requests() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let ask = office
        .ana
        .asks("POST", ROUTE)
        .about(conversation)
        .saying(text("Hello Rosa"));
    let (reply, requests) = office.requests_of(Box::pin(send(&office, ask))).await;
    assert_eq!(requests, 2);
    let message = reply.ok(201);
    assert_eq!(message["text"], "Hello Rosa");
    assert_eq!(message["kind"], "text");
    assert_eq!(message["status"], "accepted");
    assert_eq!(message["conversation_id"], conversation.to_string());
    assert_eq!(
        message["author"],
        json!({ "kind": "agent", "id": office.ana.agent.id.to_string(), "name": "Ana" })
    );
    let said = office.said(conversation).await;
    let kept = said.last().unwrap();
    assert_eq!(kept.id.to_string(), message["id"].as_str().unwrap());
    assert!(kept.awaits_sending());
}

#[tokio::test]
async fn a_repeated_message_is_sent_once() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    let first = send(&office, ask.clone().saying(text("Hello")))
        .await
        .ok(201);
    let said = office.said(conversation).await.len();
    let again = send(&office, ask.clone().saying(text("Hello")))
        .await
        .ok(201);
    assert_eq!(again, first);
    assert_eq!(office.said(conversation).await.len(), said);
    send(&office, ask.saying(text("Something else")))
        .await
        .problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn only_who_has_the_conversation_speaks() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    for colleague in [&office.ben, &office.lea] {
        let ask = colleague.asks("POST", ROUTE).about(conversation);
        let problem = send(&office, ask.saying(text("Hello")))
            .await
            .problem(409, "not-owner");
        assert_eq!(problem["assignee"]["name"], "Ana");
    }
    let bots = office.customer_writes("15550002", "hello").await;
    let ask = office.ana.asks("POST", ROUTE).about(bots);
    let problem = send(&office, ask.saying(text("Hello")))
        .await
        .problem(409, "not-owner");
    assert_eq!(problem["assignee"], Value::Null);
    assert_eq!(problem["mode"], "bot");
}

#[tokio::test]
async fn once_the_window_has_closed_only_a_template_goes() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    office.hours_pass(25);
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    let problem = send(&office, ask.clone().saying(text("Hello")))
        .await
        .problem(409, "window-closed");
    assert_eq!(problem["expired_at"], "2026-03-03T09:00:00Z");
    let template = json!({
        "client_message_id": "m-2",
        "template": {
            "name": "still_there", "language": "en_US", "text": "Are you still there?",
            "components": [{ "type": "body", "parameters": [] }],
        },
    });
    let message = send(&office, ask.saying(template)).await.ok(201);
    assert_eq!(message["kind"], "template");
    assert_eq!(message["text"], "Are you still there?");
    assert_eq!(message["details"]["name"], "still_there");
}

#[tokio::test]
async fn a_file_goes_by_id_or_link() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    for (number, media, kind) in [
        (
            1,
            json!({ "kind": "image", "id": "123", "caption": "Your parcel" }),
            "image",
        ),
        (
            2,
            json!({ "kind": "document", "link": "https://example.com/a.pdf", "filename": "a.pdf" }),
            "document",
        ),
    ] {
        let body = json!({ "client_message_id": format!("f-{number}"), "media": media });
        let message = send(&office, ask.clone().saying(body)).await.ok(201);
        assert_eq!(message["kind"], kind);
        assert!(message["media"]["id"].is_string());
    }
}

const FILE: &str = "fil_01K75MWS0000000000000000BB";

fn place(office: &Office, conversation: ConversationId) -> FilePlace {
    FilePlace {
        tenant_id: office.ana.tenant.clone(),
        conversation_id: conversation,
        file_id: FILE.parse().unwrap(),
    }
}

fn facts(mime_type: &str) -> FileFacts {
    FileFacts {
        mime_type: mime_type.into(),
        filename: Some("parcel".into()),
        size: 5,
    }
}

fn attached(media: &Value) -> Value {
    let mut body = json!({ "client_message_id": "u-1", "media": { "file_id": FILE } });
    for (name, value) in media.as_object().unwrap() {
        body["media"][name] = value.clone();
    }
    body
}

#[tokio::test]
async fn an_uploaded_file_says_itself_what_it_is() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let files = FilesInMemory::default();
    files.upload(&place(&office, conversation), &facts("image/png"), b"hello");
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    let ask = ask.saying(attached(&json!({ "caption": "Yours?" })));
    let (reply, requests) = office
        .requests_of(Box::pin(send_with(&office, &files, ask)))
        .await;
    assert_eq!(requests, 2);
    let message = reply.ok(201);
    assert_eq!(message["kind"], "image");
    assert_eq!(message["text"], "Yours?");
    assert_eq!(
        message["media"],
        json!({ "id": FILE, "mime_type": "image/png", "filename": "parcel", "size": 5 })
    );
}

#[tokio::test]
async fn what_was_not_uploaded_here_or_is_not_for_the_channel_is_not_sent() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let other = office.customer_writes("15550002", "hello").await;
    let before = office.said(conversation).await.len();
    let files = FilesInMemory::default();
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    let send = async |body: Value| send_with(&office, &files, ask.clone().saying(body)).await;

    files.upload(&place(&office, other), &facts("image/png"), b"hello");
    let refused = async |code| {
        let refused = send(attached(&json!({}))).await;
        refused.refuses(&[("media.file_id", code)]);
    };
    refused("not_uploaded").await;
    for (kind, code) in [
        ("image/webp", "not_for_channel"),
        ("text/csv", "not_for_channel"),
        ("application/octet-stream", "not_a_file"),
    ] {
        files.upload(&place(&office, conversation), &facts(kind), b"hello");
        refused(code).await;
    }
    files.upload(&place(&office, conversation), &facts("audio/ogg"), b"hello");
    for (media, field) in [
        (json!({ "caption": "Listen" }), "media.caption"),
        (json!({ "kind": "image" }), "media.kind"),
        (json!({ "filename": "a.exe" }), "media.filename"),
        (json!({ "mime_type": "text/html" }), "media.mime_type"),
        (json!({ "id": "1" }), "media"),
    ] {
        send(attached(&media)).await.names(field);
    }
    send(json!({ "client_message_id": "u-2", "media": { "kind": "image", "id": FILE } }))
        .await
        .refuses(&[("media.id", "invalid")]);
    send(json!({ "client_message_id": "u-2", "media": { "file_id": "fil_1" } }))
        .await
        .names("media.file_id");
    files.fail(true);
    send(attached(&json!({}))).await.problem(503, "unavailable");
    assert_eq!(office.said(conversation).await.len(), before);

    let foreign = office.zoe.asks("POST", ROUTE).about(conversation);
    let foreign = foreign.saying(attached(&json!({})));
    send_with(&office, &FilesInMemory::default(), foreign)
        .await
        .problem(404, "not-found");
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let before = office.said(conversation).await.len();
    let long = "x".repeat(4097);
    for (body, field, code) in [
        (json!({ "text": "Hello" }), "client_message_id", "missing"),
        (
            json!({ "client_message_id": "", "text": "Hello" }),
            "client_message_id",
            "missing",
        ),
        (
            json!({ "client_message_id": "a b", "text": "Hello" }),
            "client_message_id",
            "not_ascii",
        ),
        (json!({ "client_message_id": "m" }), "body", "exactly_one"),
        (
            json!({ "client_message_id": "m", "text": "a", "media": { "kind": "image", "id": "1" } }),
            "body",
            "exactly_one",
        ),
        (text(" "), "text", "missing"),
        (text(&long), "text", "too_long"),
        (
            json!({ "client_message_id": "m", "media": { "kind": "image" } }),
            "media",
            "exactly_one",
        ),
        (
            json!({ "client_message_id": "m", "media": { "id": "1" } }),
            "media.kind",
            "missing",
        ),
        (
            json!({ "client_message_id": "m", "media": { "kind": "image", "link": "http://example.com/a" } }),
            "media.link",
            "not_https",
        ),
        (
            json!({ "client_message_id": "m", "media": { "kind": "audio", "id": "1", "caption": "a" } }),
            "media.caption",
            "does_not_fit",
        ),
        (
            json!({ "client_message_id": "m", "media": { "kind": "hologram", "id": "1" } }),
            "media.kind",
            "not_one_of",
        ),
        (
            json!({ "client_message_id": "m", "template": { "name": "a" } }),
            "template.language",
            "missing",
        ),
        (
            json!({ "client_message_id": "m", "template": { "name": "a", "language": "en", "components": [1] } }),
            "template.components",
            "wrong_form",
        ),
        (
            json!({ "client_message_id": "m", "txt": "a" }),
            "txt",
            "unknown_field",
        ),
    ] {
        let ask = office
            .ana
            .asks("POST", ROUTE)
            .about(conversation)
            .saying(body);
        send(&office, ask).await.refuses(&[(field, code)]);
    }
    assert_eq!(office.said(conversation).await.len(), before);
}

#[tokio::test]
async fn four_thousand_and_ninety_six_characters_fit_in_any_script() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let ask = office.ana.asks("POST", ROUTE).about(conversation);
    send(&office, ask.saying(text(&"ü".repeat(4096))))
        .await
        .ok(201);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let conversation = hers(&office).await;
    let ask = office
        .ana
        .asks("POST", ROUTE)
        .about(conversation)
        .saying(text("Hello"));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, &FilesInMemory::default(), request).await
    })
    .await;
}
