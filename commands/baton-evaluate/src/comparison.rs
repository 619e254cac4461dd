//! What changes from one policy to the other, over a whole file.

use std::collections::BTreeMap;

use baton_domain::Reason;
use serde::Serialize;
use serde_json::Value;

use crate::line::Decided;

/// Messages under two policies: `before` is the one that the other is held against.
#[derive(Debug, Default, Serialize)]
pub struct Comparison {
    /// How many were decided about.
    pub messages: u64,
    /// For how many a person is called under the other policy.
    pub before: Rate,
    /// For how many under this one.
    pub after: Rate,
    /// The same by reason.
    pub by_reason: BTreeMap<Reason, Change>,
    /// The ids of the messages that are decided in another way; `null` for one without.
    pub changed: Vec<Value>,
}

/// How many messages call a person.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// How many.
    pub escalated: u64,
    /// Which share, from 0 to 1; 0 where there are none.
    pub rate: f64,
}

/// How many messages have a reason.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Under the other policy.
    pub before: u64,
    /// Under this one.
    pub after: u64,
}

impl Rate {
    fn count(&mut self, calls: bool, of: u64) {
        self.escalated += u64::from(calls);
        let count = |number: u64| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        self.rate = count(self.escalated) / count(of);
    }
}

impl Comparison {
    /// Counts a message; nothing of one that was not held against another policy.
    pub fn add(&mut self, decided: &Decided) {
        let Some(against) = &decided.against else {
            return;
        };
        self.messages += 1;
        self.before.count(against.escalate, self.messages);
        self.after.count(decided.escalate, self.messages);
        if let Some(reason) = against.reason {
            self.by_reason.entry(reason).or_default().before += 1;
        }
        if let Some(reason) = decided.reason {
            self.by_reason.entry(reason).or_default().after += 1;
        }
        if decided.is_changed() {
            self.changed.push(decided.id.clone());
        }
    }
}
