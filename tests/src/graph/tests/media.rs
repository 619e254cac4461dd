//! Files that customers send.

use baton_app::ports::{ChannelMedia, Connection, ConnectionSecrets, MediaOutcome};
use baton_channels::whatsapp::media::WhatsappMedia;
use baton_domain::{Channel, Media};
use baton_http::HttpClient;
use serde_json::{Value, json};

use super::{Business, business};

impl Business {
    /// A customer sends this file; answers how it stands in the message.
    async fn gets_file(&mut self, file: &Value) -> Value {
        let asked = json!({"from": "+15550001", "text": "look", "file": file});
        self.post("/_sandbox/inbound", &asked).await;
        let mut body = self.hears().await;
        body["entry"][0]["changes"][0]["value"]["messages"][0].take()
    }

    async fn asks(&self, url: &str, token: Option<&str>) -> reqwest::Response {
        let mut request = self.http.get(url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap()
    }

    async fn looks_up(&self, id: &str) -> reqwest::Response {
        let url = format!("{}/v23.0/{id}?phone_number_id=77", self.base);
        self.asks(&url, Some("t")).await
    }
}

#[tokio::test]
async fn a_file_that_a_customer_sent_is_read_at_the_address_of_its_id() {
    let mut business = business().await;
    let file = json!({"base64": "aGVsbG8=", "mime_type": "application/pdf", "filename": "a.pdf"});
    let message = business.gets_file(&file).await;
    assert_eq!(message["type"], "document");
    let document = &message["document"];
    assert_eq!(document["caption"], "look");
    assert_eq!(document["filename"], "a.pdf");
    assert_eq!(
        document["sha256"],
        "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
    );

    let id = document["id"].as_str().unwrap();
    let facts: Value = business.looks_up(id).await.json().await.unwrap();
    assert_eq!(facts["file_size"], 5);
    assert!(facts["sha256"].as_str().unwrap().starts_with("2cf24dba"));
    let url = facts["url"].as_str().unwrap();
    assert_eq!(business.asks(url, None).await.status(), 401);
    let bytes = business.asks(url, Some("t")).await.bytes().await.unwrap();
    assert_eq!(bytes.as_ref(), b"hello");
    let (_, _) = (
        business.looks_up(id).await,
        business.asks(url, Some("t")).await,
    );
    assert_eq!(business.asks(url, Some("t")).await.status(), 404);

    let asked = format!("{}/_sandbox/files?with=15550001", business.base);
    let files: Value = business.asks(&asked, None).await.json().await.unwrap();
    assert_eq!(files["items"][0]["lookups"], 2, "{files}");
    assert_eq!(files["items"][0]["downloads"], 1, "{files}");
}

#[tokio::test]
async fn a_file_can_be_gone_elsewhere_or_spoiled() {
    let mut business = business().await;
    let gone = business
        .gets_file(&json!({"size": 9, "expired": true}))
        .await;
    let id = gone["image"]["id"].as_str().unwrap();
    for id in [id, "1013859600285441"] {
        let answer = business.looks_up(id).await;
        assert_eq!(answer.status(), 400);
        let body: Value = answer.json().await.unwrap();
        assert_eq!(body["error"]["code"], 100);
    }

    let message = business.gets_file(&json!({"size": 9})).await;
    let id = message["image"]["id"].as_str().unwrap();
    let elsewhere = format!("{}/v23.0/{id}?phone_number_id=78", business.base);
    assert_eq!(business.asks(&elsewhere, Some("t")).await.status(), 400);
    for fault in [
        json!({"on": "lookup", "to": "15550001", "status": 500}),
        json!({"on": "download", "to": "15550001", "spoiled": true}),
    ] {
        business.post("/_sandbox/faults", &fault).await;
    }
    assert_eq!(business.send("untouched").await.unwrap().0, 200);
    assert_eq!(business.looks_up(id).await.status(), 500);
    let facts: Value = business.looks_up(id).await.json().await.unwrap();
    let url = facts["url"].as_str().unwrap();
    let spoiled = business.asks(url, Some("t")).await.bytes().await.unwrap();
    assert_eq!(&spoiled[..3], [1, 0, 3]);
    let whole = business.asks(url, Some("t")).await.bytes().await.unwrap();
    assert_eq!(&whole[..3], [0, 1, 2]);
}

#[tokio::test]
async fn the_reader_of_files_reads_what_the_sandbox_gives() {
    let mut business = business().await;
    let connection = Connection {
        id: "con_01K75MWS0000000000000000AA".parse().unwrap(),
        tenant_id: "acme".parse().unwrap(),
        channel: Channel::Whatsapp,
        name: "Shop".into(),
        phone_number_id: Some("77".into()),
        secret_name: "acme/whatsapp".into(),
    };
    let secrets = ConnectionSecrets {
        access_token: "token".into(),
        ..ConnectionSecrets::default()
    };
    let reader = WhatsappMedia::new(&format!("{}/v23.0", business.base), HttpClient::default());
    let outcomes = [
        (json!({"size": 300}), true),
        (json!({"size": 300, "expired": true}), false),
        (json!({"size": 17_000_000}), false),
    ];
    for (file, is_read) in outcomes {
        let message = business.gets_file(&file).await;
        let media = Media {
            id: message["image"]["id"].as_str().unwrap().to_owned(),
            mime_type: None,
            filename: None,
            sha256: None,
            size: None,
        };
        let outcome = reader.read(&connection, &secrets, &media).await.unwrap();
        let MediaOutcome::Read { mime_type, bytes } = &outcome else {
            assert!(!is_read, "{file}: {outcome:?}");
            continue;
        };
        assert!(is_read, "{file}");
        assert_eq!(mime_type.as_deref(), Some("image/png"));
        assert_eq!((bytes.len(), bytes[1]), (300, 1));
    }
}
