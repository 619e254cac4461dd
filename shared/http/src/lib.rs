//! HTTP towards others: one request, the certainty whether it was sent, and where it may not go.

mod address;
mod client;
mod overhear;
mod request;

pub use address::is_public;
pub use client::{HttpClient, HttpError};
pub use overhear::Overhears;
pub use request::{Answer, Call, Limits, Post, Reach, Verb};
