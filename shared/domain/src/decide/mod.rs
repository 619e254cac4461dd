//! The decision: which events follow from a command.

mod describing;
mod handling;
mod speaking;
mod waiting;

use jiff::Timestamp;

use crate::command::{Command, NewMessage};
use crate::{
    Assessment, Author, Deed, DeedKind, DeliveryStatus, Doer, Escalation, Event, Message, Owner,
    ReceiptKey, Rejection, Seq, Settings, State,
};

/// A command and the name under which it is carried out at most once.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The name; none where doing it twice is harmless.
    pub receipt: Option<ReceiptKey>,
    /// The command.
    pub command: Command,
}

impl From<Command> for Envelope {
    fn from(command: Command) -> Self {
        Self {
            receipt: None,
            command,
        }
    }
}

/// The events that follow from this command at this time.
///
/// # Errors
///
/// The [`Rejection`] that says why nothing follows.
pub fn decide(
    state: &State,
    envelope: &Envelope,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    let mut decision = Decision {
        before: state,
        after: state.clone(),
        settings,
        now,
        events: vec![],
    };
    if let Some(receipt) = &envelope.receipt {
        if state.receipts.contains(receipt) {
            return Err(Rejection::Duplicate);
        }
        decision.push(Event::ReceiptRecorded(receipt.clone()));
    }
    match envelope.command.clone() {
        Command::CustomerMessage(message) => decision.customer_message(message),
        Command::Revise { message, revision }
            if revision.is_news_after(message.revision.as_ref()) =>
        {
            decision.push(Event::MessageRevised { message, revision });
        }
        Command::Revise { .. } => return Err(Rejection::NothingToDo),
        Command::BotReply(answer) => decision.bot_reply(answer)?,
        Command::Escalate(opening) => decision.escalate(*opening)?,
        Command::Take {
            by,
            escalation,
            has_room,
            notice,
        } => {
            decision.take(&by, escalation, has_room, notice)?;
        }
        Command::Release { by } => decision.requeue(&by, None)?,
        Command::Assign {
            by,
            to,
            has_room,
            notice,
        } => {
            decision.assign(&by, to, has_room, notice)?;
        }
        Command::Transfer { by, group } => decision.requeue(&by, Some(group))?,
        Command::AgentMessage { by, message } => decision.agent_message(by, message)?,
        Command::Note { by, message } => decision.note(by, message),
        Command::Reclassify { by, topic, urgency } => decision.reclassify(&by, topic, urgency)?,
        Command::Describe { by, saying } => decision.describe(by, &saying)?,
        Command::ReturnToBot { by, seen } => decision.return_to_bot(&by, seen)?,
        Command::Close { by, seen, closing } => decision.close(&by, seen, closing)?,
        Command::BusinessEcho(message) => decision.business_echo(message),
        Command::Delivery(delivery) => decision.delivery(delivery)?,
        Command::Brief(briefing) => decision.brief(briefing)?,
        Command::Lapse { opening } => decision.lapse(*opening)?,
    }
    Ok(decision.events)
}

struct Decision<'a> {
    before: &'a State,
    after: State,
    settings: &'a Settings,
    now: Timestamp,
    events: Vec<Event>,
}

impl Decision<'_> {
    fn push(&mut self, event: Event) {
        self.after.apply(&event);
        self.events.push(event);
    }

    fn hand_to(&mut self, owner: Owner) {
        let epoch = self.after.conversation.epoch.next();
        self.push(Event::OwnerChanged { owner, epoch });
    }

    fn say(&mut self, author: Author, message: NewMessage, status: DeliveryStatus) -> Seq {
        self.tell(author, message, status, None)
    }

    /// The bot says something, with why it did.
    fn answer(&mut self, message: NewMessage, assessment: Option<Box<Assessment>>) -> Seq {
        self.tell(Author::Bot, message, DeliveryStatus::Accepted, assessment)
    }

    fn tell(
        &mut self,
        author: Author,
        message: NewMessage,
        status: DeliveryStatus,
        assessment: Option<Box<Assessment>>,
    ) -> Seq {
        let seq = self.after.conversation.last_seq.next();
        self.push(Event::MessageAdded(Box::new(Message {
            id: message.id,
            seq,
            author,
            content: message.content,
            status,
            epoch: self.after.conversation.epoch,
            provider_id: message.provider_id,
            error: None,
            revision: None,
            assessment,
            created_at: message.at,
        })));
        seq
    }

    /// The live episode changed by what somebody did.
    fn change_by(&mut self, by: Doer, what: DeedKind, mut live: Escalation) {
        let at = self.now;
        live.remember(Deed { at, by, what });
        self.change(live);
    }

    fn change(&mut self, mut live: Escalation) {
        live.version = live.version.next();
        self.push(Event::EscalationChanged(Box::new(live)));
    }

    fn not_owner(&self) -> Rejection {
        let conversation = &self.before.conversation;
        Rejection::NotOwner {
            owner: conversation.owner.agent().cloned(),
            mode: conversation.mode(),
        }
    }
}
