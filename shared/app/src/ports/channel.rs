//! Sending through a channel's provider.

use async_trait::async_trait;
use baton_domain::DeliveryError;

use super::{Connection, ConnectionSecrets};
use crate::outbound::OutboundMessage;

/// What the provider made of a send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// It took the message.
    Sent {
        /// Its id of it.
        provider_id: String,
    },
    /// It did not take the message and says to try again.
    Retry(DeliveryError),
    /// It did not and will not take the message.
    Refused(DeliveryError),
    /// Its answer was lost: it may have taken the message.
    Uncertain(DeliveryError),
}

/// Sends a message. Every failure is an outcome, so that none is lost on the way.
#[async_trait]
pub trait ChannelSender: Send + Sync {
    /// Sends one message once.
    async fn send(
        &self,
        connection: &Connection,
        secrets: &ConnectionSecrets,
        message: &OutboundMessage,
    ) -> SendOutcome;
}
