//! Tells queues and listeners of every committed row, in the shapes of the API.

use baton_api::agent::Agent;
use baton_api::conversation::Conversation;
use baton_api::escalation::Escalation;
use baton_api::message::Message;
use baton_api::notification::Notification;
use baton_app::committed::Place;
use baton_app::ports::{self, PortError};
use baton_app::relay::{Relay, Shapes, relay};
use baton_aws::stream::{DecodeError, decode};
use baton_lambda::stream::EventRecord;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// Why a batch comes again.
#[derive(Debug, thiserror::Error)]
pub enum Unrelayed {
    /// A row is not what rows are.
    #[error("reading the stream")]
    Decode(#[from] DecodeError),
    /// Something did not answer.
    #[error("relaying what was committed")]
    Port(#[from] PortError),
}

/// Relays a batch of the stream.
///
/// # Errors
///
/// The [`Unrelayed`] that says why the whole batch comes again. A row that cannot be read ends,
/// after the retries of the stream's mapping, in its dead-letter queue, alone.
pub async fn handle(deps: &Relay, records: &[EventRecord]) -> Result<(), Unrelayed> {
    let rows = records
        .iter()
        .filter_map(|record| decode(record).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    let relayed = relay(deps, rows).await?;
    tracing::info!(records = records.len(), ?relayed, "relayed");
    Ok(())
}

/// The API's shapes, as WebSocket frames and letters carry them.
#[derive(Debug, Clone, Copy, Default)]
pub struct ApiShapes;

/// The shapes are structs of text and numbers, which are always JSON.
fn json(shape: &impl Serialize) -> Value {
    serde_json::to_value(shape).unwrap_or_default()
}

impl Shapes for ApiShapes {
    fn escalation(&self, escalation: &baton_domain::Escalation, now: Timestamp) -> Value {
        json(&Escalation::new(escalation, now))
    }

    fn message(&self, message: &baton_domain::Message, place: &Place) -> Value {
        json(&Message::new(place.conversation_id, message))
    }

    fn conversation(&self, conversation: &baton_domain::Conversation) -> Value {
        json(&Conversation::from(conversation))
    }

    fn agent(&self, agent: &ports::Agent) -> Value {
        json(&Agent::from(agent))
    }

    fn notification(&self, notification: &ports::Notification) -> Value {
        json(&Notification::from(notification))
    }
}

#[cfg(test)]
mod tests;
