//! How long a request that met another one waits before it is made again.

use std::time::Duration;

/// How often a request is made at most.
pub(crate) const ATTEMPTS: u32 = 6;

const FIRST_PAUSE: Duration = Duration::from_millis(15);

/// Waits before this attempt, counted from 1, which waits for nothing: then 15, 30, 60, 120 and
/// 240 ms. Those who met wait differently long, by up to as much again, as `who` says.
pub(crate) async fn pause_before(attempt: u32, who: u64) {
    let Some(repetition) = attempt.checked_sub(2) else {
        return;
    };
    let base = FIRST_PAUSE * 2_u32.pow(repetition.min(8));
    let share = u32::try_from(who % 16).unwrap_or(0);
    tokio::time::sleep(base + base * share / 16).await;
}
