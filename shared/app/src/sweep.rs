//! The rounds of a night watchman: each minute, whoever waits past a limit is found by an index,
//! and nobody is left alone.

use std::sync::Arc;

use baton_domain::{
    Assessment, Author, Command, Content, Conversation, ConversationId, Doer, EscalationId, Event,
    Evidence, NewMessage, Opening, Owner, Reason, Rejection, Settings, State, TenantId, TicketId,
    TicketNumber, Topic, Urgency, decide,
};
use futures::StreamExt;
use futures::stream;
use jiff::Timestamp;

use crate::commit::{Commit, CommitError};
use crate::ports::{Clock, Conversations, Directory, Ids, Load, MessageRange, PortError};
use crate::reasons::Why;
use crate::receive::packet::{self, Facts};

/// How many conversations of a tenant are looked at in one run; the rest come a minute later,
/// longest ago first.
const MOST_PER_TENANT: usize = 100;

/// How many tenants are looked at at once. A tenant's own conversations come one after another,
/// because those that open escalations would only contend for its ticket numbers.
const AT_ONCE: usize = 8;

/// How often a conversation that changes meanwhile is looked at anew before the next run has it.
const TRIES: usize = 5;

/// How often a ticket number is asked for anew when others opened escalations meanwhile.
const TICKET_TRIES: usize = 20;

/// How many of the last messages are searched for the customer's.
const SEARCHED: usize = 20;

/// What [`sweep`] works with.
#[derive(Clone)]
pub struct Watch {
    /// The record.
    pub conversations: Arc<dyn Conversations>,
    /// What tenants configured.
    pub directory: Arc<dyn Directory>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// What a round found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Conversations whose timer rang.
    pub looked_at: u64,
    /// Timers that were set anew or stopped, because nobody waits too long.
    pub rearmed: u64,
    /// Customers who were left alone by the bot or the phone, and are queued now.
    pub stranded: u64,
    /// Escalations whose agent left the customer alone, and are queued again.
    pub requeued: u64,
    /// Escalations that wait past their limit.
    pub overdue: u64,
    /// Conversations that could not be looked at; the next round tries again.
    pub failed: u64,
}

impl Swept {
    fn count(&mut self, found: &Result<Found, PortError>) {
        self.looked_at += 1;
        match found {
            Ok(Found::Nothing) => {}
            Ok(Found::Rearmed) => self.rearmed += 1,
            Ok(Found::Stranded) => self.stranded += 1,
            Ok(Found::Requeued) => self.requeued += 1,
            Ok(Found::Overdue) => self.overdue += 1,
            Err(_) => self.failed += 1,
        }
    }
}

/// A round through all tenants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// What was found at each tenant.
    pub tenants: Vec<(TenantId, Swept)>,
    /// Tenants whose timers could not be read; the next round tries again.
    pub unread_tenants: u64,
}

/// What was found at one conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Rearmed,
    Stranded,
    Requeued,
    Overdue,
}

/// Looks at every conversation whose timer rang. A conversation or a tenant that fails does not
/// keep the others waiting.
///
/// # Errors
///
/// The [`PortError`] that kept it from knowing the tenants.
pub async fn sweep(deps: &Watch) -> Result<Round, PortError> {
    let tenants = deps.directory.tenants().await?;
    let mut visits = stream::iter(tenants)
        .map(|tenant| async move {
            let swept = of_tenant(deps, &tenant).await;
            (tenant, swept)
        })
        .buffer_unordered(AT_ONCE);
    let mut round = Round::default();
    while let Some((tenant, swept)) = visits.next().await {
        match swept {
            Ok(swept) => round.tenants.push((tenant, swept)),
            Err(error) => {
                tracing::error!(%tenant, %error, "a tenant's timers were not read");
                round.unread_tenants += 1;
            }
        }
    }
    Ok(round)
}

async fn of_tenant(deps: &Watch, tenant: &TenantId) -> Result<Swept, PortError> {
    let settings = deps.directory.settings(tenant).await?;
    // Told with the settings.
    let has_model = deps.directory.has_model(tenant).await?;
    let due = deps
        .conversations
        .due(tenant, deps.clock.now(), MOST_PER_TENANT)
        .await?;
    let mut swept = Swept::default();
    for conversation in due {
        let visit = Visit {
            deps,
            tenant,
            conversation,
            settings: &settings,
            has_model,
        };
        let found = visit.pay().await;
        if let Err(error) = &found {
            tracing::error!(%tenant, %conversation, %error, "a conversation was not looked at");
        }
        swept.count(&found);
    }
    Ok(swept)
}

struct Visit<'a> {
    deps: &'a Watch,
    tenant: &'a TenantId,
    conversation: ConversationId,
    settings: &'a Settings,
    has_model: bool,
}

/// The conversation did not stand still, or is not where the index says.
#[derive(Debug, thiserror::Error)]
#[error("the conversation changed each time it was looked at")]
struct Restless;

