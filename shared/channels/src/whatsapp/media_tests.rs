//! Files against a small server that answers as each test asks.

use std::sync::{Arc, Mutex};

use baton_domain::Channel;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

/// A server that gives these answers one after another, and keeps what it was asked. `{base}` in
/// an answer is its own address.
async fn server(answers: Vec<(u16, String)>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(vec![]));
    let (kept, own) = (asked.clone(), base.clone());
    tokio::spawn(async move {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = String::new();
            let mut read = [0; 4096];
            while !request.contains("\r\n\r\n") {
                let count = stream.read(&mut read).await.unwrap();
                request += std::str::from_utf8(&read[..count]).unwrap();
            }
            kept.lock().unwrap().push(request);
            let body = body.replace("{base}", &own);
            let length = body.len();
            let head = format!("HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\n\r\n");
            // A reader who has had enough hangs up.
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(body.as_bytes()).await;
        }
    });
    (base, asked)
}

fn connection() -> Connection {
    Connection {
        id: "con_01K75MWS0000000000000000AA".parse().unwrap(),
        tenant_id: "acme".parse().unwrap(),
        channel: Channel::Whatsapp,
        name: "Shop".into(),
        phone_number_id: Some("1060".into()),
        secret_name: "acme/whatsapp".into(),
    }
}

fn media(id: &str) -> Media {
    Media {
        id: id.into(),
        mime_type: Some("image/jpeg".into()),
        filename: None,
        sha256: None,
        size: None,
    }
}

fn found(changes: &Value) -> (u16, String) {
    let mut body = json!({
        "messaging_product": "whatsapp", "id": "77", "mime_type": "image/png", "sha256": HELLO,
        "file_size": 5, "url": "{base}/files/?mid=77&hash=secret",
    });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    (200, body.to_string())
}

fn graph_error(status: u16, code: i64) -> (u16, String) {
    let body = json!({"error": {"message": "no", "type": "OAuthException", "code": code}});
    (status, body.to_string())
}

async fn read(answers: Vec<(u16, String)>) -> (Result<MediaOutcome, PortError>, Vec<String>) {
    let (base, asked) = server(answers).await;
    let secrets = ConnectionSecrets {
        access_token: "a-token".into(),
        ..ConnectionSecrets::default()
    };
    let outcome = WhatsappMedia::new(&format!("{base}/v23.0/"), HttpClient::default())
        .read(&connection(), &secrets, &media("77"))
        .await;
    let asked = asked.lock().unwrap().clone();
    (outcome, asked)
}

fn hello() -> (u16, String) {
    (200, "hello".into())
}

#[tokio::test]
async fn a_file_is_two_authorised_questions() {
    let (outcome, asked) = read(vec![found(&json!({})), hello()]).await;
    let read = MediaOutcome::Read {
        mime_type: Some("image/png".into()),
        bytes: b"hello".to_vec(),
    };
    assert!(outcome.unwrap() == read);
    assert_eq!(asked.len(), 2);
    assert!(asked[0].starts_with("GET /v23.0/77?phone_number_id=1060 HTTP/1.1\r\n"));
    assert!(asked[1].starts_with("GET /files/?mid=77&hash=secret HTTP/1.1\r\n"));
    for request in asked {
        assert!(request.contains("authorization: Bearer a-token\r\n"));
        assert!(request.contains("user-agent: Baton/1\r\n"));
    }
}

#[tokio::test]
async fn what_meta_no_longer_has_is_gone() {
    for answers in [
        vec![graph_error(400, 100)],
        vec![graph_error(404, 100)],
        vec![(404, "<html>".to_owned())],
        vec![found(&json!({})), (404, String::new())],
    ] {
        let (outcome, _) = read(answers).await;
        assert_eq!(outcome.unwrap(), MediaOutcome::Gone);
    }
    // Nobody listens there: no question is asked about what cannot be an id.
    let reader = WhatsappMedia::new("http://127.0.0.1:9", HttpClient::default());
    for id in ["", "../me", "77?fields=token", "me"] {
        let secrets = ConnectionSecrets::default();
        let outcome = reader.read(&connection(), &secrets, &media(id)).await;
        assert_eq!(outcome.unwrap(), MediaOutcome::Gone, "{id}");
    }
}

