//! Requests against a small server on this machine.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::request::Verb;

async fn post(url: &str, reach: Reach, longest_answer: usize) -> Result<Answer, HttpError> {
    HttpClient::default()
        .post(Post {
            url,
            headers: &[("x-baton-timestamp", "7".into())],
            bearer: None,
            body: b"{}".to_vec(),
            reach,
            limits: Limits::within(Duration::from_secs(2)),
            longest_answer,
        })
        .await
}

/// Answers each request with this, and tells where it is.
async fn server(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/tool", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut read = [0; 4096];
            let _ = stream.read(&mut read).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    url
}

fn refused(result: Result<Answer, HttpError>) -> String {
    match result.unwrap_err() {
        HttpError::NotSent { source, .. } => source.to_string(),
        other @ HttpError::AnswerLost { .. } => panic!("something was sent: {other}"),
    }
}

#[tokio::test]
async fn a_tenants_address_leads_to_no_inner_network() {
    for url in [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://[fe80::1]/",
        "http://1.1.1.1/",
    ] {
        let said = refused(post(url, Reach::Public, 100).await);
        assert!(!said.is_empty(), "{url}");
    }
    for url in [
        "https://10.0.0.1/",
        "http://1.1.1.1/",
        "http://192.168.0.1/",
    ] {
        let said = refused(post(url, Reach::PublicOrLoopback, 100).await);
        assert!(said.contains("may not be reached"), "{url}: {said}");
    }
}

#[tokio::test]
async fn names_and_passwords_in_an_address_are_refused() {
    let said = refused(post("https://a:b@example.com/", Reach::Public, 100).await);
    assert!(said.contains("password"), "{said}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_nothing_more() {
    let url = server(
        "HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n",
    )
    .await;
    let answer = post(&url, Reach::PublicOrLoopback, 100).await.unwrap();
    assert_eq!((answer.status, answer.body), (302, vec![]));
    assert!(!refused(post(&url, Reach::Public, 100).await).is_empty());
}

#[tokio::test]
async fn an_answer_longer_than_agreed_is_lost() {
    let url = server("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello").await;
    let answer = post(&url, Reach::PublicOrLoopback, 5).await.unwrap();
    assert_eq!(answer.body, b"hello");
    let lost = post(&url, Reach::PublicOrLoopback, 4).await.unwrap_err();
    assert!(matches!(lost, HttpError::AnswerLost { .. }), "{lost}");
    assert!(lost.is_too_long());
}

#[tokio::test]
async fn a_file_is_read_up_to_what_was_agreed_and_says_its_type() {
    let url =
        server("HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 5\r\n\r\nhello")
            .await;
    let get = async |longest_answer| {
        let call = Call {
            verb: Verb::Get,
            url: &url,
            headers: &[],
            bearer: Some("token"),
            body: vec![],
            reach: Reach::PublicOrLoopback,
            limits: Limits::within(Duration::from_secs(2)),
            longest_answer,
        };
        HttpClient::default().call(call).await
    };
    let answer = get(5).await.unwrap();
    assert_eq!(answer.header("content-type"), Some("image/png"));
    assert_eq!(answer.body, b"hello");
    let lost = get(4).await.unwrap_err();
    assert!(matches!(lost, HttpError::AnswerLost { .. }), "{lost}");
}

#[derive(Default)]
struct Ear(std::sync::Mutex<Vec<(u16, Vec<u8>)>>);

impl Overhears for Ear {
    fn answered(&self, status: u16, body: &[u8]) {
        self.0.lock().unwrap().push((status, body.to_vec()));
    }
}

#[tokio::test]
async fn whoever_listens_hears_every_answer() {
    let url = server("HTTP/1.1 401 No\r\ncontent-length: 4\r\n\r\nnope").await;
    let ear = Arc::new(Ear::default());
    let client = HttpClient::default().overheard_by(Arc::<Ear>::clone(&ear));
    let post = Post {
        url: &url,
        headers: &[],
        bearer: None,
        body: b"{}".to_vec(),
        reach: Reach::PublicOrLoopback,
        limits: Limits::within(Duration::from_secs(2)),
        longest_answer: 100,
    };
    let answer = client.post(post).await.unwrap();
    assert_eq!(answer.status, 401);
    assert_eq!(*ear.0.lock().unwrap(), [(401, b"nope".to_vec())]);
}
