//! Time and chance, which nothing else may ask for.

use baton_domain::{MessageId, ThreadKey};
use jiff::Timestamp;

/// The time.
pub trait Clock: Send + Sync {
    /// Now, in whole milliseconds.
    fn now(&self) -> Timestamp;
}

/// Fresh identifiers.
pub trait Ids: Send + Sync {
    /// 128 bits that nobody can guess.
    fn random(&self) -> u128;

    /// A new message's id.
    fn message(&self, at: Timestamp) -> MessageId;

    /// The ULID for something made at this time that belongs to no conversation.
    fn ulid_text(&self, at: Timestamp) -> String;

    /// The thread of a contact: the first 80 bits of a keyed hash of their address.
    fn thread(&self, connection_salt: &[u8], address: &str) -> ThreadKey;
}

/// When the work at hand must be done.
pub trait Deadline: Send + Sync {
    /// The end of this invocation; none where nothing ends it.
    fn ends_at(&self) -> Option<Timestamp>;
}
