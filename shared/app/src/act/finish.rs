//! An agent is done.

use baton_domain::{Command, Content, EscalationId};

use super::{ActError, Answer, Asked, Desk, Target, Wording, window_is_open};

impl Desk {
    /// The bot may speak again.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn return_to_bot(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(asked, Target::Escalation(escalation), wording, &|_| {
            Ok(Command::ReturnToBot {
                by: asked.by.clone(),
            })
        })
        .await
    }

    /// Nobody needs to speak any more. The customer gets the tenant's closing text, where the
    /// channel still takes it.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn close(
        &self,
        asked: &Asked,
        escalation: EscalationId,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(asked, Target::Escalation(escalation), wording, &|moment| {
            let closing = window_is_open(moment.state, moment.now).then(|| {
                let text = moment.settings.texts.closing(&asked.by.agent.name);
                self.message(Content::text(text), moment.now)
            });
            Ok(Command::Close {
                by: asked.by.clone(),
                closing,
            })
        })
        .await
    }
}
