//! Conversations, and who may speak in them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AgentRef, ArticleId, Channel, ConnectionId, Contact, ConversationId, Seq, Telling, TenantId,
    ToolUse, ToolUses, Version,
};

/// Grows whenever who-may-speak changes. What was decided under an older one is not sent.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct OwnerEpoch(pub u64);

impl OwnerEpoch {
    /// The epoch of the next owner.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Who may speak, as the outside sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The bot answers.
    Bot,
    /// People answer; the bot is silent.
    Human,
    /// Nobody needs to answer.
    Closed,
}

/// Who may speak. The mode follows from it, so the two cannot disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Owner {
    /// The bot.
    Bot,
    /// Whoever takes the escalation that waits.
    Queue,
    /// The agent who has the escalation.
    Agent(AgentRef),
    /// Somebody who writes from the business's own phone, until they have been silent this long.
    Phone {
        /// When the bot may answer again.
        until: Timestamp,
    },
    /// Nobody: the conversation is closed.
    Nobody,
}

impl Owner {
    /// The mode that goes with this owner.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self {
            Self::Bot => Mode::Bot,
            Self::Queue | Self::Agent(_) | Self::Phone { .. } => Mode::Human,
            Self::Nobody => Mode::Closed,
        }
    }

    /// The agent, where one owns the conversation.
    #[must_use]
    pub fn agent(&self) -> Option<&AgentRef> {
        match self {
            Self::Agent(agent) => Some(agent),
            _ => None,
        }
    }
}

/// One answer that the bot gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BotAttempt {
    /// What the customer asked.
    pub question: String,
    /// Where the answer came from; none for small talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_id: Option<ArticleId>,
    /// The article's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_title: Option<String>,
    /// The tools whose answers it rests on, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
    /// How sure the bot was, from 0 to 1.
    pub score: f64,
}

/// Who said something, as far as the bot's memory tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The bot.
    Bot,
    /// A person of the tenant's.
    Agent,
}

/// One of the last things that were said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Its place in the conversation.
    pub seq: Seq,
    /// Who said it.
    pub speaker: Speaker,
    /// The beginning of its words.
    pub text: String,
}

/// What the bot did for an answer beside saying it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotWork {
    /// Tokens of a language model that it used, in and out.
    #[serde(default)]
    pub tokens: u64,
    /// What they cost, in millionths of a US dollar.
    #[serde(default)]
    pub cost_micros: u64,
    /// The tools that it called, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tool_calls: Vec<ToolUse>,
    /// What it collected from the customer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// The language that it read the customer's words in, by its two-letter code; none where nothing
    /// told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What a language model told of the conversation with this message, where it was believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<KeptSummary>,
}

/// What a language model told of a conversation and the conversation was found to hold. It is kept
/// for whoever calls a person later without asking the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSummary {
    /// Its words; `#3` is the third message.
    pub text: String,
    /// The language of agents that it was asked for in (BCP 47).
    pub language: String,
    /// The last message that the model had read for it.
    pub reaches: Seq,
}

impl BotWork {
    /// Whether there is nothing to remember.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This, and what came after it.
    #[must_use]
    pub fn followed_by(mut self, later: Self) -> Self {
        self.tokens += later.tokens;
        self.cost_micros += later.cost_micros;
        // A message that is decided about once more finds the tools' answers of the first time.
        // The message may have got another place since.
        let same = |one: &ToolUse, other: &ToolUse| {
            (&one.tool, &one.arguments, &one.outcome)
                == (&other.tool, &other.arguments, &other.outcome)
        };
        for call in later.tool_calls {
            self.tool_calls.retain(|earlier| !same(earlier, &call));
            self.tool_calls.push(call);
        }
        self.variables.extend(later.variables);
        self.language = later.language.or(self.language);
        self.summary = later.summary.or(self.summary);
        self
    }
}

