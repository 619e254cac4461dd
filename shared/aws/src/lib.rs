//! The only crate that names the AWS SDK: keys and rows of the tables, and the adapters behind the
//! ports of `baton-app`.

pub mod agents;
pub mod articles;
pub mod balance;
pub mod bedrock;
pub mod canned_replies;
pub mod config;
pub mod connections;
#[cfg(feature = "contract")]
pub mod contract;
pub mod conversations;
pub mod directory;
mod edits;
pub mod error;
mod escaping;
pub mod evaluators;
mod expression;
pub mod files;
pub mod groups;
#[cfg(feature = "in-process")]
pub mod in_process;
pub mod items;
pub mod keys;
pub mod knowledge_base;
pub mod mailer;
pub mod marks;
pub mod notifications;
mod once;
pub mod outgoing;
mod patience;
pub mod policies;
pub mod poster;
pub mod queues;
#[cfg(any(feature = "in-process", feature = "contract"))]
pub mod requests;
pub mod secrets;
pub mod settings;
pub mod simulations;
pub mod sockets;
pub mod stream;
pub mod throttle;
pub mod topic;
mod transaction;
