//! The decision: which events follow from a command.

use jiff::Timestamp;

use crate::command::{BotAnswer, Command, Delivery, NewMessage, Opening};
use crate::{
    Actor, AgentRef, Author, Content, DeliveryStatus, Escalation, EscalationId, EscalationStatus,
    Event, GroupId, Message, MessageKind, Owner, ReceiptKey, Rejection, Seq, Settings, State,
    Topic, Urgency, Version, timing,
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
        Command::Revise { seq, revision } => decision.push(Event::MessageRevised { seq, revision }),
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
        Command::Reclassify { topic, urgency } => decision.reclassify(topic, urgency)?,
        Command::ReturnToBot { by } => decision.return_to_bot(&by)?,
        Command::Close { by, closing } => decision.close(&by, closing)?,
        Command::BusinessEcho(message) => decision.business_echo(message),
        Command::Delivery(delivery) => decision.delivery(delivery)?,
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

    fn customer_message(&mut self, message: NewMessage) {
        let bot_takes_over = match self.before.conversation.owner {
            Owner::Nobody => true,
            Owner::Phone { until } => until <= self.now,
            Owner::Bot | Owner::Queue | Owner::Agent(_) => false,
        };
        if bot_takes_over {
            self.hand_to(Owner::Bot);
        }
        let wants_answer = message.content.wants_answer();
        self.say(Author::Customer, message, DeliveryStatus::Received);
        let conversation = &self.after.conversation;
        if wants_answer {
            let since = conversation.unanswered_since.unwrap_or(self.now);
            self.wait(Some(since), None);
        }
        if let Some(live) = &self.after.live {
            let window_expires_at = self.after.conversation.window_expires_at();
            if live.window_expires_at != window_expires_at {
                let live = Escalation {
                    window_expires_at,
                    ..live.clone()
                };
                self.change(live);
            }
        }
    }

    fn bot_reply(&mut self, answer: BotAnswer) -> Result<(), Rejection> {
        let conversation = &self.before.conversation;
        if conversation.owner != Owner::Bot || answer.decided_under != conversation.epoch {
            return Err(Rejection::StaleEpoch {
                decided_under: answer.decided_under,
                current: conversation.epoch,
            });
        }
        let unanswered_since = conversation.unanswered_since;
        let seq = self.say(Author::Bot, answer.message, DeliveryStatus::Accepted);
        if let Some(attempt) = answer.attempt {
            self.push(Event::AttemptRecorded(attempt));
        }
        self.wait(unanswered_since, Some(seq));
        Ok(())
    }

    fn escalate(&mut self, opening: Opening) -> Result<(), Rejection> {
        if let Some(live) = &self.before.live {
            return Err(Rejection::AlreadyEscalated {
                escalation: live.id,
            });
        }
        self.open(opening);
        Ok(())
    }

    fn open(&mut self, opening: Opening) {
        let conversation = &self.after.conversation;
        let escalation = Escalation {
            id: opening.id,
            version: Version::default().next(),
            conversation_id: conversation.id,
            connection_id: conversation.connection_id,
            contact: conversation.contact.clone(),
            channel: conversation.channel,
            reason: opening.reason,
            reason_text: opening.reason_text,
            topic: opening.topic,
            urgency: opening.urgency,
            status: EscalationStatus::Queued,
            assignee: None,
            assigned_by: None,
            group: opening.group,
            ticket_id: opening.ticket_id,
            ticket: opening.ticket,
            created_at: self.now,
            queued_at: self.now,
            taken_at: None,
            ended_at: None,
            window_expires_at: conversation.window_expires_at(),
            sla_due_at: Some(timing::pickup_due(self.now, opening.urgency, self.settings)),
            assessment: opening.assessment,
            handoff: opening.handoff,
        };
        self.push(Event::EscalationOpened(Box::new(escalation)));
        self.hand_to(Owner::Queue);
        if let Some(connecting) = opening.connecting {
            self.say(Author::System, connecting, DeliveryStatus::Accepted);
        }
        self.wait(self.after.conversation.unanswered_since, None);
    }

    fn live(&self) -> Result<Escalation, Rejection> {
        self.before
            .live
            .clone()
            .ok_or(Rejection::NotLive { status: None })
    }

    fn take(
        &mut self,
        by: &Actor,
        wanted: EscalationId,
        has_room: bool,
        notice: NewMessage,
    ) -> Result<(), Rejection> {
        let live = self.live()?;
        if live.id != wanted {
            return Err(Rejection::NotLive { status: None });
        }
        if let Some(assignee) = live.assignee {
            return Err(if assignee.id == by.agent.id {
                Rejection::AlreadyHeld {
                    version: live.version,
                }
            } else {
                Rejection::TakenBy {
                    assignee,
                    version: live.version,
                }
            });
        }
        if !has_room {
            return Err(Rejection::AtCapacity {
                agent: by.agent.clone(),
            });
        }
        self.give_to(live, by.agent.clone(), None, notice);
        Ok(())
    }

    fn assign(
        &mut self,
        by: &Actor,
        to: AgentRef,
        has_room: bool,
        notice: NewMessage,
    ) -> Result<(), Rejection> {
        let live = self.live()?;
        self.require_may_act(by, live.assignee.as_ref())?;
        if live
            .assignee
            .as_ref()
            .is_some_and(|assignee| assignee.id == to.id)
        {
            return Err(Rejection::AlreadyHeld {
                version: live.version,
            });
        }
        if !has_room {
            return Err(Rejection::AtCapacity { agent: to });
        }
        let assigned_by = (to.id != by.agent.id).then(|| by.agent.clone());
        self.give_to(live, to, assigned_by, notice);
        Ok(())
    }

    fn give_to(
        &mut self,
        mut live: Escalation,
        agent: AgentRef,
        assigned_by: Option<AgentRef>,
        notice: NewMessage,
    ) {
        if let Some(previous) = &live.assignee {
            self.push(Event::LoadRemoved(previous.id));
        }
        self.push(Event::LoadAdded(agent.id));
        live.status = EscalationStatus::Open;
        live.assignee = Some(agent.clone());
        live.assigned_by = assigned_by;
        live.taken_at = Some(self.now);
        self.change(live);
        self.hand_to(Owner::Agent(agent));
        self.say(Author::System, notice, DeliveryStatus::Accepted);
        self.wait(self.after.conversation.unanswered_since, None);
    }

    fn requeue(&mut self, by: &Actor, group: Option<GroupId>) -> Result<(), Rejection> {
        let live = self.live()?;
        self.require_may_act(by, live.assignee.as_ref())?;
        if live.assignee.is_none() && (group.is_none() || group == live.group) {
            return Err(Rejection::NotTaken);
        }
        self.back_to_queue(live, group);
        Ok(())
    }

    fn back_to_queue(&mut self, mut live: Escalation, group: Option<GroupId>) {
        if let Some(previous) = live.assignee.take() {
            self.push(Event::LoadRemoved(previous.id));
            live.queued_at = self.now;
            live.sla_due_at = Some(timing::pickup_due(self.now, live.urgency, self.settings));
        }
        live.status = EscalationStatus::Queued;
        live.assigned_by = None;
        live.taken_at = None;
        live.group = group.or(live.group);
        self.change(live);
        if self.after.conversation.owner != Owner::Queue {
            self.hand_to(Owner::Queue);
        }
        self.wait(self.after.conversation.unanswered_since, None);
    }

    fn agent_message(&mut self, by: Actor, message: NewMessage) -> Result<(), Rejection> {
        let conversation = &self.before.conversation;
        if conversation
            .owner
            .agent()
            .is_none_or(|owner| owner.id != by.agent.id)
        {
            return Err(self.not_owner());
        }
        if let Some(expired_at) = conversation.window_expires_at()
            && expired_at <= self.now
            && message.content.kind != MessageKind::Template
        {
            return Err(Rejection::WindowClosed { expired_at });
        }
        let unanswered_since = conversation.unanswered_since;
        let author = Author::Agent {
            agent: Some(by.agent),
        };
        let seq = self.say(author, message, DeliveryStatus::Accepted);
        if unanswered_since.is_some() {
            self.wait(unanswered_since, Some(seq));
        }
        Ok(())
    }

    fn note(&mut self, by: Actor, message: NewMessage) {
        let message = NewMessage {
            content: Content {
                kind: MessageKind::Note,
                ..message.content
            },
            ..message
        };
        self.say(
            Author::Agent {
                agent: Some(by.agent),
            },
            message,
            DeliveryStatus::Received,
        );
    }

    fn reclassify(
        &mut self,
        topic: Option<Topic>,
        urgency: Option<Urgency>,
    ) -> Result<(), Rejection> {
        let mut live = self.live()?;
        let (old_topic, old_urgency) = (live.topic, live.urgency);
        live.topic = topic.unwrap_or(live.topic);
        live.urgency = urgency.unwrap_or(live.urgency);
        if (live.topic, live.urgency) == (old_topic, old_urgency) {
            return Err(Rejection::NothingToDo);
        }
        if live.status == EscalationStatus::Queued {
            live.sla_due_at = Some(timing::pickup_due(
                live.queued_at,
                live.urgency,
                self.settings,
            ));
        }
        self.change(live);
        let conversation = &self.after.conversation;
        self.wait(conversation.unanswered_since, conversation.answer_seq);
        Ok(())
    }

    fn return_to_bot(&mut self, by: &Actor) -> Result<(), Rejection> {
        self.end(by, EscalationStatus::Resolved)?;
        self.hand_to(Owner::Bot);
        self.wait(None, None);
        Ok(())
    }

    fn close(&mut self, by: &Actor, closing: Option<NewMessage>) -> Result<(), Rejection> {
        self.end(by, EscalationStatus::Closed)?;
        self.hand_to(Owner::Nobody);
        if let Some(closing) = closing {
            self.say(Author::System, closing, DeliveryStatus::Accepted);
        }
        self.wait(None, None);
        Ok(())
    }

    fn end(&mut self, by: &Actor, status: EscalationStatus) -> Result<(), Rejection> {
        let mut live = self.live()?;
        self.require_may_act(by, live.assignee.as_ref())?;
        if let Some(assignee) = &live.assignee {
            self.push(Event::LoadRemoved(assignee.id));
        }
        live.status = status;
        live.ended_at = Some(self.now);
        live.version = live.version.next();
        self.push(Event::EscalationEnded(Box::new(live)));
        Ok(())
    }

    fn business_echo(&mut self, message: NewMessage) {
        let until = timing::phone_hold(self.now, self.settings);
        if !matches!(
            self.before.conversation.owner,
            Owner::Queue | Owner::Agent(_)
        ) {
            self.hand_to(Owner::Phone { until });
        }
        self.say(Author::Agent { agent: None }, message, DeliveryStatus::Sent);
        self.wait(None, None);
    }

    fn delivery(&mut self, delivery: Delivery) -> Result<(), Rejection> {
        if !delivery.current.advances_to(delivery.next) {
            return Err(Rejection::NothingToDo);
        }
        let Delivery {
            seq,
            next,
            error,
            provider_id,
            ..
        } = delivery;
        self.push(Event::DeliveryMoved {
            seq,
            status: next,
            error,
            provider_id,
        });
        if self.before.conversation.answer_seq == Some(seq) {
            match next {
                DeliveryStatus::Sent | DeliveryStatus::Delivered | DeliveryStatus::Read => {
                    self.wait(None, None);
                }
                // The answer did not arrive: the sweep looks at once.
                DeliveryStatus::Failed => self.push(Event::WaitChanged {
                    unanswered_since: self.before.conversation.unanswered_since,
                    answer_seq: None,
                    due_at: Some(self.now),
                }),
                DeliveryStatus::Received | DeliveryStatus::Accepted | DeliveryStatus::Uncertain => {
                }
            }
        }
        Ok(())
    }

    fn lapse(&mut self, opening: Opening) -> Result<(), Rejection> {
        let conversation = &self.before.conversation;
        let Some(timer) = conversation.due_at else {
            return Err(Rejection::NothingToDo);
        };
        if timer > self.now {
            return Err(Rejection::NothingToDo);
        }
        // A failed answer set the timer ahead of the limit; it counts as it stands.
        let answer_failed = conversation.answer_seq.is_none() && conversation.owner == Owner::Bot;
        let limit = self.due_at(conversation.unanswered_since);
        if !answer_failed && limit.is_none_or(|limit| limit > self.now) {
            self.push(Event::WaitChanged {
                unanswered_since: conversation.unanswered_since,
                answer_seq: conversation.answer_seq,
                due_at: limit,
            });
            return Ok(());
        }
        match (&conversation.owner, self.before.live.clone()) {
            (Owner::Bot | Owner::Phone { .. }, _) => self.open(opening),
            (Owner::Agent(_), Some(live)) => self.back_to_queue(live, None),
            (Owner::Queue, Some(live)) => {
                // Told again, and looked at again after the same limit.
                self.change(live.clone());
                self.push(Event::WaitChanged {
                    unanswered_since: conversation.unanswered_since,
                    answer_seq: conversation.answer_seq,
                    due_at: Some(timing::pickup_due(self.now, live.urgency, self.settings)),
                });
            }
            (Owner::Nobody, _) | (Owner::Agent(_) | Owner::Queue, None) => self.wait(None, None),
        }
        Ok(())
    }

    fn hand_to(&mut self, owner: Owner) {
        let epoch = self.after.conversation.epoch.next();
        self.push(Event::OwnerChanged { owner, epoch });
    }

    fn say(&mut self, author: Author, message: NewMessage, status: DeliveryStatus) -> Seq {
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
            created_at: message.at,
        })));
        seq
    }

    fn change(&mut self, mut live: Escalation) {
        live.version = live.version.next();
        self.push(Event::EscalationChanged(Box::new(live)));
    }

    /// Notes how long the customer waits, and sets the timer that goes with it.
    fn wait(&mut self, unanswered_since: Option<Timestamp>, answer_seq: Option<Seq>) {
        let due_at = self.due_at(unanswered_since);
        self.push(Event::WaitChanged {
            unanswered_since,
            answer_seq,
            due_at,
        });
    }

    fn due_at(&self, unanswered_since: Option<Timestamp>) -> Option<Timestamp> {
        let live = self.after.live.as_ref();
        match &self.after.conversation.owner {
            Owner::Bot => unanswered_since.map(|since| timing::bot_due(since, self.settings)),
            Owner::Queue => {
                live.map(|live| timing::pickup_due(live.queued_at, live.urgency, self.settings))
            }
            Owner::Agent(_) => unanswered_since.map(|since| {
                let taken_at = live.and_then(|live| live.taken_at);
                timing::agent_due(taken_at.map_or(since, |at| at.max(since)), self.settings)
            }),
            Owner::Phone { .. } => {
                unanswered_since.map(|since| timing::agent_due(since, self.settings))
            }
            Owner::Nobody => None,
        }
    }

    fn require_may_act(&self, by: &Actor, owner: Option<&AgentRef>) -> Result<(), Rejection> {
        if by.may_act_for(owner) {
            Ok(())
        } else {
            Err(self.not_owner())
        }
    }

    fn not_owner(&self) -> Rejection {
        let conversation = &self.before.conversation;
        Rejection::NotOwner {
            owner: conversation.owner.agent().cloned(),
            mode: conversation.mode(),
        }
    }
}
