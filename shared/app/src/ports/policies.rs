//! Versions of a tenant's policy: drafts, the one that is live, and those that were.

use async_trait::async_trait;
use baton_domain::{AgentRef, Policy, PolicyId, ReceiptKey, TenantId, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use super::{Page, PortError};
use crate::commit::Outcome;

/// Where a version of a policy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyStatus {
    /// It decides nothing yet and may be changed.
    Draft,
    /// It decides.
    Live,
    /// It was live once.
    Retired,
    /// It was thrown away as a draft. It is kept so that it can be seen who did, and what it was.
    Discarded,
}

/// A version of a tenant's policy, and who did what to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyVersion {
    /// The version.
    pub id: PolicyId,
    /// Counts what went live, from 1; 0 is what was live before anything was published, and a
    /// draft has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Where it stands.
    pub status: PolicyStatus,
    /// Grows with every change of this record.
    pub version: Version,
    /// The triggers.
    #[serde(flatten)]
    pub policy: Policy,
    /// What its triggers were copied from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<PolicyId>,
    /// The one that was live when its author last saw it: the one that it is to take the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PolicyId>,
    /// What changes with it and why, in its author's words.
    #[serde(default)]
    pub notes: String,
    /// Who began it; nobody for what was there from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AgentRef>,
    /// When it was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// Who changed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_by: Option<AgentRef>,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// Who made it live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<AgentRef>,
    /// When it went live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Timestamp>,
    /// When another one took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired_at: Option<Timestamp>,
}

impl PolicyVersion {
    /// The id of what is live before anything was published.
    pub const ORIGINAL: PolicyId = PolicyId::from_ulid(Ulid::nil());

    /// What is live before anything was published.
    #[must_use]
    pub fn original(policy: Policy) -> Self {
        Self {
            id: Self::ORIGINAL,
            number: Some(0),
            status: PolicyStatus::Live,
            version: Version::default(),
            policy,
            based_on: None,
            replaces: None,
            notes: String::new(),
            author: None,
            created_at: None,
            edited_by: None,
            edited_at: None,
            published_by: None,
            published_at: None,
            retired_at: None,
        }
    }
}

/// What was done to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyAction {
    /// It was begun.
    Created,
    /// Its triggers or notes were replaced.
    Edited,
    /// It went live.
    Published,
    /// Another one took its place.
    Retired,
    /// It was thrown away as a draft.
    Discarded,
}

/// An entry of the record of who did what to a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyChange {
    /// The version that it was done to.
    pub policy_id: PolicyId,
    /// The record's version after it.
    pub version: Version,
    /// What was done.
    pub action: PolicyAction,
    /// Who did it.
    pub by: AgentRef,
    /// When.
    pub at: Timestamp,
    /// Their words.
    #[serde(default)]
    pub notes: String,
    /// The other version that it was about: what was copied, replaced, or took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<PolicyId>,
}

/// A version on its way to being live, and the one whose place it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// The version as it shall be live; its draft has the version before.
    pub live: PolicyVersion,
    /// The one that was live, as it shall be kept.
    pub retired: PolicyVersion,
    /// Who did what.
    pub changes: [PolicyChange; 2],
}

/// What came of writing something that a request asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Creation {
    /// It is written.
    Created,
    /// This request was carried out before and answered so, where the answer was kept.
    Repeated(Option<Outcome>),
}

/// Versions of a tenant's policy.
#[async_trait]
pub trait Policies: Send + Sync {
    /// The one that is live, as it stands now.
    async fn live(&self, tenant: &TenantId) -> Result<PolicyVersion, PortError>;

    /// One version.
    async fn policy(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<Option<PolicyVersion>, PortError>;

    /// All versions but those that were thrown away: the live one, then drafts, then those that were
    /// live, newest first in each.
    async fn policies(
        &self,
        tenant: &TenantId,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<PolicyVersion>, PortError>;

    /// Who did what to a version, oldest first; of many changes the last hundred.
    async fn history(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<Vec<PolicyChange>, PortError>;

    /// Writes a new draft, with the receipt of the request that asked for it, if it has one.
    async fn create(
        &self,
        tenant: &TenantId,
        draft: &PolicyVersion,
        change: &PolicyChange,
        receipt: Option<(ReceiptKey, Outcome)>,
    ) -> Result<Creation, PortError>;

    /// Replaces a draft that has the version before; `false` where it has another, or is none
    /// any more.
    async fn replace(
        &self,
        tenant: &TenantId,
        draft: &PolicyVersion,
        change: &PolicyChange,
    ) -> Result<bool, PortError>;

    /// Puts a draft that has the version before away as thrown away: it is read by id and stands in
    /// no list. `false` where it has another, or is none any more.
    async fn discard(
        &self,
        tenant: &TenantId,
        discarded: &PolicyVersion,
        change: &PolicyChange,
    ) -> Result<bool, PortError>;

    /// Makes a draft live and retires the one that was, all or nothing; `false` where the draft
    /// has another version by now, or another policy is live.
    async fn publish(
        &self,
        tenant: &TenantId,
        publication: &Publication,
    ) -> Result<bool, PortError>;
}
