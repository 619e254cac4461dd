//! Agents say of an escalation that it should not have been, or should have come earlier.

use std::sync::Arc;

use baton_domain::{
    Author, Conversation, Escalation, EscalationId, MessageKind, Seq, TenantId, Version,
};

use crate::act::Asked;
use crate::ports::{Clock, Conversations, EarlierMark, Load, Mark, MarkKind, Marks, PortError};

/// How often a mark is tried anew when others mark the same escalation meanwhile.
const ATTEMPTS: usize = 3;
/// How many marks that others took the place of are kept.
const EARLIER: usize = 10;

/// Where escalations are marked.
#[derive(Clone)]
pub struct MarkDesk {
    /// The record of conversations and escalations.
    pub conversations: Arc<dyn Conversations>,
    /// What was said of escalations before.
    pub marks: Arc<dyn Marks>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// What an agent says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMark {
    /// What was wrong; none where what was said is taken back.
    pub mark: Option<MarkKind>,
    /// The message where it should have come; only with that mark.
    pub seq: Option<Seq>,
    /// The agent's words for teammates.
    pub note: Option<String>,
}

/// Why an escalation is not marked.
#[derive(Debug, thiserror::Error)]
pub enum MarkError {
    /// There is no such escalation in the tenant.
    #[error("there is no such escalation")]
    NotFound,
    /// A person or a limit opened it, not the reading of a message.
    #[error("no message led to this escalation")]
    NoMessage,
    /// Nobody marked it, so there is nothing to take back.
    #[error("nobody marked this escalation")]
    NotMarked,
    /// The place names no message of the customer's that came before.
    #[error("this is no message of the customer's before the escalation")]
    NotTheCustomers,
    /// Others marked it each time before this could be written.
    #[error("the mark changed under each of {ATTEMPTS} attempts")]
    Busy,
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

impl MarkDesk {
    /// Marks an escalation, live or ended, or takes back what was said of it, which is kept as what
    /// was said before. The same again, by whomever, changes nothing.
    ///
    /// # Errors
    ///
    /// The [`MarkError`] that says why it is not marked.
    pub async fn mark(
        &self,
        asked: &Asked,
        id: EscalationId,
        new: &NewMark,
    ) -> Result<Mark, MarkError> {
        let (escalation, conversation) = self.found(&asked.tenant, id).await?;
        let seq = self.place(&asked.tenant, &escalation, new).await?;
        for _ in 0..ATTEMPTS {
            let before = self.marks.mark(&asked.tenant, id).await?;
            if let Some(same) = before
                .as_ref()
                .filter(|mark| mark.mark == new.mark && mark.seq == seq && mark.note == new.note)
            {
                return Ok(same.clone());
            }
            if new.mark.is_none() && before.is_none() {
                return Err(MarkError::NotMarked);
            }
            let mark = Mark {
                escalation_id: id,
                conversation_id: escalation.conversation_id,
                mark: new.mark,
                seq,
                note: new.note.clone(),
                by: asked.by.agent.clone(),
                at: self.clock.now(),
                version: before
                    .as_ref()
                    .map_or(Version(1), |mark| mark.version.next()),
                reason: escalation.reason,
                topic: escalation.topic,
                evaluator: escalation.assessment.evaluator.clone(),
                rule: escalation.assessment.rule.clone(),
                lang: conversation
                    .as_ref()
                    .and_then(|conversation| conversation.contact.locale.clone()),
                opened_at: escalation.created_at,
                earlier: before.map(history).unwrap_or_default(),
            };
            if self.marks.put(&asked.tenant, &mark).await? {
                return Ok(mark);
            }
        }
        Err(MarkError::Busy)
    }

    async fn found(
        &self,
        tenant: &TenantId,
        id: EscalationId,
    ) -> Result<(Escalation, Option<Conversation>), MarkError> {
        let load = Load {
            escalation: Some(id),
            ..Load::default()
        };
        let loaded = self.conversations.load(tenant, id.thread(), load).await?;
        let escalation = loaded.escalation.ok_or(MarkError::NotFound)?;
        Ok((escalation, loaded.state.map(|state| state.conversation)))
    }

    /// The message that the mark is about.
    async fn place(
        &self,
        tenant: &TenantId,
        escalation: &Escalation,
        new: &NewMark,
    ) -> Result<Option<Seq>, MarkError> {
        let evidence = evidence(escalation);
        match (new.mark, new.seq) {
            (None, _) | (Some(MarkKind::ShouldHaveComeEarlier), None) => Ok(None),
            (Some(MarkKind::ShouldNotHave), _) => evidence.map(Some).ok_or(MarkError::NoMessage),
            (Some(MarkKind::ShouldHaveComeEarlier), Some(seq)) => {
                let thread = escalation.id.thread();
                let message = self.conversations.message(tenant, thread, seq).await?;
                let fits = message.is_some_and(|message| {
                    message.author == Author::Customer
                        && message.content.kind != MessageKind::Reaction
                        && message.created_at <= escalation.created_at
                }) && evidence.is_none_or(|evidence| seq < evidence);
                fits.then_some(Some(seq)).ok_or(MarkError::NotTheCustomers)
            }
        }
    }
}

/// The message that led to an escalation; none where a person opened it.
#[must_use]
pub fn evidence(escalation: &Escalation) -> Option<Seq> {
    escalation.assessment.seq.or_else(|| {
        let evidence = escalation.handoff.evidence.as_ref();
        evidence.map(|evidence| evidence.seq)
    })
}

/// What was said before, with this the last of it.
fn history(mark: Mark) -> Vec<EarlierMark> {
    let mut earlier = mark.earlier;
    earlier.push(EarlierMark {
        mark: mark.mark,
        by: mark.by,
        at: mark.at,
    });
    let surplus = earlier.len().saturating_sub(EARLIER);
    earlier.drain(..surplus);
    earlier
}
