//! Errors over HTTP: RFC 9457 problem details. Each says what the caller can do.

mod files;
mod kind;

use std::fmt;

use baton_app::ports::{InvalidCursor, PortError};
use baton_domain::{AgentRef, EscalationId, EscalationStatus, Seq, Version};
use jiff::Timestamp;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::fault::{Fault, FieldFault};
use crate::http::Response;

pub use kind::ProblemKind;

/// One error over HTTP.
#[derive(Debug)]
pub struct Problem(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ProblemKind,
    detail: String,
    extensions: Map<String, Value>,
    headers: Vec<(&'static str, String)>,
    source: Option<PortError>,
}

impl Problem {
    /// A problem of this kind; `detail` says what the caller can do and holds no customer data.
    #[must_use]
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            detail: detail.into(),
            extensions: Map::new(),
            headers: vec![],
            source: None,
        }))
    }

    /// The problem with one more member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.extensions.insert(name.to_owned(), value.into());
        self
    }

    fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// 404: missing, or another tenant's; nobody can tell which.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(ProblemKind::NotFound, "Check the id.")
    }

    /// 422: what is wrong with which field, for programs and for people.
    #[must_use]
    pub fn validation(field: impl Into<String>, fault: Fault, detail: impl Into<String>) -> Self {
        Self::refused(&[FieldFault::new(field, fault, detail)])
    }

    /// 422: what is wrong with which fields.
    #[must_use]
    pub fn refused(faults: &[FieldFault]) -> Self {
        Self::new(
            ProblemKind::Validation,
            "Correct the fields in `errors` and send the request again.",
        )
        .with("errors", json!(faults))
    }

    /// 400: the body is not JSON.
    #[must_use]
    pub fn malformed_json() -> Self {
        Self::new(ProblemKind::MalformedJson, "Send one JSON document.")
    }

    /// 401: no valid token, session or signature.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(
            ProblemKind::Unauthorized,
            "Send a valid token; sign in again if yours has expired.",
        )
        .with_header("www-authenticate", "Bearer")
    }

    /// 403: `detail` says who may.
    #[must_use]
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(ProblemKind::Forbidden, detail)
    }

    /// 409: another agent was first.
    #[must_use]
    pub fn escalation_taken(assignee: &AgentRef, version: Version) -> Self {
        Self::new(
            ProblemKind::EscalationTaken,
            "Take another escalation, or ask the assignee or a lead to assign this one to you.",
        )
        .with("assignee", agent(assignee))
        .with("version", version.0)
    }

    /// 409: the escalation is over; how it ended, where that is known.
    #[must_use]
    pub fn escalation_ended(status: Option<EscalationStatus>) -> Self {
        let problem = Self::new(
            ProblemKind::EscalationEnded,
            "Nothing leaves an ended escalation: open a new one if a person is needed again.",
        );
        match status {
            Some(status) => problem.with("escalation_status", json!(status)),
            None => problem,
        }
    }

    /// 409: nobody has it, so nobody can let go of it.
    #[must_use]
    pub fn escalation_not_taken() -> Self {
        Self::new(
            ProblemKind::EscalationNotTaken,
            "It already waits in the queue; take it, or transfer it to another group.",
        )
    }

    /// 409: there is a live escalation already.
    #[must_use]
    pub fn already_escalated(escalation: EscalationId) -> Self {
        Self::new(
            ProblemKind::AlreadyEscalated,
            "Use the live escalation named in `escalation_id`.",
        )
        .with("escalation_id", escalation.to_string())
    }

    /// 409: somebody else, or nobody, owns the conversation.
    #[must_use]
    pub fn not_owner(owner: Option<&AgentRef>, mode: baton_domain::Mode) -> Self {
        Self::new(
            ProblemKind::NotOwner,
            "Take the escalation first, or ask its assignee or a lead.",
        )
        .with("assignee", owner.map_or(Value::Null, agent))
        .with("mode", json!(mode))
    }

    /// 409: an agent has no room.
    #[must_use]
    pub fn at_capacity(agent_ref: &AgentRef) -> Self {
        Self::new(
            ProblemKind::AtCapacity,
            "Finish or release a conversation first, or choose another agent.",
        )
        .with("agent", agent(agent_ref))
    }

    /// 409: the channel takes templates only.
    #[must_use]
    pub fn window_closed(expired_at: Timestamp) -> Self {
        Self::new(
            ProblemKind::WindowClosed,
            "Send an approved template instead, or wait until the customer writes again.",
        )
        .with("expired_at", expired_at.to_string())
    }

    /// 409: the customer has written something that the agent had not seen.
    #[must_use]
    pub fn customer_wrote(last_seq: Seq) -> Self {
        Self::new(
            ProblemKind::CustomerWrote,
            "Read what the customer wrote, then decide again with the `seen_seq` of what you read.",
        )
        .with("last_seq", last_seq.0)
    }

    /// 409: the conversation changed under every attempt.
    #[must_use]
    pub fn busy() -> Self {
        Self::new(
            ProblemKind::Busy,
            "Others are changing this conversation: look at it again, then repeat the request.",
        )
        .with_header("retry-after", "1")
    }

    /// 409: somebody else changed it since; the version that it has now.
    #[must_use]
    pub fn stale_version(version: Version) -> Self {
        Self::new(
            ProblemKind::StaleVersion,
            "Look at it again, then send your change with the version that you saw.",
        )
        .with("version", version.0)
    }

    /// 422: the key belongs to another request.
    #[must_use]
    pub fn idempotency_key_reused() -> Self {
        Self::new(
            ProblemKind::IdempotencyKeyReused,
            "Use a fresh key for each request; repeat one only with the very same request.",
        )
    }

    /// 413: the limit, in bytes.
    #[must_use]
    pub fn payload_too_large(limit_bytes: usize) -> Self {
        Self::new(ProblemKind::PayloadTooLarge, "Send a shorter body.")
            .with("limit_bytes", limit_bytes)
    }

    /// 415: the body is not said to be JSON.
    #[must_use]
    pub fn unsupported_media_type() -> Self {
        Self::new(
            ProblemKind::UnsupportedMediaType,
            "Send JSON with `Content-Type: application/json`.",
        )
    }

    /// 429: seconds after which to try again.
    #[must_use]
    pub fn rate_limited(retry_after: u32) -> Self {
        Self::new(
            ProblemKind::RateLimited,
            format!("Wait {retry_after} seconds, then go on more slowly."),
        )
        .with("retry_after", retry_after)
        .with_header("retry-after", retry_after.to_string())
    }

    /// 409: nobody has told which account of the provider's a connection belongs to.
    #[must_use]
    pub fn connection_account_unknown() -> Self {
        Self::new(
            ProblemKind::ConnectionAccountUnknown,
            "Ask the operator to add `account_id` to the connection: the id of its WhatsApp \
             Business Account, which webhooks carry as `entry.id`.",
        )
    }

    /// 502: the provider does not let the connection read its templates; its reason, by a stable
    /// name.
    #[must_use]
    pub fn templates_refused(code: &str) -> Self {
        Self::new(
            ProblemKind::ProviderRefused,
            "Ask the operator to check that the connection's `account_id` is its WhatsApp Business \
             Account, and that its access token is valid and may manage it \
             (`whatsapp_business_management`).",
        )
        .with("code", code)
    }

    /// 503: something that Baton needs did not answer.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::new(
            ProblemKind::Unavailable,
            "Nothing is known to have changed: repeat the request, with the same idempotency key \
             if it had one.",
        )
        .with_header("retry-after", "1")
    }

    /// 500: a fault of Baton's.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            ProblemKind::Internal,
            "Repeat the request later; tell the operator if it goes on.",
        )
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.kind.status()
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        self.0.kind
    }

    /// The headers that go with it, besides the content type; names are in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }
}

