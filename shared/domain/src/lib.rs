//! What may happen to a conversation, decided without a clock, a network or chance.
//!
//! [`decide`] takes the state of one conversation and a [`Command`] and answers with the
//! [`Event`]s that follow, or with the [`Rejection`] that explains why none do. [`State::apply`]
//! folds an event into the state. Everything that the rest of Baton does is the persistence of
//! those events or an effect of rows that were committed with them.

mod actor;
mod canned;
mod collected;
mod command;
mod contact;
mod conversation;
mod decide;
mod escalation;
mod event;
mod file;
mod flaw;
mod handoff;
mod history;
mod ids;
mod memory;
mod message;
mod policy;
pub mod quota;
mod rejection;
mod revision;
pub mod routing;
mod settings;
mod signal;
mod state;
mod telling;
mod text;
pub mod timing;
mod tool_use;

pub use actor::{Actor, AgentRef, Role};
pub use canned::{
    CANNED_REPLY_VARIABLES, LONGEST_CANNED_REPLY, Shortcut, ShortcutError, check_canned_reply,
};
pub use command::{BotAnswer, Briefing, Command, Delivery, NewMessage, Opening};
pub use contact::{Channel, Contact};
pub use conversation::{
    BotAttempt, BotWork, Conversation, KeptSummary, Mode, Owner, OwnerEpoch, Speaker, Turn,
};
pub use decide::{Envelope, decide};
pub use escalation::{
    Assessment, Escalation, EscalationStatus, Reason, TicketNumber, Topic, Urgency, Version,
};
pub use event::Event;
pub use file::{FileKind, FileType, legible};
pub use flaw::Flaw;
pub use handoff::{Evidence, Handoff, SummarySource, Told, Tried, TriedResult};
pub use history::{Change, Deed, DeedKind, Doer};
pub use ids::{
    AgentId, ArticleId, ConnectionId, ContactId, ConversationId, EscalationId, FileId, GroupId,
    IdError, MessageId, NotificationId, PolicyId, SimulationId, TenantId, ThreadKey, TicketId,
    TriggerId,
};
pub use message::{
    Author, Content, DeliveryError, DeliveryStatus, Media, MediaSource, Message, MessageKind, Seq,
};
pub use policy::{
    Call, Condition, Facts, Hours, Judgement, Policy, PolicyError, Scope, Timing, Trigger,
    TriggerMatch, Weekday,
};
pub use rejection::Rejection;
pub use revision::Revision;
pub use settings::{
    CustomerTexts, KnowledgeBase, PickupMinutes, SettingError, SettingProblem, Settings,
};
pub use signal::{Sentiment, Signal};
pub use state::{ReceiptKey, State};
pub use telling::{Saying, Telling};
pub use text::{TextError, Variable, check_text, is_locale};
pub use tool_use::{ToolError, ToolOutcome, ToolUse, ToolUses};
