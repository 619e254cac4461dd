//! Fresh identifiers from the system's randomness.

use baton_app::ports::Ids;
use baton_domain::{MessageId, ThreadKey};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use ulid::Ulid;

/// Fresh identifiers from the system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl SystemIds {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where randomness comes from"
    )]
    fn bytes() -> [u8; 16] {
        let mut bytes = [0; 16];
        if let Err(error) = getrandom::fill(&mut bytes) {
            // Tickets and tokens are made of this: without it, going on is worse than stopping.
            tracing::error!(error = %error, "the system has no randomness");
            std::process::abort();
        }
        bytes
    }

    fn ulid(at: Timestamp) -> Ulid {
        let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0);
        Ulid::from_parts(milliseconds, u128::from_be_bytes(Self::bytes()))
    }
}

impl Ids for SystemIds {
    fn random(&self) -> u128 {
        u128::from_be_bytes(Self::bytes())
    }

    fn message(&self, at: Timestamp) -> MessageId {
        MessageId::from_ulid(Self::ulid(at))
    }

    fn ulid_text(&self, at: Timestamp) -> String {
        Self::ulid(at).to_string()
    }

    fn thread(&self, connection_salt: &[u8], address: &str) -> ThreadKey {
        let mut first = [0; 10];
        // HMAC takes keys of every length, so the other branch is never taken.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(connection_salt) {
            mac.update(address.as_bytes());
            first.copy_from_slice(&mac.finalize().into_bytes()[..10]);
        }
        ThreadKey::from_bytes(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_comes_twice() {
        let at = Timestamp::from_millisecond(1_700_000_000_000).unwrap();
        assert_ne!(SystemIds.random(), SystemIds.random());
        assert_ne!(SystemIds.message(at), SystemIds.message(at));
        assert_ne!(SystemIds.ulid_text(at), SystemIds.ulid_text(at));
    }

    #[test]
    fn an_id_tells_its_time() {
        let at = Timestamp::from_millisecond(1_700_000_000_123).unwrap();
        assert_eq!(
            SystemIds.message(at).ulid().timestamp_ms(),
            1_700_000_000_123
        );
        let text = SystemIds.ulid_text(at);
        assert_eq!(
            Ulid::from_string(&text).unwrap().timestamp_ms(),
            1_700_000_000_123
        );
    }

    /// RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?".
    #[test]
    fn a_thread_is_the_start_of_a_keyed_hash() {
        let expected =
            ThreadKey::from_bytes([0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04]);
        assert_eq!(
            SystemIds.thread(b"Jefe", "what do ya want for nothing?"),
            expected
        );
        assert_ne!(
            SystemIds.thread(b"Jeff", "what do ya want for nothing?"),
            expected
        );
    }
}
