//! Teams on the wire.

use baton_app::people::{MOST_GROUPS, PeopleError};
use baton_app::ports;
use serde::Serialize;
use utoipa::ToSchema;

use crate::acting::words;
use crate::{Fault, Problem, ProblemKind};

/// The most characters that a team's name may have.
pub const LONGEST_NAME: usize = 60;

/// A team that escalations route to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Group {
    /// The team, `grp_…`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Grows with every change; send the one that you saw with a change of your own.
    pub version: u64,
}

impl From<&ports::Group> for Group {
    fn from(group: &ports::Group) -> Self {
        Self {
            id: group.id.to_string(),
            name: group.name.clone(),
            version: group.version.0,
        }
    }
}

/// A team's name without the space around it.
///
/// # Errors
///
/// 422 where it is empty or longer than [`LONGEST_NAME`].
pub fn name(sent: &str) -> Result<String, Problem> {
    words("name", sent, LONGEST_NAME)
}

impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::NotFound => Self::not_found(),
            PeopleError::UnknownGroup(_) => Self::validation(
                "group_ids",
                Fault::UnknownId,
                "Send groups that are there: one of these is not.",
            ),
            PeopleError::NameTaken => {
                Self::new(ProblemKind::GroupNameTaken, "Choose a name of its own.")
            }
            PeopleError::TooMany => Self::new(
                ProblemKind::TooManyGroups,
                format!("Rename one of the {MOST_GROUPS} groups that there are."),
            ),
            PeopleError::Stale(version) => Self::new(
                ProblemKind::StaleVersion,
                "Look at it again, then send your change with the version that you saw.",
            )
            .with("version", version.0),
            PeopleError::KeyReused => Self::idempotency_key_reused(),
            PeopleError::Busy => Self::busy(),
            PeopleError::Unworded => Self::internal(),
            PeopleError::Port(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::Version;
    use insta::assert_json_snapshot;

    use super::*;

    #[test]
    fn a_team() {
        let team = ports::Group {
            id: "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            name: "Returns".into(),
            version: Version(2),
        };
        assert_json_snapshot!("group", Group::from(&team));
    }

    #[test]
    fn a_name_has_one_to_sixty_characters() {
        assert_eq!(name("  Returns ").unwrap(), "Returns");
        assert!(name(&"é".repeat(60)).is_ok());
        for wrong in ["", "  ", &"x".repeat(61)] {
            assert_eq!(name(wrong).unwrap_err().status(), 422, "{wrong}");
        }
    }
}
