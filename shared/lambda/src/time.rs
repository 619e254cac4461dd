//! The system's clock.

use baton_app::ports::Clock;
use jiff::Timestamp;

/// The system's clock, in whole milliseconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the time comes from"
    )]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        // Whatever is kept and compared has milliseconds; finer parts would be lost on the way.
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_has_whole_milliseconds() {
        let now = SystemClock.now();
        assert_eq!(now.subsec_nanosecond() % 1_000_000, 0);
        assert!(now > "2024-01-01T00:00:00Z".parse().unwrap());
    }
}
