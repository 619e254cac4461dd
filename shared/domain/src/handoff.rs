//! What an agent reads first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ArticleId, Contact, Seq};

/// The message that proves the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its place in the conversation.
    pub seq: Seq,
    /// Its words.
    pub text: String,
}

/// One answer that the bot gave, or considered, before a person was needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// What the customer asked.
    pub question: String,
    /// The article that the answer came from.
    pub article_id: ArticleId,
    /// Its title.
    pub article_title: String,
    /// How sure the bot was, from 0 to 1.
    pub score: f64,
    /// Whether the customer was given it.
    pub answered: bool,
}

/// The handoff packet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handoff {
    /// What happened so far, in two or three sentences.
    pub summary: String,
    /// The message that proves the reason; none where a person opened the escalation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What the bot already tried.
    #[serde(default)]
    pub tried: Vec<Tried>,
    /// What was collected from the customer: an order number, an address.
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
    /// What tools answered, by name, as JSON text.
    #[serde(default)]
    pub tool_results: BTreeMap<String, String>,
    /// The customer.
    pub contact: Contact,
    /// What to do first.
    pub suggested_next_step: String,
    /// What the customer still wants to know, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_question: Option<String>,
    /// A reply for the agent to edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested_reply: Option<String>,
}
