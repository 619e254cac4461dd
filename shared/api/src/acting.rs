//! Between agents' requests and the use cases behind them.

use baton_app::act::{ActError, Answer, Asked, Done, Once};
use baton_domain::{Flaw, Rejection, Role, Seq};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::contact::ContactDetail;
use crate::escalation::EscalationDetail;
use crate::http::checked_key;
use crate::message::Message;
use crate::{Fault, Problem, Request, Response};

impl Request {
    /// Who asks, and under which `Idempotency-Key`, if any. Requires the role of an agent.
    ///
    /// # Errors
    ///
    /// See [`Request::identity`] and [`Request::idempotency_key`].
    pub fn asked(&self) -> Result<Asked, Problem> {
        let key = self.idempotency_key()?;
        self.asked_under(key)
    }

    /// Who asks, where they hold this role or one above it, and under which `Idempotency-Key`.
    ///
    /// # Errors
    ///
    /// 403 where they do not; see [`Request::asked`].
    pub fn asked_as(&self, role: Role) -> Result<Asked, Problem> {
        self.identity()?.require(role)?;
        self.asked()
    }

    /// Who asks, under the key that the body names: a `client_message_id`.
    ///
    /// # Errors
    ///
    /// 422 where the key is not 1 to 255 visible ASCII characters; see [`Request::identity`].
    pub fn asked_with(&self, client_message_id: &str) -> Result<Asked, Problem> {
        checked_key("client_message_id", client_message_id)?;
        let key = self.receipt(client_message_id)?;
        self.asked_under(Some(key))
    }

    fn asked_under(&self, key: Option<baton_domain::ReceiptKey>) -> Result<Asked, Problem> {
        let identity = self.identity()?;
        identity.require(Role::Agent)?;
        Ok(Asked {
            tenant: identity.tenant,
            by: identity.actor,
            once: key.map(|key| Once {
                key,
                fingerprint: self.fingerprint(),
            }),
        })
    }

    /// A hash of what is asked: method, path and body.
    fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.method.as_bytes(), self.path.as_bytes(), &self.body] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hex::encode(hash.finalize())
    }
}

impl From<Answer> for Response {
    fn from(answer: Answer) -> Self {
        Self::json_text(answer.status, answer.body)
    }
}

/// What the agent had before them when they ended it.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
pub struct Ending {
    /// The last message that they had seen. Where the customer has written behind it, nothing
    /// changes; without it that is not asked.
    #[serde(default)]
    #[schema(value_type = Option<u64>)]
    pub seen_seq: Option<Seq>,
}

/// The most characters that a message or a note may have.
pub const LONGEST_TEXT: usize = 4096;

/// The words of a field, without the space around them.
///
/// # Errors
///
/// 422 where there are none, or more characters than `longest`.
pub fn words(field: &str, text: &str, longest: usize) -> Result<String, Problem> {
    let text = text.trim();
    match Flaw::of_text(text, longest) {
        None => Ok(text.to_owned()),
        Some(flaw) => Err(Problem::validation(
            field,
            flaw.into(),
            format!("Send 1 to {longest} characters."),
        )),
    }
}

/// An answer with this JSON.
pub fn answer<T: Serialize>(status: u16, value: &T) -> Option<Answer> {
    let body = serde_json::to_string(value).ok()?;
    Some(Answer { status, body })
}

/// Answers with the escalation as it is after what was done.
#[must_use]
pub fn with_escalation(done: Done<'_>) -> Option<Answer> {
    answer(200, &EscalationDetail::new(done.escalation()?, done.now))
}

/// Answers with the contact as it is after what was done.
#[must_use]
pub fn with_contact(done: Done<'_>) -> Option<Answer> {
    answer(200, &ContactDetail::from(&done.after.conversation))
}

/// Answers with the escalation that was opened.
#[must_use]
pub fn with_new_escalation(done: Done<'_>) -> Option<Answer> {
    answer(201, &EscalationDetail::new(done.escalation()?, done.now))
}

/// Answers with the message that was added.
#[must_use]
pub fn with_new_message(done: Done<'_>) -> Option<Answer> {
    let conversation = done.after.conversation.id;
    answer(201, &Message::new(conversation, done.message()?))
}

impl From<ActError> for Problem {
    fn from(error: ActError) -> Self {
        match error {
            ActError::NotFound => Self::not_found(),
            ActError::UnknownAgent => unknown_agent(),
            ActError::UnknownAssignee => {
                Self::validation("agent_id", Fault::UnknownId, "There is no such agent.")
            }
            ActError::FileNotForChannel => Self::validation(
                "media.file_id",
                Fault::NotForChannel,
                "A file of this type cannot be sent on this conversation's channel.",
            ),
            ActError::UnknownGroup => {
                Self::validation("group_id", Fault::UnknownId, "There is no such group.")
            }
            ActError::Rejected(rejection) => rejection.into(),
            ActError::KeyReused => Self::idempotency_key_reused(),
            ActError::Busy => Self::busy(),
            ActError::Unworded => Self::internal(),
            ActError::Port(error) => error.into(),
        }
    }
}

/// 403: the token is valid and its tenant keeps no record of the agent behind it.
#[must_use]
pub fn unknown_agent() -> Problem {
    Problem::forbidden("Ask an administrator to add you to the company's agents.")
}

impl From<Rejection> for Problem {
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::AlreadyEscalated { escalation } => Self::already_escalated(escalation),
            Rejection::TakenBy { assignee, version } => Self::escalation_taken(&assignee, version),
            Rejection::NotLive { status } => Self::escalation_ended(status),
            Rejection::NotTaken => Self::escalation_not_taken(),
            Rejection::AtCapacity { agent } => Self::at_capacity(&agent),
            Rejection::NotOwner { owner, mode } => Self::not_owner(owner.as_ref(), mode),
            Rejection::WindowClosed { expired_at } => Self::window_closed(expired_at),
            Rejection::CustomerWrote { last_seq } => Self::customer_wrote(last_seq),
            Rejection::TooMuchKnown { most } => Self::validation(
                "attributes",
                Fault::TooMany { at_most: most },
                format!("At most {most} are kept of a contact: take some away first."),
            ),
            // A request of an agent's decides under no epoch, and one that changes nothing is
            // answered with what stands.
            Rejection::Duplicate
            | Rejection::StaleEpoch { .. }
            | Rejection::AlreadyHeld { .. }
            | Rejection::NothingToDo => Self::busy(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(path: &str, body: &str) -> Request {
        Request {
            method: "POST".into(),
            path: path.into(),
            body: body.as_bytes().to_vec(),
            ..Request::default()
        }
    }

    #[test]
    fn what_is_asked_is_told_apart_by_method_path_and_body() {
        let one = request("/v1/a", "{}").fingerprint();
        assert_eq!(one, request("/v1/a", "{}").fingerprint());
        assert_ne!(one, request("/v1/a{", "}").fingerprint());
        assert_ne!(one, request("/v1/a", "[]").fingerprint());
    }

    #[test]
    fn a_client_message_id_is_a_key_or_is_named() {
        let problem = request("/v1/a", "{}").asked_with("").unwrap_err();
        assert_eq!(problem.status(), 422);
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!(json["errors"][0]["field"], "client_message_id");
    }
}
