//! Versions of a policy on the wire.

use baton_app::policies::{PolicyDesk, PolicyDeskError};
use baton_app::ports;
use baton_domain as domain;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::trigger::Trigger;
use crate::words::{PolicyAction, PolicyStatus};
use crate::{Fault, Problem, ProblemKind};

/// The most characters that notes may have.
pub const LONGEST_NOTES: usize = 500;

/// A version of the tenant's policy, as lists carry it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PolicySummary {
    /// The version, `pol_…`.
    pub id: String,
    /// Counts what went live, from 1; 0 is what was live before anything was published, and a
    /// draft has none.
    #[schema(required)]
    pub number: Option<u64>,
    /// Where it stands.
    pub status: PolicyStatus,
    /// Grows with every change; send the one that you saw with a change of your own.
    pub version: u64,
    /// How many triggers it has.
    pub trigger_count: usize,
    /// What its triggers were copied from, `pol_…`.
    #[schema(required)]
    pub based_on: Option<String>,
    /// The one whose place it is to take, or took, `pol_…`.
    #[schema(required)]
    pub replaces: Option<String>,
    /// What changes with it and why, in its author's words.
    pub notes: String,
    /// Who began it; null for what was there from the beginning.
    #[schema(required)]
    pub author: Option<Assignee>,
    /// When it was begun.
    #[schema(required)]
    pub created_at: Option<Timestamp>,
    /// Who changed it last.
    #[schema(required)]
    pub edited_by: Option<Assignee>,
    /// When it was changed last.
    #[schema(required)]
    pub edited_at: Option<Timestamp>,
    /// Who made it live.
    #[schema(required)]
    pub published_by: Option<Assignee>,
    /// When it went live.
    #[schema(required)]
    pub published_at: Option<Timestamp>,
    /// When another one took its place.
    #[schema(required)]
    pub retired_at: Option<Timestamp>,
}

impl From<&ports::PolicyVersion> for PolicySummary {
    fn from(version: &ports::PolicyVersion) -> Self {
        Self {
            id: version.id.to_string(),
            number: version.number,
            status: version.status.into(),
            version: version.version.0,
            trigger_count: version.policy.triggers.len(),
            based_on: version.based_on.map(|id| id.to_string()),
            replaces: version.replaces.map(|id| id.to_string()),
            notes: version.notes.clone(),
            author: version.author.as_ref().map(Into::into),
            created_at: version.created_at,
            edited_by: version.edited_by.as_ref().map(Into::into),
            edited_at: version.edited_at,
            published_by: version.published_by.as_ref().map(Into::into),
            published_at: version.published_at,
            retired_at: version.retired_at,
        }
    }
}

/// A version of the tenant's policy with its triggers.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Policy {
    /// The version.
    #[serde(flatten)]
    pub summary: PolicySummary,
    /// The triggers, in order: the first that holds decides, and all that hold are recorded.
    pub triggers: Vec<Trigger>,
}

impl From<&ports::PolicyVersion> for Policy {
    fn from(version: &ports::PolicyVersion) -> Self {
        Self {
            summary: version.into(),
            triggers: version.policy.triggers.iter().map(Into::into).collect(),
        }
    }
}

/// One version alone.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PolicyDetail {
    /// The version.
    #[serde(flatten)]
    pub policy: Policy,
    /// Who did what to it, oldest first; of many changes the last hundred.
    pub history: Vec<PolicyChange>,
}

/// What was done to a version.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PolicyChange {
    /// What.
    pub action: PolicyAction,
    /// Who did it.
    pub by: Assignee,
    /// When.
    pub at: Timestamp,
    /// The record's version after it.
    pub version: u64,
    /// Their words.
    pub notes: String,
    /// What was copied, replaced, or took its place, `pol_…`.
    #[schema(required)]
    pub other: Option<String>,
}

impl From<&ports::PolicyChange> for PolicyChange {
    fn from(change: &ports::PolicyChange) -> Self {
        Self {
            action: change.action.into(),
            by: (&change.by).into(),
            at: change.at,
            version: change.version.0,
            notes: change.notes.clone(),
            other: change.other.map(|id| id.to_string()),
        }
    }
}

