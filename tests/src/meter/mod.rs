//! Stands between the functions and AWS. Forwards everything, counts it by function and operation,
//! and on request holds matching requests back, answers them itself, or loses them.
//!
//! The control API is under `/_meter/`.

mod classify;
mod control;
mod forward;
mod records;
mod rules;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;

pub use records::Record;

use records::Records;
use rules::Rules;

/// The proxy. Clones share everything.
#[derive(Clone)]
pub struct Meter(Arc<Shared>);

struct Shared {
    upstream: String,
    http: reqwest::Client,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    records: Records,
    rules: Rules,
}

impl Meter {
    /// A proxy towards this base address.
    #[must_use]
    pub fn new(upstream: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap_or_default();
        Self(Arc::new(Shared {
            upstream: upstream.trim_end_matches('/').to_owned(),
            http,
            state: Mutex::default(),
        }))
    }

    /// Everything that the proxy answers.
    pub fn router(&self) -> Router {
        control::routes()
            .fallback(forward::forward)
            .with_state(self.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
