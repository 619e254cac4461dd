//! Somebody who writes on WhatsApp.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Answer, ConnectionOutput, Stack, eventually};
use crate::graph::sign;
use crate::world;

/// A customer with a number of their own.
pub struct Customer {
    stack: Stack,
    connection: ConnectionOutput,
    number: String,
    name: String,
    read: AtomicU64,
}

/// A message that reached a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its place among all that the sandbox has seen.
    pub n: u64,
    /// The provider's id.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A file that a customer sent.
#[derive(Clone, PartialEq, Eq)]
pub struct SentFile {
    /// The provider's id of the message.
    pub id: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Customer {
    pub(super) fn new(stack: Stack, connection: ConnectionOutput) -> Self {
        Self {
            stack,
            connection,
            number: format!("1555{}", world::digits(9)),
            name: format!("Ann {}", world::word()),
            read: AtomicU64::new(0),
        }
    }

    /// The same person, who shows no number.
    #[must_use]
    pub fn without_number(self) -> Self {
        Self {
            number: format!("ES.{}", world::digits(20)),
            ..self
        }
    }

    /// The number in digits, which is also the contact's address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.number
    }

    /// The name in the profile.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The connection that they write on.
    #[must_use]
    pub fn connection(&self) -> &ConnectionOutput {
        &self.connection
    }

    /// Writes words; answers the message's provider id.
    ///
    /// # Panics
    ///
    /// The webhook answers anything but 200.
    pub async fn writes(&self, text: &str) -> String {
        self.sends(json!({"text": text})).await
    }

    /// Sends a picture that nobody has sent before, with this caption.
    pub async fn sends_picture(&self, caption: &str) -> SentFile {
        let mut bytes = include_bytes!("../graph/picture.png").to_vec();
        // Behind its end a picture may hold anything.
        bytes.extend_from_slice(world::word().as_bytes());
        let file = json!({"base64": STANDARD.encode(&bytes), "mime_type": "image/png"});
        let id = self.sends_file(&file, caption).await;
        SentFile { id, bytes }
    }

    /// Sends a file, `{base64|size, mime_type?, filename?, expired?}`, with this caption.
    pub async fn sends_file(&self, file: &Value, caption: &str) -> String {
        self.sends(json!({"file": file, "text": caption})).await
    }

    /// How often each of their files was asked for: `{id, size, lookups, downloads}`.
    pub async fn files(&self) -> Vec<Value> {
        self.stack.sandbox().files(&self.number).await
    }

    /// Sends anything that the sandbox can: `{kind?, text?, id?, file?, message?}`.
    ///
    /// # Panics
    ///
    /// The webhook answers anything but 200.
    pub async fn sends(&self, mut message: Value) -> String {
        message["from"] = json!(self.number);
        message["name"] = json!(self.name);
        message["phone_number_id"] = json!(self.connection.phone_number_id);
        let answer = self.stack.sandbox().inbound(&message).await;
        assert_eq!(answer["webhook"]["status"], 200, "{answer}");
        answer["id"].as_str().unwrap_or_default().to_owned()
    }

    /// Posts a webhook that is not the sandbox's, signed.
    pub async fn posts(&self, body: &Value) -> Answer {
        let body = body.to_string();
        let secret = self.connection.app_secret.as_deref().unwrap_or_default();
        let signature = sign(secret, body.as_bytes());
        self.posts_raw(body, Some(&signature)).await
    }

    /// Posts this very body with this signature header, if any.
    pub async fn posts_raw(
        &self,
        body: impl Into<reqwest::Body>,
        signature: Option<&str>,
    ) -> Answer {
        let url = self.connection.webhook_url.as_deref().unwrap_or_default();
        let mut request = self
            .stack
            .http()
            .post(url)
            .header("content-type", "application/json")
            .body(body);
        if let Some(signature) = signature {
            request = request.header("x-hub-signature-256", signature);
        }
        Answer::to(request).await
    }

    /// Everything that reached them, in order.
    pub async fn received(&self) -> Vec<Received> {
        let items = self.stack.sandbox().sent(&self.number).await;
        items
            .into_iter()
            .map(|item| Received {
                n: item["n"].as_u64().unwrap_or_default(),
                id: item["id"].as_str().unwrap_or_default().to_owned(),
                text: item["text"].as_str().unwrap_or_default().to_owned(),
            })
            .collect()
    }

    /// Waits for a message with these words, behind the last one read.
    pub async fn reads(&self, words: &str) -> Received {
        let read = self.read.load(Ordering::SeqCst);
        let found = eventually(&format!("{} to read {words:?}", self.name), async || {
            let received = self.received().await;
            received
                .into_iter()
                .find(|message| message.n > read && message.text.contains(words))
        })
        .await;
        self.read.store(found.n, Ordering::SeqCst);
        found
    }

    /// Waits for any message behind the last one read.
    pub async fn reads_something(&self) -> Received {
        self.reads("").await
    }

    /// Their conversation, once there is one.
    pub async fn conversation(&self) -> Value {
        self.stack.conversation_of(&self.number).await
    }

    /// Their conversation's id, once there is one.
    pub async fn conversation_id(&self) -> String {
        let conversation = self.conversation().await;
        conversation["id"].as_str().unwrap_or_default().to_owned()
    }
}
