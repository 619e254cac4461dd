//! Asks the meter.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, eventually};

const A_SECOND: Duration = Duration::from_secs(1);

/// The meter between the functions and AWS.
#[derive(Clone)]
pub struct Meter {
    http: reqwest::Client,
    base: String,
}

/// One request that a function sent to AWS.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Request {
    /// Its place among all.
    pub n: u64,
    /// The function.
    pub function: String,
    /// The service.
    pub service: String,
    /// The operation.
    pub operation: String,
    /// The table or queue.
    pub resource: Option<String>,
}

/// Requests that wait.
pub struct Hold {
    meter: Meter,
    id: u64,
}

impl Meter {
    pub(super) fn new(http: reqwest::Client, base: &str) -> Self {
        let base = base.trim_end_matches('/').to_owned();
        Self { http, base }
    }

    fn at(&self, path: &str) -> String {
        format!("{}/_meter/{path}", self.base)
    }

    /// The place of the last request so far.
    pub async fn mark(&self) -> u64 {
        let answer = Answer::to(self.http.get(self.at("requests?contains=%00"))).await;
        answer.expect(200)["last"].as_u64().unwrap_or_default()
    }

    /// Waits until nobody has asked anything for a second; answers the place of the last request.
    /// What came before, such as statuses of the last test's messages, is over then.
    pub async fn is_quiet(&self) -> u64 {
        eventually("a second in which nobody asks", async || {
            let before = self.mark().await;
            tokio::time::sleep(A_SECOND).await;
            let after = self.mark().await;
            (before == after).then_some(after)
        })
        .await
    }

    /// The requests behind this place whose body contains this; all where it is empty.
    ///
    /// # Panics
    ///
    /// The meter answers something else than agreed.
    #[expect(
        clippy::expect_used,
        reason = "a story with a broken meter fails its test"
    )]
    pub async fn since(&self, mark: u64, contains: &str) -> Vec<Request> {
        let mut query = vec![("since", mark.to_string())];
        if !contains.is_empty() {
            query.push(("contains", contains.to_owned()));
        }
        let request = self.http.get(self.at("requests")).query(&query);
        let mut answer = Answer::to(request).await.expect(200);
        serde_json::from_value(answer["items"].take()).expect("requests in the agreed shape")
    }

    /// Holds matching requests, or with `answer` their answers:
    /// `{function?, service?, operation?, contains?, answer?}`.
    pub async fn hold(&self, pattern: &Value) -> Hold {
        let answer = Answer::to(self.http.post(self.at("holds")).json(pattern)).await;
        Hold {
            meter: self.clone(),
            id: answer.expect(200)["id"].as_u64().unwrap_or_default(),
        }
    }

    /// Breaks matching requests: `{match, times?, status?, body?, drop?}`.
    pub async fn fault(&self, fault: &Value) {
        let answer = Answer::to(self.http.post(self.at("faults")).json(fault)).await;
        let _: Value = answer.expect(204);
    }
}

impl Hold {
    /// Waits until a request is caught.
    pub async fn has_caught_one(&self) {
        let path = self.meter.at(&format!("holds/{}", self.id));
        eventually("a request to hold", async || {
            let answer = Answer::to(self.meter.http.get(&path)).await.expect(200);
            (answer["waiting"] != json!(0)).then_some(())
        })
        .await;
    }

    /// Lets all go.
    pub async fn release(self) {
        let path = self.meter.at(&format!("holds/{}", self.id));
        let _: Value = Answer::to(self.meter.http.delete(path)).await.expect(204);
    }
}
