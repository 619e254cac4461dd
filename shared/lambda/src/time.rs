//! The system's clock, and when an invocation ends.

use std::sync::atomic::{AtomicU64, Ordering};

use baton_app::ports::{Clock, Deadline};
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

/// When the invocation at hand ends, as the Lambda service told at its beginning. A process
/// handles one at a time.
#[derive(Debug, Default)]
pub struct InvocationDeadline(AtomicU64);

impl InvocationDeadline {
    /// An invocation begins that ends at this time, in milliseconds since 1970.
    pub(crate) fn begin(&self, ends_at: u64) {
        self.0.store(ends_at, Ordering::Relaxed);
    }
}

impl Deadline for InvocationDeadline {
    fn ends_at(&self) -> Option<Timestamp> {
        let told = self.0.load(Ordering::Relaxed);
        let at = i64::try_from(told).ok().filter(|at| *at > 0)?;
        Timestamp::from_millisecond(at).ok()
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

    #[test]
    fn an_invocation_ends_when_it_was_told_to() {
        let deadline = InvocationDeadline::default();
        assert_eq!(deadline.ends_at(), None);
        deadline.begin(1_700_000_000_000);
        assert_eq!(deadline.ends_at().unwrap().as_second(), 1_700_000_000);
        deadline.begin(u64::MAX);
        assert_eq!(deadline.ends_at(), None);
    }
}
