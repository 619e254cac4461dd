//! An agent is done.

use baton_domain::{Command, Content, EscalationId, Seq};

use super::{ActError, Answer, Asked, Desk, Target, Wording, window_is_open};

impl Desk {
    /// The bot may speak again, where the customer has written nothing behind what the agent had
    /// `seen`.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn return_to_bot(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        seen: Option<Seq>,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(asked, Target::Escalation(escalation), wording, &|_| {
            Ok(Command::ReturnToBot {
                by: asked.by.clone(),
                seen,
            })
        })
        .await
    }

    /// Nobody needs to speak any more. The customer gets the tenant's closing text, where the
    /// channel still takes it. Nothing changes where they have written behind what the agent had
    /// `seen`.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn close(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        seen: Option<Seq>,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(asked, Target::Escalation(escalation), wording, &|moment| {
            let closing = window_is_open(moment.state, moment.now).then(|| {
                let text = moment.settings.texts.closing(&asked.by.agent.name);
                self.message(Content::text(text), moment.now)
            });
            Ok(Command::Close {
                by: asked.by.clone(),
                seen,
                closing,
            })
        })
        .await
    }
}
