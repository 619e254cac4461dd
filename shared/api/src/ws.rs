//! What goes over WebSockets.

use baton_app::outbound::Change;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// A change, as a WebSocket carries it: `{type, id, version, data}`.
#[must_use]
pub fn frame(change: &Change) -> Value {
    json!({
        "type": change.kind,
        "id": change.id,
        "version": change.version,
        "data": change.data,
    })
}

/// Permission to open one WebSocket, once, soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WsTicket {
    /// What to connect with: `?ticket=`.
    pub ticket: String,
    /// Until when it can be used, once.
    pub expires_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use baton_app::outbound::{Audience, ChangeKind};

    use super::*;
    use crate::samples;

    #[test]
    fn a_frame_tells_the_change_and_neither_tenant_nor_audience() {
        let change = Change {
            tenant_id: samples::tenant(),
            kind: ChangeKind::EscalationUpserted,
            id: "esc_1".into(),
            version: 3,
            change: "taken".into(),
            audience: Audience::Tenant,
            at: None,
            data: json!({ "status": "open" }),
        };
        assert_eq!(
            frame(&change),
            json!({
                "type": "escalation.upserted", "id": "esc_1", "version": 3,
                "data": { "status": "open" },
            })
        );
    }
}
