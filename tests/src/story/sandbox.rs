//! Asks the Graph sandbox.

use serde_json::{Value, json};

use super::{Answer, ConnectionOutput};

/// The Graph sandbox.
#[derive(Clone)]
pub struct Sandbox {
    http: reqwest::Client,
    base: String,
}

impl Sandbox {
    pub(super) fn new(http: reqwest::Client, base: &str) -> Self {
        let base = base.trim_end_matches('/').to_owned();
        Self { http, base }
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = self.http.post(format!("{}/_sandbox/{path}", self.base));
        Answer::to(request.json(body)).await
    }

    async fn get(&self, path: &str) -> Value {
        let request = self.http.get(format!("{}/_sandbox/{path}", self.base));
        Answer::to(request).await.expect(200)
    }

    /// Tells the sandbox of a WhatsApp number.
    pub async fn introduces(&self, connection: &ConnectionOutput) {
        let known = json!({
            "phone_number_id": connection.phone_number_id,
            "app_secret": connection.app_secret,
            "webhook_url": connection.webhook_url,
            "display_phone_number": "15550009999",
        });
        let answer = self.post("connections", &known).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
    }

    /// Writes as a customer: `{from, name?, kind?, text?, phone_number_id?, id?, file?, message?}`.
    pub async fn inbound(&self, message: &Value) -> Value {
        self.post("inbound", message).await.expect(200)
    }

    /// Writes from the business's own phone: `{to, text?, phone_number_id?, file?}`.
    pub async fn echo(&self, message: &Value) -> Value {
        self.post("echoes", message).await.expect(200)
    }

    /// Lets something go wrong with sends: `{to?, times?, code?, status?, delay_ms?, lost_answer?}`,
    /// or with files that a customer sent, `{on: "lookup" | "download", …, spoiled?}`.
    pub async fn fault(&self, fault: &Value) {
        let _: Value = self.post("faults", fault).await.expect(204);
    }

    /// What becomes of sends to this customer without anybody asking.
    pub async fn fate(&self, to: &str, statuses: &[&str]) {
        let fate = json!({"to": to, "statuses": statuses});
        let _: Value = self.post("fates", &fate).await.expect(204);
    }

    /// Says how the last send to this customer fares: `{to|id, status, code?}`.
    pub async fn status(&self, news: &Value) {
        let answer = self.post("statuses", news).await.expect(200);
        assert_eq!(answer["webhook"]["status"], 200, "{answer}");
    }

    /// How often each file that this customer sent was asked for.
    pub async fn files(&self, of: &str) -> Vec<Value> {
        match self.get(&format!("files?with={of}")).await["items"].take() {
            Value::Array(items) => items,
            _ => vec![],
        }
    }

    /// What this customer got, in order.
    pub async fn sent(&self, to: &str) -> Vec<Value> {
        match self.get(&format!("sent?to={to}")).await["items"].take() {
            Value::Array(items) => items,
            _ => vec![],
        }
    }
}
