//! How many of the bot's replies a tenant has left this month.
//!
//! A month grants the tenant's free replies; packs come on top and are used when those are gone.
//! What is left of packs goes with the tenant into the next month, what is left of the free
//! replies does not. Months are UTC's.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{Reason, Version};

/// A month of UTC's, as `2026-11`; ordered by time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(String);

impl Month {
    /// The month of this time.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let date = at.to_zoned(TimeZone::UTC).date();
        Self(format!("{:04}-{:02}", date.year(), date.month()))
    }

    /// The month as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands to a tenant's account. Its numbers are of `month`; a later month begins anew with
/// what is left of the packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The month that it was last changed in.
    pub month: Month,
    /// The free replies of that month, as the tenant's settings were when it was last changed.
    pub free: u64,
    /// How many of them are used.
    pub free_used: u64,
    /// How many replies of packs are left.
    pub packs_left: u64,
    /// How many replies of packs were used in that month.
    pub packs_used: u64,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Grows with every change.
    pub version: Version,
}

/// What a reply is charged to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Account {
    /// The month's free replies.
    Free,
    /// The packs.
    Packs,
}

/// One reply to be charged. It holds only for a balance that is as this one says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// When.
    pub at: Timestamp,
    /// The month.
    pub month: Month,
    /// The month's free replies.
    pub free: u64,
    /// What it is charged to.
    pub account: Account,
    /// Whether it is the month's first, so that the balance is of an earlier month or none.
    pub first: bool,
}

/// Shares of what a month grants at which the administrators are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Threshold {
    /// 80 per cent.
    Low,
    /// 100 per cent.
    Exhausted,
}

impl Threshold {
    /// In per cent.
    #[must_use]
    pub fn percent(self) -> u64 {
        match self {
            Self::Low => 80,
            Self::Exhausted => 100,
        }
    }
}

impl Balance {
    /// A tenant's that was never charged and never got a pack, at this time.
    #[must_use]
    pub fn new(at: Timestamp, free: u64) -> Self {
        Self {
            month: Month::of(at),
            changed_at: at,
            free,
            free_used: 0,
            packs_left: 0,
            packs_used: 0,
            version: Version::default(),
        }
    }

    /// The balance in the month of this time. A clock that is behind does not bring an earlier month
    /// back.
    #[must_use]
    pub fn on(&self, at: Timestamp, free: u64) -> Self {
        if Month::of(at) <= self.month {
            return Self {
                free,
                ..self.clone()
            };
        }
        Self {
            packs_left: self.packs_left,
            changed_at: self.changed_at,
            version: self.version,
            ..Self::new(at, free)
        }
    }

    /// How one more reply is charged at this time; none where nothing is left.
    #[must_use]
    pub fn charge(&self, at: Timestamp, free: u64) -> Option<Charge> {
        let now = self.on(at, free);
        let account = if now.free_used < free {
            Account::Free
        } else if now.packs_left > 0 {
            Account::Packs
        } else {
            return None;
        };
        Some(Charge {
            first: now.month != self.month || self.version == Version::default(),
            at,
            month: now.month,
            free,
            account,
        })
    }

    /// The balance after a charge; none where the charge does not hold for it.
    #[must_use]
    pub fn charged(&self, charge: &Charge) -> Option<Self> {
        if self.charge(charge.at, charge.free).as_ref() != Some(charge) {
            return None;
        }
        let mut after = self.on(charge.at, charge.free);
        after.changed_at = charge.at;
        match charge.account {
            Account::Free => after.free_used += 1,
            Account::Packs => {
                after.packs_left -= 1;
                after.packs_used += 1;
            }
        }
        after.version = after.version.next();
        Some(after)
    }

    /// The balance at this time with so many replies more.
    #[must_use]
    pub fn with_pack(&self, replies: u64, at: Timestamp, free: u64) -> Self {
        let mut after = self.on(at, free);
        after.changed_at = at;
        after.packs_left = after.packs_left.saturating_add(replies);
        after.version = after.version.next();
        after
    }

    /// How many replies the month grants: the free ones, what was used of packs, and what is left
    /// of them. A pack raises it. Free replies that were used before the tenant's settings granted
    /// fewer stay granted.
    #[must_use]
    pub fn allowance(&self) -> u64 {
        self.free
            .max(self.free_used)
            .saturating_add(self.packs_used)
            .saturating_add(self.packs_left)
    }

    /// How many were used in the month.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.free_used.saturating_add(self.packs_used)
    }

    /// How many are left.
    #[must_use]
    pub fn remaining(&self) -> u64 {
        self.allowance() - self.used()
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.remaining() == 0
    }

    /// How much of the month's allowance is used, in whole per cent, rounded down; 100 where
    /// nothing is granted.
    #[must_use]
    pub fn percent(&self) -> u64 {
        match self.allowance() {
            0 => 100,
            allowance => {
                u64::try_from(u128::from(self.used()) * 100 / u128::from(allowance)).unwrap_or(100)
            }
        }
    }

    /// The threshold that this balance has reached and the one before it had not; the higher one
    /// where it is both.
    #[must_use]
    pub fn reached_since(&self, before: Option<&Self>) -> Option<Threshold> {
        let earlier = before
            .filter(|before| before.month == self.month)
            .map_or(0, Self::percent);
        [Threshold::Exhausted, Threshold::Low]
            .into_iter()
            .find(|threshold| self.percent() >= threshold.percent())
            .filter(|threshold| earlier < threshold.percent())
    }
}

/// Whether an escalation is charged: only what a reading of the message decided is. What the
/// customer asked for, what the tenant's own words and scopes decided, what a person did, what a
/// timer found and what failed is free.
#[must_use]
pub fn is_charged(reason: Reason, by_trigger: bool) -> bool {
    match reason {
        Reason::CustomerRequest
        | Reason::Keyword
        | Reason::FlowStep
        | Reason::Manual
        | Reason::WaitExpired
        | Reason::SlaRisk => false,
        Reason::Sentiment
        | Reason::LowConfidence
        | Reason::Policy
        | Reason::BotTool
        | Reason::BotFailure => !by_trigger,
    }
}

#[cfg(test)]
mod tests;
