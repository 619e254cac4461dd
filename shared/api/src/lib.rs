//! What Baton says over HTTP and WebSocket: requests, responses, problems, identities, shapes.

pub mod http;
pub mod identity;
pub mod problem;

pub use http::{Request, Response};
pub use identity::Identity;
pub use problem::{Problem, ProblemKind};
