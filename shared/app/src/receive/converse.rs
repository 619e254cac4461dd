//! The customer's messages.

use std::collections::BTreeMap;

use baton_domain::{
    BotAnswer, BotWork, Command, Contact, ContactId, Content, Conversation, ConversationId, Doer,
    EscalationId, Event, Evidence, NewMessage, Opening, Owner, Reason, Rejection, State, TicketId,
    TicketNumber, Topic,
};
use jiff::Timestamp;

use super::charging::{self, Account};
use super::packet::{self, Facts};
use super::{ReceiveError, Received, Receiving, Settled, TICKET_TRIES, TRIES};
use crate::commit::Commit;
use crate::inbound::Update;
use crate::ports::{Brief, Evaluation, Question, Verdict};

/// A message on its way in: a customer's, or one from the business's own phone.
pub(super) struct Heard<'a> {
    /// The provider's id of it.
    pub(super) provider_id: &'a str,
    /// What it says.
    pub(super) content: &'a Content,
    /// When it was written.
    pub(super) at: Timestamp,
    /// The receipt that another update may have left for the same message, or will look for, where
    /// this is the edit that overtook it.
    pub(super) also: Option<String>,
}

impl Receiving<'_> {
    pub(super) async fn message(&self) -> Result<Received, ReceiveError> {
        let Update::Message {
            provider_id,
            content,
            at,
            ..
        } = &self.item.update
        else {
            return Ok(Received::Unmatched);
        };
        self.hear(&Heard {
            provider_id,
            content,
            at: *at,
            also: None,
        })
        .await
    }

    /// Appends a customer's message and decides what follows, in one commit.
    pub(super) async fn hear(&self, heard: &Heard<'_>) -> Result<Received, ReceiveError> {
        // What was used and found for decisions that came too late was used and found all the same.
        let mut earlier = BotWork::default();
        let mut lost: Option<Box<Lost>> = None;
        for _ in 0..TRIES {
            let loaded = self.load(true).await?;
            let found = loaded.state.as_ref().map(judged).map(Box::new);
            let before = self.known(loaded.state);
            let mut events = match self.decide(&before, &self.once(self.written_by(heard))) {
                Ok(events) => events,
                Err(Rejection::Duplicate) => return Ok(Received::Duplicate),
                Err(rejection) => return Err(ReceiveError::Rejected(rejection)),
            };
            events.extend(self.overtaking(heard, &events));
            let appended = before.after(&events);
            let free = self.knowledge.settings.monthly_free_replies;
            let account = Account::new(loaded.balance, free, self.now());
            let may_compose = account.charge().is_some();
            let evaluation = match lost.take() {
                // Somebody else's ticket or reply was in the way: what was decided holds.
                Some(lost) if lost.found == found && lost.may_compose == may_compose => {
                    lost.evaluation
                }
                _ => {
                    let decided =
                        Box::pin(self.evaluation(&before, &appended, heard, may_compose, &earlier))
                            .await;
                    decided.map(|mut evaluation| {
                        let work = std::mem::take(&mut evaluation.work);
                        earlier = std::mem::take(&mut earlier).followed_by(work);
                        evaluation.work = earlier.clone();
                        evaluation
                    })
                }
            };
            if evaluation.is_none() && !earlier.is_empty() {
                events.push(Event::BotWorked(earlier.clone()));
            }
            let turn = Turn {
                before,
                appended,
                events,
                content: heard.content,
                evaluation,
                may_compose,
            };
            let taken = Box::pin(self.take_turn(&turn, loaded.last_ticket, account)).await?;
            if let Some(received) = taken {
                return Ok(received);
            }
            lost = Some(Box::new(Lost {
                found,
                may_compose,
                evaluation: turn.evaluation,
            }));
        }
        Err(ReceiveError::Contended)
    }

    fn written_by(&self, heard: &Heard<'_>) -> Command {
        Command::CustomerMessage(NewMessage {
            id: self.deps.ids.message(self.now()),
            content: heard.content.clone(),
            provider_id: Some(heard.provider_id.to_owned()),
            at: self.written(heard.at),
        })
    }

    /// The conversation, a new one on first contact, with what this update tells of the customer.
    pub(super) fn known(&self, state: Option<State>) -> State {
        let mut state = state.unwrap_or_else(|| State::new(self.first_contact()));
        let conversation = &mut state.conversation;
        if let Update::Message {
            profile_name,
            locale,
            attributes,
            verified,
            signed_at,
            ..
        } = &self.item.update
        {
            let contact = &mut conversation.contact;
            if profile_name.is_some() {
                contact.name.clone_from(profile_name);
            }
            if locale.is_some() {
                contact.locale.clone_from(locale);
            }
            learn(&mut contact.attributes, attributes);
            // What came before signatures had a time is older than whatever else was said.
            let signed_at = signed_at.unwrap_or(Timestamp::UNIX_EPOCH);
            conversation.learn_signed(verified, signed_at, self.now());
        }
        state
    }

    fn first_contact(&self) -> Conversation {
        let now = self.now();
        let thread = self.item.thread;
        let promised = match &self.item.update {
            Update::Message {
                conversation_id, ..
            } => *conversation_id,
            _ => None,
        };
        let contact = Contact {
            id: ContactId::in_thread(thread, now),
            address: self.item.address.clone(),
            name: None,
            locale: None,
            attributes: BTreeMap::new(),
            verified: BTreeMap::new(),
        };
        Conversation::begun(
            promised
                .filter(|id| id.thread() == thread)
                .unwrap_or_else(|| ConversationId::in_thread(thread, now)),
            self.item.tenant_id.clone(),
            self.item.connection_id,
            self.item.channel,
            contact,
            now,
        )
    }

    /// What the evaluator proposes; none where the bot does not owe an answer.
    async fn evaluation(
        &self,
        before: &State,
        appended: &State,
        heard: &Heard<'_>,
        may_compose: bool,
        earlier: &BotWork,
    ) -> Option<Evaluation> {
        let content = heard.content;
        if appended.conversation.owner != Owner::Bot || !content.wants_answer() {
            return None;
        }
        // The evaluator sees the words that the customer replied to, not the reply itself. Who comes
        // back after a long silence replies to none.
        let before = &before.conversation;
        let replied_to = !before.was_silent_until(self.written(heard.at));
        let mut conversation = Conversation {
            preview: before.preview.clone().filter(|_| replied_to),
            ..appended.conversation.clone()
        };
        conversation.tokens += earlier.tokens;
        conversation.cost_micros += earlier.cost_micros;
        let question = Question {
            conversation: &conversation,
            message: heard.provider_id,
            content,
            knowledge: self.knowledge,
            at: self.now(),
            may_compose,
        };
        let language = self.knowledge.settings.summary_language();
        let evaluation = match self.deps.evaluator.evaluate(question).await {
            Ok(Evaluation {
                verdict: Verdict::Answer { text, .. },
                ..
            }) if text.trim().is_empty() => {
                tracing::error!("the evaluator answered with nothing: a person is called");
                packet::evaluator_failed(language)
            }
            Ok(evaluation) => evaluation,
            Err(error) => {
                tracing::error!(%error, "the evaluator failed: a person is called");
                packet::evaluator_failed(language)
            }
        };
        Some(if may_compose {
            evaluation
        } else {
            charging::silenced(evaluation, language)
        })
    }

    /// Writes a turn; none where the conversation has changed since it was read, or where another
    /// conversation got the tenant's last reply and this turn has to be decided without one.
    async fn take_turn(
        &self,
        turn: &Turn<'_>,
        last_ticket: TicketNumber,
        account: Account,
    ) -> Result<Option<Received>, ReceiveError> {
        let (mut last_ticket, mut account) = (last_ticket, account);
        let is_charged = turn.may_compose && turn.evaluation.as_ref().is_some_and(charging::counts);
        for _ in 0..TICKET_TRIES {
            let (reply, received) = self
                .reply(turn, last_ticket)
                .map_err(ReceiveError::Rejected)?;
            let events = turn.events.iter().cloned().chain(reply).collect();
            let charge = account.charge().filter(|_| is_charged);
            if is_charged && charge.is_none() {
                return Ok(None);
            }
            let commit = Commit {
                last_ticket,
                charge,
                ..Commit::new(&turn.before, events)
            };
            match self.commit(&commit).await? {
                Settled::Written => return Ok(Some(received)),
                Settled::Duplicate => return Ok(Some(Received::Duplicate)),
                Settled::Changed => return Ok(None),
                Settled::TicketTaken(last) => last_ticket = last,
                Settled::QuotaMoved(balance) => {
                    account = account.with(balance.map(|balance| *balance));
                }
            }
        }
        Err(ReceiveError::TicketsContended)
    }

    /// What follows from a message that was appended.
    fn reply(
        &self,
        turn: &Turn<'_>,
        last_ticket: TicketNumber,
    ) -> Result<(Vec<Event>, Received), Rejection> {
        let Some(Evaluation {
            verdict,
            assessment,
            work,
            brief,
        }) = turn.evaluation.clone()
        else {
            return Ok((vec![], Received::Kept));
        };
        let (command, received) = match verdict {
            Verdict::Answer { text, attempt } => {
                let work = self.remembering(turn, work, brief);
                let answer = BotAnswer {
                    decided_under: turn.appended.conversation.epoch,
                    message: self.says(text),
                    attempt: Some(attempt),
                    work,
                    assessment: Some(Box::new(assessment)),
                };
                (Command::BotReply(answer), Received::Answered)
            }
            Verdict::Escalate {
                reason,
                reason_text,
                topic,
                urgency,
                group,
                considered,
            } => {
                let now = self.now();
                let settings = &self.knowledge.settings;
                let conversation = &turn.appended.conversation;
                let wait = settings.expected_wait_minutes;
                let told = if assessment.rule == Verdict::QUOTA_RULE {
                    settings.texts.quota_exhausted(wait)
                } else {
                    settings.texts.connecting(wait)
                };
                let handoff = packet::handoff(&Facts {
                    conversation,
                    settings,
                    reason,
                    topic,
                    evidence: Some(Evidence {
                        seq: conversation.last_seq,
                        text: packet::words(turn.content),
                    }),
                    considered,
                    work: work.clone(),
                    brief,
                    has_model: self.knowledge.has_model(),
                });
                let opening = Opening {
                    id: EscalationId::in_thread(self.item.thread, now),
                    ticket_id: TicketId::in_thread(self.item.thread, now),
                    ticket: TicketNumber(last_ticket.0 + 1),
                    by: Doer::Bot,
                    reason,
                    reason_text,
                    topic,
                    urgency,
                    group,
                    assessment,
                    handoff,
                    work,
                    connecting: Some(self.says(told)),
                };
                (Command::Escalate(Box::new(opening)), Received::Escalated)
            }
        };
        let events = self.decide(&turn.appended, &command.into())?;
        Ok((events, received))
    }

    /// What the bot did, with what the model told of the conversation on the way, if it is believed.
    fn remembering(&self, turn: &Turn<'_>, work: BotWork, brief: Option<Brief>) -> BotWork {
        if brief.is_none() {
            return work;
        }
        let summary = packet::kept(&Facts {
            conversation: &turn.appended.conversation,
            settings: &self.knowledge.settings,
            reason: Reason::LowConfidence,
            topic: Topic::General,
            evidence: Some(Evidence {
                seq: turn.appended.conversation.last_seq,
                text: packet::words(turn.content),
            }),
            considered: None,
            work: work.clone(),
            brief,
            has_model: true,
        });
        BotWork { summary, ..work }
    }

    fn says(&self, text: String) -> NewMessage {
        let now = self.now();
        NewMessage {
            id: self.deps.ids.message(now),
            content: Content::text(text),
            provider_id: None,
            at: now,
        }
    }
}

