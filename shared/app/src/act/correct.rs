//! An agent knows better what an escalation is about.

use baton_domain::{Command, EscalationId, Topic, Urgency};

use super::{ActError, Answer, Asked, Desk, Target, Wording};

impl Desk {
    /// Corrects type or urgency. Where they are as asked already, the answer is how it stands.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn reclassify(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        topic: Option<Topic>,
        urgency: Option<Urgency>,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(asked, Target::Escalation(escalation), wording, &|_| {
            Ok(Command::Reclassify {
                by: asked.by.clone(),
                topic,
                urgency,
            })
        })
        .await
    }
}
