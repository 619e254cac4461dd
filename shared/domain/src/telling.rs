//! What a tenant says of a contact: signed by its own systems, or set by its people. Whatever was
//! said later holds, name by name, in whatever order it arrives.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AgentRef, Contact, Conversation};

/// Who said last what is known of a contact under a name, or took it away, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// When.
    pub at: Timestamp,
    /// Who set it by hand; none where it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AgentRef>,
}

/// What is said of a contact: a value under each name, or none where the name is taken away.
pub type Saying = BTreeMap<String, Option<String>>;

/// How many tellings are kept. A name that was taken away is remembered, so that what was signed
/// before does not bring it back; of those the oldest go.
const MOST_TELLINGS: usize = 2 * Contact::MOST_ATTRIBUTES;

impl Conversation {
    /// Takes over what a message brings that was signed of the contact at this time, under each name
    /// of which nothing was said since. What would be too much is left out, and what was signed
    /// before and does not come with this message is gone: in a visitor's thread the one who
    /// writes may be another than the one of whom it was signed.
    pub fn learn_signed(
        &mut self,
        signed: &BTreeMap<String, String>,
        at: Timestamp,
        now: Timestamp,
    ) {
        let before = self.told.clone();
        let stays = |name: &String, last: &Telling| last.by.is_some() || signed.contains_key(name);
        for (name, _) in before.iter().filter(|(name, last)| !stays(name, last)) {
            self.contact.verified.remove(name);
            self.told.remove(name);
        }
        for (name, value) in signed {
            let verified = &mut self.contact.verified;
            let is_old = self.told.get(name).is_some_and(|last| last.at >= at);
            let is_full = verified.len() >= Contact::MOST_ATTRIBUTES;
            if is_old || (is_full && !verified.contains_key(name)) {
                continue;
            }
            verified.insert(name.clone(), value.clone());
            self.told.insert(name.clone(), Telling { at, by: None });
        }
        self.forget_tellings();
        if self.told != before {
            self.told_at = Some(now);
        }
    }

    /// What of this is not as it was said by hand before.
    pub(crate) fn news(&self, saying: &Saying) -> Saying {
        let is_news = |name: &str, value: &Option<String>| {
            let by_hand = self.told.get(name).is_some_and(|last| last.by.is_some());
            !by_hand || self.contact.verified.get(name) != value.as_ref()
        };
        saying
            .iter()
            .filter(|(name, value)| is_news(name, value))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// When this is said, if it is said now: not before what was said of the same names, whatever
    /// the clocks of those who said it.
    pub(crate) fn said_at(&self, saying: &Saying, now: Timestamp) -> Timestamp {
        let earlier = saying.keys().filter_map(|name| self.told.get(name));
        earlier.map(|last| last.at).fold(now, Timestamp::max)
    }

    /// Takes over what somebody set by hand.
    pub(crate) fn describe(&mut self, by: &AgentRef, saying: &Saying, at: Timestamp) {
        for (name, value) in saying {
            match value {
                Some(value) => self.contact.verified.insert(name.clone(), value.clone()),
                None => self.contact.verified.remove(name),
            };
            let by = Some(by.clone());
            self.told.insert(name.clone(), Telling { at, by });
        }
        self.forget_tellings();
        self.told_at = Some(at);
    }

    fn forget_tellings(&mut self) {
        while self.told.len() > MOST_TELLINGS {
            let gone = self
                .told
                .iter()
                .filter(|(name, _)| !self.contact.verified.contains_key(*name))
                .min_by_key(|(_, last)| last.at)
                .map(|(name, _)| name.clone());
            let Some(gone) = gone else { return };
            self.told.remove(&gone);
        }
    }
}

#[cfg(test)]
mod tests;
