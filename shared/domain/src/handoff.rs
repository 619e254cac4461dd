//! What an agent reads first.

use std::collections::BTreeMap;
use std::ops::Not;

use serde::{Deserialize, Serialize};

use crate::{ArticleId, Contact, Seq, ToolUses};

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
    /// The article that the answer came from; none where it rests on tools alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_id: Option<ArticleId>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_title: Option<String>,
    /// The tools whose answers it rests on, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
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
    /// The tools that the bot called.
    #[serde(default, alias = "tool_results")]
    pub tool_calls: ToolUses,
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
    /// Whether the tenant's language model is to be asked for better words, once the packet stands.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub asks_model: bool,
}

/// What a language model tells in the place of what was put together. All of it was found in the
/// conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened so far.
    pub summary: String,
    /// What the customer still wants to know; none where what stands there shall stay.
    pub open_question: Option<String>,
    /// A reply for the agent to edit; none where what stands there shall stay.
    pub suggested_reply: Option<String>,
}

impl Handoff {
    /// Whether its words may still be replaced by a model's.
    #[must_use]
    pub fn is_extractive(&self) -> bool {
        self.summary_source == SummarySource::Extractive
    }

    pub(crate) fn tell(&mut self, told: Told) {
        self.summary = told.summary;
        self.summary_source = SummarySource::Model;
        self.open_question = told.open_question.or(self.open_question.take());
        self.suggested_reply = told.suggested_reply.or(self.suggested_reply.take());
        self.asks_model = false;
    }
}
