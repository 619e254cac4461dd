//! WhatsApp Cloud API.

pub mod build;
pub mod errors;
pub mod media;
pub mod parse;
pub mod send;
pub mod webhook;
