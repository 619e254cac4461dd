//! One committed message on its way to the customer.
//!
//! A send is claimed before it is made and recorded after. Whatever happens in between, a message
//! is sent at most once: a claim without a record, found when the message comes again, means that
//! the end of the send is not known, and the message is marked `uncertain` until the provider's
//! statuses settle it.
//!
//! What a channel refuses at once ends like what it takes and loses: where it is not the answer that
//! the customer waits for already, whether they wait from now on is decided as for a status, and
//! committed with the failure.

use std::collections::HashMap;
use std::sync::Arc;

use baton_domain::{Channel, Delivery, DeliveryError, DeliveryStatus, MediaSource};
use jiff::SignedDuration;

use crate::outbound::OutboundMessage;
use crate::ports::{
    ChannelSender, Claim, Clock, Connection, ConnectionSecrets, Conversations,
    DirectoryWithSecrets, FileFacts, FilePlace, Files, Outgoing, PortError, Recorded, SendOutcome,
    UNKNOWN_TYPE,
};
use crate::receive::ReceiveError;
use crate::receive::delivery::{ContactThread, Spot, Tidings};

/// How old a claim may be when the provider is called. An environment can be frozen between two
/// requests; a fence that was met before that says nothing about now.
const FRESH_FOR: SignedDuration = SignedDuration::from_secs(3);

/// How often a claim that grew old is renewed before the message is put back.
const RENEWALS: u32 = 3;

/// The pause before the second try; it doubles with each further one, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// What delivering needs.
pub struct Deliver {
    /// The fence.
    pub outgoing: Arc<dyn Outgoing>,
    /// The record, for what is to be decided about a message that failed.
    pub conversations: Arc<dyn Conversations>,
    /// Connections and their secrets, and what tenants configured.
    pub directory: Arc<dyn DirectoryWithSecrets>,
    /// The sender of each channel that has a provider.
    pub senders: HashMap<Channel, Arc<dyn ChannelSender>>,
    /// Where messages' files are kept.
    pub files: Arc<dyn Files>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// How often a message is received before it is given up.
    pub max_receives: u32,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// It came this far now.
    Recorded(DeliveryStatus),
    /// It had come this far before; there was nothing left to do.
    Settled(DeliveryStatus),
    /// Somebody else may speak now. It was not sent.
    Superseded,
    /// There is no such message.
    Missing,
    /// It was not sent and shall come again after this pause.
    TryAgain {
        /// How long to wait.
        pause: SignedDuration,
    },
}

/// Delivers one message, which was received this many times, this time included.
///
/// # Errors
///
/// A [`PortError`] where the store could not be reached. The message shall come again; it will
/// not be sent twice.
pub async fn deliver(
    deps: &Deliver,
    message: &OutboundMessage,
    receive_count: u32,
) -> Result<Delivered, PortError> {
    let delivered = if message.channel == Channel::Widget {
        match deps.outgoing.claim_sent(message).await? {
            // The record is the channel: what is noted as sent has arrived.
            Claim::Granted => Delivered::Recorded(DeliveryStatus::Sent),
            claim => not_granted(claim),
        }
    } else {
        deliver_outside(deps, message, receive_count).await?
    };
    tracing::info!(
        tenant = %message.tenant_id,
        conversation_id = %message.conversation_id,
        message_id = %message.message_id,
        ?delivered,
        "delivered"
    );
    Ok(delivered)
}

