//! Command lines of the form `--name value`.

use std::collections::BTreeMap;

/// The named values of a command line.
#[derive(Debug, Default)]
pub struct Args(BTreeMap<String, String>);

/// Why a command line was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArgsError {
    /// A name that this program does not know.
    #[error("`{0}` is not an option of this program")]
    Unknown(String),
    /// A name without a value.
    #[error("`{0}` needs a value")]
    Bare(String),
    /// A value that does not fit.
    #[error("`{name}` does not take `{value}`")]
    Unfit {
        /// The option.
        name: String,
        /// What it was given.
        value: String,
    },
    /// A name without which the program cannot work.
    #[error("`{0}` is needed")]
    Missing(String),
}

impl Args {
    /// Reads the words after the program's name.
    ///
    /// # Errors
    ///
    /// A word that is none of `known`, or one without a value.
    pub fn parse(
        words: impl IntoIterator<Item = String>,
        known: &[&str],
    ) -> Result<Self, ArgsError> {
        let mut words = words.into_iter();
        let mut values = BTreeMap::new();
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (word, None),
            };
            if !known.contains(&name.as_str()) {
                return Err(ArgsError::Unknown(name));
            }
            let value = inline
                .or_else(|| words.next())
                .ok_or_else(|| ArgsError::Bare(name.clone()))?;
            values.insert(name, value);
        }
        Ok(Self(values))
    }

    /// The value of `name` as text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The value of `name`, or `default`.
    ///
    /// # Errors
    ///
    /// A value that is none of this type.
    pub fn or<T: std::str::FromStr>(&self, name: &str, default: T) -> Result<T, ArgsError> {
        match self.text(name) {
            None => Ok(default),
            Some(value) => value.parse().map_err(|_| ArgsError::Unfit {
                name: name.to_owned(),
                value: value.to_owned(),
            }),
        }
    }

    /// The value of `name`, which the program cannot do without.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn needed(&self, name: &str) -> Result<&str, ArgsError> {
        self.text(name)
            .ok_or_else(|| ArgsError::Missing(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, ArgsError> {
        Args::parse(
            line.split_whitespace().map(str::to_owned),
            &["--port", "--state"],
        )
    }

    #[test]
    fn both_spellings_are_read_and_defaults_fill_in() {
        let args = parse("--port 81 --state=/x").unwrap();
        assert_eq!(args.or("--port", 1_u16), Ok(81));
        assert_eq!(args.text("--state"), Some("/x"));
        assert_eq!(parse("").unwrap().or("--port", 7_u16), Ok(7));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(
            parse("--prot 81").unwrap_err(),
            ArgsError::Unknown("--prot".into())
        );
        assert_eq!(
            parse("--port").unwrap_err(),
            ArgsError::Bare("--port".into())
        );
        assert!(parse("--port x").unwrap().or("--port", 1_u16).is_err());
        assert!(parse("").unwrap().needed("--state").is_err());
    }
}
