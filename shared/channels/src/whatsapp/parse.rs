//! Webhook bodies, read.
