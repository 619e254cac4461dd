//! What agents do: load, decide, commit; and the answer kept with what was committed, so that a
//! request that is repeated is answered the same again and carried out once.

mod correct;
mod describe;
mod escalate;
#[cfg(test)]
mod fated;
mod finish;
mod hand_over;
mod speak;
mod take;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use baton_domain::{
    Actor, AgentId, AgentRef, Command, ContactId, Content, ConversationId, Envelope, Escalation,
    EscalationId, Event, Message, NewMessage, ReceiptKey, Rejection, Settings, State, TenantId,
    ThreadKey, decide,
};
use jiff::Timestamp;

use crate::commit::{Commit, CommitError, Outcome};
use crate::ports::{Agents, Clock, Conversations, Directory, Groups, Ids, Load, Loaded, PortError};

pub use escalate::ManualEscalation;
pub use take::Took;

/// Where agents act from: the ports that every agents' endpoint shares.
#[derive(Clone)]
pub struct Desk {
    /// The record of conversations and escalations.
    pub conversations: Arc<dyn Conversations>,
    /// Who answers customers.
    pub agents: Arc<dyn Agents>,
    /// Their teams.
    pub groups: Arc<dyn Groups>,
    /// What the tenant configured.
    pub directory: Arc<dyn Directory>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// How a request is known again when it is repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The client's key, within agent and endpoint.
    pub key: ReceiptKey,
    /// A hash of what was asked.
    pub fingerprint: String,
}

/// Who asks, and how the request is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The agent's tenant.
    pub tenant: TenantId,
    /// The agent.
    pub by: Actor,
    /// How the request is known again; none where the client gave no key.
    pub once: Option<Once>,
}

/// What a request is answered, and answered again when it is repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON.
    pub body: String,
}

/// What a request did, for whoever words the answer.
#[derive(Debug, Clone, Copy)]
pub struct Done<'a> {
    /// The conversation after it.
    pub after: &'a State,
    /// What happened; nothing, where everything was as asked already.
    pub events: &'a [Event],
    /// When.
    pub now: Timestamp,
}

impl<'a> Done<'a> {
    /// The escalation after it, ended or live.
    #[must_use]
    pub fn escalation(&self) -> Option<&'a Escalation> {
        let changed = self.events.iter().rev().find_map(|event| match event {
            Event::EscalationOpened(escalation)
            | Event::EscalationChanged(escalation)
            | Event::EscalationEnded(escalation) => Some(&**escalation),
            _ => None,
        });
        changed.or(self.after.live.as_ref())
    }

    /// The message that it added.
    #[must_use]
    pub fn message(&self) -> Option<&'a Message> {
        self.events.iter().find_map(|event| match event {
            Event::MessageAdded(message) => Some(&**message),
            _ => None,
        })
    }
}

