//! An open WebSocket.

use std::sync::{Arc, Mutex, PoisonError};

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{connect_async, tungstenite};

use super::{Stack, eventually};

/// A dashboard, or a widget, that hears of changes.
pub struct Dashboard {
    name: String,
    heard: Arc<Mutex<Heard>>,
    say: mpsc::UnboundedSender<Message>,
}

#[derive(Default)]
struct Heard {
    frames: Vec<(Instant, Value)>,
    closed: bool,
}

impl Dashboard {
    /// Opens a WebSocket with this ticket.
    ///
    /// # Panics
    ///
    /// It is not let in.
    #[expect(
        clippy::panic,
        reason = "a story whose dashboard stays out fails its test"
    )]
    pub(super) async fn open(stack: &Stack, name: &str, ticket: &str) -> Self {
        match Self::try_open(stack, name, ticket).await {
            Ok(dashboard) => dashboard,
            Err(error) => panic!("the dashboard of {name} was not let in: {error}"),
        }
    }

    /// Opens a WebSocket with this ticket, or not.
    ///
    /// # Errors
    ///
    /// It is not let in.
    pub async fn try_open(
        stack: &Stack,
        name: &str,
        ticket: &str,
    ) -> Result<Self, tungstenite::Error> {
        let url = format!("{}?ticket={ticket}", stack.outputs().ws_url);
        let (socket, _) = connect_async(url).await?;
        let (mut out, mut inward) = socket.split();
        let heard = Arc::new(Mutex::new(Heard::default()));
        let (say, mut said) = mpsc::unbounded_channel::<Message>();
        tokio::spawn(async move {
            while let Some(message) = said.recv().await {
                if out.send(message).await.is_err() {
                    return;
                }
            }
        });
        let listening = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Some(Ok(message)) = inward.next().await {
                if let Message::Text(text) = message
                    && let Ok(frame) = serde_json::from_str(&text)
                {
                    let mut heard = listening.lock().unwrap_or_else(PoisonError::into_inner);
                    heard.frames.push((Instant::now(), frame));
                }
            }
            listening
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .closed = true;
        });
        let name = name.to_owned();
        Ok(Self { name, heard, say })
    }

    /// Says something to the server.
    pub fn says(&self, frame: &Value) {
        // One that is closed is noticed by what it does not hear.
        let _ = self.say.send(Message::text(frame.to_string()));
    }

    /// Puts a conversation before the agent, and waits until the server knows.
    pub async fn watches(&self, conversation_id: &str) {
        self.says(&json!({"action": "watch", "conversation_id": conversation_id}));
        self.hears("what it watches", |frame| {
            frame["type"] == "watching" && frame["conversation_id"] == conversation_id
        })
        .await;
    }

    /// Pings, and waits for the answer: everything said before has been dealt with.
    pub async fn is_answered(&self) {
        let before = self.frames(is_pong).len();
        self.says(&json!({"action": "ping"}));
        let what = format!("an answer to the ping of {}", self.name);
        eventually(&what, async || {
            (self.frames(is_pong).len() > before).then_some(())
        })
        .await;
    }

    /// Hangs up.
    pub fn hangs_up(&self) {
        let _ = self.say.send(Message::Close(None));
    }

    /// Whether the connection is over.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .closed
    }

    /// The frames heard so far for which this holds.
    #[must_use]
    pub fn frames(&self, fits: impl Fn(&Value) -> bool) -> Vec<Value> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let frames = heard.frames.iter().map(|(_, frame)| frame);
        frames.filter(|frame| fits(frame)).cloned().collect()
    }

    /// Waits for a frame for which this holds; answers it and when it came.
    pub async fn hears(&self, what: &str, fits: impl Fn(&Value) -> bool) -> (Instant, Value) {
        eventually(&format!("{} to hear of {what}", self.name), async || {
            let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.frames.iter().find(|(_, frame)| fits(frame)).cloned()
        })
        .await
    }

    /// Waits until the dashboard hears of an escalation in this status.
    pub async fn hears_of(&self, escalation_id: &str, status: &str) -> (Instant, Value) {
        let what = format!("{escalation_id} being {status}");
        self.hears(&what, |frame| {
            frame["type"] == "escalation.upserted"
                && frame["id"] == escalation_id
                && frame["data"]["status"] == status
        })
        .await
    }
}

fn is_pong(frame: &Value) -> bool {
    frame["type"] == "pong"
}
