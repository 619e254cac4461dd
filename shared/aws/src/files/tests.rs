//! Signed addresses, and S3 played by a small server on this machine.

use std::sync::Mutex;

use aws_credential_types::Credentials;
use baton_domain::{ConversationId, FileId};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::config::Surroundings;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> jiff::Timestamp {
        "2026-11-28T12:00:00Z".parse().unwrap()
    }
}

fn files(endpoint: Option<String>) -> S3Files {
    let surroundings = Surroundings {
        region: Some("eu-west-1".into()),
        endpoint_url: endpoint,
        function_name: None,
        credentials: Some(Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            Some("token+/=".into()),
            None,
            "test",
        )),
    };
    let aws = Aws::new(surroundings.sdk_config_with_tls());
    S3Files::new(&aws, "baton-files", Arc::new(Noon))
}

fn place() -> FilePlace {
    let conversation: ConversationId = "cnv_01K75MWS0000000000000000AA".parse().unwrap();
    let file: FileId = "fil_01K75MWS0000000000000000BB".parse().unwrap();
    FilePlace {
        tenant_id: "acme".parse().unwrap(),
        conversation_id: conversation,
        file_id: file,
    }
}

fn picture() -> FileFacts {
    FileFacts {
        mime_type: "image/png".into(),
        filename: Some("Straße.png".into()),
        size: 5,
    }
}

/// A server that gives these answers one after another, and keeps what it was asked.
async fn s3(answers: &[&'static str]) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(vec![]));
    let heard = asked.clone();
    let answers = answers.to_vec();
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = String::new();
            let mut read = [0; 4096];
            // A body of five bytes may come after its head.
            while !request.contains("\r\n\r\n")
                || (request.contains("content-length: 5\r\n") && !request.ends_with("hello"))
            {
                let count = stream.read(&mut read).await.unwrap();
                request += std::str::from_utf8(&read[..count]).unwrap();
            }
            heard.lock().unwrap().push(request);
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, asked)
}

fn query(url: &str) -> BTreeMap<&str, &str> {
    let (_, query) = url.split_once('?').unwrap();
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .collect()
}

#[tokio::test]
async fn an_upload_is_signed_for_these_bytes_and_no_others() {
    let upload = files(None).sign_upload(&place(), &picture()).await.unwrap();
    let (address, _) = upload.url.split_once('?').unwrap();
    assert_eq!(
        address,
        "https://baton-files.s3.eu-west-1.amazonaws.com/acme/cnv_01K75MWS0000000000000000AA/fil_01K75MWS0000000000000000BB"
    );
    let query = query(&upload.url);
    assert_eq!(
        query["X-Amz-SignedHeaders"],
        "content-length%3Bcontent-type%3Bhost%3Bx-amz-meta-filename"
    );
    assert_eq!(query["X-Amz-Expires"], "900");
    assert_eq!(query["X-Amz-Date"], "20261128T120000Z");
    assert_eq!(query["X-Amz-Security-Token"], "token%2B%2F%3D");
    assert_eq!(upload.expires_at.to_string(), "2026-11-28T12:15:00Z");
    let headers = [
        ("content-type".to_owned(), "image/png".to_owned()),
        (FILENAME.to_owned(), "Stra%C3%9Fe.png".to_owned()),
    ];
    assert_eq!(upload.headers, headers.into());

    let larger = FileFacts {
        size: 6,
        ..picture()
    };
    let other = files(None).sign_upload(&place(), &larger).await.unwrap();
    assert_ne!(upload.url, other.url);
}

/// Signatures of the same requests by botocore 1.43.
#[tokio::test]
async fn addresses_are_signed_as_by_others() {
    let upload = files(None).sign_upload(&place(), &picture()).await.unwrap();
    assert_eq!(
        query(&upload.url)["X-Amz-Signature"],
        "33bda013892f21420b1e95aa9deea4edc41451d42a08c402ffd969240afc72d3"
    );
    let link = files(None)
        .sign_download(&place(), &picture())
        .await
        .unwrap();
    let query = query(&link.url);
    assert_eq!(
        query["response-content-disposition"],
        "inline%3B%20filename%3D%22Stra_e.png%22%3B%20filename%2A%3DUTF-8%27%27Stra%25C3%259Fe.png"
    );
    assert_eq!(query["X-Amz-SignedHeaders"], "host");
    assert_eq!(
        query["X-Amz-Signature"],
        "f13a60ff0df8ebe747d601fea0affe970f6deba441575518ca1da8116e6ec4dc"
    );
}

#[tokio::test]
async fn what_no_browser_should_open_is_saved() {
    let unknown = FileFacts {
        mime_type: UNKNOWN_TYPE.into(),
        filename: None,
        size: 5,
    };
    let link = files(None).sign_download(&place(), &unknown).await.unwrap();
    assert_eq!(
        query(&link.url)["response-content-disposition"],
        "attachment"
    );
}

#[tokio::test]
async fn a_file_that_is_there_says_what_it_is() {
    let (url, asked) = s3(&[
        "HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-type: image/png\r\nx-amz-meta-filename: Stra%C3%9Fe.png\r\n\r\n",
    ])
    .await;
    let found = files(Some(url)).look(&place()).await.unwrap();
    assert_eq!(found, Some(Kept::Here(picture())));
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 2);
    assert!(
        asked[1].starts_with("HEAD /baton-files/acme/cnv_01K75MWS0000000000000000AA/fil_"),
        "{}",
        asked[1]
    );
}

#[tokio::test]
async fn a_file_that_is_not_there_is_told_from_one_that_is_lost_and_from_an_outage() {
    let (url, _) = s3(&[
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nx-amz-meta-lost: too_large\r\n\r\n",
        "HTTP/1.1 403 Forbidden\r\n\r\n",
    ])
    .await;
    let files = files(Some(url));
    assert_eq!(files.look(&place()).await.unwrap(), None);
    assert_eq!(
        files.look(&place()).await.unwrap(),
        Some(Kept::Lost(Lost::TooLarge))
    );
    let error = files.look(&place()).await.unwrap_err();
    assert_eq!(error.source.to_string(), "S3 answered 403");
}

#[tokio::test]
async fn bytes_and_the_note_of_their_loss_are_put_in_their_place() {
    let (url, asked) = s3(&[
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
    ])
    .await;
    let files = files(Some(url));
    files
        .keep(&place(), &picture(), b"hello".to_vec())
        .await
        .unwrap();
    files.keep_lost(&place(), Lost::Expired).await.unwrap();
    let asked = asked.lock().unwrap();
    assert!(asked[0].starts_with("PUT /baton-files/acme/"));
    assert!(asked[0].contains("content-type: image/png\r\n"));
    assert!(asked[0].ends_with("\r\n\r\nhello"));
    assert!(asked[1].contains("x-amz-meta-lost: expired\r\n"));
    assert!(asked[1].ends_with("\r\n\r\nexpired"));
}
