//! Decides whether the bot should answer a customer, and with what.
//!
//! [`EmbeddedEvaluator`] works without any model: a tenant's triggers, word lists in seven
//! languages and retrieval over the tenant's articles. A trained classifier and language models
//! take the same place behind [`baton_app::ports::Evaluator`].

mod answering;
mod conclusion;
mod embedded;
pub mod encoder;
mod fingerprint;
pub mod heads;
mod reading;
mod repetition;
mod retrieval;
mod smalltalk;
mod topic;
mod unreadable;
mod urgency;
mod wants_person;
mod words;

pub use embedded::EmbeddedEvaluator;
