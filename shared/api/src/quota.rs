//! What is left of the bot's replies, on the wire.

use baton_domain::quota::Balance;
use serde::Serialize;
use utoipa::ToSchema;

/// A tenant's account of the bot's replies in the month that runs (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Quota {
    /// The month, as `2026-11`.
    pub month: String,
    /// The month's free replies.
    pub free: u64,
    /// How many of them are used.
    pub free_used: u64,
    /// How many replies of packs are left. They go along into the next month.
    pub packs_left: u64,
    /// How many replies of packs were used this month.
    pub packs_used: u64,
    /// What the month grants: free replies, and those of packs that were used or are left.
    pub allowance: u64,
    /// How many were used: `free_used` + `packs_used`.
    pub used: u64,
    /// How many are left: `allowance` - `used`.
    pub remaining: u64,
    /// `used` of `allowance` in whole per cent, rounded down; 100 where nothing is granted.
    pub percent: u64,
    /// Whether the bot has stopped answering: nothing remains.
    pub exhausted: bool,
}

impl From<&Balance> for Quota {
    fn from(balance: &Balance) -> Self {
        Self {
            month: balance.month.to_string(),
            free: balance.free,
            free_used: balance.free_used,
            packs_left: balance.packs_left,
            packs_used: balance.packs_used,
            allowance: balance.allowance(),
            used: balance.used(),
            remaining: balance.remaining(),
            percent: balance.percent(),
            exhausted: balance.is_exhausted(),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn an_account_tells_what_is_left() {
        let balance = Balance {
            free_used: 100,
            packs_used: 20,
            ..Balance::new(samples::at(0), 100).with_pack(30, samples::at(0), 100)
        };
        assert_json_snapshot!("quota", Quota::from(&balance));
    }
}
