//! Why a field was refused: by a stable code, for programs, with the figures that belong to it.
//!
//! [`Flaw`]s of the domain are repeated here on purpose: what clients read must not change because a
//! name inside did. One that the domain gains does not compile here until it is given a code.

use baton_domain::{Flaw, SettingProblem, TextError};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a field was refused, by a stable code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// Nothing is there, and something must be.
    Missing,
    /// A text is too long.
    TooLong {
        /// The most characters.
        at_most: usize,
    },
    /// A text is too short.
    TooShort {
        /// The least characters.
        at_least: usize,
    },
    /// There are too many of them.
    TooMany {
        /// The most that there can be.
        at_most: usize,
    },
    /// It has too many bytes.
    TooLarge {
        /// The most bytes.
        at_most: u64,
    },
    /// A text has too many parts.
    TooManyParts {
        /// The most parts.
        at_most: usize,
    },
    /// It is no number, or outside its range.
    OutOfRange {
        /// The least.
        at_least: u64,
        /// The most.
        at_most: u64,
    },
    /// The second time does not come after the first.
    OutOfOrder,
    /// The second time comes too long after the first.
    TooFarApart {
        /// The most days.
        at_most: u64,
    },
    /// It is none of a closed set.
    NotOneOf {
        /// The set.
        options: Vec<String>,
    },
    /// Of these, exactly one is to be sent.
    ExactlyOne {
        /// Fields.
        options: Vec<String>,
    },
    /// Of these, at least one is to be sent.
    AtLeastOne {
        /// Fields.
        options: Vec<String>,
    },
    /// There is no such field.
    UnknownField,
    /// It is of another type or shape.
    WrongForm,
    /// It is no whole number of 0 or more.
    NotAWholeNumber,
    /// It is no time.
    NotATime,
    /// It is no time zone (IANA).
    NotATimeZone,
    /// It is no language (BCP 47).
    NotALanguage,
    /// It is no id of this kind.
    NotAnId,
    /// It is no cursor of this list.
    NotACursor,
    /// It is no address that can be asked.
    NotAnAddress,
    /// It is an address without TLS.
    NotHttps,
    /// It is no region of a provider's.
    NotARegion,
    /// It has something else than visible ASCII characters.
    NotAscii,
    /// It has control characters.
    ControlCharacters,
    /// It is no shortcut: `a-z`, `0-9` and `-`.
    NotAShortcut,
    /// It cannot be the name of a tool: letters, digits and `_`.
    NotAToolName,
    /// It cannot be the name of an attribute: letters, digits, `_`, `-` and `.`.
    NotAnAttributeName,
    /// A word has neither a letter nor a digit.
    NeedsALetter,
    /// A trigger for every message would hold everywhere.
    NeedsAScope,
    /// Nothing fills in what stands between braces; these would be filled in.
    UnknownVariable {
        /// Names of variables.
        options: Vec<String>,
    },
    /// Nothing is filled in in this text, so that no `{` may stand in it.
    NoVariables,
    /// Nothing has this id.
    UnknownId,
    /// Something else has it already, and only one can.
    AlreadyUsed,
    /// It does not go with what else was sent, or with what is there.
    DoesNotFit,
    /// The way to a person cannot be switched off.
    AlwaysOn,
    /// The way to a person cannot be delayed.
    NeverDelayed,
    /// Nobody reads this in a message.
    NotASignal,
    /// It is no JSON schema of a tool's arguments.
    NotASchema,
    /// It is no rule of such a schema that anybody keeps.
    NotARule,
    /// The deployment offers other models.
    NotOffered {
        /// Which: an id, or `id@region` of one that is used in that region.
        options: Vec<String>,
    },
    /// The deployment offers no models.
    NoneOffered,
    /// The key that is kept belongs to another address.
    KeyElsewhere,
    /// The embedded evaluator asks no model.
    NothingToTry,
    /// The file is not uploaded.
    NotUploaded,
    /// What was uploaded is no file that can be sent.
    NotAFile,
    /// A file of this type cannot be sent on this channel.
    NotForChannel,
    /// No message led to the escalation, so that no mark fits it.
    NoMessageLed,
    /// Nobody marked the escalation.
    NotMarked,
    /// It is no message of the customer's that came before.
    NotTheCustomers,
    /// The widget has no key for what is signed.
    NoIdentityKey,
    /// The signature is not that of what was signed.
    WrongSignature,
    /// Its time is over.
    Expired,
    /// It cannot be read.
    Unreadable,
    /// A row has not as many cells as the first line names columns.
    WrongColumns {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// The first line of a table does not name all columns that it must have.
    MissingColumns {
        /// Those that it must have.
        options: Vec<String>,
    },
    /// A row before it has the same title and language.
    SameRow {
        /// The line that that one begins at.
        first: u64,
    },
    /// A file before it has the same path.
    SamePath,
    /// The knowledge base is full.
    KnowledgeFull,
    /// Somebody else changed it at the same time.
    Changed,
    /// It could not be kept.
    NotWritten,
    /// It is not as it must be, as `detail` says.
    Invalid,
}

impl Fault {
    /// It is none of these.
    #[must_use]
    pub fn not_one_of(options: &[&str]) -> Self {
        let options = named(options);
        Self::NotOneOf { options }
    }

