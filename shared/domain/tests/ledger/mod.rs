//! One conversation with the messages, loads and receipts that a store would keep beside it.

use std::collections::BTreeMap;

use baton_domain::{
    Actor, AgentId, AgentRef, Assessment, Author, BotAnswer, BotAttempt, Briefing, Channel,
    Command, ConnectionId, Contact, ContactId, Content, Conversation, ConversationId, Delivery,
    DeliveryStatus, Envelope, EscalationId, Event, GroupId, Handoff, Message, MessageId,
    NewMessage, Opening, OwnerEpoch, Reason, ReceiptKey, Rejection, Revision, Role, Seq, Settings,
    State, ThreadKey, TicketId, TicketNumber, Told, Topic, Urgency, decide,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use ulid::Ulid;

/// What somebody tries next. Agents are told apart by number: 0 and 1 are agents, 2 leads.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    CustomerWrites,
    CustomerReacts,
    /// Something that the customer wrote so many seconds ago comes only now.
    CustomerWrote(i64),
    /// The customer changes one of their last messages, or takes it back.
    Revised {
        back: usize,
        is_edit: bool,
    },
    BotAnswers,
    Escalate,
    Take(u8),
    Release(u8),
    Assign(u8, u8),
    Transfer(u8, u8),
    AgentWrites(u8),
    Note(u8),
    Reclassify(u8, Urgency),
    Describe(u8, Option<u8>),
    ReturnToBot(u8),
    Close(u8),
    PhoneWrites,
    Delivered {
        back: usize,
        status: DeliveryStatus,
    },
    /// A model was asked of the live episode, or of one that is over, and told something or nothing.
    Brief {
        of_live: bool,
        told: bool,
    },
    Lapse,
    Wait(i64),
}

fn who() -> impl Strategy<Value = u8> {
    0_u8..3
}

/// Random steps, likely ones more often.
pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let status = prop_oneof![
        Just(DeliveryStatus::Sent),
        Just(DeliveryStatus::Delivered),
        Just(DeliveryStatus::Read),
        Just(DeliveryStatus::Failed),
        Just(DeliveryStatus::Uncertain),
    ];
    let urgency = prop_oneof![
        Just(Urgency::Low),
        Just(Urgency::Medium),
        Just(Urgency::High)
    ];
    let step = prop_oneof![
        6 => Just(Step::CustomerWrites),
        1 => Just(Step::CustomerReacts),
        1 => (1_i64..40 * 3_600).prop_map(Step::CustomerWrote),
        3 => (0_usize..6, any::<bool>()).prop_map(|(back, is_edit)| Step::Revised { back, is_edit }),
        4 => Just(Step::BotAnswers),
        4 => Just(Step::Escalate),
        4 => who().prop_map(Step::Take),
        2 => who().prop_map(Step::Release),
        2 => (who(), who()).prop_map(|(by, to)| Step::Assign(by, to)),
        1 => (who(), 0_u8..2).prop_map(|(by, group)| Step::Transfer(by, group)),
        4 => who().prop_map(Step::AgentWrites),
        1 => who().prop_map(Step::Note),
        1 => (who(), urgency).prop_map(|(by, urgency)| Step::Reclassify(by, urgency)),
        2 => (who(), proptest::option::of(0_u8..3)).prop_map(|(by, tier)| Step::Describe(by, tier)),
        2 => who().prop_map(Step::ReturnToBot),
        2 => who().prop_map(Step::Close),
        1 => Just(Step::PhoneWrites),
        4 => (0_usize..4, status).prop_map(|(back, status)| Step::Delivered { back, status }),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(of_live, told)| Step::Brief { of_live, told }),
        3 => Just(Step::Lapse),
        3 => (1_i64..30 * 60).prop_map(Step::Wait),
        2 => (20_i64 * 3_600..40 * 3_600).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 0..most)
}

pub(crate) fn agent(number: u8) -> AgentRef {
    let id = AgentId::from_ulid(Ulid::from_parts(1, u128::from(number)));
    AgentRef {
        id,
        name: format!("Agent {number}"),
    }
}

