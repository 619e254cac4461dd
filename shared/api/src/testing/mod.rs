//! A small company for the endpoints' tests: agents who ask, customers who write, and the tables
//! in process underneath.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "only tests are built with it, and a story that cannot be told should end its test"
)]

mod ask;
mod fixed;
mod library;
mod people;
mod policies;
mod setup;
mod shelf;
mod story;

pub use ask::{Ask, Colleague, Reply, refuses_strangers};
pub use baton_domain::Role;
pub use fixed::{Hands, Orders};
pub use shelf::Shelf;
pub use story::Office;
