//! Why something that people enter cannot be as it is.

/// What is wrong with something that was entered, for programs; each goes with words for people, and
/// figures are in characters, items or units of what was entered, where nothing else is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing is there, and something must be.
    Missing,
    /// A text is too long.
    TooLong {
        /// The most characters.
        at_most: usize,
    },
    /// There are too many of them.
    TooMany {
        /// The most that there can be.
        at_most: usize,
    },
    /// It has too many bytes.
    TooLarge {
        /// The most bytes.
        at_most: usize,
    },
    /// A number is outside its range.
    OutOfRange {
        /// The least.
        at_least: u64,
        /// The most.
        at_most: u64,
    },
    /// It is none of a closed set.
    NotOneOf {
        /// The set.
        options: Vec<&'static str>,
    },
    /// Something else has it already, and only one can.
    AlreadyUsed,
    /// Nothing has this id.
    UnknownId,
    /// It does not go with what else was entered.
    DoesNotFit,
    /// It has something else than visible ASCII characters.
    NotAscii,
    /// It is no language (BCP 47).
    NotALanguage,
    /// It is no time of the day.
    NotATime,
    /// It is no time zone (IANA).
    NotATimeZone,
    /// It is no address that can be asked.
    NotAnAddress,
    /// It is an address without TLS.
    NotHttps,
    /// It is no region of a provider's.
    NotARegion,
    /// It cannot be the name of an attribute.
    NotAnAttributeName,
    /// It cannot be the name of a tool.
    NotAToolName,
    /// It has neither a letter nor a digit.
    NeedsALetter,
    /// It would hold for everything.
    NeedsAScope,
    /// Nobody reads this in a message.
    NotASignal,
    /// The way to a person cannot be switched off.
    AlwaysOn,
    /// The way to a person cannot be delayed.
    NeverDelayed,
    /// It is no JSON schema of a tool's arguments.
    NotASchema,
    /// It is no rule of such a schema that anybody keeps.
    NotARule,
    /// The deployment offers others.
    NotOffered {
        /// Which; after an `@` where.
        options: Vec<String>,
    },
    /// The deployment offers none at all.
    NoneOffered,
    /// A file or a row cannot be read.
    Unreadable,
    /// A row has not as many cells as the first line names columns.
    WrongColumns {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A table has not all columns that it must have.
    MissingColumns {
        /// Those that it must have.
        options: Vec<&'static str>,
    },
    /// A row before it has the same name.
    SameRow {
        /// The line that that one begins at.
        first: u64,
    },
    /// A file before it has the same path.
    SamePath,
    /// A text has too many parts.
    TooManyParts {
        /// The most.
        at_most: usize,
    },
    /// There is no room for it.
    Full,
    /// Somebody else changed it at the same time.
    Changed,
    /// It could not be kept.
    NotWritten,
}

impl Flaw {
    /// What is wrong with a text that has to say something in at most this many characters.
    #[must_use]
    pub fn of_text(text: &str, at_most: usize) -> Option<Self> {
        if text.trim().is_empty() {
            Some(Self::Missing)
        } else if text.chars().count() > at_most {
            Some(Self::TooLong { at_most })
        } else {
            None
        }
    }

    /// What is wrong with what has to be visible ASCII characters: one, and at most this many.
    #[must_use]
    pub fn of_key(key: &str, at_most: usize) -> Option<Self> {
        match key.len() {
            0 => Some(Self::Missing),
            length if length > at_most => Some(Self::TooLong { at_most }),
            _ => (!key.bytes().all(|b| b.is_ascii_graphic())).then_some(Self::NotAscii),
        }
    }

    /// What is wrong with a number of things of which there has to be one, and at most this many.
    #[must_use]
    pub fn of_count(count: usize, at_most: usize) -> Option<Self> {
        if count == 0 {
            Some(Self::Missing)
        } else if count > at_most {
            Some(Self::TooMany { at_most })
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_not_what_is_too_much() {
        let too_long = Flaw::TooLong { at_most: 2 };
        assert_eq!(Flaw::of_text(" \n", 2), Some(Flaw::Missing));
        assert_eq!(Flaw::of_text("üü", 2), None);
        assert_eq!(Flaw::of_text("üüü", 2), Some(too_long.clone()));
        assert_eq!(Flaw::of_key("", 2), Some(Flaw::Missing));
        assert_eq!(Flaw::of_key("a~", 2), None);
        assert_eq!(Flaw::of_key("a b", 2), Some(too_long));
        assert_eq!(Flaw::of_key("a b", 3), Some(Flaw::NotAscii));
        let too_many = Flaw::TooMany { at_most: 2 };
        assert_eq!(Flaw::of_count(0, 2), Some(Flaw::Missing));
        assert_eq!(Flaw::of_count(2, 2), None);
        assert_eq!(Flaw::of_count(3, 2), Some(too_many));
    }
}
