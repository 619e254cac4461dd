//! What Baton says over HTTP and WebSocket: requests, responses, problems, identities, shapes.

pub mod acting;
pub mod agent;
pub mod article;
pub mod assessment;
pub mod canned_reply;
pub mod connection;
pub mod contact;
pub mod conversation;
pub mod escalation;
pub mod evaluator;
pub mod fault;
pub mod file;
pub mod group;
pub mod history;
pub mod http;
pub mod identity;
pub mod list;
pub mod mark;
pub mod message;
pub mod notification;
pub mod policy;
pub mod precision;
pub mod problem;
pub mod quota;
#[cfg(test)]
mod samples;
pub mod settings;
pub mod shapes;
pub mod simulation;
pub mod stats;
pub mod template;
#[cfg(feature = "testing")]
pub mod testing;
pub mod trigger;
pub mod words;
pub mod ws;

pub use fault::{Fault, FieldFault};
pub use http::{Request, Response};
pub use identity::Identity;
pub use list::List;
pub use problem::{Problem, ProblemKind};
