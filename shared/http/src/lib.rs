//! HTTP towards others: one request, the certainty whether it was sent, and where it may not go.

mod address;
mod client;

pub use address::is_public;
pub use client::{Answer, Call, HttpClient, HttpError, Limits, Post, Reach, Verb};
