//! Outbound bodies.