/// Triggers that were sent, as a policy; those without an id get one.
#[must_use]
pub fn policy_of(triggers: Vec<Trigger>, desk: &PolicyDesk) -> domain::Policy {
    let triggers = triggers
        .into_iter()
        .map(|trigger| trigger.into_domain(|| desk.trigger_id()));
    domain::Policy {
        triggers: triggers.collect(),
    }
}

/// Notes without the space around them.
///
/// # Errors
///
/// 422 where they are longer than [`LONGEST_NOTES`].
pub fn notes(sent: Option<String>) -> Result<Option<String>, Problem> {
    sent.map(|text| {
        let text = text.trim();
        if text.chars().count() <= LONGEST_NOTES {
            Ok(text.to_owned())
        } else {
            Err(Problem::validation(
                "notes",
                Fault::TooLong {
                    at_most: LONGEST_NOTES,
                },
                format!("Send at most {LONGEST_NOTES} characters."),
            ))
        }
    })
    .transpose()
}

impl From<PolicyDeskError> for Problem {
    fn from(error: PolicyDeskError) -> Self {
        match error {
            PolicyDeskError::NotFound => Self::not_found(),
            PolicyDeskError::NotDraft(status) => Self::new(
                ProblemKind::PolicyNotDraft,
                "Begin a new draft that is based on it.",
            )
            .with("policy_status", json!(PolicyStatus::from(status))),
            PolicyDeskError::Stale(version) => Self::stale_version(version),
            PolicyDeskError::Outdated(live) => Self::new(
                ProblemKind::PolicyOutdated,
                "Look at the policy in `live`, then publish again with `replaces` set to its id.",
            )
            .with("live", named(&live)),
            PolicyDeskError::Invalid(error) => {
                let detail = format!("Correct this: {}.", error.problem);
                Self::validation(error.field, error.flaw.into(), detail)
            }
            PolicyDeskError::KeyReused => Self::idempotency_key_reused(),
            PolicyDeskError::Busy => Self::busy(),
            PolicyDeskError::Unworded => Self::internal(),
            PolicyDeskError::Port(error) => error.into(),
        }
    }
}

/// The live policy, as a problem names it.
fn named(live: &ports::PolicyVersion) -> Value {
    json!({
        "id": live.id.to_string(),
        "number": live.number,
        "published_by": live.published_by.as_ref().map(Assignee::from),
        "published_at": live.published_at,
    })
}

#[cfg(test)]
mod tests {
    use baton_domain::{AgentRef, PolicyId, Version};
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    fn live() -> ports::PolicyVersion {
        let by: AgentRef = samples::agent().as_ref();
        ports::PolicyVersion {
            id: "pol_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            number: Some(3),
            version: Version(4),
            based_on: Some(PolicyId::from_ulid(ulid::Ulid::nil())),
            replaces: Some(PolicyId::from_ulid(ulid::Ulid::nil())),
            notes: "Refunds are for people.".into(),
            author: Some(by.clone()),
            created_at: Some(samples::at(0)),
            published_by: Some(by),
            published_at: Some(samples::at(60)),
            ..ports::PolicyVersion::original(domain::Policy {
                triggers: domain::Policy::built_in()
                    .triggers
                    .into_iter()
                    .take(1)
                    .collect(),
            })
        }
    }

    #[test]
    fn a_live_policy_with_its_history() {
        let detail = PolicyDetail {
            policy: (&live()).into(),
            history: vec![
                (&ports::PolicyChange {
                    policy_id: live().id,
                    version: Version(1),
                    action: ports::PolicyAction::Created,
                    by: samples::agent().as_ref(),
                    at: samples::at(0),
                    notes: String::new(),
                    other: live().based_on,
                })
                    .into(),
            ],
        };
        assert_json_snapshot!("policy_detail", detail);
    }

    #[test]
    fn a_lost_publication_names_the_live_policy() {
        let problem = Problem::from(PolicyDeskError::Outdated(Box::new(live())));
        assert_json_snapshot!("policy_outdated", problem);
    }
}
