//! Identifiers. All but the tenant's are a prefix and a ULID, as in `cnv_01J…`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ulid::Ulid;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The prefix belongs to another kind of thing, or to nothing.
    #[error("an id of this kind begins with `{expected}`")]
    Prefix {
        /// The prefix that was expected, with its underscore.
        expected: &'static str,
    },
    /// What follows the prefix is not a ULID.
    #[error("what follows the prefix is not a ULID")]
    Ulid,
    /// A tenant's name is 1 to 64 of `a-z`, `0-9`, `-` and `_`.
    #[error("a tenant id is 1 to 64 lower-case letters, digits, hyphens and underscores")]
    Tenant,
}

/// The 80 bits that every id of one conversation shares.
///
/// The conversation, its contact, its escalations and its messages differ in the time half of
/// their ULIDs and agree in this half, so that any of them leads to the partition where the
/// conversation is kept, without a lookup. It is derived with a secret of the connection, so that
/// an id in a log does not give the customer's address away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadKey(u128);

const RANDOM_BITS: u32 = 80;

impl ThreadKey {
    /// A key from the first ten bytes of a keyed hash.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 10]) -> Self {
        let mut wide = [0; 16];
        wide[6..].copy_from_slice(&bytes);
        Self(u128::from_be_bytes(wide))
    }

    /// An id's ULID made in this conversation at this time, in milliseconds since 1970.
    fn at(self, milliseconds: u64) -> Ulid {
        Ulid::from_parts(milliseconds, self.0)
    }
}

impl From<Ulid> for ThreadKey {
    fn from(ulid: Ulid) -> Self {
        Self(ulid.random() & ((1 << RANDOM_BITS) - 1))
    }
}

impl fmt::Display for ThreadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Ulid::from_parts(0, self.0).to_string()[10..])
    }
}

impl FromStr for ThreadKey {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.len() != 16 {
            return Err(IdError::Ulid);
        }
        let ulid = Ulid::from_string(&format!("0000000000{text}")).map_err(|_| IdError::Ulid)?;
        Ok(Self::from(ulid))
    }
}

fn milliseconds(at: jiff::Timestamp) -> u64 {
    u64::try_from(at.as_millisecond()).unwrap_or(0)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(Ulid);

        impl $name {
            /// The text that every such id begins with.
            pub const PREFIX: &'static str = $prefix;

            /// The id with this ULID.
            #[must_use]
            pub const fn from_ulid(ulid: Ulid) -> Self {
                Self(ulid)
            }

            /// The ULID behind the prefix.
            #[must_use]
            pub const fn ulid(self) -> Ulid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let rest = text
                    .strip_prefix($prefix)
                    .ok_or(IdError::Prefix { expected: $prefix })?;
                let ulid = Ulid::from_string(rest).map_err(|_| IdError::Ulid)?;
                // One id, one spelling: `from_string` also takes lower case and look-alikes.
                if ulid.to_string() == rest { Ok(Self(ulid)) } else { Err(IdError::Ulid) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }
    };
}

macro_rules! thread_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        id!($(#[$doc])* $name, $prefix);

        impl $name {
            /// An id of this conversation, made at this time.
            #[must_use]
            pub fn in_thread(thread: ThreadKey, at: jiff::Timestamp) -> Self {
                Self(thread.at(milliseconds(at)))
            }

            /// The conversation that this id belongs to.
            #[must_use]
            pub fn thread(self) -> ThreadKey {
                ThreadKey::from(self.0)
            }
        }
    };
}

thread_id!(
    /// A conversation.
    ConversationId, "cnv_"
);
thread_id!(
    /// One episode of human handling.
    EscalationId, "esc_"
);
thread_id!(
    /// A customer on a connection.
    ContactId, "ctc_"
);
thread_id!(
    /// The numbered record of an escalation.
    TicketId, "tkt_"
);
id!(
    /// A message.
    MessageId, "msg_"
);
id!(
    /// Bytes kept for one conversation.
    FileId, "fil_"
);
id!(
    /// Somebody who answers customers.
    AgentId, "agt_"
);
id!(
    /// One channel account of a tenant.
    ConnectionId, "con_"
);
id!(
    /// A team that escalations route to.
    GroupId, "grp_"
);
id!(
    /// An entry of the knowledge base.
    ArticleId, "art_"
);
id!(
    /// A configured escalation rule.
    TriggerId, "trg_"
);
id!(
    /// A version of a tenant's policy.
    PolicyId, "pol_"
);
id!(
    /// A replay of stored conversations under a draft policy.
    SimulationId, "sim_"
);
id!(
    /// A notification to one agent.
    NotificationId, "ntf_"
);

impl FileId {
    /// The id of the file that came with this message: the same ULID, so that nobody has to be
    /// told it.
    #[must_use]
    pub const fn of_message(message: MessageId) -> Self {
        Self(message.0)
    }
}

impl TriggerId {
    /// The id of one of the triggers that every tenant begins with, from 1.
    #[must_use]
    pub const fn built_in(place: u64) -> Self {
        Self(Ulid::from_parts(0, place as u128))
    }
}

/// A company that uses Baton. Every key, claim and log line carries it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TenantId(String);

impl TenantId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for TenantId {
    type Err = IdError;

    /// Keys are joined with `#`, which is therefore no part of a tenant's name.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdError::Tenant)
        }
    }
}

impl From<TenantId> for String {
    fn from(id: TenantId) -> Self {
        id.0
    }
}

impl TryFrom<String> for TenantId {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(ms).unwrap()
    }

    #[test]
    fn every_id_of_a_conversation_leads_to_its_thread() {
        let thread = ThreadKey::from_bytes([7, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
        let conversation = ConversationId::in_thread(thread, at(1_700_000_000_000));
        let escalation = EscalationId::in_thread(thread, at(1_700_000_009_000));
        assert_ne!(conversation.ulid(), escalation.ulid());
        assert_eq!(conversation.thread(), escalation.thread());
        assert_eq!(thread.to_string().parse(), Ok(thread));
        assert!(conversation.to_string().ends_with(&thread.to_string()));
    }

    #[test]
    fn an_id_has_one_spelling() {
        let id: ConversationId = "cnv_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap();
        assert_eq!(id.to_string(), "cnv_01ARZ3NDEKTSV4RRFFQ69G5FAV");
        for wrong in [
            "esc_01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "cnv_01arz3ndektsv4rrffq69g5fav",
            "cnv_01ARZ3NDEKTSV4RRFFQ69G5FA",
            "cnv_",
            "",
        ] {
            assert!(wrong.parse::<ConversationId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tenant_cannot_smuggle_a_key_separator() {
        assert!("acme#cnv".parse::<TenantId>().is_err());
        assert!("".parse::<TenantId>().is_err());
        assert!("acme-shop_2".parse::<TenantId>().is_ok());
    }
}
