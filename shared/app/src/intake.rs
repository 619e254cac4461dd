//! Webhooks: verified, read, and made durable before they are acknowledged.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_domain::{ConnectionId, MessageKind, TenantId, ThreadKey};
use jiff::Timestamp;

use crate::inbound::{Inbound, Update};
use crate::outbound::Callback;
use crate::ports::{
    Clock, Connection, ConnectionSecrets, DirectoryWithSecrets, Ids, InboundQueue, PortError,
};

/// The most bytes that a webhook's body may have.
pub const MOST_BYTES: usize = 3 * 1024 * 1024;

/// The most updates that one webhook may carry.
pub const MOST_UPDATES: usize = 1_000;

/// One update and the contact whom it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Addressed {
    /// The contact's address on the channel.
    pub address: String,
    /// What happened.
    pub update: Update,
}

/// A webhook's body, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Webhook {
    /// What it tells, in its order.
    pub updates: Vec<Addressed>,
    /// What it also carries and Baton has no use for: how many, by a stable name.
    pub ignored: BTreeMap<String, usize>,
}

/// The body is not what the channel sends.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// A channel's webhooks: how they prove where they come from, and what they say.
pub trait WebhookFormat: Send + Sync {
    /// Whether webhooks of this kind come in on this connection.
    fn serves(&self, connection: &Connection) -> bool;

    /// Whether whoever asks for a handshake knows this connection's token.
    fn knows_token(&self, secrets: &ConnectionSecrets, token: &str) -> bool;

    /// Whether the signature is of exactly these bytes.
    fn verifies(&self, secrets: &ConnectionSecrets, body: &[u8], signature: &str) -> bool;

    /// What the body says. What has no time of its own happened when it was received.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] where the body as a whole is not of this format. A part that is not
    /// understood is no error: it is kept as it is or counted as ignored.
    fn read(
        &self,
        connection: &Connection,
        body: &[u8],
        received_at: Timestamp,
    ) -> Result<Webhook, Unreadable>;
}

/// What became of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Whose connection it came in on.
    pub tenant_id: TenantId,
    /// How many updates are durable now.
    pub accepted: usize,
    /// How many of them are messages that could not be read and are kept as they came.
    pub unsupported: usize,
    /// How much was acknowledged without effect, by name.
    pub ignored: BTreeMap<String, usize>,
}

/// Why a webhook was not taken. Nothing downstream was touched, except where the queue failed.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is no such connection, or it has no webhooks.
    #[error("no connection with webhooks has this id")]
    UnknownConnection,
    /// The handshake's token is not the connection's.
    #[error("the verification token is not the connection's")]
    WrongToken,
    /// The signature is missing, malformed, or of something else.
    #[error("the signature is missing or not of this body")]
    BadSignature,
    /// The body is larger than [`MOST_BYTES`].
    #[error("the body has {0} bytes; at most {MOST_BYTES} are taken")]
    TooLarge(usize),
    /// The body carries more than [`MOST_UPDATES`].
    #[error("the body carries {0} updates; at most {MOST_UPDATES} are taken")]
    TooMany(usize),
    /// The body is not what the channel sends.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Something outside failed. Some updates may be durable; sending all again is harmless.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// The use case.
#[derive(Clone)]
pub struct Intake {
    /// Connections and their secrets.
    pub directory: Arc<dyn DirectoryWithSecrets>,
    /// Where updates become durable.
    pub queue: Arc<dyn InboundQueue>,
    /// The channel's format.
    pub format: Arc<dyn WebhookFormat>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where thread keys come from.
    pub ids: Arc<dyn Ids>,
}

impl Intake {
    /// Answers the channel's question whether this endpoint knows the connection's token.
    ///
    /// # Errors
    ///
    /// [`IntakeError::UnknownConnection`], [`IntakeError::WrongToken`] or [`IntakeError::Port`].
    pub async fn handshake(&self, id: ConnectionId, token: &str) -> Result<(), IntakeError> {
        let (_, secrets) = self.connection(id).await?;
        if self.format.knows_token(&secrets, token) {
            Ok(())
        } else {
            Err(IntakeError::WrongToken)
        }
    }

    /// Takes one webhook. When this answers `Ok`, everything that it carries is durable.
    ///
    /// # Errors
    ///
    /// The [`IntakeError`] that says why it was not taken.
    pub async fn receive(
        &self,
        id: ConnectionId,
        body: &[u8],
        signature: Option<&str>,
    ) -> Result<Receipt, IntakeError> {
        if body.len() > MOST_BYTES {
            return Err(IntakeError::TooLarge(body.len()));
        }
        let (connection, secrets) = self.connection(id).await?;
        if !signature.is_some_and(|signature| self.format.verifies(&secrets, body, signature)) {
            return Err(IntakeError::BadSignature);
        }
        let received_at = self.clock.now();
        let Webhook { updates, ignored } = self.format.read(&connection, body, received_at)?;
        if updates.len() > MOST_UPDATES {
            return Err(IntakeError::TooMany(updates.len()));
        }
        let items: Vec<Inbound> = updates
            .into_iter()
            .map(|Addressed { address, update }| Inbound {
                tenant_id: connection.tenant_id.clone(),
                connection_id: connection.id,
                channel: connection.channel,
                thread: self.thread(&secrets, &address, &update),
                address,
                update,
                received_at,
            })
            .collect();
        if !items.is_empty() {
            self.queue.enqueue(&items).await?;
        }
        Ok(Receipt {
            tenant_id: connection.tenant_id.clone(),
            accepted: items.len(),
            unsupported: items.iter().filter(|it| is_unsupported(it)).count(),
            ignored,
        })
    }

    async fn connection(
        &self,
        id: ConnectionId,
    ) -> Result<(Arc<Connection>, Arc<ConnectionSecrets>), IntakeError> {
        let connection = self
            .directory
            .connection(id)
            .await?
            .filter(|connection| self.format.serves(connection))
            .ok_or(IntakeError::UnknownConnection)?;
        let secrets = self.directory.secrets(&connection).await?;
        Ok((connection, secrets))
    }

    /// A status goes to the conversation that its callback names: providers may write the
    /// customer's number differently in statuses than in messages.
    fn thread(&self, secrets: &ConnectionSecrets, address: &str, update: &Update) -> ThreadKey {
        if let Update::Status {
            callback: Some(callback),
            ..
        } = update
            && let Ok(callback) = callback.parse::<Callback>()
        {
            return callback.conversation_id.thread();
        }
        self.ids.thread(secrets.thread_salt.as_bytes(), address)
    }
}

fn is_unsupported(item: &Inbound) -> bool {
    match &item.update {
        Update::Message { content, .. } | Update::Echo { content, .. } => {
            content.kind == MessageKind::Unsupported
        }
        Update::Edit { .. }
        | Update::Delete { .. }
        | Update::Status { .. }
        | Update::Summarise { .. } => false,
    }
}
