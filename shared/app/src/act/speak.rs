//! An agent writes.

use baton_domain::{Command, Content, ConversationId};

use super::{ActError, Answer, Asked, Desk, Target, Wording};

impl Desk {
    /// To the customer.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn reply(
        &self,
        asked: &Asked,
        conversation: ConversationId,
        content: Content,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(
            asked,
            Target::Conversation(conversation),
            wording,
            &|moment| {
                Ok(Command::AgentMessage {
                    by: asked.by.clone(),
                    message: self.message(content.clone(), moment.now),
                })
            },
        )
        .await
    }

    /// To teammates.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn note(
        &self,
        asked: &Asked,
        conversation: ConversationId,
        text: &str,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(
            asked,
            Target::Conversation(conversation),
            wording,
            &|moment| {
                Ok(Command::Note {
                    by: asked.by.clone(),
                    message: self.message(Content::note(text), moment.now),
                })
            },
        )
        .await
    }
}
