//! Sends against a small server that answers, stalls or breaks off as each test asks.

use std::time::Duration;

use baton_domain::{
    Author, Channel, ConnectionId, Content, ConversationId, MessageId, OwnerEpoch, Seq, ThreadKey,
};
use baton_http::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// What the server does with the one request that it gets.
#[derive(Debug, Clone, Copy)]
enum Does<'a> {
    Answers(u16, &'a str),
    ReadsAndHangsUp,
    ReadsAndStalls,
    BreaksOffInTheBody,
}

/// Serves one request, and answers it as it came.
async fn serve(listener: TcpListener, does: Does<'_>) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let request = read_request(&mut stream).await;
    match does {
        Does::Answers(status, body) => {
            let answer = format!(
                "HTTP/1.1 {status} Said\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        Does::ReadsAndHangsUp => {}
        Does::ReadsAndStalls => {
            // Returns when the client has had enough and hangs up.
            let mut rest = [0; 1];
            let _ = stream.read(&mut rest).await;
        }
        Does::BreaksOffInTheBody => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{\"messages\":[{\"id\":")
                .await
                .unwrap();
        }
    }
    request
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut request = vec![];
    loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.unwrap();
        request.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if body.len() >= length {
                return text;
            }
        }
        assert_ne!(read, 0, "the client hung up in the middle of its request");
    }
}

fn connection(phone_number_id: Option<&str>) -> Connection {
    Connection {
        id: connection_id(),
        tenant_id: "acme".parse().unwrap(),
        channel: Channel::Whatsapp,
        name: "Shop".into(),
        phone_number_id: phone_number_id.map(Into::into),
        account_id: None,
        secret_name: "acme/whatsapp".into(),
    }
}

fn connection_id() -> ConnectionId {
    "con_01K75MWS0000000000000000AA".parse().unwrap()
}

fn message(content: Content) -> OutboundMessage {
    let at = jiff::Timestamp::from_second(1_760_000_000).unwrap();
    OutboundMessage {
        tenant_id: "acme".parse().unwrap(),
        conversation_id: ConversationId::in_thread(ThreadKey::from_bytes([7; 10]), at),
        connection_id: connection_id(),
        channel: Channel::Whatsapp,
        address: "15550001".into(),
        message_id: MessageId::from_ulid(ulid::Ulid::from_parts(1_760_000_000_000, 1)),
        seq: Seq(12),
        author: Author::Bot,
        epoch: OwnerEpoch(3),
        content,
    }
}

fn secrets() -> ConnectionSecrets {
    ConnectionSecrets {
        access_token: "a-token".into(),
        ..ConnectionSecrets::default()
    }
}

fn impatient() -> HttpClient {
    HttpClient::new(Limits {
        connect: Duration::from_secs(3),
        exchange: Duration::from_millis(200),
    })
}

async fn send_to(base: &str, client: HttpClient) -> SendOutcome {
    WhatsappSender::new(base, client)
        .send(
            &connection(Some("1060")),
            &secrets(),
            &message(Content::text("It is on its way.")),
        )
        .await
}

async fn sent(does: Does<'_>) -> (SendOutcome, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/v23.0/", listener.local_addr().unwrap());
    let client = match does {
        Does::ReadsAndStalls => impatient(),
        _ => HttpClient::default(),
    };
    tokio::join!(send_to(&base, client), serve(listener, does))
}

/// An outcome in short: its kind, and the stable name or the id that came with it.
fn short(outcome: &SendOutcome) -> (&'static str, &str) {
    match outcome {
        SendOutcome::Sent { provider_id } => ("sent", provider_id),
        SendOutcome::Retry(error) => ("retry", &error.code),
        SendOutcome::Refused(error) => ("refused", &error.code),
        SendOutcome::Uncertain(error) => ("uncertain", &error.code),
    }
}

fn graph_error(code: i64) -> String {
    format!(
        r#"{{"error":{{"message":"(#{code}) to 15550001","type":"OAuthException","code":{code},"fbtrace_id":"A"}}}}"#
    )
}

