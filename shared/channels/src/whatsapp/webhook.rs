//! Webhooks, as `intake` asks for them.
