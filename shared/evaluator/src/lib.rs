//! Decides whether the bot should answer a customer, and with what.
//!
//! [`EmbeddedEvaluator`] works without any language model: a tenant's triggers, word lists, trained
//! heads on a sentence encoder where there is one, and retrieval over the tenant's articles.
//! [`llm::Evaluators`] puts a tenant's language model behind it. Both stand behind
//! [`baton_app::ports::Evaluator`].

mod answering;
mod asked;
mod assessing;
mod clusters;
mod conclusion;
mod elsewhere;
mod embedded;
pub mod encoder;
pub mod heads;
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
pub use assessing::{Assessed, Setting};
pub use clusters::{Cluster, clusters};
pub use elsewhere::{Finds, Lookup, Searched};
pub use embedded::EmbeddedEvaluator;
pub use indexing::{ArticleIndexer, encoder_at};
pub use retrieval::{Evidence, Found};
