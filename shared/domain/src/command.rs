//! What can be asked of a conversation.

use jiff::Timestamp;

use crate::{
    Actor, AgentRef, Assessment, Author, BotAttempt, BotWork, Content, DeliveryError,
    DeliveryStatus, Doer, EscalationId, GroupId, Handoff, Message, MessageId, OwnerEpoch, Reason,
    Revision, Saying, Seq, TicketId, TicketNumber, Told, Topic, Urgency,
};

/// A message that has no place yet.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMessage {
    /// The message.
    pub id: MessageId,
    /// What it says.
    pub content: Content,
    /// The provider's id, for what came in.
    pub provider_id: Option<String>,
    /// When it was written.
    pub at: Timestamp,
}

/// The bot's answer, and how it came to it.
#[derive(Debug, Clone, PartialEq)]
pub struct BotAnswer {
    /// The epoch under which the bot decided to speak.
    pub decided_under: OwnerEpoch,
    /// What it says.
    pub message: NewMessage,
    /// What it tried; none where an outside bot speaks.
    pub attempt: Option<BotAttempt>,
    /// What it did for that.
    pub work: BotWork,
    /// Why it answered, rather than call somebody.
    pub assessment: Option<Box<Assessment>>,
}

/// What opens an escalation.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The escalation's id.
    pub id: EscalationId,
    /// Its ticket.
    pub ticket_id: TicketId,
    /// The ticket's number.
    pub ticket: TicketNumber,
    /// By whom or what.
    pub by: Doer,
    /// Why.
    pub reason: Reason,
    /// Why, for people.
    pub reason_text: String,
    /// What it is about.
    pub topic: Topic,
    /// How soon a person is needed.
    pub urgency: Urgency,
    /// The team that it waits for.
    pub group: Option<GroupId>,
    /// What decided.
    pub assessment: Assessment,
    /// What the agent will read first.
    pub handoff: Handoff,
    /// What the bot did before it called somebody.
    pub work: BotWork,
    /// What the customer is told, if anything.
    pub connecting: Option<NewMessage>,
}

/// What a language model was asked to tell of an episode that was opened without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// The episode.
    pub escalation: EscalationId,
    /// What it told; none where it told nothing that can be believed.
    pub told: Option<Told>,
    /// Tokens that it used, in and out.
    pub tokens: u64,
    /// What they cost, in millionths of a US dollar.
    pub cost_micros: u64,
}

/// News about a message that went out.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// The message's place.
    pub seq: Seq,
    /// Who wrote it.
    pub author: Author,
    /// How far it had come.
    pub current: DeliveryStatus,
    /// How far it has come now.
    pub next: DeliveryStatus,
    /// Why it failed.
    pub error: Option<DeliveryError>,
    /// The provider's id of it.
    pub provider_id: Option<String>,
}

/// One thing asked of a conversation.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// The customer wrote.
    CustomerMessage(NewMessage),
    /// The customer changed or took back a message.
    Revise {
        /// The message as it stands.
        message: Box<Message>,
        /// What became of it now.
        revision: Revision,
    },
    /// The bot wants to answer.
    BotReply(BotAnswer),
    /// A person is needed.
    Escalate(Box<Opening>),
    /// An agent takes what waits.
    Take {
        /// The agent.
        by: Actor,
        /// The escalation that they saw.
        escalation: EscalationId,
        /// Whether they can take one more.
        has_room: bool,
        /// What the customer is told.
        notice: NewMessage,
    },
    /// An agent lets go.
    Release {
        /// Who asks.
        by: Actor,
    },
    /// Somebody gives it to an agent.
    Assign {
        /// Who asks.
        by: Actor,
        /// Who gets it.
        to: AgentRef,
        /// Whether they can take one more.
        has_room: bool,
        /// What the customer is told.
        notice: NewMessage,
    },
    /// Somebody gives it to a team.
    Transfer {
        /// Who asks.
        by: Actor,
        /// Which team.
        group: GroupId,
    },
    /// An agent writes to the customer.
    AgentMessage {
        /// Who writes.
        by: Actor,
        /// What.
        message: NewMessage,
    },
    /// An agent writes to teammates.
    Note {
        /// Who writes.
        by: Actor,
        /// What.
        message: NewMessage,
    },
    /// Somebody corrects type or urgency.
    Reclassify {
        /// Who asks.
        by: Actor,
        /// What it is about, if that changes.
        topic: Option<Topic>,
        /// How soon a person is needed, if that changes.
        urgency: Option<Urgency>,
    },
    /// Somebody says what is known of the contact.
    Describe {
        /// Who says it.
        by: Actor,
        /// What.
        saying: Saying,
    },
    /// An agent is done and the bot may speak again.
    ReturnToBot {
        /// Who asks.
        by: Actor,
        /// The last message that they had seen, if they say.
        seen: Option<Seq>,
    },
    /// An agent is done and nobody needs to speak.
    Close {
        /// Who asks.
        by: Actor,
        /// The last message that they had seen, if they say.
        seen: Option<Seq>,
        /// What the customer is told.
        closing: Option<NewMessage>,
    },
    /// Somebody wrote to the customer from the business's own phone.
    BusinessEcho(NewMessage),
    /// News about a message that went out.
    Delivery(Delivery),
    /// A language model was asked to tell of the live episode.
    Brief(Briefing),
    /// The timer rang.
    Lapse {
        /// The escalation to open if the customer was left alone.
        opening: Box<Opening>,
    },
}
