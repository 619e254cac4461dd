//! Conversations on the wire.

use std::collections::BTreeMap;

use baton_domain as domain;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::contact::{Contact, ContactDetail};
use crate::escalation::Escalation;
use crate::words::{Channel, Mode, OwnerKind};

/// The thread with one contact on one connection, as lists and WebSocket frames carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Conversation {
    /// The conversation, `cnv_…`.
    pub id: String,
    /// Grows with every change; keep the record with the highest.
    pub version: u64,
    /// The connection that it runs on, `con_…`.
    pub connection_id: String,
    /// That connection's channel.
    pub channel: Channel,
    /// The customer.
    pub contact: Contact,
    /// Who may speak.
    pub mode: Mode,
    /// Who owns it.
    pub owner: Owner,
    /// The place of the last message; 0 where there is none.
    pub last_seq: u64,
    /// The start of the last words, as they were last edited; null where there are none or their
    /// writer took them back.
    #[schema(required)]
    pub preview: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When something was last said.
    pub last_activity_at: Timestamp,
    /// When the customer last wrote.
    #[schema(required)]
    pub last_customer_at: Option<Timestamp>,
    /// Since when the customer waits for an answer; null while they do not.
    #[schema(required)]
    pub unanswered_since: Option<Timestamp>,
    /// Until when the channel allows a free-form answer; null where it always does.
    #[schema(required)]
    pub window_expires_at: Option<Timestamp>,
    /// When what the company says of the customer last changed; absent where it said nothing. The
    /// conversation alone tells what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_told_at: Option<Timestamp>,
}

/// Who owns a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Owner {
    /// What they are.
    pub kind: OwnerKind,
    /// The agent, `agt_…`, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The agent's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When the bot may answer again, where somebody writes from the business's own phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl From<&domain::Owner> for Owner {
    fn from(owner: &domain::Owner) -> Self {
        let agent = owner.agent();
        let (kind, until) = match owner {
            domain::Owner::Bot => (OwnerKind::Bot, None),
            domain::Owner::Queue => (OwnerKind::Queue, None),
            domain::Owner::Agent(_) => (OwnerKind::Agent, None),
            domain::Owner::Phone { until } => (OwnerKind::Phone, Some(*until)),
            domain::Owner::Nobody => (OwnerKind::Nobody, None),
        };
        Self {
            kind,
            id: agent.map(|agent| agent.id.to_string()),
            name: agent.map(|agent| agent.name.clone()),
            until,
        }
    }
}

impl From<&domain::Conversation> for Conversation {
    fn from(conversation: &domain::Conversation) -> Self {
        Self {
            id: conversation.id.to_string(),
            version: conversation.version.0,
            connection_id: conversation.connection_id.to_string(),
            channel: conversation.channel.into(),
            contact: (&conversation.contact).into(),
            mode: conversation.mode().into(),
            owner: (&conversation.owner).into(),
            last_seq: conversation.last_seq.0,
            preview: conversation.preview.clone(),
            created_at: conversation.created_at,
            last_activity_at: conversation.last_activity_at,
            last_customer_at: conversation.last_customer_at,
            unanswered_since: conversation.unanswered_since,
            window_expires_at: conversation.window_expires_at(),
            contact_told_at: conversation.told_at,
        }
    }
}

/// One conversation with its customer and its live escalation.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ConversationDetail {
    /// The conversation.
    #[serde(flatten)]
    pub conversation: Conversation,
    /// All that is known of the customer.
    pub profile: ContactDetail,
    /// What was collected from the customer.
    pub variables: BTreeMap<String, String>,
    /// What a language model used for it since the bot last became the owner, or since a silence of a
    /// day. The tenant's budgets are held against this.
    pub bot_spent: BotSpent,
    /// The live escalation; null where there is none.
    #[schema(required)]
    pub escalation: Option<Escalation>,
}

/// What a language model used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct BotSpent {
    /// Tokens, read and written.
    pub tokens: u64,
    /// What they cost, in millionths of a US dollar: by the tenant's prices, for Bedrock by the deployment's.
    pub cost_micros: u64,
}

impl ConversationDetail {
    /// A conversation as it stands at this time.
    #[must_use]
    pub fn new(state: &domain::State, now: Timestamp) -> Self {
        let conversation = &state.conversation;
        Self {
            conversation: conversation.into(),
            profile: conversation.into(),
            variables: conversation.variables.clone(),
            bot_spent: BotSpent {
                tokens: conversation.tokens,
                cost_micros: conversation.cost_micros,
            },
            escalation: state.live.as_ref().map(|live| Escalation::new(live, now)),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::State;
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn a_conversation_in_a_list_and_alone() {
        let conversation = samples::conversation();
        assert_json_snapshot!("conversation", Conversation::from(&conversation));
        let state = State {
            live: Some(samples::open()),
            ..State::new(conversation)
        };
        assert_json_snapshot!(
            "conversation_detail",
            ConversationDetail::new(&state, samples::at(900))
        );
    }

    #[test]
    fn every_owner_says_what_it_is() {
        let kinds = [
            domain::Owner::Bot,
            domain::Owner::Queue,
            domain::Owner::Agent(samples::agent().as_ref()),
            domain::Owner::Phone {
                until: samples::at(60),
            },
            domain::Owner::Nobody,
        ]
        .map(|owner| Owner::from(&owner));
        assert_json_snapshot!("owners", kinds);
    }
}