fn agent(agent: &AgentRef) -> Value {
    json!({ "id": agent.id.to_string(), "name": agent.name })
}

impl fmt::Display for Problem {
    /// The title and nothing else: a detail is for the caller, not for the log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.kind.title())
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0
            .source
            .as_ref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}

impl From<PortError> for Problem {
    /// What was attempted stays with the problem as its source, for the log, and is never shown.
    fn from(source: PortError) -> Self {
        if InvalidCursor::caused(&source) {
            return Self::validation(
                "cursor",
                Fault::NotACursor,
                "Send the `next_cursor` of the part before, with the same filters.",
            );
        }
        let mut problem = Self::unavailable();
        problem.0.source = Some(source);
        problem
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Inner {
            kind,
            detail,
            extensions,
            ..
        } = &*self.0;
        let mut map = to.serialize_map(Some(4 + extensions.len()))?;
        map.serialize_entry("type", &format!("/problems/{}", kind.slug()))?;
        map.serialize_entry("title", kind.title())?;
        map.serialize_entry("status", &kind.status())?;
        map.serialize_entry("detail", detail)?;
        for (name, value) in extensions {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl From<&Problem> for Response {
    fn from(problem: &Problem) -> Self {
        let body = serde_json::to_vec(problem).unwrap_or_default();
        problem.headers().fold(
            Self::with(problem.status(), "application/problem+json", body),
            |response, (name, value)| response.header(name, value),
        )
    }
}

impl From<Problem> for Response {
    fn from(problem: Problem) -> Self {
        Self::from(&problem)
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn a_lost_take_names_the_winner() {
        let winner = AgentRef {
            id: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            name: "Ana".into(),
        };
        let response = Response::from(Problem::escalation_taken(&winner, Version(2)));
        assert_eq!(response.status, 409);
        assert_eq!(response.headers[0].1, "application/problem+json");
        let body: Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(body["type"], "/problems/escalation-taken");
        assert_eq!(body["status"], 409);
        assert_eq!(
            body["assignee"],
            json!({ "id": "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV", "name": "Ana" })
        );
        assert_eq!(body["version"], 2);
    }

    #[test]
    fn an_outage_is_told_without_its_cause() {
        let cause = PortError::new("reading table baton-x", "connection refused by 10.0.0.7");
        let problem = Problem::from(cause);
        assert_eq!(
            problem.source().unwrap().to_string(),
            "reading table baton-x"
        );
        let response = Response::from(problem);
        assert_eq!(response.status, 503);
        let body = String::from_utf8(response.body).unwrap();
        assert!(!body.contains("baton-x") && !body.contains("10.0.0.7"));
        assert!(
            response
                .headers
                .contains(&("retry-after".into(), "1".into()))
        );
    }

    #[test]
    fn a_foreign_cursor_is_the_callers_mistake() {
        let problem = Problem::from(PortError::new("reading a list", InvalidCursor));
        assert_eq!(problem.status(), 422);
    }
}