#[tokio::test]
async fn a_send_is_one_authorised_post_that_names_its_message() {
    let accepted = r#"{"messaging_product":"whatsapp","contacts":[{"input":"15550001","wa_id":"15550001"}],"messages":[{"id":"wamid.HB=="}]}"#;
    let (outcome, request) = sent(Does::Answers(200, accepted)).await;
    assert_eq!(short(&outcome), ("sent", "wamid.HB=="));

    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("POST /v23.0/1060/messages HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(head.contains("authorization: Bearer a-token"), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["to"], "15550001");
    assert_eq!(body["text"]["body"], "It is on its way.");
    assert!(
        body["biz_opaque_callback_data"]
            .as_str()
            .is_some_and(|callback| callback.ends_with(".12")),
        "{body}"
    );
}

#[tokio::test]
async fn what_whatsapp_answers_is_what_becomes_of_the_message() {
    let of = graph_error;
    let transient = r#"{"error":{"message":"later","code":424242,"is_transient":true}}"#;
    for (status, body, expected) in [
        (400, of(131_047), ("refused", "outside_customer_window")),
        (400, of(131_026), ("refused", "undeliverable")),
        (400, of(131_051), ("refused", "unsupported_kind")),
        (400, of(100), ("refused", "invalid_request")),
        (404, of(132_001), ("refused", "template_rejected")),
        (401, of(190), ("refused", "not_authorised")),
        (403, of(10), ("refused", "not_authorised")),
        (403, of(200), ("refused", "not_authorised")),
        (400, of(555_555), ("refused", "provider_error")),
        (400, of(131_056), ("retry", "pair_rate_limited")),
        (400, of(130_429), ("retry", "throughput_limited")),
        (429, of(80_007), ("retry", "rate_limited")),
        (400, of(4), ("retry", "rate_limited")),
        (500, of(131_000), ("retry", "provider_unavailable")),
        (500, of(131_016), ("retry", "provider_unavailable")),
        (500, of(1), ("retry", "provider_unavailable")),
        (503, of(2), ("retry", "provider_unavailable")),
        (503, of(555_555), ("retry", "provider_error")),
        (500, of(131_047), ("refused", "outside_customer_window")),
        (400, transient.to_owned(), ("retry", "provider_error")),
        (401, "no".into(), ("refused", "not_authorised")),
        (403, String::new(), ("refused", "not_authorised")),
        (404, "<html>".into(), ("refused", "provider_error")),
        (429, "slow down".into(), ("retry", "throughput_limited")),
        (408, String::new(), ("uncertain", "answer_lost")),
        (502, "Bad Gateway".into(), ("uncertain", "answer_lost")),
        (504, String::new(), ("uncertain", "answer_lost")),
        (503, "<html>".into(), ("uncertain", "answer_lost")),
        (200, "{}".into(), ("uncertain", "answer_lost")),
        (200, "<html>".into(), ("uncertain", "answer_lost")),
        (
            200,
            r#"{"messages":[]}"#.into(),
            ("uncertain", "answer_lost"),
        ),
        (
            200,
            r#"{"messages":[{"id":""}]}"#.into(),
            ("uncertain", "answer_lost"),
        ),
    ] {
        let (outcome, _) = sent(Does::Answers(status, &body)).await;
        assert_eq!(short(&outcome), expected, "{status} {body}");
        assert!(
            !format!("{outcome:?}").contains("15550001"),
            "the provider's words, which repeat the address, are not kept"
        );
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_leaves_the_message_uncertain() {
    for does in [
        Does::ReadsAndHangsUp,
        Does::ReadsAndStalls,
        Does::BreaksOffInTheBody,
    ] {
        let (outcome, request) = sent(does).await;
        assert_eq!(short(&outcome), ("uncertain", "answer_lost"), "{does:?}");
        assert!(request.contains("It is on its way."), "{does:?}");
    }
}

#[tokio::test]
async fn what_never_left_is_tried_again() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    for base in [
        format!("http://{closed}"),
        "http://no-such-host.invalid".to_owned(),
        "ftp://127.0.0.1".to_owned(),
        "no address".to_owned(),
    ] {
        let outcome = send_to(&base, HttpClient::default()).await;
        assert_eq!(short(&outcome), ("retry", "provider_unreachable"), "{base}");
    }
}

#[tokio::test]
async fn a_server_without_tls_is_given_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut hello = [0; 4096];
        let read = stream.read(&mut hello).await.unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .unwrap();
        String::from_utf8_lossy(&hello[..read]).into_owned()
    };
    let (outcome, hello) = tokio::join!(send_to(&base, HttpClient::default()), server);
    assert_eq!(short(&outcome), ("retry", "provider_unreachable"));
    assert!(!hello.contains("a-token") && !hello.contains("on its way"));
}

#[tokio::test]
async fn a_message_that_cannot_be_sent_is_refused_before_anything_is_sent() {
    // Nobody listens there: an attempt would be told as unreachable.
    let sender = WhatsappSender::new("http://127.0.0.1:9", HttpClient::default());
    let text = message(Content::text("Hello"));
    for (number, message, expected) in [
        (None, &text, "connection_incomplete"),
        (Some(""), &text, "connection_incomplete"),
        (Some("../me"), &text, "connection_incomplete"),
        (
            Some("1060"),
            &message(Content::note("between us")),
            "unsupported_kind",
        ),
    ] {
        let outcome = sender.send(&connection(number), &secrets(), message).await;
        assert_eq!(short(&outcome), ("refused", expected), "{number:?}");
    }
}
