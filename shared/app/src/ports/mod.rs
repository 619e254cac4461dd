//! What the use cases need from outside, named for what they need it for.

mod agents;
mod articles;
mod canned_replies;
mod channel;
mod clock;
mod connections;
mod conversations;
mod directory;
mod evaluator;
mod files;
mod groups;
mod language_model;
mod marks;
mod media;
mod models;
mod notifications;
mod outgoing;
mod policies;
mod queues;
mod quotas;
mod settings;
mod simulations;
mod sockets;
mod templates;
mod throttle;

pub use agents::{Agent, AgentChange, Agents};
pub use articles::{
    Article, ArticleBefore, ArticleChange, ArticleError, ArticleHeader, ArticleReader,
    ArticleRecord, ArticleStatus, ArticleStore, ArticleText, Articles, MOST_ARTICLES, MOST_CHUNKS,
    Passage, PassageSource, Signed, Vectors,
};
pub use canned_replies::{CannedReplies, CannedReply, CannedReplyError, MOST_CANNED_REPLIES};
pub use channel::{ChannelSender, SendOutcome};
pub use clock::{Clock, Deadline, Ids};
pub use connections::{ConnectionEntry, ConnectionList};
pub use conversations::{
    ConversationFilter, Conversations, EscalationFilter, LiveCounts, Load, Loaded, MessageRange,
    Page, Section, Sort, TakeOutcome, TakeRequest,
};
pub use directory::{Connection, ConnectionSecrets, Directory, DirectoryWithSecrets, Knowledge};
pub use evaluator::{Brief, BriefQuestion, Briefed, Evaluation, Evaluator, Question, Verdict};
pub use files::{
    FileFacts, FilePlace, Files, Kept, Lost, SIGNED_FOR, SignedLink, SignedUpload, UNKNOWN_TYPE,
};
pub use groups::{Group, GroupList, GroupOutcome, GroupWrite, Groups};
pub use language_model::{
    Billed, LanguageModel, ModelAnswer, ModelCall, ModelError, ModelPlace, ModelTurn, ToolCall,
    ToolResult, ToolSpec, Usage,
};
pub use marks::{Decision, Decisions, EarlierMark, Mark, MarkKind, Marks};
pub use media::{ChannelMedia, MediaOutcome};
pub use models::{EvaluatorKeyring, EvaluatorKeys, EvaluatorStore, ToolCaller, ToolRequest};
pub use notifications::{Email, Mailer, Notification, Notifications};
pub use outgoing::{Claim, Outgoing, Recorded};
pub use policies::{
    Creation, Policies, PolicyAction, PolicyChange, PolicyStatus, PolicyVersion, Publication,
};
pub use queues::{FileQueue, InboundQueue, OutboundQueue, Postpone, Topic};
pub use quotas::{Pack, PackOutcome, Quotas};
pub use settings::{KeptSettings, SettingChange, SettingsEdit, SettingsOutcome, SettingsStore};
pub use simulations::{
    Begun, Conclusion, DecidedBy, Difference, Figures, JobQueue, KEPT_DAYS, Progress, ReasonCount,
    Sampled, Simulation, SimulationInputs, SimulationJob, SimulationStatus, Simulations,
};
pub use sockets::{PostError, Socket, SocketOwner, SocketPoster, Sockets, Ticket};
pub use templates::{Template, TemplateButton, TemplateError, TemplateHeader, TemplateSource};
pub use throttle::Throttle;

/// Why something outside could not be reached or did not answer as agreed.
#[derive(Debug, thiserror::Error)]
#[error("{attempted}")]
pub struct PortError {
    /// What was attempted, without any customer data.
    pub attempted: String,
    /// What came of it.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// The cursor is not one that this list gave out. The source of a [`PortError`], so that a
/// caller's mistake can be told from an outage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cursor does not belong to this list")]
pub struct InvalidCursor;

impl InvalidCursor {
    /// Whether this is why the port failed.
    #[must_use]
    pub fn caused(error: &PortError) -> bool {
        error.source.is::<Self>()
    }
}

impl PortError {
    /// An error with what was attempted and what came of it.
    pub fn new(
        attempted: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            attempted: attempted.into(),
            source: source.into(),
        }
    }
}
