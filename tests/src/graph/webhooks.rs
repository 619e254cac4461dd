//! Posts webhooks as Meta does.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::threads::Entry;
use super::{Connection, Sandbox, shapes, sign};

/// What the business answered a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Answer {
    /// The HTTP status; 0 where there was no answer.
    pub(super) status: u16,
    /// The body.
    pub(super) body: String,
}

const TRIES: u32 = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const PATIENCE: Duration = Duration::from_mins(1);

impl Sandbox {
    /// Signs this body and posts it once.
    pub(super) async fn post(&self, connection: &Connection, body: Vec<u8>) -> Answer {
        let signature = sign(&connection.app_secret, &body);
        let sent = self
            .0
            .http
            .post(&connection.webhook_url)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .header("user-agent", "facebookexternalua")
            .header("x-hub-signature-256", signature)
            .body(body)
            .send()
            .await;
        match sent {
            Ok(answer) => Answer {
                status: answer.status().as_u16(),
                body: answer.text().await.unwrap_or_default(),
            },
            Err(_) => Answer {
                status: 0,
                body: String::new(),
            },
        }
    }

    /// Says in one webhook how a send fares, again and again until somebody listens.
    pub(super) async fn tell_statuses(
        &self,
        connection: &Connection,
        entry: &Entry,
        statuses: &[String],
        error: Option<i64>,
    ) -> Answer {
        let body = shapes::status_webhook(connection, entry, statuses, error);
        let mut pause = FIRST_PAUSE;
        for _ in 1..TRIES {
            let answer = self.post(connection, bytes(&body)).await;
            if answer.status == 200 {
                return answer;
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        self.post(connection, bytes(&body)).await
    }
}

pub(super) fn bytes(body: &Value) -> Vec<u8> {
    body.to_string().into_bytes()
}
