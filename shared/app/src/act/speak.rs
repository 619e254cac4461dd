//! An agent writes.

use baton_domain::{Channel, Command, Content, ConversationId, FileType, MediaSource};

use super::{ActError, Answer, Asked, Desk, Target, Wording};

/// Whether this channel takes the file kept here that this content carries, if it carries one.
fn goes_by(content: &Content, channel: Channel) -> bool {
    let Some(media) = &content.media else {
        return true;
    };
    let kind = media.mime_type.as_deref().and_then(FileType::of);
    !matches!(media.source(), MediaSource::Kept(_))
        || kind.is_some_and(|kind| kind.goes_by(channel))
}

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
                if !goes_by(&content, moment.state.conversation.channel) {
                    return Err(ActError::FileNotForChannel);
                }
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
