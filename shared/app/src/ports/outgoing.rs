//! The fence between a committed message and its sending.

use async_trait::async_trait;
use baton_domain::{Delivery, DeliveryStatus};

use super::PortError;
use crate::outbound::OutboundMessage;

/// Whether a message may be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It may, and nobody else will.
    Granted,
    /// It may not: the bot decided it, and somebody else may speak now. It is marked failed.
    Superseded,
    /// A send was begun before and its end is not known.
    Begun,
    /// It has come further already.
    Settled(DeliveryStatus),
    /// There is no such message.
    Missing,
}

/// What came of recording how far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is recorded, or was no news.
    Done,
    /// Nothing is recorded: the message failed, and is not the answer that the customer is known to
    /// wait for. Whether they wait from now on is to be decided, and written with the failure.
    Undecided,
}

/// The fence between a committed message and its sending.
#[async_trait]
pub trait Outgoing: Send + Sync {
    /// Claims a send, in one request. A bot's message is only granted while the owner epoch is the
    /// one that it was decided under.
    async fn claim(&self, message: &OutboundMessage) -> Result<Claim, PortError>;

    /// Claims and settles a send whose channel is the record itself (the widget), in one request.
    async fn claim_sent(&self, message: &OutboundMessage) -> Result<Claim, PortError>;

    /// Gives a claim back after the provider said that it did not take the message.
    async fn unclaim(&self, message: &OutboundMessage) -> Result<(), PortError>;

    /// Records how far a message has come; news that is older than what is known changes nothing.
    /// The wait goes with it where this is the answer that the customer waits for.
    async fn record(
        &self,
        message: &OutboundMessage,
        news: &Delivery,
    ) -> Result<Recorded, PortError>;
}
