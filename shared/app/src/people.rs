//! Who works for a tenant and in which teams: what leads and administrators arrange.

use std::sync::Arc;

use baton_domain::{AgentId, GroupId, TenantId, Version};

use crate::act::{Answer, Asked};
use crate::policies::fresh;
use crate::ports::{
    Agent, AgentChange, Agents, Clock, Group, GroupList, GroupOutcome, GroupWrite, Groups, Ids,
    PortError,
};

/// How many teams a tenant may have.
pub const MOST_GROUPS: usize = 50;
/// How often a change of teams is decided anew when others changed them meanwhile.
const ATTEMPTS: usize = 8;

/// Where agents and teams are arranged.
#[derive(Clone)]
pub struct People {
    /// Who answers customers.
    pub agents: Arc<dyn Agents>,
    /// Their teams.
    pub groups: Arc<dyn Groups>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// Why agents and teams are as they were.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// There is no such agent or team in the tenant.
    #[error("there is no such agent or group in the tenant")]
    NotFound,
    /// An agent was to belong to a team that is not there.
    #[error("there is no such group to belong to")]
    UnknownGroup(GroupId),
    /// Another team has this name.
    #[error("another group has this name")]
    NameTaken,
    /// The tenant has as many teams as it may have.
    #[error("the tenant has {MOST_GROUPS} groups already")]
    TooMany,
    /// Somebody else changed the team meanwhile.
    #[error("the group has been changed by somebody else")]
    Stale(Version),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Others changed the teams each time before this could be written.
    #[error("the groups changed under each of {ATTEMPTS} attempts")]
    Busy,
    /// What was done has no form that could be answered.
    #[error("what was done could not be put into words")]
    Unworded,
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Words the answer to a team that was made.
pub type GroupWording<'a> = &'a (dyn Fn(&Group) -> Option<Answer> + Send + Sync);

impl People {
    /// A tenant's agents, by name.
    ///
    /// # Errors
    ///
    /// A [`PortError`] where they could not be read.
    pub async fn agents(&self, tenant: &TenantId) -> Result<Vec<Agent>, PortError> {
        let mut agents = self.agents.agents(tenant).await?;
        agents.sort_by_cached_key(|agent| (folded(&agent.name), agent.id));
        Ok(agents)
    }

    /// Changes an agent.
    ///
    /// # Errors
    ///
    /// The [`PeopleError`] that says why they are as they were.
    pub async fn change_agent(
        &self,
        tenant: &TenantId,
        id: AgentId,
        change: &AgentChange,
    ) -> Result<Agent, PeopleError> {
        if let Some(wanted) = change.group_ids.as_ref().filter(|ids| !ids.is_empty()) {
            let groups = self.groups.groups(tenant).await?;
            if let Some(unknown) = wanted.iter().find(|id| !groups.has(**id)) {
                // Whom it is about comes first: nobody learns anything about a foreign agent.
                self.agents
                    .agent(tenant, id)
                    .await?
                    .ok_or(PeopleError::NotFound)?;
                return Err(PeopleError::UnknownGroup(*unknown));
            }
        }
        self.agents
            .change(tenant, id, change)
            .await?
            .ok_or(PeopleError::NotFound)
    }

    /// A tenant's teams, by name.
    ///
    /// # Errors
    ///
    /// A [`PortError`] where they could not be read.
    pub async fn groups(&self, tenant: &TenantId) -> Result<Vec<Group>, PortError> {
        let mut groups = self.groups.groups(tenant).await?.items;
        groups.sort_by_cached_key(|group| (folded(&group.name), group.id));
        Ok(groups)
    }