async fn deliver_outside(
    deps: &Deliver,
    message: &OutboundMessage,
    receive_count: u32,
) -> Result<Delivered, PortError> {
    // Read before the claim, so that nothing slow stands between the claim and the send.
    let route = route(deps, message).await?;
    let linked = linked(deps, message).await?;
    let is_last = receive_count >= deps.max_receives;
    let again = Delivered::TryAgain {
        pause: pause(receive_count),
    };
    for _ in 0..=RENEWALS {
        let asked_at = deps.clock.now();
        match deps.outgoing.claim(message).await? {
            Claim::Granted => {}
            Claim::Begun => {
                return record(
                    deps,
                    message,
                    DeliveryStatus::Uncertain,
                    Some(interrupted()),
                )
                .await;
            }
            claim => return Ok(not_granted(claim)),
        }
        let route = match &route {
            Ok(route) => route,
            Err(error) => {
                return record(deps, message, DeliveryStatus::Failed, Some(error.clone())).await;
            }
        };
        if deps.clock.now().duration_since(asked_at) > FRESH_FOR {
            deps.outgoing.unclaim(message).await?;
            continue;
        }
        return match route
            .sender
            .send(
                &route.connection,
                &route.secrets,
                linked.as_ref().unwrap_or(message),
            )
            .await
        {
            SendOutcome::Sent { provider_id } => {
                let news = Delivery {
                    provider_id: Some(provider_id),
                    ..news(message, DeliveryStatus::Sent, None)
                };
                deps.outgoing.record(message, &news).await?;
                Ok(Delivered::Recorded(DeliveryStatus::Sent))
            }
            SendOutcome::Refused(error) => {
                record(deps, message, DeliveryStatus::Failed, Some(error)).await
            }
            SendOutcome::Uncertain(error) => {
                record(deps, message, DeliveryStatus::Uncertain, Some(error)).await
            }
            SendOutcome::Retry(error) if is_last => {
                let error = gave_up(error.provider_code);
                record(deps, message, DeliveryStatus::Failed, Some(error)).await
            }
            SendOutcome::Retry(_) => {
                deps.outgoing.unclaim(message).await?;
                Ok(again)
            }
        };
    }
    if is_last {
        record(deps, message, DeliveryStatus::Failed, Some(gave_up(None))).await
    } else {
        Ok(again)
    }
}

/// The message with an address in place of a file kept here, from which the provider fetches it;
/// none where it carries no such file. It has no name in its address: the message says it.
async fn linked(
    deps: &Deliver,
    message: &OutboundMessage,
) -> Result<Option<OutboundMessage>, PortError> {
    let Some(media) = &message.content.media else {
        return Ok(None);
    };
    let MediaSource::Kept(file_id) = media.source() else {
        return Ok(None);
    };
    let place = FilePlace {
        tenant_id: message.tenant_id.clone(),
        conversation_id: message.conversation_id,
        file_id,
    };
    let mime_type = media.mime_type.clone();
    let facts = FileFacts {
        mime_type: mime_type.unwrap_or_else(|| UNKNOWN_TYPE.to_owned()),
        filename: None,
        size: media.size.unwrap_or_default(),
    };
    let link = deps.files.sign_download(&place, &facts).await?;
    let mut linked = message.clone();
    if let Some(media) = &mut linked.content.media {
        media.id = link.url;
    }
    Ok(Some(linked))
}

struct Route<'a> {
    connection: Arc<Connection>,
    secrets: Arc<ConnectionSecrets>,
    sender: &'a dyn ChannelSender,
}

/// The way to the customer, or why there is none.
async fn route<'a>(
    deps: &'a Deliver,
    message: &OutboundMessage,
) -> Result<Result<Route<'a>, DeliveryError>, PortError> {
    let connection = deps
        .directory
        .connection(message.connection_id)
        .await?
        .filter(|connection| connection.tenant_id == message.tenant_id);
    let Some(connection) = connection else {
        return Ok(Err(error(
            "connection_missing",
            "The connection that the customer writes on is no longer there",
        )));
    };
    let Some(sender) = deps.senders.get(&message.channel) else {
        return Ok(Err(error(
            "channel_unsupported",
            "Messages on this channel are not sent yet",
        )));
    };
    let secrets = deps.directory.secrets(&connection).await?;
    Ok(Ok(Route {
        connection,
        secrets,
        sender: sender.as_ref(),
    }))
}

