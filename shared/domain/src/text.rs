//! Texts that people write once and customers read often, with what is filled in.

/// What stands in a text as `{name}` and is filled in when the text is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variable {
    /// The name of the agent who speaks.
    AgentName,
    /// The name of the customer, as far as it is known.
    ContactName,
    /// How long the wait is thought to be, in minutes.
    WaitMinutes,
}

impl Variable {
    /// The name, as it stands between the braces.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AgentName => "agent_name",
            Self::ContactName => "contact_name",
            Self::WaitMinutes => "wait_minutes",
        }
    }

    /// How the variable stands in a text: its name between braces.
    #[must_use]
    pub fn placeholder(self) -> String {
        format!("{{{}}}", self.name())
    }
}

/// Why a text cannot be used. None of them repeats what was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It says nothing.
    #[error("a text says something")]
    Empty,
    /// It says too much.
    #[error("a text has at most {most} characters")]
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// Something stands behind a `{` that nothing fills in: customers would read it as it stands.
    #[error("{}", only(.known))]
    Variable {
        /// What is filled in in this text.
        known: &'static [Variable],
    },
}

fn only(known: &[Variable]) -> String {
    let placeholders: Vec<_> = known.iter().map(|it| it.placeholder()).collect();
    match placeholders.as_slice() {
        [] => "nothing is filled in here, so no { may stand in it".into(),
        known => format!("only {} is filled in here", known.join(" or ")),
    }
}

/// Whether a text says something, is no longer than this many characters, and whether everything
/// in it that looks like a variable is one of these.
///
/// # Errors
///
/// With what is wrong: the length first.
pub fn check_text(text: &str, most: usize, known: &'static [Variable]) -> Result<(), TextError> {
    if text.trim().is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > most {
        return Err(TextError::TooLong { most });
    }
    let is_known = |rest: &str| {
        known.iter().any(|variable| {
            rest.strip_prefix(variable.name())
                .is_some_and(|rest| rest.starts_with('}'))
        })
    };
    if text.split('{').skip(1).all(is_known) {
        Ok(())
    } else {
        Err(TextError::Variable { known })
    }
}

/// Whether a text can be a locale (BCP 47): letters and digits in groups of up to eight, the first
/// of two or three letters.
#[must_use]
pub fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KNOWN: &[Variable] = &[Variable::AgentName, Variable::WaitMinutes];

    #[test]
    fn what_nothing_fills_in_is_refused_and_never_repeated() {
        for wrong in [
            "{customer}",
            "{contact_name}",
            "{Agent_name}",
            "{ agent_name }",
            "{agent_name",
            "{{agent_name}}",
            "{}",
            "Wait {wait_minutes} for {agent",
        ] {
            let error = check_text(wrong, 100, KNOWN).unwrap_err();
            assert_eq!(error, TextError::Variable { known: KNOWN }, "{wrong}");
            assert_eq!(
                error.to_string(),
                "only {agent_name} or {wait_minutes} is filled in here"
            );
        }
        assert!(check_text("{agent_name}", 100, &[]).is_err());
    }

    #[test]
    fn a_text_says_something_and_ends() {
        assert!(check_text("ü".repeat(10).as_str(), 10, &[]).is_ok());
        for wrong in ["", " \n\t"] {
            assert_eq!(check_text(wrong, 10, &[]), Err(TextError::Empty));
        }
        let too_long = TextError::TooLong { most: 10 };
        assert_eq!(check_text(&"ü".repeat(11), 10, &[]), Err(too_long));
    }

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z }.!]{0,9}",
            Just("{agent_name}".to_owned()),
            Just("{wait_minutes}".to_owned()),
        ]
    }

    proptest! {
        #[test]
        fn words_and_known_variables_in_any_order_are_a_text(
            pieces in proptest::collection::vec(piece(), 0..20),
        ) {
            let text = format!("a{}", pieces.concat());
            prop_assert_eq!(check_text(&text, 1_000, KNOWN), Ok(()));
        }

        #[test]
        fn what_is_accepted_has_no_brace_left_once_it_is_filled_in(
            text in "([a-z ]|\\{|\\}|\\{agent_name\\}|\\{wait_minutes\\}|\\{contact_name\\}){1,12}",
        ) {
            let filled = text.replace("{agent_name}", "Ana").replace("{wait_minutes}", "5");
            let is_filled = !filled.contains('{') && !text.trim().is_empty();
            prop_assert_eq!(check_text(&text, 1_000, KNOWN).is_ok(), is_filled);
        }

        #[test]
        fn no_text_makes_it_stumble(text in "\\PC*") {
            let _ = check_text(&text, 50, KNOWN);
        }
    }
}
