//! Times of the week.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::PolicyError;
use crate::Flaw;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "days have names")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(day: jiff::civil::Weekday) -> Self {
        match day {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
}

/// Hours on some days of the week, in a time zone; `from` after `to` runs past midnight, and the
/// day is the one on which it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// An IANA time zone, as in `Europe/Madrid`.
    pub time_zone: String,
    /// On which days; on none means on all.
    #[serde(default)]
    pub days: Vec<Weekday>,
    /// From when, `HH:MM`.
    pub from: String,
    /// Until when, not included, `HH:MM`.
    pub to: String,
    /// Whether it is the time outside these hours that is meant.
    #[serde(default)]
    pub outside: bool,
}

impl Hours {
    /// Whether this time is meant. Hours that cannot be read hold at every time: an error in a
    /// policy must not keep a customer from a person.
    #[must_use]
    pub fn hold(&self, at: Timestamp) -> bool {
        self.within(at).is_none_or(|within| within != self.outside)
    }

    fn within(&self, at: Timestamp) -> Option<bool> {
        let zone = TimeZone::get(&self.time_zone).ok()?;
        let (from, to) = (time(&self.from)?, time(&self.to)?);
        let there = zone.to_datetime(at);
        let now = there.time();
        let today = self.on(there.date().weekday());
        Some(if from < to {
            today && from <= now && now < to
        } else {
            let yesterday = self.on(there.date().weekday().previous());
            (today && from <= now) || (yesterday && now < to)
        })
    }

    fn on(&self, day: jiff::civil::Weekday) -> bool {
        self.days.is_empty() || self.days.contains(&day.into())
    }

    pub(super) fn check(&self, field: &str) -> Result<(), PolicyError> {
        let wrong = |name: &str, flaw, problem| {
            Err(PolicyError {
                field: format!("{field}.{name}"),
                flaw,
                problem,
            })
        };
        if TimeZone::get(&self.time_zone).is_err() {
            return wrong("time_zone", Flaw::NotATimeZone, "no such IANA time zone");
        }
        if time(&self.from).is_none() {
            return wrong("from", Flaw::NotATime, "a time is written HH:MM");
        }
        if time(&self.to).is_none() {
            return wrong("to", Flaw::NotATime, "a time is written HH:MM");
        }
        Ok(())
    }
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
