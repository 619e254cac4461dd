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
    /// What it is about, `esc_…`.
    pub escalation_id: String,
    /// What happened, such as `opened`, `requeued`, `assigned`.
    pub change: String,
    /// What it says.
    pub title: String,
    /// When it happened.
    pub created_at: Timestamp,
    /// Whether the agent has seen it.
    pub read: bool,
}

impl From<&ports::Notification> for Notification {
    fn from(notification: &ports::Notification) -> Self {
        Self {
            id: notification.id.to_string(),
            escalation_id: notification.escalation_id.to_string(),
            change: notification.change.clone(),
            title: notification.title.clone(),
            created_at: notification.created_at,
            read: notification.read,
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
