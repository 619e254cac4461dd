//! Answers what dashboards and widgets say on their WebSockets: `ping`, `watch`, `typing`.
//!
//! Whatever cannot be carried out is answered with a frame `{"type": "error", "action", "problem"}`
//! and changes nothing. A conversation of another tenant is answered as one that never was.

mod typing;
mod typists;

use std::sync::Arc;

use baton_api::{Fault, Problem, ProblemKind};
use baton_app::ports::{
    Clock, Conversations, Load, PortError, PostError, Socket, SocketOwner, SocketPoster, Sockets,
};
use baton_domain::{Conversation, ConversationId, TenantId};
use baton_lambda::websocket::Event;
use serde::Deserialize;
use serde_json::{Value, json};

pub use typists::Typists;

/// What answering needs.
pub struct Deps {
    /// Open sockets.
    pub sockets: Arc<dyn Sockets>,
    /// The way to them.
    pub poster: Arc<dyn SocketPoster>,
    /// Where conversations are looked up.
    pub conversations: Arc<dyn Conversations>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Visitors who are heard of for now.
    pub typists: Typists,
}

/// Answers one frame. The answer travels on the socket itself; API Gateway is told 200.
///
/// # Errors
///
/// A [`PortError`] where something did not answer. The client has been told so, where it could be.
pub async fn handle(deps: &Deps, event: &Event) -> Result<u16, PortError> {
    let Ok(frame) = serde_json::from_str::<Value>(&event.body) else {
        let problem = Problem::malformed_json();
        answer(deps, event, &error_frame(None, &problem)).await?;
        return Ok(200);
    };
    let action = frame.get("action").and_then(Value::as_str);
    let said = match Said::read(&frame) {
        Ok(said) => said,
        Err(problem) => {
            answer(deps, event, &error_frame(action, &problem)).await?;
            return Ok(200);
        }
    };
    let result = carry_out(deps, event, said).await;
    match result {
        Ok(Some(reply)) => answer(deps, event, &reply).await?,
        Ok(None) => {}
        Err(Refusal::Problem(problem)) => {
            answer(deps, event, &error_frame(action, &problem)).await?;
        }
        Err(Refusal::Port(error)) => {
            let told = error_frame(action, &Problem::unavailable());
            if let Err(unanswered) = answer(deps, event, &told).await {
                tracing::warn!(
                    error = &unanswered as &dyn std::error::Error,
                    "not answered"
                );
            }
            return Err(error);
        }
    }
    Ok(200)
}

/// What a client can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Whether somebody is there.
    Ping,
    /// Which conversation the agent has before them; none for no longer any.
    Watch(Option<ConversationId>),
    /// That somebody is writing in this conversation.
    Typing(ConversationId),
}

#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
enum RawSaid {
    Ping,
    Watch { conversation_id: Option<String> },
    Typing { conversation_id: String },
}

impl Said {
    fn read(frame: &Value) -> Result<Self, Problem> {
        let action = frame.get("action").and_then(Value::as_str);
        if !matches!(action, Some("ping" | "watch" | "typing")) {
            return Err(Problem::validation(
                "action",
                Fault::not_one_of(&["ping", "watch", "typing"]),
                "One of `ping`, `watch`, `typing`.",
            ));
        }
        let raw = RawSaid::deserialize(frame).map_err(|_| {
            let detail = "The id of a conversation.";
            Problem::validation("conversation_id", Fault::WrongForm, detail)
        })?;
        // What is no id is the id of nothing.
        let id = |text: String| text.parse().map_err(|_| Problem::not_found());
        Ok(match raw {
            RawSaid::Ping => Self::Ping,
            RawSaid::Watch { conversation_id } => Self::Watch(conversation_id.map(id).transpose()?),
            RawSaid::Typing { conversation_id } => Self::Typing(id(conversation_id)?),
        })
    }
}

/// Why something was not carried out.
enum Refusal {
    Problem(Problem),
    Port(PortError),
}

impl From<PortError> for Refusal {
    fn from(error: PortError) -> Self {
        Self::Port(error)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

async fn carry_out(deps: &Deps, event: &Event, said: Said) -> Result<Option<Value>, Refusal> {
    if said == Said::Ping {
        // Costs nothing but the answer: clients ping to keep the socket open.
        return Ok(Some(json!({ "type": "pong" })));
    }
    let is_typing = matches!(said, Said::Typing(_));
    if is_typing && deps.typists.has(&event.connection_id, deps.clock.now()) {
        return Ok(None);
    }
    let socket = deps
        .sockets
        .socket(&event.connection_id)
        .await?
        .ok_or_else(Problem::unauthorized)?;
    match said {
        Said::Ping => Ok(None),
        Said::Watch(conversation) => watch(deps, &socket, conversation).await.map(Some),
        Said::Typing(conversation) => {
            if matches!(socket.owner, SocketOwner::Visitor { .. }) {
                deps.typists.note(&event.connection_id, deps.clock.now());
            }
            typing::forward(deps, &socket, conversation).await?;
            Ok(None)
        }
    }
}

async fn watch(
    deps: &Deps,
    socket: &Socket,
    conversation: Option<ConversationId>,
) -> Result<Value, Refusal> {
    if matches!(socket.owner, SocketOwner::Visitor { .. }) {
        return Err(Problem::new(
            ProblemKind::Forbidden,
            "Visitors hear of their own conversation and of no other.",
        )
        .into());
    }
    if let Some(id) = conversation {
        find(deps, &socket.tenant_id, id).await?;
    }
    deps.sockets
        .watch(&socket.connection_id, conversation)
        .await?;
    Ok(json!({ "type": "watching", "conversation_id": conversation }))
}

/// The tenant's conversation with this id.
async fn find(deps: &Deps, tenant: &TenantId, id: ConversationId) -> Result<Conversation, Refusal> {
    let loaded = deps
        .conversations
        .load(tenant, id.thread(), Load::default())
        .await?;
    loaded
        .state
        .map(|state| state.conversation)
        // Another id may share the thread.
        .filter(|conversation| conversation.id == id && conversation.tenant_id == *tenant)
        .ok_or_else(|| Problem::not_found().into())
}

fn error_frame(action: Option<&str>, problem: &Problem) -> Value {
    json!({ "type": "error", "action": action, "problem": problem })
}

async fn answer(deps: &Deps, event: &Event, frame: &Value) -> Result<(), PortError> {
    post(deps, &event.connection_id, frame).await
}

/// Posts a frame; a socket that is gone is forgotten.
async fn post(deps: &Deps, connection_id: &str, frame: &Value) -> Result<(), PortError> {
    match deps.poster.post(connection_id, &frame.to_string()).await {
        Ok(()) => Ok(()),
        Err(PostError::Gone) => deps.sockets.close(connection_id).await,
        Err(PostError::Port(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests;
