//! Live numbers on the wire.

use baton_app::ports::LiveCounts;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// How many escalations stand where.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LiveStats {
    /// All that the other numbers count: `active` + `resolved` + `closed`.
    pub total: u64,
    /// Those that somebody still has to act on: `queued` + `open`.
    pub active: u64,
    /// Those that wait.
    pub queued: u64,
    /// Those that an agent has.
    pub open: u64,
    /// Those returned to the bot within the last `window_hours`.
    pub resolved: u64,
    /// Those closed within the last `window_hours`.
    pub closed: u64,
    /// `resolved` / (`resolved` + `closed`); null where none ended.
    #[schema(required)]
    pub resolution_rate: Option<f64>,
    /// The longest wait in the queue; null where nobody waits.
    #[schema(required)]
    pub longest_wait_seconds: Option<i64>,
    /// How far back ended escalations are counted.
    pub window_hours: u32,
}

impl LiveStats {
    /// How far back ended escalations are counted, in hours.
    pub const WINDOW_HOURS: u32 = 24;

    /// These counts at this time.
    #[must_use]
    pub fn new(counts: LiveCounts, now: Timestamp) -> Self {
        let LiveCounts {
            queued,
            open,
            resolved,
            closed,
            oldest_queued_at,
        } = counts;
        Self {
            total: queued + open + resolved + closed,
            active: queued + open,
            queued,
            open,
            resolved,
            closed,
            resolution_rate: rate(resolved, closed),
            longest_wait_seconds: oldest_queued_at
                .map(|since| now.duration_since(since).as_secs().max(0)),
            window_hours: Self::WINDOW_HOURS,
        }
    }
}

fn rate(part: u64, rest: u64) -> Option<f64> {
    let part = u32::try_from(part).unwrap_or(u32::MAX);
    let rest = u32::try_from(rest).unwrap_or(u32::MAX);
    let whole = f64::from(part) + f64::from(rest);
    (whole > 0.0).then(|| f64::from(part) / whole)
}

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn the_numbers_add_up() {
        let counts = LiveCounts {
            queued: 3,
            open: 2,
            resolved: 6,
            closed: 2,
            oldest_queued_at: Some(samples::at(0)),
        };
        assert_json_snapshot!("stats", LiveStats::new(counts, samples::at(75)));
    }

    #[test]
    fn nothing_ended_is_no_rate_and_nobody_waiting_no_wait() {
        let stats = LiveStats::new(LiveCounts::default(), samples::at(0));
        assert_eq!(stats.resolution_rate, None);
        assert_eq!(stats.longest_wait_seconds, None);
        assert_eq!(stats.total, 0);
    }
}
