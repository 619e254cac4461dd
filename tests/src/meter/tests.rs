use std::time::Duration;

use axum::Router;
use axum::http::HeaderMap;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::Meter;
use crate::serve;

/// AWS that says what it was asked, and a meter before it.
struct Bench {
    base: String,
    http: reqwest::Client,
    asked: mpsc::UnboundedReceiver<String>,
}

async fn bench() -> Bench {
    let (tell, asked) = mpsc::unbounded_channel();
    let aws = Router::new().fallback(move |headers: HeaderMap, body: String| {
        tell.send(body.clone()).unwrap();
        async move {
            let host = headers["host"].to_str().unwrap().to_owned();
            (
                [("x-amzn-requestid", "r"), ("x-seen-host", &host)].map(|(k, v)| (k, v.to_owned())),
                body,
            )
        }
    });
    let aws = serve::in_background(aws).await.unwrap();
    let base = serve::in_background(Meter::new(&aws).router())
        .await
        .unwrap();
    Bench {
        base,
        http: reqwest::Client::new(),
        asked,
    }
}

impl Bench {
    fn query(&self, function: &str, body: &'static str) -> reqwest::RequestBuilder {
        self.http
            .post(&self.base)
            .header("x-amz-user-agent", format!("aws-sdk-rust/1 app/{function}"))
            .header("x-amz-target", "DynamoDB_20120810.Query")
            .body(body)
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(format!("{}{path}", self.base)).send().await;
        answer.unwrap().json().await.unwrap()
    }

    async fn post(&self, path: &str, body: &Value) -> reqwest::Response {
        let request = self.http.post(format!("{}{path}", self.base)).json(body);
        request.send().await.unwrap()
    }
}

#[tokio::test]
async fn everything_passes_unchanged_and_is_counted_by_function() {
    let mut bench = bench().await;
    let answer = bench
        .query("dev-take", r#"{"TableName":"t","k":"abc"}"#)
        .send()
        .await
        .unwrap();
    let host = bench.base.strip_prefix("http://").unwrap();
    assert_eq!(answer.headers()["x-amzn-requestid"], "r");
    assert_eq!(
        answer.headers()["x-seen-host"],
        host,
        "the signature covers the host"
    );
    assert_eq!(
        answer.text().await.unwrap(),
        r#"{"TableName":"t","k":"abc"}"#
    );
    assert_eq!(
        bench.asked.recv().await.unwrap(),
        r#"{"TableName":"t","k":"abc"}"#
    );
    bench.query("dev-push", "{}").send().await.unwrap();

    let counted = bench.get("/_meter/requests?since=0&function=-take").await;
    assert_eq!(counted["items"].as_array().unwrap().len(), 1);
    assert_eq!(counted["items"][0]["operation"], "Query");
    assert_eq!(counted["items"][0]["resource"], "t");
    assert!(counted["items"][0].get("body").is_none());
    assert_eq!(counted["last"], 2);
    let by_words = bench.get("/_meter/requests?contains=abc").await;
    assert_eq!(by_words["items"].as_array().unwrap().len(), 1);
    let later = bench.get("/_meter/requests?since=2").await;
    assert_eq!(later["items"], json!([]));
}

#[tokio::test]
async fn a_held_request_waits_until_it_is_let_go() {
    let mut bench = bench().await;
    let pattern = json!({"function": "deliver", "operation": "Query", "contains": "cnv_1"});
    let hold: Value = bench
        .post("/_meter/holds", &pattern)
        .await
        .json()
        .await
        .unwrap();
    let late = tokio::spawn(bench.query("dev-deliver", r#"{"pk":"cnv_1"}"#).send());
    bench
        .query("dev-deliver", r#"{"pk":"cnv_2"}"#)
        .send()
        .await
        .unwrap();
    assert_eq!(bench.asked.recv().await.unwrap(), r#"{"pk":"cnv_2"}"#);
    let path = format!("/_meter/holds/{}", hold["id"]);
    while bench.get(&path).await["waiting"] != 1 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(bench.asked.try_recv().is_err());
    let release = bench.http.delete(format!("{}{path}", bench.base));
    assert_eq!(release.send().await.unwrap().status(), 204);
    assert_eq!(late.await.unwrap().unwrap().status(), 200);
    assert_eq!(bench.asked.recv().await.unwrap(), r#"{"pk":"cnv_1"}"#);
}

#[tokio::test]
async fn requests_are_answered_or_lost_as_asked() {
    let mut bench = bench().await;
    let throttled = json!({
        "match": {"function": "push"}, "status": 400, "body": "{\"__type\":\"Throttled\"}",
    });
    assert_eq!(bench.post("/_meter/faults", &throttled).await.status(), 204);
    let answer = bench.query("dev-push", "1").send().await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.text().await.unwrap(), "{\"__type\":\"Throttled\"}");

    bench
        .post("/_meter/faults", &json!({"drop": "before"}))
        .await;
    assert!(bench.query("dev-push", "2").send().await.is_err());
    bench
        .post("/_meter/faults", &json!({"drop": "after"}))
        .await;
    assert!(bench.query("dev-push", "3").send().await.is_err());
    bench.query("dev-push", "4").send().await.unwrap();
    assert_eq!(
        bench.asked.recv().await.unwrap(),
        "3",
        "AWS did what was asked"
    );
    assert_eq!(bench.asked.recv().await.unwrap(), "4");
}

#[tokio::test]
async fn an_answer_is_held_after_aws_did_what_was_asked() {
    let mut bench = bench().await;
    let what = json!({"function": "connect", "answer": true});
    let hold: Value = bench
        .post("/_meter/holds", &what)
        .await
        .json()
        .await
        .unwrap();
    let mut late = tokio::spawn(bench.query("ws-connect", "1").send());
    assert_eq!(bench.asked.recv().await.unwrap(), "1");
    let path = format!("/_meter/holds/{}", hold["id"]);
    while bench.get(&path).await["waiting"] != 1 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let early = tokio::time::timeout(Duration::from_millis(20), &mut late).await;
    assert!(early.is_err(), "it is not answered yet");
    bench
        .http
        .delete(format!("{}{path}", bench.base))
        .send()
        .await
        .unwrap();
    assert_eq!(late.await.unwrap().unwrap().status(), 200);
}

#[tokio::test]
async fn the_length_of_what_is_only_asked_after_is_told() {
    let aws = Router::new().route("/files/a", axum::routing::get(|| async { "hello" }));
    let aws = serve::in_background(aws).await.unwrap();
    let base = serve::in_background(Meter::new(&aws).router())
        .await
        .unwrap();
    let answer = reqwest::Client::new()
        .head(format!("{base}/files/a"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["content-length"], "5");
}
