//! Decides whether the bot should answer a customer, and with what.
//!
//! [`EmbeddedEvaluator`] works without any language model: a tenant's triggers, word lists, trained
//! heads on a sentence encoder where there is one, and retrieval over the tenant's articles. Language
//! models take the same place behind [`baton_app::ports::Evaluator`].

mod answering;
mod assessing;
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

pub use assessing::{Assessed, Setting};
pub use embedded::EmbeddedEvaluator;
