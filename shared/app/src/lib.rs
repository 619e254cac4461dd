//! Use cases, and the ports through which they reach the world.
//!
//! Each use case loads a conversation, lets `baton-domain` decide, and commits what was decided in
//! one write. None of them sends anything: effects come only from rows that were committed.

pub mod act;
pub mod articles;
pub mod commit;
pub mod commitments;
pub mod committed;
pub mod deliver;
#[cfg(test)]
mod effect_samples;
pub mod evaluator_settings;
pub mod examples;
#[cfg(any(test, feature = "fakes"))]
pub mod fakes;
pub mod fetch;
pub mod files;
pub mod inbound;
pub mod intake;
pub mod marking;
pub mod notify;
pub mod outbound;
pub mod people;
pub mod policies;
pub mod ports;
pub mod precision;
pub mod push;
pub mod quota;
pub mod reasons;
pub mod receive;
pub mod relay;
pub mod simulate;
pub mod sweep;
pub mod unanswered;
