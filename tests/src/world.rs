//! Time and chance. Everything else in this crate asks here.

use jiff::Timestamp;

/// The time.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the tools and stories run against the real clock, and take it from here only"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A number that nobody has had before, for names that must not meet.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "stories run beside each other and take fresh names from here only"
)]
pub fn random() -> u64 {
    // Without randomness the time still tells most names apart.
    getrandom::u64().unwrap_or_else(|_| now().as_microsecond().unsigned_abs())
}

/// This many random digits, the first of them none.
#[must_use]
pub fn digits(count: usize) -> String {
    let mut digits = String::with_capacity(count);
    while digits.len() < count {
        digits.push_str(&(random() % 1_000_000_000).to_string());
    }
    digits.truncate(count);
    digits
}

/// A word that stands nowhere else, to search for later.
#[must_use]
pub fn word() -> String {
    const LETTERS: &[u8; 16] = b"bcdfghjklmnpqrst";
    let number = random();
    (0..12)
        .map(|place| LETTERS[usize::try_from((number >> (place * 4)) & 0xf).unwrap_or(0)] as char)
        .collect()
}