async fn record(
    deps: &Deliver,
    message: &OutboundMessage,
    status: DeliveryStatus,
    error: Option<DeliveryError>,
) -> Result<Delivered, PortError> {
    if let Some(error) = &error {
        tracing::warn!(
            tenant = %message.tenant_id,
            message_id = %message.message_id,
            code = error.code,
            provider_code = error.provider_code,
            "not delivered as it should be"
        );
    }
    let news = news(message, status, error);
    if let Err(error) = settle(deps, message, &news).await {
        // The channel did not take it, and may be asked again. With its claim it would come again as
        // one whose end is not known, and nobody would hear of it.
        if status == DeliveryStatus::Failed
            && let Err(error) = deps.outgoing.unclaim(message).await
        {
            tracing::error!(
                message_id = %message.message_id,
                error = &error as &dyn std::error::Error,
                "a claim was not given back: the message will be called uncertain"
            );
        }
        return Err(error);
    }
    Ok(Delivered::Recorded(status))
}

/// Records what became of a message, with what follows from it for the wait.
async fn settle(
    deps: &Deliver,
    message: &OutboundMessage,
    news: &Delivery,
) -> Result<(), PortError> {
    match deps.outgoing.record(message, news).await? {
        Recorded::Done => Ok(()),
        Recorded::Undecided => decide(deps, message, news).await,
    }
}

/// Decides whether the customer waits from now on for what failed, and commits that with the
/// failure. A failure that was committed before is no news, so that this may run twice.
async fn decide(
    deps: &Deliver,
    message: &OutboundMessage,
    news: &Delivery,
) -> Result<(), PortError> {
    let settings = deps.directory.settings(&message.tenant_id).await?;
    let thread = ContactThread {
        conversations: deps.conversations.as_ref(),
        tenant: &message.tenant_id,
        connection: message.connection_id,
        address: &message.address,
    };
    let spot = Spot {
        conversation: message.conversation_id,
        seq: message.seq,
    };
    let tidings = Tidings {
        status: news.next,
        error: news.error.as_ref(),
        provider_id: news.provider_id.as_deref(),
    };
    // What is read and decided is much to carry for all the sends that go well.
    let noted = Box::pin(thread.note(spot, &tidings, &settings, deps.clock.as_ref())).await;
    match noted {
        Ok(_) => Ok(()),
        Err(ReceiveError::Port(error)) => Err(error),
        Err(error) => Err(PortError::new(
            "deciding about a message that failed",
            error,
        )),
    }
}

fn news(message: &OutboundMessage, next: DeliveryStatus, error: Option<DeliveryError>) -> Delivery {
    Delivery {
        seq: message.seq,
        author: message.author.clone(),
        current: DeliveryStatus::Accepted,
        next,
        error,
        provider_id: None,
    }
}

fn not_granted(claim: Claim) -> Delivered {
    match claim {
        Claim::Granted => Delivered::Settled(DeliveryStatus::Accepted),
        Claim::Begun => Delivered::Settled(DeliveryStatus::Uncertain),
        Claim::Superseded => Delivered::Superseded,
        Claim::Settled(status) => Delivered::Settled(status),
        Claim::Missing => Delivered::Missing,
    }
}

/// The pause after this many receives.
fn pause(receive_count: u32) -> SignedDuration {
    let doublings = receive_count.saturating_sub(1).min(16);
    FIRST_PAUSE
        .checked_mul(1 << doublings)
        .map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE))
}

fn error(code: &str, title: &str) -> DeliveryError {
    DeliveryError {
        code: code.to_owned(),
        provider_code: None,
        title: title.to_owned(),
    }
}

fn interrupted() -> DeliveryError {
    error(
        "send_interrupted",
        "Sending was interrupted; the message may or may not have been sent",
    )
}

fn gave_up(provider_code: Option<i64>) -> DeliveryError {
    DeliveryError {
        provider_code,
        ..error("gave_up", "The provider could not take the message in time")
    }
}

#[cfg(test)]
#[path = "deliver_tests.rs"]
mod tests;