pub(crate) fn actor(number: u8) -> Actor {
    let role = if number == 2 { Role::Lead } else { Role::Agent };
    Actor {
        agent: agent(number),
        role,
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    pub(crate) state: State,
    pub(crate) messages: Vec<Message>,
    pub(crate) loads: BTreeMap<AgentId, i64>,
    pub(crate) now: Timestamp,
    made: u64,
}

impl Ledger {
    pub(crate) fn new() -> Self {
        let now = Timestamp::from_millisecond(1_760_000_000_000).unwrap();
        let thread = ThreadKey::from_bytes([9; 10]);
        let contact = Contact {
            id: ContactId::in_thread(thread, now),
            address: "15550001".into(),
            name: None,
            locale: None,
            attributes: BTreeMap::new(),
            verified: [].into(),
        };
        let conversation = Conversation {
            last_customer_at: Some(now),
            ..Conversation::begun(
                ConversationId::in_thread(thread, now),
                "demo".parse().unwrap(),
                ConnectionId::from_ulid(Ulid::nil()),
                Channel::Whatsapp,
                contact,
                now,
            )
        };
        let state = State::new(conversation);
        Self {
            state,
            messages: vec![],
            loads: BTreeMap::new(),
            now,
            made: 0,
        }
    }

    fn thread(&self) -> ThreadKey {
        self.state.conversation.id.thread()
    }

    fn message(&self, text: &str) -> NewMessage {
        NewMessage {
            id: MessageId::from_ulid(Ulid::from_parts(2, u128::from(self.made))),
            content: Content::text(text),
            provider_id: None,
            at: self.now,
        }
    }

    fn opening(&self) -> Box<Opening> {
        let contact = self.state.conversation.contact.clone();
        // Two episodes may begin in one millisecond here, and never do under one commit a version.
        let begun = self.now + SignedDuration::from_millis(i64::try_from(self.made).unwrap());
        Box::new(Opening {
            id: EscalationId::in_thread(self.thread(), begun),
            ticket_id: TicketId::in_thread(self.thread(), begun),
            ticket: TicketNumber(self.made),
            by: baton_domain::Doer::Bot,
            reason: Reason::CustomerRequest,
            reason_text: "The customer asked for a person.".into(),
            topic: Topic::General,
            urgency: Urgency::Medium,
            group: None,
            assessment: Assessment {
                evaluator: "test".into(),
                rule: "test".into(),
                score: 1.0,
                threshold: 0.5,
                ..Assessment::default()
            },
            handoff: Handoff {
                summary: String::new(),
                evidence: None,
                tried: vec![],
                variables: BTreeMap::new(),
                tool_calls: [].into(),
                contact,
                suggested_next_step: String::new(),
                open_question: None,
                suggested_reply: None,
                summary_source: baton_domain::SummarySource::default(),
                asks_model: true,
            },
            work: baton_domain::BotWork::default(),
            connecting: Some(self.message("connecting")),
        })
    }

    pub(crate) fn take(&self, by: u8) -> Command {
        let escalation = self.state.live.as_ref().map_or_else(
            || EscalationId::in_thread(self.thread(), self.now),
            |live| live.id,
        );
        let notice = self.message("now speaking");
        Command::Take {
            by: actor(by),
            escalation,
            has_room: true,
            notice,
        }
    }

    pub(crate) fn brief(&self, of_live: bool, told: bool) -> Command {
        let live = self.state.live.as_ref().filter(|_| of_live);
        let over = EscalationId::in_thread(self.thread(), Timestamp::UNIX_EPOCH);
        Command::Brief(Briefing {
            escalation: live.map_or(over, |live| live.id),
            told: told.then(|| Told {
                summary: format!("told {} (#1)", self.made),
                open_question: Some("where is it?".into()),
                suggested_reply: None,
            }),
            tokens: 300,
            cost_micros: 7,
        })
    }

    /// What the customer asks now and never asks again.
    fn asks(&self) -> String {
        format!("where is my order {}?", 100_000 + self.made)
    }

    pub(crate) fn bot_reply(&self, decided_under: OwnerEpoch) -> Command {
        let asked =
            self.messages.iter().rev().find(|message| {
                message.author == Author::Customer && message.content.wants_answer()
            });
        let question = asked.and_then(|message| message.current()?.text.clone());
        let attempt = BotAttempt {
            question: question.unwrap_or_default(),
            article_id: None,
            article_title: None,
            tools: vec![],
            score: 0.9,
        };
        let message = self.message("an answer");
        Command::BotReply(BotAnswer {
            decided_under,
            message,
            attempt: Some(attempt),
            work: baton_domain::BotWork {
                tokens: 10,
                ..baton_domain::BotWork::default()
            },
            assessment: None,
        })
    }

    fn command(&self, step: &Step) -> Option<Command> {
        Some(match step {
            Step::Wait(_) => return None,
            Step::CustomerWrites => Command::CustomerMessage(self.message(&self.asks())),
            Step::CustomerWrote(seconds) => {
                let mut message = self.message(&self.asks());
                message.at -= SignedDuration::from_secs(*seconds);
                Command::CustomerMessage(message)
            }
            Step::Revised { back, is_edit } => {
                let mut of_customer = self.messages.iter().rev().filter(|message| {
                    message.author == Author::Customer && message.content.wants_answer()
                });
                let message = Box::new(of_customer.nth(*back)?.clone());
                let at = self.now;
                let revision = if *is_edit {
                    let content = Content::text(self.asks());
                    Revision::Edited { content, at }
                } else {
                    Revision::Deleted { at }
                };
                Command::Revise { message, revision }
            }
            Step::CustomerReacts => {
                let mut message = self.message("+1");
                message.content.kind = baton_domain::MessageKind::Reaction;
                Command::CustomerMessage(message)
            }
            Step::BotAnswers => self.bot_reply(self.state.conversation.epoch),
            Step::Escalate => Command::Escalate(self.opening()),
            Step::Take(by) => self.take(*by),
            Step::Release(by) => Command::Release { by: actor(*by) },
            Step::Assign(by, to) => Command::Assign {
                by: actor(*by),
                to: agent(*to),
                has_room: true,
                notice: self.message("now speaking"),
            },
            Step::Transfer(by, group) => Command::Transfer {
                by: actor(*by),
                group: GroupId::from_ulid(Ulid::from_parts(3, u128::from(*group))),
            },
            Step::AgentWrites(by) => Command::AgentMessage {
                by: actor(*by),
                message: self.message("I can help"),
            },
            Step::Note(by) => Command::Note {
                by: actor(*by),
                message: self.message("fragile"),
            },
            Step::Reclassify(by, urgency) => Command::Reclassify {
                by: actor(*by),
                topic: None,
                urgency: Some(*urgency),
            },
            Step::Describe(by, tier) => Command::Describe {
                by: actor(*by),
                saying: [("tier".into(), tier.map(|tier| tier.to_string()))].into(),
            },
            Step::ReturnToBot(by) => Command::ReturnToBot {
                by: actor(*by),
                seen: None,
            },
            Step::Close(by) => Command::Close {
                by: actor(*by),
                seen: None,
                closing: Some(self.message("closed")),
            },
            Step::PhoneWrites => Command::BusinessEcho(self.message("from the phone")),
            Step::Delivered { back, status } => {
                let message = self.messages.iter().rev().nth(*back)?;
                Command::Delivery(Delivery {
                    seq: message.seq,
                    author: message.author.clone(),
                    current: message.status,
                    next: *status,
                    error: None,
                    provider_id: None,
                })
            }
            Step::Brief { of_live, told } => self.brief(*of_live, *told),
            Step::Lapse => Command::Lapse {
                opening: self.opening(),
            },
        })
    }

    /// What a store would hold.
    pub(crate) fn record(&self) -> (&State, &[Message], &BTreeMap<AgentId, i64>) {
        (&self.state, &self.messages, &self.loads)
    }

    pub(crate) fn status_of(&self, seq: Seq) -> Option<DeliveryStatus> {
        self.messages
            .iter()
            .find(|message| message.seq == seq)
            .map(|message| message.status)
    }

    pub(crate) fn carry_out(&mut self, step: &Step) -> Result<Vec<Event>, Rejection> {
        if let Step::Wait(seconds) = step {
            self.now += SignedDuration::from_secs(*seconds);
            return Ok(vec![]);
        }
        self.made += 1;
        match self.command(step) {
            Some(command) => self.submit(&command.into()),
            None => Ok(vec![]),
        }
    }

    /// Carries a step out under a receipt and answers what would be sent again.
    pub(crate) fn carry_out_envelope(&mut self, step: &Step) -> Result<Envelope, Rejection> {
        self.made += 1;
        if let Step::Wait(seconds) = step {
            self.now += SignedDuration::from_secs(*seconds);
        }
        let command = self.command(step).ok_or(Rejection::NothingToDo)?;
        let receipt = Some(ReceiptKey(format!("step:{}", self.made)));
        let envelope = Envelope { receipt, command };
        self.submit(&envelope)?;
        Ok(envelope)
    }

    pub(crate) fn submit(&mut self, envelope: &Envelope) -> Result<Vec<Event>, Rejection> {
        let events = decide(&self.state, envelope, &Settings::default(), self.now)?;
        self.state = self.state.after(&events);
        for event in &events {
            match event {
                Event::MessageAdded(message) => self.messages.push((**message).clone()),
                Event::MessageRevised { message, revision } => {
                    for kept in self.messages.iter_mut().filter(|m| m.seq == message.seq) {
                        kept.revision = Some(revision.clone());
                    }
                }
                Event::LoadAdded(agent) => *self.loads.entry(*agent).or_default() += 1,
                Event::LoadRemoved(agent) => *self.loads.entry(*agent).or_default() -= 1,
                Event::DeliveryMoved { seq, status, .. } => {
                    for message in self.messages.iter_mut().filter(|m| m.seq == *seq) {
                        message.status = *status;
                    }
                }
                _ => {}
            }
        }
        Ok(events)
    }
}