impl Visit<'_> {
    async fn pay(&self) -> Result<Found, PortError> {
        for _ in 0..TRIES {
            let load = Load {
                ticket: true,
                ..Load::default()
            };
            let loaded = self
                .deps
                .conversations
                .load(self.tenant, self.conversation.thread(), load)
                .await?;
            let Some(state) = loaded
                .state
                .filter(|state| state.conversation.id == self.conversation)
            else {
                return Ok(Found::Nothing);
            };
            if let Some(found) = self.settle(&state, loaded.last_ticket).await? {
                return Ok(found);
            }
        }
        Err(PortError::new("looking at a conversation", Restless))
    }

    /// Decides and writes; none where the conversation has changed since it was read.
    async fn settle(
        &self,
        state: &State,
        last_ticket: TicketNumber,
    ) -> Result<Option<Found>, PortError> {
        let mut last_ticket = last_ticket;
        for _ in 0..TICKET_TRIES {
            let events = match self.decide(state, last_ticket).await? {
                Ok(events) => events,
                Err(Rejection::NothingToDo) => return Ok(Some(Found::Nothing)),
                Err(rejection) => return Err(PortError::new("letting a timer lapse", rejection)),
            };
            let found = found(state, &events);
            let commit = Commit {
                last_ticket,
                ..Commit::new(state, events)
            };
            match self.deps.conversations.commit(&commit).await {
                Ok(()) => return Ok(Some(found)),
                Err(CommitError::TicketTaken(last)) => last_ticket = last,
                Err(
                    CommitError::Conflict
                    | CommitError::Duplicate(_)
                    | CommitError::AtCapacity(_)
                    | CommitError::QuotaMoved(_),
                ) => return Ok(None),
                Err(CommitError::Port(error)) => return Err(error),
            }
        }
        Ok(None)
    }

    async fn decide(
        &self,
        state: &State,
        last_ticket: TicketNumber,
    ) -> Result<Result<Vec<Event>, Rejection>, PortError> {
        let lapse = |evidence| {
            let opening = self.opening(state, last_ticket, evidence);
            let command = Command::Lapse {
                opening: Box::new(opening),
            };
            decide(state, &command.into(), self.settings, self.deps.clock.now())
        };
        let decided = lapse(None);
        let opens = decided.as_ref().is_ok_and(|events| opens(events));
        // Only who is queued now needs the evidence, which costs a request.
        Ok(if opens {
            lapse(self.unanswered().await?)
        } else {
            decided
        })
    }

    /// The customer's last message.
    async fn unanswered(&self) -> Result<Option<Evidence>, PortError> {
        let range = MessageRange {
            limit: SEARCHED,
            ..MessageRange::default()
        };
        let page = self
            .deps
            .conversations
            .messages(self.tenant, self.conversation.thread(), range)
            .await?;
        let last =
            page.items.iter().rev().find(|message| {
                message.author == Author::Customer && message.content.wants_answer()
            });
        Ok(last.map(|message| Evidence {
            seq: message.seq,
            text: packet::words(&message.content),
        }))
    }

    fn opening(
        &self,
        state: &State,
        last_ticket: TicketNumber,
        evidence: Option<Evidence>,
    ) -> Opening {
        let now = self.deps.clock.now();
        let thread = self.conversation.thread();
        let conversation = &state.conversation;
        let (rule, reason_text) = why(conversation);
        let reason = Reason::WaitExpired;
        let topic = Topic::General;
        Opening {
            id: EscalationId::in_thread(thread, now),
            ticket_id: TicketId::in_thread(thread, now),
            ticket: TicketNumber(last_ticket.0 + 1),
            by: Doer::Timer,
            reason,
            reason_text: reason_text.in_language(self.settings.summary_language()),
            topic,
            urgency: Urgency::Medium,
            group: None,
            assessment: Assessment {
                evaluator: "sweep".into(),
                rule: rule.into(),
                score: 1.0,
                threshold: 1.0,
                ..Assessment::default()
            },
            handoff: packet::handoff(&Facts {
                conversation,
                settings: self.settings,
                reason,
                topic,
                evidence,
                considered: None,
                work: baton_domain::BotWork::default(),
                brief: None,
                has_model: self.has_model,
            }),
            work: baton_domain::BotWork::default(),
            connecting: self.connecting(conversation, now),
        }
    }

    /// What the customer is told, where the channel still takes a message.
    fn connecting(&self, conversation: &Conversation, now: Timestamp) -> Option<NewMessage> {
        let is_open = conversation
            .window_expires_at()
            .is_none_or(|expires_at| expires_at > now);
        is_open.then(|| NewMessage {
            id: self.deps.ids.message(now),
            content: Content::text(
                self.settings
                    .texts
                    .connecting(self.settings.expected_wait_minutes),
            ),
            provider_id: None,
            at: now,
        })
    }
}

/// The rule that holds, and what people read of it.
fn why(conversation: &Conversation) -> (&'static str, Why<'static>) {
    match conversation.owner {
        Owner::Bot if conversation.answer_seq.is_none() => ("answer_failed", Why::Undelivered),
        Owner::Phone { .. } => ("phone_silent", Why::PhoneSilent),
        _ => ("wait_expired", Why::Waited),
    }
}

fn opens(events: &[Event]) -> bool {
    events
        .iter()
        .any(|event| matches!(event, Event::EscalationOpened(_)))
}

fn found(before: &State, events: &[Event]) -> Found {
    let changed = events
        .iter()
        .any(|event| matches!(event, Event::EscalationChanged(_)));
    match before.conversation.owner {
        _ if opens(events) => Found::Stranded,
        Owner::Agent(_) if changed => Found::Requeued,
        Owner::Queue if changed => Found::Overdue,
        _ => Found::Rearmed,
    }
}
