//! The API's shapes, for those who push them.

use baton_app::committed::Place;
use baton_app::ports;
use baton_app::relay::Shapes;
use baton_domain as domain;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::agent::Agent;
use crate::conversation::Conversation;
use crate::escalation::Escalation;
use crate::message::Message;
use crate::notification::Notification;

/// What is pushed has the shape that lists have.
#[derive(Debug, Clone, Copy, Default)]
pub struct WireShapes;

/// Every shape is an object with text for its keys, which JSON always has a form for.
fn value(shape: impl Serialize) -> Value {
    serde_json::to_value(shape).unwrap_or_default()
}

impl Shapes for WireShapes {
    fn escalation(&self, escalation: &domain::Escalation, now: Timestamp) -> Value {
        value(Escalation::new(escalation, now))
    }

    fn message(&self, message: &domain::Message, place: &Place) -> Value {
        value(Message::new(place.conversation_id, message))
    }

    fn conversation(&self, conversation: &domain::Conversation) -> Value {
        value(Conversation::from(conversation))
    }

    fn agent(&self, agent: &ports::Agent) -> Value {
        value(Agent::from(agent))
    }

    fn notification(&self, notification: &ports::Notification) -> Value {
        value(Notification::from(notification))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn what_is_pushed_is_what_lists_show() {
        let pushed = WireShapes.escalation(&samples::open(), samples::at(90));
        assert_eq!(pushed["status"], "open");
        assert!(pushed.get("handoff").is_none());
        let conversation = samples::conversation();
        let place = Place {
            tenant_id: samples::tenant(),
            conversation_id: conversation.id,
            connection_id: conversation.connection_id,
            channel: conversation.channel,
            address: conversation.contact.address.clone(),
            owner: None,
        };
        let message = WireShapes.message(&samples::reply(), &place);
        assert_eq!(message["conversation_id"], conversation.id.to_string());
        assert_eq!(WireShapes.conversation(&conversation)["mode"], "human");
        assert_eq!(WireShapes.agent(&samples::agent())["presence"], "online");
        assert_eq!(
            WireShapes.notification(&samples::notification())["change"],
            "opened"
        );
    }
}
