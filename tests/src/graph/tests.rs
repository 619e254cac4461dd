use axum::Router;
use axum::http::HeaderMap;
use axum::routing::post;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{Sandbox, sign};
use crate::serve;

mod media;

/// A business with one number: its sandbox, and the webhooks that it hears.
struct Business {
    base: String,
    http: reqwest::Client,
    heard: mpsc::UnboundedReceiver<(String, String)>,
}

const SECRET: &str = "not a secret";

async fn business() -> Business {
    let (tell, heard) = mpsc::unbounded_channel();
    let webhook = Router::new().route(
        "/hook",
        post(move |headers: HeaderMap, body: String| {
            let signature = headers["x-hub-signature-256"].to_str().unwrap().to_owned();
            tell.send((signature, body)).unwrap();
            async { "heard" }
        }),
    );
    let hook = serve::in_background(webhook).await.unwrap();
    let sandbox = Sandbox::open(None).unwrap();
    let base = serve::in_background(sandbox.router()).await.unwrap();
    let business = Business {
        base,
        http: reqwest::Client::new(),
        heard,
    };
    let connection = json!({
        "phone_number_id": "77", "app_secret": SECRET, "webhook_url": format!("{hook}/hook"),
    });
    assert_eq!(
        business.post("/_sandbox/connections", &connection).await.0,
        204
    );
    business
}

impl Business {
    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let answer = self
            .http
            .post(format!("{}{path}", self.base))
            .json(body)
            .send()
            .await
            .unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or_default())
    }

    async fn send(&self, text: &str) -> Result<(u16, Value), reqwest::Error> {
        let answer = self
            .http
            .post(format!("{}/v23.0/77/messages", self.base))
            .bearer_auth("token")
            .json(&json!({
                "messaging_product": "whatsapp", "to": "15550001", "type": "text",
                "text": {"body": text}, "biz_opaque_callback_data": "cnv_x.3",
            }))
            .send()
            .await?;
        Ok((answer.status().as_u16(), answer.json().await?))
    }

    async fn sent(&self) -> Vec<String> {
        let answer: Value = self
            .http
            .get(format!("{}/_sandbox/sent?to=15550001", self.base))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let items = answer["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["text"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn hears(&mut self) -> Value {
        let (signature, body) = self.heard.recv().await.unwrap();
        assert_eq!(signature, sign(SECRET, body.as_bytes()));
        serde_json::from_str(&body).unwrap()
    }
}

#[tokio::test]
async fn a_send_is_answered_kept_and_reported_on() {
    let mut business = business().await;
    let (status, answer) = business.send("hello").await.unwrap();
    assert_eq!(status, 200);
    let wamid = answer["messages"][0]["id"].as_str().unwrap().to_owned();
    assert!(wamid.starts_with("wamid."));
    assert_eq!(business.sent().await, ["hello"]);
    let news = business.hears().await;
    let statuses = &news["entry"][0]["changes"][0]["value"]["statuses"];
    assert_eq!(statuses[0]["status"], "sent");
    assert_eq!(statuses[1]["status"], "delivered");
    assert_eq!(statuses[1]["id"], wamid.as_str());
    assert_eq!(statuses[1]["biz_opaque_callback_data"], "cnv_x.3");
}

#[tokio::test]
async fn what_meta_would_not_take_is_refused() {
    let business = business().await;
    let url = |number: &str| format!("{}/v23.0/{number}/messages", business.base);
    let text = json!({
        "messaging_product": "whatsapp", "to": "1", "type": "text", "text": {"body": "x"},
    });
    let anonymous = business
        .http
        .post(url("77"))
        .json(&text)
        .send()
        .await
        .unwrap();
    assert_eq!(anonymous.status(), 401);
    let elsewhere = business.http.post(url("78")).bearer_auth("t").json(&text);
    assert_eq!(elsewhere.send().await.unwrap().status(), 400);
    for wrong in [
        json!({"messaging_product": "whatsapp", "to": "1", "type": "text"}),
        json!({"messaging_product": "x", "to": "1", "type": "text", "text": {"body": "x"}}),
        json!({"messaging_product": "whatsapp", "to": "1", "type": "text", "text": {"body": ""}}),
    ] {
        let answer = business.http.post(url("77")).bearer_auth("t").json(&wrong);
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status(), 400);
        let body: Value = answer.json().await.unwrap();
        assert_eq!(body["error"]["code"], 100);
    }
}

#[tokio::test]
async fn faults_strike_as_often_as_asked_and_only_whom_they_name() {
    let business = business().await;
    let other = json!({"to": "+1 555 0002", "code": 131_047});
    business.post("/_sandbox/faults", &other).await;
    business
        .post(
            "/_sandbox/faults",
            &json!({"to": "+15550001", "times": 2, "code": 131_056}),
        )
        .await;
    business
        .post("/_sandbox/faults", &json!({"status": 503}))
        .await;
    for _ in 0..2 {
        let (status, body) = business.send("a").await.unwrap();
        assert_eq!((status, &body["error"]["code"]), (400, &json!(131_056)));
    }
    assert!(business.send("b").await.is_err(), "a 503 has no JSON body");
    assert_eq!(business.send("c").await.unwrap().0, 200);
    assert_eq!(business.sent().await, ["c"]);
}

