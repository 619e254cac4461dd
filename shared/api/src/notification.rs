//! Notifications on the wire.

use baton_app::ports;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that the agent should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Notification {
    /// The notification, `ntf_…`.
    pub id: String,
    /// The escalation that it is about, `esc_…`; null where it is about none.
    #[schema(required)]
    pub escalation_id: Option<String>,
    /// What happened, such as `opened`, `requeued`, `assigned`, `overdue`; for administrators
    /// `quota_low` and `quota_exhausted`.
    pub change: String,
    /// What it says.
    pub title: String,
    /// When it happened.
    pub created_at: Timestamp,
    /// Whether the agent has seen it.
    pub read: bool,
    /// When they said so; null where they have not.
    #[schema(required)]
    pub read_at: Option<Timestamp>,
}

impl From<&ports::Notification> for Notification {
    fn from(notification: &ports::Notification) -> Self {
        Self {
            id: notification.id.to_string(),
            escalation_id: notification.escalation_id.map(|id| id.to_string()),
            change: notification.change.clone(),
            title: notification.title.clone(),
            created_at: notification.created_at,
            read: notification.read_at.is_some(),
            read_at: notification.read_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    #[test]
    fn a_notification_leads_to_its_escalation() {
        assert_json_snapshot!("notification", Notification::from(&samples::notification()));
    }
}
