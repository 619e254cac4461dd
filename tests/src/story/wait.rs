//! Waiting for conditions, never for time alone.

use std::time::Duration;

use tokio::time::Instant;

/// How long a story waits for what it says.
pub const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(100);

/// What `look` finds, as soon as it finds something.
///
/// # Panics
///
/// It found nothing for [`PATIENCE`].
pub async fn eventually<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    eventually_within(PATIENCE, what, look).await
}

/// What `look` finds, as soon as it finds something.
///
/// # Panics
///
/// It found nothing for this long.
pub async fn eventually_within<T>(
    patience: Duration,
    what: &str,
    look: impl AsyncFn() -> Option<T>,
) -> T {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(
            Instant::now() < deadline,
            "waited {} s in vain for {what}",
            patience.as_secs()
        );
        tokio::time::sleep(PAUSE).await;
    }
}

/// Looks on for a while and fails as soon as something does not hold. For what must not happen,
/// after the last thing that could cause it was seen to be over.
///
/// # Panics
///
/// It did not hold.
pub async fn holds_for(duration: Duration, what: &str, look: impl AsyncFn() -> bool) {
    let deadline = Instant::now() + duration;
    while Instant::now() < deadline {
        assert!(look().await, "{what} did not hold");
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn it_waits_until_there_is_something() {
        let looks = Cell::new(0);
        let found = eventually("a third look", async || {
            looks.set(looks.get() + 1);
            (looks.get() == 3).then_some("found")
        })
        .await;
        assert_eq!(found, "found");
    }

    #[tokio::test]
    #[should_panic(expected = "in vain for nothing at all")]
    async fn it_gives_up() {
        eventually_within(Duration::ZERO, "nothing at all", async || None::<()>).await;
    }
}
