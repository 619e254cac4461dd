//! Which texts the encoder was asked about, for tests that count them.

use std::cell::RefCell;

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn note(text: &str) {
    ASKED.with_borrow_mut(|asked| asked.push(text.to_owned()));
}

/// The texts that it was asked about on this thread since this was called last.
pub(crate) fn asked() -> Vec<String> {
    ASKED.take()
}
