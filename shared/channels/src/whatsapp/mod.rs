//! WhatsApp Cloud API.

pub mod build;
pub mod parse;
pub mod send;
