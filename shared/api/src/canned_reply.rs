//! Canned replies on the wire.

use baton_app::ports::{self, CannedReplyError, MOST_CANNED_REPLIES};
use baton_domain::Shortcut;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::{Fault, Problem, ProblemKind, Request};

/// A reply that agents send again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CannedReply {
    /// What agents type to get it: 1 to 32 of `a-z`, `0-9` and `-`.
    pub shortcut: String,
    /// What it says. `{contact_name}` and `{agent_name}` are to be filled in where it is used.
    pub text: String,
    /// How often it was written; from 1.
    pub version: u64,
    /// When it was last written.
    pub updated_at: Timestamp,
    /// Who did.
    pub updated_by: Assignee,
}

impl From<&ports::CannedReply> for CannedReply {
    fn from(reply: &ports::CannedReply) -> Self {
        Self {
            shortcut: reply.shortcut.to_string(),
            text: reply.text.clone(),
            version: reply.version.0,
            updated_at: reply.updated_at,
            updated_by: (&reply.updated_by).into(),
        }
    }
}

impl Request {
    /// The shortcut in the path.
    ///
    /// # Errors
    ///
    /// 422 where it is none.
    pub fn shortcut(&self) -> Result<Shortcut, Problem> {
        self.path_parameter("shortcut")?.parse().map_err(|_| {
            Problem::validation(
                "shortcut",
                Fault::NotAShortcut,
                "Send 1 to 32 lower-case letters, digits and hyphens, with no hyphen first.",
            )
        })
    }
}

impl From<CannedReplyError> for Problem {
    fn from(error: CannedReplyError) -> Self {
        match error {
            CannedReplyError::Exists => Self::new(
                ProblemKind::CannedReplyExists,
                "Choose another shortcut, or send the `version` of the one that is there.",
            ),
            CannedReplyError::Full => Self::new(
                ProblemKind::TooManyCannedReplies,
                format!("There are {MOST_CANNED_REPLIES}: remove one first."),
            ),
            CannedReplyError::Absent => Self::not_found(),
            CannedReplyError::Stale(version) => Self::stale_version(version),
            CannedReplyError::Port(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::Version;
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn a_canned_reply() {
        let reply = ports::CannedReply {
            shortcut: "thanks".parse().unwrap(),
            text: "Thank you, {contact_name}!".into(),
            version: Version(3),
            updated_at: samples::at(60),
            updated_by: samples::agent().as_ref(),
        };
        assert_json_snapshot!("canned_reply", CannedReply::from(&reply));
    }
}
