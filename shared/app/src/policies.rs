//! What leads do with versions of their policy: begin a draft, change it, make it live.
//!
//! A draft remembers which policy was live when its author began it. Publishing says that this is
//! still the one to be replaced, so that of two leads who publish at once, or one after the other
//! without having looked, one is told what the other did.

use std::sync::Arc;

use baton_domain::{
    AgentRef, Flaw, Policy, PolicyError, PolicyId, ReceiptKey, TenantId, Trigger, TriggerId,
    Version,
};
use jiff::Timestamp;
use ulid::Ulid;

use crate::act::{Answer, Asked};
use crate::commit::Outcome;
use crate::ports::{
    Clock, Creation, Groups, Ids, Policies, PolicyAction, PolicyChange, PolicyStatus,
    PolicyVersion, PortError, Publication,
};

/// How often a publication is tried anew when others published meanwhile.
const ATTEMPTS: usize = 3;

/// Where policies are worked on.
#[derive(Clone)]
pub struct PolicyDesk {
    /// The record of versions.
    pub policies: Arc<dyn Policies>,
    /// The teams that triggers may call.
    pub groups: Arc<dyn Groups>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// A draft to begin.
#[derive(Debug, Clone, Default)]
pub struct NewDraft {
    /// The version to copy; the live one where none is named.
    pub based_on: Option<PolicyId>,
    /// The triggers, where they are not copied.
    pub policy: Option<Policy>,
    /// What changes with it and why.
    pub notes: String,
}

/// A change of a draft.
#[derive(Debug, Clone)]
pub struct DraftEdit {
    /// The record's version that the author saw.
    pub version: Version,
    /// The triggers, all of them.
    pub policy: Policy,
    /// What changes with it and why; as before where none is given.
    pub notes: Option<String>,
    /// The policy that is to be replaced; as before where none is given.
    pub replaces: Option<PolicyId>,
}

/// A draft that is to go live.
#[derive(Debug, Clone, Default)]
pub struct Publishing {
    /// The record's version that the lead saw; any where none is given.
    pub version: Option<Version>,
    /// The policy that is to be replaced; the one that the draft remembers where none is given.
    pub replaces: Option<PolicyId>,
    /// What the lead says about it; the draft's own notes where nothing is given.
    pub notes: Option<String>,
}

/// Why nothing was done to a policy.
#[derive(Debug, thiserror::Error)]
pub enum PolicyDeskError {
    /// There is no such version in the tenant.
    #[error("there is no such version of the policy")]
    NotFound,
    /// Only drafts may be changed and published.
    #[error("this version is no draft any more")]
    NotDraft(PolicyStatus),
    /// Somebody else changed the draft meanwhile.
    #[error("the draft has been changed by somebody else")]
    Stale(Version),
    /// Another policy is live than the one that was to be replaced.
    #[error("another policy is live than the one to be replaced")]
    Outdated(Box<PolicyVersion>),
    /// A trigger is not valid.
    #[error("the policy is not valid")]
    Invalid(#[from] PolicyError),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Others published each time before this could be written.
    #[error("the live policy changed under each of {ATTEMPTS} attempts")]
    Busy,
    /// What was done has no form that could be answered.
    #[error("what was done could not be put into words")]
    Unworded,
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

impl PolicyDesk {
    /// Begins a draft. `wording` makes the answer, which a repeated request gets again.
    ///
    /// # Errors
    ///
    /// The [`PolicyDeskError`] that says why there is no draft.
    pub async fn begin(
        &self,
        asked: &Asked,
        new: NewDraft,
        wording: &(dyn Fn(&PolicyVersion) -> Option<Answer> + Send + Sync),
    ) -> Result<Answer, PolicyDeskError> {
        let live = self.policies.live(&asked.tenant).await?;
        let source = match new.based_on {
            None => live.clone(),
            Some(id) if id == live.id => live.clone(),
            Some(id) => self.found(&asked.tenant, id).await?,
        };
        if let Some(policy) = &new.policy {
            self.check_groups(&asked.tenant, policy).await?;
            // One that is copied may be older than the rules: whoever edits it learns of them.
            policy.check()?;
        }
        let policy = new.policy.unwrap_or(source.policy);
        let now = self.clock.now();
        let by = asked.by.agent.clone();
        let draft = PolicyVersion {
            id: PolicyId::from_ulid(self.ulid(now)),
            number: None,
            status: PolicyStatus::Draft,
            version: Version(1),
            policy,
            based_on: Some(source.id),
            replaces: Some(live.id),
            notes: new.notes,
            author: Some(by.clone()),
            created_at: Some(now),
            edited_by: Some(by.clone()),
            edited_at: Some(now),
            published_by: None,
            published_at: None,
            retired_at: None,
        };
        let change = changed(&draft, PolicyAction::Created, by, now, draft.based_on);
        let answer = wording(&draft).ok_or(PolicyDeskError::Unworded)?;
        let receipt = receipt_of(asked, &answer);
        let written = self
            .policies
            .create(&asked.tenant, &draft, &change, receipt)
            .await?;
        match written {
            Creation::Created => Ok(answer),
            Creation::Repeated(outcome) => {
                answered_before(asked, outcome).ok_or(PolicyDeskError::KeyReused)
            }
        }
    }

    /// Replaces a draft's triggers.
    ///
    /// # Errors
    ///
    /// The [`PolicyDeskError`] that says why it is as it was.
    pub async fn edit(
        &self,
        asked: &Asked,
        id: PolicyId,
        edit: DraftEdit,
    ) -> Result<PolicyVersion, PolicyDeskError> {
        let found = self.draft(&asked.tenant, id).await?;
        if found.version != edit.version {
            return Err(PolicyDeskError::Stale(found.version));
        }
        edit.policy.check()?;
        self.check_groups(&asked.tenant, &edit.policy).await?;
        let now = self.clock.now();
        let by = asked.by.agent.clone();
        let draft = PolicyVersion {
            version: found.version.next(),
            policy: edit.policy,
            notes: edit.notes.unwrap_or(found.notes),
            replaces: edit.replaces.or(found.replaces),
            edited_by: Some(by.clone()),
            edited_at: Some(now),
            ..found
        };
        let change = changed(&draft, PolicyAction::Edited, by, now, None);
        if self
            .policies
            .replace(&asked.tenant, &draft, &change)
            .await?
        {
            return Ok(draft);
        }
        let current = self.draft(&asked.tenant, id).await?;
        Err(PolicyDeskError::Stale(current.version))
    }

    /// Throws a draft away as its author saw it. It is kept as it was, with who did so, and nothing
    /// is done with it any more. One that was thrown away before stays so, and nothing is written.
    ///
    /// # Errors
    ///
    /// The [`PolicyDeskError`] that says why it is still there.
    pub async fn discard(
        &self,
        asked: &Asked,
        id: PolicyId,
        version: Version,
    ) -> Result<(), PolicyDeskError> {
        let found = self.found(&asked.tenant, id).await?;
        match found.status {
            PolicyStatus::Draft => {}
            PolicyStatus::Discarded => return Ok(()),
            status => return Err(PolicyDeskError::NotDraft(status)),
        }
        if found.version != version {
            return Err(PolicyDeskError::Stale(found.version));
        }
        let discarded = PolicyVersion {
            status: PolicyStatus::Discarded,
            version: found.version.next(),
            ..found
        };
        let (by, now) = (asked.by.agent.clone(), self.clock.now());
        let change = changed(&discarded, PolicyAction::Discarded, by, now, None);
        let tenant = &asked.tenant;
        if self.policies.discard(tenant, &discarded, &change).await? {
            return Ok(());
        }
        match self.found(&asked.tenant, id).await? {
            now if now.status == PolicyStatus::Discarded => Ok(()),
            now if now.status == PolicyStatus::Draft => Err(PolicyDeskError::Stale(now.version)),
            now => Err(PolicyDeskError::NotDraft(now.status)),
        }
    }

    /// Makes a draft live. One that is live already stays so, and nothing is written.
    ///
    /// # Errors
    ///
    /// The [`PolicyDeskError`] that says why everything is as it was.
    pub async fn publish(
        &self,
        asked: &Asked,
        id: PolicyId,
        publishing: &Publishing,
    ) -> Result<PolicyVersion, PolicyDeskError> {
        for _ in 0..ATTEMPTS {
            let draft = self.found(&asked.tenant, id).await?;
            match draft.status {
                PolicyStatus::Live => return Ok(draft),
                PolicyStatus::Retired | PolicyStatus::Discarded => {
                    return Err(PolicyDeskError::NotDraft(draft.status));
                }
                PolicyStatus::Draft => {}
            }
            if publishing.version.is_some_and(|seen| seen != draft.version) {
                return Err(PolicyDeskError::Stale(draft.version));
            }
            let live = self.policies.live(&asked.tenant).await?;
            if publishing.replaces.or(draft.replaces) != Some(live.id) {
                // Somebody may have published this very draft since it was read.
                if live.id == id {
                    return Ok(live);
                }
                return Err(PolicyDeskError::Outdated(Box::new(live)));
            }
            draft.policy.check()?;
            let publication = self.publication(asked, draft, live, publishing);
            if self.policies.publish(&asked.tenant, &publication).await? {
                return Ok(publication.live);
            }
        }
        Err(PolicyDeskError::Busy)
    }

    fn publication(
        &self,
        asked: &Asked,
        draft: PolicyVersion,
        live: PolicyVersion,
        publishing: &Publishing,
    ) -> Publication {
        let now = self.clock.now();
        let by = asked.by.agent.clone();
        let published = PolicyVersion {
            number: Some(live.number.unwrap_or_default() + 1),
            status: PolicyStatus::Live,
            version: draft.version.next(),
            replaces: Some(live.id),
            notes: publishing.notes.clone().unwrap_or(draft.notes),
            published_by: Some(by.clone()),
            published_at: Some(now),
            ..draft
        };
        let retired = PolicyVersion {
            status: PolicyStatus::Retired,
            version: live.version.next(),
            retired_at: Some(now),
            ..live
        };
        let went_live = changed(
            &published,
            PolicyAction::Published,
            by.clone(),
            now,
            Some(retired.id),
        );
        let gave_way = PolicyChange {
            notes: String::new(),
            ..changed(&retired, PolicyAction::Retired, by, now, Some(published.id))
        };
        Publication {
            live: published,
            retired,
            changes: [went_live, gave_way],
        }
    }

    async fn found(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<PolicyVersion, PolicyDeskError> {
        self.policies
            .policy(tenant, id)
            .await?
            .ok_or(PolicyDeskError::NotFound)
    }

    async fn draft(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<PolicyVersion, PolicyDeskError> {
        let found = self.found(tenant, id).await?;
        match found.status {
            PolicyStatus::Draft => Ok(found),
            status => Err(PolicyDeskError::NotDraft(status)),
        }
    }

    /// The id of a trigger that is new.
    #[must_use]
    pub fn trigger_id(&self) -> TriggerId {
        TriggerId::from_ulid(self.ulid(self.clock.now()))
    }

    /// Whether every team that a trigger calls is there. A policy that calls none costs no request.
    async fn check_groups(
        &self,
        tenant: &TenantId,
        policy: &Policy,
    ) -> Result<(), PolicyDeskError> {
        let called = |trigger: &Trigger| trigger.group.is_some();
        if !policy.triggers.iter().any(called) {
            return Ok(());
        }
        let groups = self.groups.groups(tenant).await?;
        let unknown = policy
            .triggers
            .iter()
            .position(|trigger| trigger.group.is_some_and(|group| !groups.has(group)));
        match unknown {
            None => Ok(()),
            Some(place) => Err(PolicyDeskError::Invalid(PolicyError {
                field: format!("triggers[{place}].group"),
                flaw: Flaw::UnknownId,
                problem: "there is no such group",
            })),
        }
    }

    fn ulid(&self, at: Timestamp) -> Ulid {
        fresh(&*self.ids, at)
    }
}

/// A ULID made at this time.
pub(crate) fn fresh(ids: &dyn Ids, at: Timestamp) -> Ulid {
    let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0);
    Ulid::from_parts(milliseconds, ids.random())
}

/// What is kept of a request that came with a key.
pub(crate) fn receipt_of(asked: &Asked, answer: &Answer) -> Option<(ReceiptKey, Outcome)> {
    asked.once.as_ref().map(|once| {
        let outcome = Outcome {
            fingerprint: once.fingerprint.clone(),
            status: answer.status,
            body: answer.body.clone(),
        };
        (once.key.clone(), outcome)
    })
}

/// The answer that was given before to this very request; none where it was another one.
pub(crate) fn answered_before(asked: &Asked, outcome: Option<Outcome>) -> Option<Answer> {
    let once = asked.once.as_ref()?;
    outcome
        .filter(|outcome| outcome.fingerprint == once.fingerprint)
        .map(|outcome| Answer {
            status: outcome.status,
            body: outcome.body,
        })
}

fn changed(
    version: &PolicyVersion,
    action: PolicyAction,
    by: AgentRef,
    at: Timestamp,
    other: Option<PolicyId>,
) -> PolicyChange {
    PolicyChange {
        policy_id: version.id,
        version: version.version,
        action,
        by,
        at,
        notes: version.notes.clone(),
        other,
    }
}
