//! The HTTP client that sends go through.
