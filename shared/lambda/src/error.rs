//! Why a function stops.

use crate::ConfigError;

/// Why a function stops.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its environment lacks something.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Something else is logging already.
    #[error("setting up logs failed")]
    Logging(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Invocations can no longer be taken.
    #[error("serving invocations failed")]
    Runtime(#[source] lambda_runtime::Error),
}

/// An error and everything behind it, on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        // A transparent error repeats the one behind it.
        if !text.ends_with(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use baton_app::ports::PortError;

    use super::chain;

    #[test]
    fn a_chain_names_every_cause_once() {
        let error = PortError::new("reading a row", PortError::new("connecting", "refused"));
        assert_eq!(chain(&error), "reading a row: connecting: refused");
    }
}
