//! Who hears of an escalation.
//!
//! Groups, skills and load will be weighed here; today those who are online hear of it, and when nobody
//! is, everybody does.

use serde::{Deserialize, Serialize};

/// Whether an agent is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Takes escalations now.
    Online,
    /// Back soon.
    Away,
    /// Not at work.
    #[default]
    Offline,
}

/// Which of the agents, given by presence, a new escalation is announced to.
#[must_use]
pub fn audience(presences: &[Presence]) -> Vec<bool> {
    let somebody_there = presences.contains(&Presence::Online);
    presences
        .iter()
        .map(|presence| !somebody_there || *presence == Presence::Online)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Presence, audience};

    #[test]
    fn those_who_are_there_hear_of_it_and_everybody_when_nobody_is() {
        use Presence::{Away, Offline, Online};
        assert_eq!(audience(&[Online, Away, Offline]), [true, false, false]);
        assert_eq!(audience(&[Away, Offline]), [true, true]);
    }
}