#[tokio::test]
async fn trouble_comes_again_and_says_neither_address_nor_token() {
    for answers in [
        vec![graph_error(500, 131_000)],
        vec![graph_error(400, 4)],
        vec![graph_error(401, 190)],
        vec![graph_error(400, 190)],
        vec![graph_error(403, 10)],
        vec![(429, String::new())],
        vec![(302, String::new())],
        vec![(200, "<html>".to_owned())],
        vec![(200, "{}".to_owned())],
        vec![],
        vec![found(&json!({})), (503, String::new())],
        vec![found(&json!({})), (401, String::new())],
        vec![found(&json!({})), (302, String::new())],
        vec![found(&json!({})), (200, "spoiled".to_owned())],
        vec![found(&json!({"sha256": "no hash"})), hello()],
    ] {
        let what = format!("{answers:?}");
        let (outcome, _) = read(answers).await;
        let error = outcome.unwrap_err();
        let mut told = vec![error.to_string()];
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            told.push(cause.to_string());
            source = cause.source();
        }
        assert!(told.len() > 1, "{what}: {told:?}");
        let told = told.join(": ");
        assert!(
            !told.contains("secret") && !told.contains("a-token"),
            "{told}"
        );
    }
}

#[tokio::test]
async fn a_hash_is_read_as_the_webhook_writes_it_too() {
    let base64 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
    let (outcome, _) = read(vec![found(&json!({"sha256": base64})), hello()]).await;
    assert!(matches!(outcome, Ok(MediaOutcome::Read { .. })));
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_read_whatever_was_said_of_it() {
    for size in [json!(16_777_217), json!("16777217")] {
        let (outcome, asked) = read(vec![found(&json!({"file_size": size}))]).await;
        assert_eq!(outcome.unwrap(), MediaOutcome::TooLarge);
        assert_eq!(asked.len(), 1);
    }
    let long = "x".repeat(LONGEST_FILE + 1);
    for size in [json!(5), json!(null)] {
        let answers = vec![found(&json!({"file_size": size})), (200, long.clone())];
        let (outcome, _) = read(answers).await;
        assert_eq!(outcome.unwrap(), MediaOutcome::TooLarge);
    }
}

#[tokio::test]
async fn the_token_goes_to_meta_or_where_the_operator_said_and_nowhere_else() {
    for url in [
        "http://127.0.0.1:9/files",
        "https://files.example/a",
        "https://fbsbx.com.example/a",
        "https://evilfbsbx.com/a",
        "http://lookaside.fbsbx.com/a",
        "https://lookaside.fbsbx.com@evil.example/a",
        "https://lookaside.fbsbx.com:8443/a",
        "ftp://lookaside.fbsbx.com/a",
        "/files",
        "",
    ] {
        let (outcome, asked) = read(vec![found(&json!({"url": url}))]).await;
        assert_eq!(outcome.unwrap(), MediaOutcome::Refused, "{url}");
        assert_eq!(asked.len(), 1, "{url}");
    }
    let reader = WhatsappMedia::new("https://graph.facebook.com/v23.0", HttpClient::default());
    for (url, reach) in [
        (
            "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
            Some(Reach::Public),
        ),
        ("https://Lookaside.FBSBX.com:443/a", Some(Reach::Public)),
        ("https://scontent.xx.fbcdn.net/a", Some(Reach::Public)),
        (
            "https://graph.facebook.com/v23.0/file",
            Some(Reach::Anywhere),
        ),
        ("http://graph.facebook.com/v23.0/file", None),
    ] {
        assert_eq!(reader.reach(url), reach, "{url}");
    }
}