/// What an evaluator goes by of a state that was read. How long the customer has waited it does not
/// ask, and the channel that takes an earlier answer changes that at any moment. Nor does it hurt
/// that a wait which ends a day late lets the bot begin anew: what was decided knew more.
fn judged(state: &State) -> State {
    let mut state = state.clone();
    let conversation = &mut state.conversation;
    conversation.unanswered_since = None;
    conversation.answer_seq = None;
    conversation.due_at = None;
    state
}

/// What was decided and could not be written.
struct Lost {
    /// About this conversation, as it was read, but for the wait.
    found: Option<Box<State>>,
    /// Whether something was left of the tenant's replies.
    may_compose: bool,
    evaluation: Option<Evaluation>,
}

/// A customer's message with what was decided about it, not yet written.
struct Turn<'a> {
    before: State,
    appended: State,
    events: Vec<Event>,
    content: &'a Content,
    evaluation: Option<Evaluation>,
    /// Whether something was left of the tenant's replies when it was evaluated.
    may_compose: bool,
}

/// Takes what is said of a contact over what was said before; a channel that says more than is
/// kept is not believed.
fn learn(known: &mut BTreeMap<String, String>, said: &BTreeMap<String, String>) {
    for (name, value) in said {
        if known.contains_key(name) || known.len() < Contact::MOST_ATTRIBUTES {
            known.insert(name.clone(), value.clone());
        }
    }
}
