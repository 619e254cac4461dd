//! Somebody says what is known of the contact.

use super::Decision;
use crate::{Actor, Contact, Event, Rejection, Saying};

impl Decision<'_> {
    pub(super) fn describe(&mut self, by: Actor, saying: &Saying) -> Result<(), Rejection> {
        let conversation = &self.before.conversation;
        let saying = conversation.news(saying);
        if saying.is_empty() {
            return Err(Rejection::NothingToDo);
        }
        let at = conversation.said_at(&saying, self.now);
        self.push(Event::ContactDescribed {
            by: by.agent,
            saying,
            at,
        });
        if self.after.conversation.contact.verified.len() > Contact::MOST_ATTRIBUTES {
            return Err(Rejection::TooMuchKnown {
                most: Contact::MOST_ATTRIBUTES,
            });
        }
        Ok(())
    }
}
