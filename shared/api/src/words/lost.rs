//! The words for files that are not there.

use baton_app::ports;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Word;

words! {
    /// Why there are no bytes of a file.
    Lost {
        /// The channel's provider no longer had it.
        Expired = "expired",
        /// It is larger than what is kept.
        TooLarge = "too_large",
        /// The channel's provider did not give it out.
        Refused = "refused",
        /// It was here, and is no longer.
        NotKept = "not_kept",
    }
}

impl From<Option<ports::Lost>> for Lost {
    /// From what was noted in the file's place; from nothing, where nothing stands there.
    fn from(noted: Option<ports::Lost>) -> Self {
        match noted {
            Some(ports::Lost::Expired) => Self::Expired,
            Some(ports::Lost::TooLarge) => Self::TooLarge,
            Some(ports::Lost::Refused) => Self::Refused,
            None => Self::NotKept,
        }
    }
}
