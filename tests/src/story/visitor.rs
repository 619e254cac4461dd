//! Somebody on the tenant's website.

use serde_json::{Value, json};

use super::{Answer, Dashboard, Stack, eventually};
use crate::world;

/// A visitor with a session of their own.
pub struct Visitor {
    stack: Stack,
    token: String,
    /// The conversation that the session belongs to.
    pub conversation_id: String,
}

impl Visitor {
    pub(super) async fn arrive(stack: Stack, connection_id: &str) -> Self {
        let url = stack.url(&format!("/widget/{connection_id}/sessions"));
        let answer = Answer::to(stack.http().post(url).json(&json!({}))).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
        let text = |name: &str| answer.json[name].as_str().unwrap_or_default().to_owned();
        Self {
            token: text("session_token"),
            conversation_id: text("conversation_id"),
            stack,
        }
    }

    /// The session's token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Tries to write.
    pub async fn tries_to_write(&self, text: &str) -> Answer {
        let body = json!({"client_message_id": world::word(), "text": text});
        self.posts("/widget/messages", &body).await
    }

    /// Posts to the widget's API.
    pub async fn posts(&self, path: &str, body: &Value) -> Answer {
        let request = self.stack.http().post(self.stack.url(path));
        Answer::to(request.bearer_auth(&self.token).json(body)).await
    }

    /// Reads something.
    pub async fn gets(&self, path: &str) -> Answer {
        let request = self.stack.http().get(self.stack.url(path));
        Answer::to(request.bearer_auth(&self.token)).await
    }

    /// Writes.
    pub async fn writes(&self, text: &str) {
        let answer = self.tries_to_write(text).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
    }

    /// What stands in the widget.
    pub async fn thread(&self) -> Vec<Value> {
        let url = self.stack.url("/widget/messages?after=0");
        let request = self.stack.http().get(url).bearer_auth(&self.token);
        match Answer::to(request).await.expect(200)["items"].take() {
            Value::Array(items) => items,
            _ => vec![],
        }
    }

    /// Waits for a message with these words.
    pub async fn reads(&self, words: &str) -> Value {
        eventually(&format!("the visitor to read {words:?}"), async || {
            let thread = self.thread().await;
            thread.into_iter().find(|message| {
                message["text"]
                    .as_str()
                    .is_some_and(|text| text.contains(words))
            })
        })
        .await
    }

    /// Opens the widget's WebSocket.
    pub async fn listens(&self) -> Dashboard {
        let answer = self.posts("/widget/ws-tickets", &json!({})).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
        let ticket = answer.json["ticket"].as_str().unwrap_or_default();
        Dashboard::open(&self.stack, "the visitor", ticket).await
    }
}