/// Words the answer to what was done; none where what was done is not what was asked for, which
/// would be a fault.
pub type Wording<'a> = &'a (dyn Fn(Done<'_>) -> Option<Answer> + Send + Sync);

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such thing in the agent's tenant.
    #[error("there is no such thing in the agent's tenant")]
    NotFound,
    /// The tenant knows no agent behind the token.
    #[error("the tenant knows no such agent")]
    UnknownAgent,
    /// The tenant knows no agent whom it could be assigned to.
    #[error("the tenant knows no agent whom this could be assigned to")]
    UnknownAssignee,
    /// The conversation's channel takes no file of this type.
    #[error("the channel takes no file of this type")]
    FileNotForChannel,
    /// The tenant has no such team that this could wait for.
    #[error("the tenant has no group that this could wait for")]
    UnknownGroup,
    /// The state machine says no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The conversation changed under every attempt.
    #[error("the conversation changed under each of {ATTEMPTS} attempts")]
    Busy,
    /// What was committed is not what was asked for.
    #[error("what was decided does not show what was asked for")]
    Unworded,
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// How often a request is decided anew after others changed the conversation in between.
const ATTEMPTS: usize = 8;

/// What a request is about.
#[derive(Debug, Clone, Copy)]
enum Target {
    Escalation(EscalationId),
    Conversation(ConversationId),
    Contact(ContactId),
    /// A conversation that an escalation is to be opened in, for which a ticket number is needed.
    Opening(ConversationId),
}

impl Target {
    fn thread(self) -> ThreadKey {
        match self {
            Self::Escalation(id) => id.thread(),
            Self::Conversation(id) | Self::Opening(id) => id.thread(),
            Self::Contact(id) => id.thread(),
        }
    }

    fn escalation(self) -> Option<EscalationId> {
        match self {
            Self::Escalation(id) => Some(id),
            Self::Conversation(_) | Self::Contact(_) | Self::Opening(_) => None,
        }
    }

    /// The conversation, where the id leads to what it names and not only into its partition.
    fn find(self, loaded: Loaded) -> Result<State, ActError> {
        let state = loaded.state.ok_or(ActError::NotFound)?;
        match self {
            Self::Conversation(id) | Self::Opening(id) => {
                if state.conversation.id == id {
                    Ok(state)
                } else {
                    Err(ActError::NotFound)
                }
            }
            Self::Contact(id) => {
                if state.conversation.contact.id == id {
                    Ok(state)
                } else {
                    Err(ActError::NotFound)
                }
            }
            Self::Escalation(id) => {
                let escalation = loaded
                    .escalation
                    .filter(|escalation| escalation.id == id)
                    .ok_or(ActError::NotFound)?;
                if escalation.status.is_live() {
                    Ok(state)
                } else {
                    Err(ActError::Rejected(Rejection::NotLive {
                        status: Some(escalation.status),
                    }))
                }
            }
        }
    }
}

/// What a command is made from.
struct Moment<'a> {
    state: &'a State,
    settings: &'a Settings,
    last_ticket: baton_domain::TicketNumber,
    now: Timestamp,
}

impl Asked {
    /// The answer that was kept, if it was this very request.
    pub(crate) fn replay(&self, outcome: Outcome) -> Result<Answer, ActError> {
        match &self.once {
            Some(once) if once.fingerprint == outcome.fingerprint => Ok(Answer {
                status: outcome.status,
                body: outcome.body,
            }),
            _ => Err(ActError::KeyReused),
        }
    }

    pub(crate) fn outcome(&self, answer: &Answer) -> Option<Outcome> {
        self.once.as_ref().map(|once| Outcome {
            fingerprint: once.fingerprint.clone(),
            status: answer.status,
            body: answer.body.clone(),
        })
    }
}

impl Desk {
    /// Loads, decides and commits, anew as long as others get in between.
    async fn carry_out(
        &self,
        asked: &Asked,
        target: Target,
        wording: Wording<'_>,
        command: &(dyn Fn(Moment<'_>) -> Result<Command, ActError> + Send + Sync),
    ) -> Result<Answer, ActError> {
        let settings = self.directory.settings(&asked.tenant).await?;
        let settings = settings.as_ref();
        let receipt = asked.once.as_ref().map(|once| &once.key);
        let load = Load {
            receipt,
            escalation: target.escalation(),
            mark: false,
            ticket: matches!(target, Target::Opening(_)),
            quota: false,
        };
        for _ in 0..ATTEMPTS {
            let mut loaded = self
                .conversations
                .load(&asked.tenant, target.thread(), load)
                .await?;
            if let Some(outcome) = loaded.outcome.take() {
                return asked.replay(outcome);
            }
            let last_ticket = loaded.last_ticket;
            let state = target.find(loaded)?;
            let now = self.clock.now();
            let envelope = Envelope {
                receipt: receipt.cloned(),
                command: command(Moment {
                    state: &state,
                    settings,
                    last_ticket,
                    now,
                })?,
            };
            let events = match decide(&state, &envelope, settings, now) {
                Ok(events) => events,
                // All is as asked already: the answer is how it stands.
                Err(Rejection::NothingToDo | Rejection::AlreadyHeld { .. }) => {
                    let done = Done {
                        after: &state,
                        events: &[],
                        now,
                    };
                    return wording(done).ok_or(ActError::Unworded);
                }
                Err(Rejection::Duplicate) => return Err(ActError::KeyReused),
                Err(rejection) => return Err(rejection.into()),
            };
            let mut commit = Commit::new(&state, events);
            let answer = wording(Done {
                after: &commit.after,
                events: &commit.events,
                now,
            })
            .ok_or(ActError::Unworded)?;
            commit.outcome = asked.outcome(&answer);
            commit.last_ticket = last_ticket;
            match self.conversations.commit(&commit).await {
                Ok(()) => return Ok(answer),
                // Nothing that an agent does is charged.
                Err(
                    CommitError::Conflict
                    | CommitError::TicketTaken(_)
                    | CommitError::QuotaMoved(_),
                ) => {}
                Err(CommitError::Duplicate(Some(outcome))) => return asked.replay(outcome),
                Err(CommitError::Duplicate(None)) => return Err(ActError::KeyReused),
                Err(CommitError::AtCapacity(agent)) => {
                    return Err(Rejection::AtCapacity {
                        agent: named(&commit.after, agent),
                    }
                    .into());
                }
                Err(CommitError::Port(error)) => return Err(error.into()),
            }
        }
        Err(ActError::Busy)
    }

    fn message(&self, content: Content, at: Timestamp) -> NewMessage {
        NewMessage {
            id: self.ids.message(at),
            content,
            provider_id: None,
            at,
        }
    }
}

/// The agent whom the store had no room for: the one that the decision gave the conversation to.
fn named(after: &State, agent: AgentId) -> AgentRef {
    after
        .conversation
        .owner
        .agent()
        .filter(|owner| owner.id == agent)
        .cloned()
        .unwrap_or_else(|| AgentRef {
            id: agent,
            name: String::new(),
        })
}

/// Whether the channel takes a free-form message now.
fn window_is_open(state: &State, now: Timestamp) -> bool {
    state
        .conversation
        .window_expires_at()
        .is_none_or(|expires_at| expires_at > now)
}
