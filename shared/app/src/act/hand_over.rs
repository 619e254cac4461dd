//! An escalation changes hands.

use baton_domain::{AgentId, Command, Content, EscalationId, GroupId};

use super::{ActError, Answer, Asked, Desk, Target, Wording};

impl Desk {
    /// Back to the queue.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn release(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(asked, Target::Escalation(escalation), wording, &|_| {
            Ok(Command::Release {
                by: asked.by.clone(),
            })
        })
        .await
    }

    /// To this agent, if they have room. Whether they do is looked at before, and checked again in
    /// the write itself.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn assign(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        to: AgentId,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        let agent = self.agents.agent(&asked.tenant, to).await?;
        self.carry_out(asked, Target::Escalation(escalation), wording, &|moment| {
            let agent = agent.as_ref().ok_or(ActError::UnknownAssignee)?;
            let to = agent.as_ref();
            let notice = moment.settings.texts.now_speaking_with(&to.name);
            Ok(Command::Assign {
                by: asked.by.clone(),
                to,
                has_room: agent.active < agent.capacity,
                notice: self.message(Content::text(notice), moment.now),
            })
        })
        .await
    }

    /// To this team's queue.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn transfer(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        group: GroupId,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        let is_there = self.groups.groups(&asked.tenant).await?.has(group);
        self.carry_out(asked, Target::Escalation(escalation), wording, &|_| {
            if !is_there {
                return Err(ActError::UnknownGroup);
            }
            Ok(Command::Transfer {
                by: asked.by.clone(),
                group,
            })
        })
        .await
    }
}
