//! Problems of files.

use serde_json::json;

use super::{Problem, ProblemKind};
use crate::words::Lost;

/// After how many seconds to ask again for a file that is still being fetched.
const FETCHED_AFTER: &str = "2";

impl Problem {
    /// 403: the tenant's visitors send no files.
    #[must_use]
    pub fn attachments_not_allowed() -> Self {
        Self::new(
            ProblemKind::AttachmentsNotAllowed,
            "Write it in words; this company takes no files here.",
        )
    }

    /// 409: the file is still being fetched.
    #[must_use]
    pub fn file_not_here_yet() -> Self {
        Self::new(
            ProblemKind::FileNotHereYet,
            "It is still being fetched: ask again shortly.",
        )
        .with_header("retry-after", FETCHED_AFTER)
    }

    /// 410: the file cannot be had any more; why.
    #[must_use]
    pub fn file_lost(lost: Lost) -> Self {
        let why = match lost {
            Lost::Expired => "The channel's provider no longer had it.",
            Lost::TooLarge => "It is larger than what is kept.",
            Lost::Refused => "The channel's provider did not give it out.",
            Lost::NotKept => "It is no longer kept.",
        };
        Self::new(
            ProblemKind::FileLost,
            format!("{why} Ask for it to be sent again."),
        )
        .with("lost", json!(lost))
    }
}
