//! What is looked for.

use crate::encoder::Embedding;

/// A text that is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sought<'a> {
    /// Its words.
    pub(crate) text: &'a str,
    /// What it means, where somebody has asked the encoder already.
    pub(crate) meaning: Option<&'a Embedding>,
}

impl<'a> From<&'a str> for Sought<'a> {
    fn from(text: &'a str) -> Self {
        Self {
            text,
            meaning: None,
        }
    }
}
