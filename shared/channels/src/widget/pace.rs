//! How often a visitor may send something.

use baton_app::ports::{PortError, Throttle};
use jiff::Timestamp;

use super::{Session, Sessions};

/// Counts one message or file of this session: nothing where it may be sent, and otherwise how
/// many seconds to wait. Both count alike, up to the tenant's limit in a minute.
///
/// # Errors
///
/// The settings or the count could not be reached.
pub async fn admit(
    sessions: &Sessions,
    throttle: &dyn Throttle,
    session: &Session,
    now: Timestamp,
) -> Result<Option<u32>, PortError> {
    let tenant = &session.tenant_id;
    let knowledge = sessions.directory.knowledge(tenant).await?;
    let limit = knowledge.settings.widget_messages_per_minute;
    let name = format!("widget:{}", session.visitor_id);
    let is_admitted = throttle.admit(tenant, &name, limit, now).await?;
    Ok((!is_admitted).then(|| seconds_to_next_minute(now)))
}

/// The throttle counts in whole minutes.
fn seconds_to_next_minute(now: Timestamp) -> u32 {
    const MINUTE: i64 = 60;
    u32::try_from(MINUTE - now.as_second().rem_euclid(MINUTE)).unwrap_or(1)
}
