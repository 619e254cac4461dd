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

/// What came of something that the bot tried, as far as the conversation tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriedResult {
    /// The customer was not given it.
    #[default]
    NotGiven,
    /// The customer was given it and did not say whether it helped.
    Given,
    /// The customer asked the same again.
    AskedAgain,
    /// The customer said that it did not help.
    DidNotHelp,
}

/// Who wrote a summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SummarySource {
    /// A language model; everything in it was found in the conversation.
    Model,
    /// It is put together out of the conversation's own words.
    #[default]
    Extractive,
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
    /// The message that gave it; none where it was not given or is no longer remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<Seq>,
    /// What came of it.
    #[serde(default)]
    pub result: TriedResult,
}

/// The handoff packet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handoff {
    /// What happened so far, in a few sentences of the agent's language; `#3` is the third message.
    pub summary: String,
    /// Who wrote the summary.
    #[serde(default)]
    pub summary_source: SummarySource,
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