#[tokio::test]
async fn a_lost_answer_reaches_the_customer_and_nobody_else() {
    let mut business = business().await;
    business
        .post("/_sandbox/faults", &json!({"lost_answer": true}))
        .await;
    assert!(business.send("did you get this?").await.is_err());
    assert_eq!(business.sent().await, ["did you get this?"]);
    let asked = json!({"to": "15550001", "status": "failed", "code": 131_026});
    let (_, answer) = business.post("/_sandbox/statuses", &asked).await;
    assert_eq!(answer["webhook"]["status"], 200);
    let news = business.hears().await;
    let status = &news["entry"][0]["changes"][0]["value"]["statuses"][0];
    assert_eq!(status["errors"][0]["code"], 131_026);
}

#[tokio::test]
async fn a_customer_writes_in_every_kind() {
    let mut business = business().await;
    for (kind, part) in [
        ("text", "text"),
        ("image", "image"),
        ("voice", "audio"),
        ("document", "document"),
        ("location", "location"),
        ("contacts", "contacts"),
        ("interactive", "interactive"),
        ("button", "button"),
        ("reaction", "reaction"),
        ("order", "order"),
        ("system", "system"),
        ("something new", "errors"),
    ] {
        let asked = json!({"from": "+15550001", "name": "Ann", "kind": kind, "text": "words"});
        let (_, answer) = business.post("/_sandbox/inbound", &asked).await;
        assert_eq!(answer["webhook"], json!({"status": 200, "body": "heard"}));
        let body = business.hears().await;
        let value = &body["entry"][0]["changes"][0]["value"];
        assert_eq!(value["metadata"]["phone_number_id"], "77");
        assert_eq!(value["contacts"][0]["wa_id"], "15550001");
        assert_eq!(value["messages"][0]["id"], answer["id"]);
        assert!(!value["messages"][0][part].is_null(), "{kind}");
    }
}

#[tokio::test]
async fn a_customer_who_shows_no_number_is_written_to_all_the_same() {
    let mut business = business().await;
    let asked = json!({"from": "ES.1234", "text": "who am I?"});
    business.post("/_sandbox/inbound", &asked).await;
    let body = business.hears().await;
    let value = &body["entry"][0]["changes"][0]["value"];
    assert_eq!(value["contacts"][0]["user_id"], "ES.1234");
    assert_eq!(value["messages"][0]["from_user_id"], "ES.1234");
    let answer = business
        .http
        .post(format!("{}/v23.0/77/messages", business.base))
        .bearer_auth("token")
        .json(&json!({
            "messaging_product": "whatsapp", "recipient": "ES.1234", "type": "text",
            "text": {"body": "somebody"},
        }))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let news = business.hears().await;
    let status = &news["entry"][0]["changes"][0]["value"]["statuses"][0];
    assert_eq!(status["recipient_user_id"], "ES.1234");
    assert!(status.get("recipient_id").is_none());
}

#[tokio::test]
async fn connections_survive_a_restart() {
    let file = std::env::temp_dir().join(format!("sandbox-{}.json", crate::world::word()));
    let open = || Sandbox::open(Some(file.clone())).unwrap();
    let base = serve::in_background(open().router()).await.unwrap();
    let connection = json!({"phone_number_id": "5", "app_secret": "x", "webhook_url": "http://x"});
    let http = reqwest::Client::new();
    let put = http
        .post(format!("{base}/_sandbox/connections"))
        .json(&connection);
    assert_eq!(put.send().await.unwrap().status(), 204);
    assert_eq!(open().state().connections.numbers(), ["5"]);
    std::fs::write(&file, "nonsense").unwrap();
    assert!(Sandbox::open(Some(file.clone())).is_err());
    std::fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn a_link_is_fetched_before_a_send_is_taken() {
    let business = business().await;
    let files = Router::new().route(
        "/a.png",
        axum::routing::get(|| async { ([("content-type", "image/png")], "hello") }),
    );
    let files = serve::in_background(files).await.unwrap();
    let links = async |link: String| {
        let answer = business
            .http
            .post(format!("{}/v23.0/77/messages", business.base))
            .bearer_auth("token")
            .json(&json!({
                "messaging_product": "whatsapp", "to": "15550001", "type": "image",
                "image": {"link": link},
            }))
            .send()
            .await
            .unwrap();
        let status = answer.status().as_u16();
        (status, answer.json::<Value>().await.unwrap())
    };
    let (status, refused) = links(format!("{files}/b.png")).await;
    assert_eq!((status, &refused["error"]["code"]), (400, &json!(131_053)));
    let (status, _) = links(format!("{files}/a.png")).await;
    assert_eq!(status, 200);
    let (status, _) = links("https://files.example/a.png".into()).await;
    assert_eq!(status, 200, "the sandbox does not leave this machine");

    let sent = format!("{}/_sandbox/sent?to=15550001", business.base);
    let sent: Value = business
        .http
        .get(sent)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let items = sent["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(
        items[0]["file"],
        json!({
            "mime_type": "image/png",
            "size": 5,
            "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        })
    );
    assert!(items[1].get("file").is_none());
}
