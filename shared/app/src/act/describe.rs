//! A lead says what the company knows of a contact.

use baton_domain::{Command, ContactId, Saying};

use super::{ActError, Answer, Asked, Desk, Target, Wording};

impl Desk {
    /// Sets and takes away what is known of a contact, name by name. Where all is as asked
    /// already, the answer is how it stands.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn describe(
        &self,
        asked: &Asked,
        contact: ContactId,
        saying: &Saying,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        self.carry_out(asked, Target::Contact(contact), wording, &|_| {
            Ok(Command::Describe {
                by: asked.by.clone(),
                saying: saying.clone(),
            })
        })
        .await
    }
}
