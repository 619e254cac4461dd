//! What is handed on between functions.

use async_trait::async_trait;
use jiff::SignedDuration;

use super::PortError;
use crate::fetch::FileOrder;
use crate::inbound::Inbound;
use crate::outbound::{Change, OutboundMessage};

/// Towards `evaluate`.
#[async_trait]
pub trait InboundQueue: Send + Sync {
    /// Makes these durable, in order within each contact, ten to a request. An error means that
    /// some may not be; sending all again is harmless.
    async fn enqueue(&self, items: &[Inbound]) -> Result<(), PortError>;
}

/// Towards `deliver`.
#[async_trait]
pub trait OutboundQueue: Send + Sync {
    /// Hands these over, in order within each conversation.
    async fn enqueue(&self, items: &[OutboundMessage]) -> Result<(), PortError>;
}

/// Towards `fetch`.
#[async_trait]
pub trait FileQueue: Send + Sync {
    /// Orders these files, in no order.
    async fn order(&self, orders: &[FileOrder]) -> Result<(), PortError>;
}

/// When what was not carried out comes again to the reader of its queue.
#[async_trait]
pub trait Postpone: Send + Sync {
    /// Has the message of this receive come again after this pause, in whole seconds, and not
    /// sooner. In a FIFO queue the later messages of its group wait behind it.
    async fn postpone(&self, receipt_handle: &str, pause: SignedDuration) -> Result<(), PortError>;
}

/// Towards everybody who listens: `push`, `notify`.
#[async_trait]
pub trait Topic: Send + Sync {
    /// Tells of these changes.
    async fn publish(&self, changes: &[Change]) -> Result<(), PortError>;
}