/// The thread with one contact on one connection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// The conversation.
    pub id: ConversationId,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// The connection that it runs on.
    pub connection_id: ConnectionId,
    /// That connection's channel.
    pub channel: Channel,
    /// The customer.
    pub contact: Contact,
    /// Who said last what is in the contact's `verified`, or took it out, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub told: BTreeMap<String, Telling>,
    /// When that last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_at: Option<Timestamp>,
    /// Who may speak.
    pub owner: Owner,
    /// Grows whenever `owner` changes.
    pub epoch: OwnerEpoch,
    /// Grows with every change; 0 before the first commit.
    pub version: Version,
    /// The place of the last message; 0 where there is none.
    pub last_seq: Seq,
    /// When it began.
    pub created_at: Timestamp,
    /// When something was last said.
    pub last_activity_at: Timestamp,
    /// When customer or business last said something to the other, notes aside; none where that was
    /// before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_said_at: Option<Timestamp>,
    /// When the customer last wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_customer_at: Option<Timestamp>,
    /// The customer's last message that wants an answer; none where it was written before this was
    /// kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_customer_seq: Option<Seq>,
    /// Since when the customer waits for an answer; none while they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered_since: Option<Timestamp>,
    /// The committed answer whose sending ends the wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_seq: Option<Seq>,
    /// When the sweep looks at this conversation; none while nobody waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// What the bot tried since it last began, oldest first. It begins when it becomes the owner, and
    /// with a customer's message after [`Conversation::LONG_SILENCE`]. Where a question was taken
    /// back, an attempt without words stands for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<BotAttempt>,
    /// The last things that customer, bot and agents said since the last long silence, as they were
    /// last edited, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recent: Vec<Turn>,
    /// What was collected from the customer since the last long silence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// The tools that the bot called since it last began.
    #[serde(
        default,
        alias = "tool_results",
        skip_serializing_if = "ToolUses::is_empty"
    )]
    pub tool_calls: ToolUses,
    /// Tokens of a language model that the bot used since it last began.
    #[serde(default)]
    pub tokens: u64,
    /// What they cost, in millionths of a US dollar.
    #[serde(default)]
    pub cost_micros: u64,
    /// The language that the customer last wrote in, by its two-letter code; none before anything
    /// told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What a language model last told of it since the bot last began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<KeptSummary>,
    /// The start of the last words, as they were last edited, for lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<String>,
}

/// Until when WhatsApp, Messenger and Instagram let a business answer freely.
/// Meta: "24-hour customer service window", restarted by each message of the customer's.
const CUSTOMER_WINDOW: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

impl Conversation {
    /// A conversation in which nothing was said yet; the bot has it.
    #[must_use]
    pub const fn begun(
        id: ConversationId,
        tenant_id: TenantId,
        connection_id: ConnectionId,
        channel: Channel,
        contact: Contact,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            tenant_id,
            connection_id,
            channel,
            contact,
            told: BTreeMap::new(),
            told_at: None,
            owner: Owner::Bot,
            epoch: OwnerEpoch(0),
            version: Version(0),
            last_seq: Seq(0),
            created_at: at,
            last_activity_at: at,
            last_said_at: None,
            last_customer_at: None,
            last_customer_seq: None,
            unanswered_since: None,
            answer_seq: None,
            due_at: None,
            attempts: vec![],
            recent: vec![],
            variables: BTreeMap::new(),
            tool_calls: ToolUses {
                kept: vec![],
                forgotten: 0,
            },
            tokens: 0,
            cost_micros: 0,
            language: None,
            summary: None,
            preview: None,
        }
    }

    /// Who may speak, as the outside sees it.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.owner.mode()
    }

    /// Whether the bot or a person has said something to the customer behind this place, as far as
    /// the last turns tell.
    pub(crate) fn goes_on_behind(&self, seq: Seq) -> bool {
        self.recent
            .iter()
            .any(|turn| turn.seq > seq && turn.speaker != Speaker::Customer)
    }

    /// Until when the channel allows a free-form answer; none where it always does.
    #[must_use]
    pub fn window_expires_at(&self) -> Option<Timestamp> {
        if !self.channel.has_customer_window() {
            return None;
        }
        self.last_customer_at
            .and_then(|at| at.checked_add(CUSTOMER_WINDOW).ok())
    }
}
