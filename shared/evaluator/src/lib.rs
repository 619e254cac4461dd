//! Decides whether the bot should answer a customer, and with what.
//!
//! [`EmbeddedEvaluator`] works without any model: a tenant's triggers, word lists in seven
//! languages and retrieval over the tenant's articles. [`llm::Evaluators`] puts a tenant's language
//! model behind it. Both stand behind [`baton_app::ports::Evaluator`].

mod answering;
mod clusters;
mod conclusion;
mod elsewhere;
mod embedded;
pub mod encoder;
mod indexing;
pub mod llm;
mod reading;
mod repetition;
mod retrieval;
mod smalltalk;
mod topic;
mod unreadable;
mod urgency;
mod wants_person;
mod words;

pub use answering::Library;
pub use clusters::{Cluster, clusters};
pub use embedded::EmbeddedEvaluator;
pub use indexing::{ArticleIndexer, encoder_at};
pub use retrieval::{Evidence, Found};
