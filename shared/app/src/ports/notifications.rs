//! What agents are told outside the lists.

use async_trait::async_trait;
use baton_domain::{AgentId, EscalationId, NotificationId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Page, PortError};

/// Something that one agent should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// The notification; the same one for the same agent and change, however often it is told.
    pub id: NotificationId,
    /// Whose it is.
    pub agent_id: AgentId,
    /// The escalation that it is about; none where it is about none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation_id: Option<EscalationId>,
    /// What happened: `opened`, `requeued`, `assigned`, `overdue`, `quota_low`,
    /// `quota_exhausted`.
    pub change: String,
    /// What it says.
    pub title: String,
    /// When it happened.
    pub created_at: Timestamp,
    /// When the agent had seen it; none where they have not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Timestamp>,
}

/// The record of notifications.
#[async_trait]
pub trait Notifications: Send + Sync {
    /// Keeps these; those kept before stay as they are. Answers which are new.
    async fn keep(
        &self,
        tenant: &TenantId,
        notifications: &[Notification],
    ) -> Result<Vec<NotificationId>, PortError>;

    /// An agent's notifications, newest first.
    async fn of_agent(
        &self,
        tenant: &TenantId,
        agent: AgentId,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Notification>, PortError>;

    /// Notes that an agent has seen their notifications up to this one by now. Those seen before
    /// keep their time.
    async fn mark_read(
        &self,
        tenant: &TenantId,
        agent: AgentId,
        up_to: NotificationId,
        at: Timestamp,
    ) -> Result<(), PortError>;
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
}

/// Sends letters.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one.
    async fn send(&self, email: &Email) -> Result<(), PortError>;
}
