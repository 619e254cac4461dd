//! Visitors who write.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// How soon nobody needs to hear again that the same visitor is writing; the widget says it every
/// three seconds.
const PAUSE: SignedDuration = SignedDuration::from_secs(2);

/// The sockets of visitors who said a moment ago that they are writing. Anybody can be a visitor and
/// say it without end, and each time it is looked up whom to tell. Whoever says it again too soon is
/// dropped without asking anybody; that each instance of the function knows its own only is enough,
/// because a frame that asks for nothing leaves the same instance free for the next.
#[derive(Debug, Default)]
pub struct Typists(Mutex<BTreeMap<String, Timestamp>>);

impl Typists {
    /// Whether this visitor said so a moment ago.
    pub(crate) fn has(&self, connection_id: &str, now: Timestamp) -> bool {
        let said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.get(connection_id)
            .is_some_and(|at| is_recent(*at, now))
    }

    /// Notes that a visitor says so, and forgets who said it longer ago.
    pub(crate) fn note(&self, connection_id: &str, now: Timestamp) {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.retain(|_, at| is_recent(*at, now));
        said.insert(connection_id.to_owned(), now);
    }
}

/// A clock that was set back makes nobody wait for longer.
fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    let since = now.duration_since(at);
    !since.is_negative() && since < PAUSE
}
