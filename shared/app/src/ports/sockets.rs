//! Open WebSockets.

use async_trait::async_trait;
use baton_domain::{AgentId, ConversationId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::PortError;

/// Who is at the other end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SocketOwner {
    /// An agent's dashboard.
    Agent {
        /// Whose.
        agent_id: AgentId,
    },
    /// A website visitor, who hears of one conversation only.
    Visitor {
        /// Which.
        conversation_id: ConversationId,
    },
}

/// An open WebSocket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Socket {
    /// API Gateway's id of it.
    pub connection_id: String,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// Who is at the other end.
    pub owner: SocketOwner,
    /// The conversation that an agent has before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watching: Option<ConversationId>,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// Permission to open one socket, once, soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Whose.
    pub tenant_id: TenantId,
    /// For whom.
    pub owner: SocketOwner,
    /// Until when.
    pub expires_at: Timestamp,
}

/// The record of open sockets.
#[async_trait]
pub trait Sockets: Send + Sync {
    /// Keeps a ticket under its secret text.
    async fn issue(&self, secret: &str, ticket: &Ticket) -> Result<(), PortError>;

    /// Uses a ticket up; none where it is unknown, used or expired.
    async fn redeem(&self, secret: &str, now: Timestamp) -> Result<Option<Ticket>, PortError>;

    /// Notes an open socket.
    async fn open(&self, socket: &Socket) -> Result<(), PortError>;

    /// One socket.
    async fn socket(&self, connection_id: &str) -> Result<Option<Socket>, PortError>;

    /// Notes which conversation an agent has before them.
    async fn watch(
        &self,
        connection_id: &str,
        conversation: Option<ConversationId>,
    ) -> Result<(), PortError>;

    /// Forgets a socket.
    async fn close(&self, connection_id: &str) -> Result<(), PortError>;

    /// All of a tenant's sockets, in one request.
    async fn of_tenant(&self, tenant: &TenantId) -> Result<Vec<Socket>, PortError>;
}

/// Why a frame was not posted.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// Nobody is at the other end any more (410).
    #[error("the socket is gone")]
    Gone,
    /// Anything else.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Sends frames.
#[async_trait]
pub trait SocketPoster: Send + Sync {
    /// Posts one frame.
    async fn post(&self, connection_id: &str, frame: &str) -> Result<(), PostError>;
}
