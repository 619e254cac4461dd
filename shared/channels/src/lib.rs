//! Channels: what customers send is read into updates, what goes out is built and sent.
//!
//! Messenger and Instagram will stand beside WhatsApp and the widget.

#[cfg(feature = "fakes")]
pub mod fakes;
pub mod signature;
pub mod whatsapp;
pub mod widget;
