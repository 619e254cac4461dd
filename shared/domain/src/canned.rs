//! Replies that agents send again and again, by the word that they call them by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::{TextError, Variable, check_text};

/// Why a text is not a shortcut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a shortcut is 1 to 32 lower-case letters, digits and hyphens, and begins with no hyphen")]
pub struct ShortcutError;

/// What agents type to get a canned reply: unique within the tenant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Shortcut(String);

impl Shortcut {
    /// The most characters.
    pub const LONGEST: usize = 32;

    /// The shortcut as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Shortcut {
    type Err = ShortcutError;

    fn from_str(text: &str) -> Result<Self, ShortcutError> {
        let fits = (1..=Self::LONGEST).contains(&text.len())
            && !text.starts_with('-')
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(ShortcutError)
        }
    }
}

impl From<Shortcut> for String {
    fn from(shortcut: Shortcut) -> Self {
        shortcut.0
    }
}

impl TryFrom<String> for Shortcut {
    type Error = ShortcutError;

    fn try_from(text: String) -> Result<Self, ShortcutError> {
        text.parse()
    }
}

/// The most characters of a canned reply.
pub const LONGEST_CANNED_REPLY: usize = 4_000;

/// What is filled in in a canned reply.
pub const CANNED_REPLY_VARIABLES: &[Variable] = &[Variable::ContactName, Variable::AgentName];

/// Whether a text can be a canned reply's.
///
/// # Errors
///
/// See [`check_text`].
pub fn check_canned_reply(text: &str) -> Result<(), TextError> {
    check_text(text, LONGEST_CANNED_REPLY, CANNED_REPLY_VARIABLES)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_canned_reply_names_the_customer_and_the_agent_and_nobody_else() {
        assert!(check_canned_reply("Hi {contact_name}, I am {agent_name}.").is_ok());
        assert!(check_canned_reply("About {wait_minutes} minutes").is_err());
        assert!(check_canned_reply(&"a".repeat(LONGEST_CANNED_REPLY)).is_ok());
        assert!(check_canned_reply(&"a".repeat(LONGEST_CANNED_REPLY + 1)).is_err());
    }

    #[test]
    fn a_shortcut_cannot_smuggle_a_key_separator() {
        for wrong in ["", "-a", "A", "a b", "a#b", "a_b", "é", &"a".repeat(33)] {
            assert_eq!(wrong.parse::<Shortcut>(), Err(ShortcutError), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_shortcut_has_one_spelling(text in "[a-z0-9][a-z0-9-]{0,31}") {
            let shortcut: Shortcut = text.parse().unwrap();
            prop_assert_eq!(shortcut.to_string(), text);
        }
    }
}