    /// Exactly one of these fields is to be sent.
    #[must_use]
    pub fn exactly_one(options: &[&str]) -> Self {
        let options = named(options);
        Self::ExactlyOne { options }
    }

    /// At least one of these fields is to be sent.
    #[must_use]
    pub fn at_least_one(options: &[&str]) -> Self {
        let options = named(options);
        Self::AtLeastOne { options }
    }

    /// A number outside this range.
    #[must_use]
    pub const fn range(at_least: u64, at_most: u64) -> Self {
        Self::OutOfRange { at_least, at_most }
    }
}

fn named(options: &[&str]) -> Vec<String> {
    options.iter().map(|&option| option.to_owned()).collect()
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldFault {
    /// The field, as in `tools[2].url`.
    pub field: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub fault: Fault,
    /// What the caller can do, for people. It repeats nothing that was sent.
    pub detail: String,
}

impl FieldFault {
    /// What is wrong with this field.
    pub fn new(field: impl Into<String>, fault: Fault, detail: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            fault,
            detail: detail.into(),
        }
    }
}

impl From<Flaw> for Fault {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::Missing => Self::Missing,
            Flaw::TooLong { at_most } => Self::TooLong { at_most },
            Flaw::TooMany { at_most } => Self::TooMany { at_most },
            Flaw::TooLarge { at_most } => Self::TooLarge {
                at_most: at_most as u64,
            },
            Flaw::OutOfRange { at_least, at_most } => Self::OutOfRange { at_least, at_most },
            Flaw::NotOneOf { options } => Self::not_one_of(&options),
            Flaw::AlreadyUsed => Self::AlreadyUsed,
            Flaw::UnknownId => Self::UnknownId,
            Flaw::DoesNotFit => Self::DoesNotFit,
            Flaw::NotAscii => Self::NotAscii,
            Flaw::NotALanguage => Self::NotALanguage,
            Flaw::NotATime => Self::NotATime,
            Flaw::NotATimeZone => Self::NotATimeZone,
            Flaw::NotAnAddress => Self::NotAnAddress,
            Flaw::NotHttps => Self::NotHttps,
            Flaw::NotARegion => Self::NotARegion,
            Flaw::NotAnAttributeName => Self::NotAnAttributeName,
            Flaw::NotAToolName => Self::NotAToolName,
            Flaw::NeedsALetter => Self::NeedsALetter,
            Flaw::NeedsAScope => Self::NeedsAScope,
            Flaw::NotASignal => Self::NotASignal,
            Flaw::AlwaysOn => Self::AlwaysOn,
            Flaw::NeverDelayed => Self::NeverDelayed,
            Flaw::NotASchema => Self::NotASchema,
            Flaw::NotARule => Self::NotARule,
            Flaw::NotOffered { options } => Self::NotOffered { options },
            Flaw::NoneOffered => Self::NoneOffered,
            Flaw::Unreadable => Self::Unreadable,
            Flaw::WrongColumns { found, expected } => Self::WrongColumns { found, expected },
            Flaw::MissingColumns { options } => Self::MissingColumns {
                options: named(&options),
            },
            Flaw::SameRow { first } => Self::SameRow { first },
            Flaw::SamePath => Self::SamePath,
            Flaw::TooManyParts { at_most } => Self::TooManyParts { at_most },
            Flaw::Full => Self::KnowledgeFull,
            Flaw::Changed => Self::Changed,
            Flaw::NotWritten => Self::NotWritten,
        }
    }
}

impl From<&TextError> for Fault {
    fn from(error: &TextError) -> Self {
        match *error {
            TextError::Empty => Self::Missing,
            TextError::TooLong { most } => Self::TooLong { at_most: most },
            TextError::Variable { known: [] } => Self::NoVariables,
            TextError::Variable { known } => Self::UnknownVariable {
                options: known.iter().map(|it| it.name().to_owned()).collect(),
            },
        }
    }
}

impl From<&SettingProblem> for Fault {
    fn from(problem: &SettingProblem) -> Self {
        match problem {
            SettingProblem::Text(error) => error.into(),
            SettingProblem::Confidence => Self::range(0, 1),
            SettingProblem::Minutes => Self::range(1, baton_domain::Settings::MOST_MINUTES.into()),
            SettingProblem::Language => Self::NotALanguage,
            SettingProblem::NoWords => Self::not_one_of(&baton_domain::Settings::AGENT_LANGUAGES),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::Variable;
    use insta::assert_json_snapshot;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_fault_tells_its_code_and_its_figures_beside_its_field() {
        let faults = [
            FieldFault::new("title", Fault::Missing, "This field is required."),
            FieldFault::new("days", Fault::range(1, 90), "Send 1 to 90."),
            FieldFault::new("kind", Fault::not_one_of(&["a", "b"]), "Send a or b."),
        ];
        assert_json_snapshot!("faults", faults);
    }

    #[test]
    fn a_text_says_what_would_be_filled_in() {
        let fault = |known| Fault::from(&TextError::Variable { known });
        assert_eq!(fault(&[]), Fault::NoVariables);
        assert_eq!(
            json!(fault(&[Variable::AgentName])),
            json!({ "code": "unknown_variable", "options": ["agent_name"] })
        );
    }
}