    /// Makes a team. `wording` makes the answer, which a repeated request gets again.
    ///
    /// # Errors
    ///
    /// The [`PeopleError`] that says why there is no such team.
    pub async fn add_group(
        &self,
        asked: &Asked,
        name: &str,
        wording: GroupWording<'_>,
    ) -> Result<Answer, PeopleError> {
        for _ in 0..ATTEMPTS {
            let now = self.clock.now();
            let list = self.groups.groups(&asked.tenant).await?;
            let group = Group {
                id: GroupId::from_ulid(fresh(&*self.ids, now)),
                name: name.to_owned(),
                version: Version(1),
            };
            let after = match with(&list, group.clone()) {
                Ok(after) => after,
                Err(refusal) => return self.answered_before(asked, refusal).await,
            };
            let answer = wording(&group).ok_or(PeopleError::Unworded)?;
            let receipt = asked
                .once
                .as_ref()
                .map(|once| once.key.clone())
                .zip(asked.outcome(&answer));
            let write = GroupWrite {
                tenant: asked.tenant.clone(),
                after,
                at: now,
                receipt,
            };
            match self.groups.write(&write).await? {
                GroupOutcome::Written => return Ok(answer),
                GroupOutcome::Moved => {}
                GroupOutcome::Replayed(Some(outcome)) => {
                    return asked.replay(outcome).map_err(|_| PeopleError::KeyReused);
                }
                GroupOutcome::Replayed(None) => return Err(PeopleError::KeyReused),
            }
        }
        Err(PeopleError::Busy)
    }

    /// Gives a team another name.
    ///
    /// # Errors
    ///
    /// The [`PeopleError`] that says why it is as it was.
    pub async fn rename_group(
        &self,
        tenant: &TenantId,
        id: GroupId,
        seen: Version,
        name: &str,
    ) -> Result<Group, PeopleError> {
        for _ in 0..ATTEMPTS {
            let list = self.groups.groups(tenant).await?;
            let (after, group) = renamed(&list, id, seen, name)?;
            let write = GroupWrite {
                tenant: tenant.clone(),
                after,
                at: self.clock.now(),
                receipt: None,
            };
            if self.groups.write(&write).await? == GroupOutcome::Written {
                return Ok(group);
            }
        }
        Err(PeopleError::Busy)
    }

    /// A request that is refused because it was carried out before is answered as it was then.
    async fn answered_before(
        &self,
        asked: &Asked,
        refusal: PeopleError,
    ) -> Result<Answer, PeopleError> {
        let Some(once) = &asked.once else {
            return Err(refusal);
        };
        match self.groups.answered(&asked.tenant, &once.key).await? {
            Some(outcome) => asked.replay(outcome).map_err(|_| PeopleError::KeyReused),
            None => Err(refusal),
        }
    }
}

/// A name as it is compared.
fn folded(name: &str) -> String {
    name.to_lowercase()
}

fn is_taken(list: &GroupList, name: &str, by_others_than: Option<GroupId>) -> bool {
    let name = folded(name);
    list.items
        .iter()
        .any(|group| Some(group.id) != by_others_than && folded(&group.name) == name)
}

fn with(list: &GroupList, group: Group) -> Result<GroupList, PeopleError> {
    if is_taken(list, &group.name, None) {
        return Err(PeopleError::NameTaken);
    }
    if list.items.len() >= MOST_GROUPS {
        return Err(PeopleError::TooMany);
    }
    let mut items = list.items.clone();
    items.push(group);
    Ok(GroupList {
        items,
        version: list.version.next(),
    })
}

fn renamed(
    list: &GroupList,
    id: GroupId,
    seen: Version,
    name: &str,
) -> Result<(GroupList, Group), PeopleError> {
    let mut after = list.clone();
    let group = after
        .items
        .iter_mut()
        .find(|group| group.id == id)
        .ok_or(PeopleError::NotFound)?;
    if group.version != seen {
        return Err(PeopleError::Stale(group.version));
    }
    if is_taken(list, name, Some(id)) {
        return Err(PeopleError::NameTaken);
    }
    name.clone_into(&mut group.name);
    group.version = group.version.next();
    let group = group.clone();
    after.version = list.version.next();
    Ok((after, group))
}
