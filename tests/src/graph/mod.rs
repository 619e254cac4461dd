//! Meta's Graph API, as far as Baton meets it: takes sends, says how they fare, and writes as
//! customers do. Everything is kept in memory and bounded, but for the connections, which survive
//! a restart in a file.
//!
//! The control API under `/_sandbox/` is for `scripts/say`, the page at `/` and the tests.

mod connections;
mod control;
mod faults;
mod files;
mod media;
mod sends;
mod shapes;
mod signature;
mod threads;
mod webhooks;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;

pub use connections::{Connection, ConnectionsError};
pub use signature::sign;
pub use threads::{Entry, FetchedFile, Side};

use connections::Connections;
use faults::Faults;
use media::Files;
use threads::Threads;

/// The sandbox. Clones share everything.
#[derive(Clone)]
pub struct Sandbox(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    http: reqwest::Client,
}

struct State {
    connections: Connections,
    threads: Threads,
    faults: Faults,
    files: Files,
}

impl Sandbox {
    /// A sandbox with the connections of this file, where there is one.
    ///
    /// # Errors
    ///
    /// The file is there and cannot be read.
    pub fn open(file: Option<PathBuf>) -> Result<Self, ConnectionsError> {
        Ok(Self(Arc::new(Shared {
            state: Mutex::new(State {
                connections: Connections::open(file)?,
                threads: Threads::default(),
                faults: Faults::default(),
                files: Files::default(),
            }),
            http: reqwest::Client::new(),
        })))
    }

    /// Everything that the sandbox answers.
    pub fn router(&self) -> Router {
        sends::routes()
            .merge(media::routes())
            .merge(control::routes())
            .with_state(self.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
