//! How often a visitor may send something, and how often one may come.

use baton_app::ports::{PortError, Throttle};
use baton_domain::Settings;
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
    let name = format!("widget:{}", session.visitor_id);
    let limit = |settings: &Settings| settings.widget_messages_per_minute;
    count(sessions, throttle, session, &name, limit, now).await
}

/// Counts one socket of this session, apart from its messages and up to the same limit: nothing
/// where it may be opened, and otherwise how many seconds to wait.
///
/// # Errors
///
/// The settings or the count could not be reached.
pub async fn admit_socket(
    sessions: &Sessions,
    throttle: &dyn Throttle,
    session: &Session,
    now: Timestamp,
) -> Result<Option<u32>, PortError> {
    let name = format!("widget-sockets:{}", session.visitor_id);
    let limit = |settings: &Settings| settings.widget_messages_per_minute;
    count(sessions, throttle, session, &name, limit, now).await
}

/// Counts this session among those that its widget has begun: nothing where its visitor may have
/// it, and otherwise how many seconds to wait. Sessions cost nothing, so a limit of each holds up
/// nobody who begins many.
///
/// # Errors
///
/// The settings or the count could not be reached.
pub async fn admit_session(
    sessions: &Sessions,
    throttle: &dyn Throttle,
    begun: &Session,
    now: Timestamp,
) -> Result<Option<u32>, PortError> {
    let name = format!("widget-sessions:{}", begun.connection_id);
    let limit = |settings: &Settings| settings.widget_sessions_per_minute;
    count(sessions, throttle, begun, &name, limit, now).await
}

async fn count(
    sessions: &Sessions,
    throttle: &dyn Throttle,
    session: &Session,
    name: &str,
    limit: impl FnOnce(&Settings) -> u32,
    now: Timestamp,
) -> Result<Option<u32>, PortError> {
    let tenant = &session.tenant_id;
    let limit = limit(&*sessions.directory.settings(tenant).await?);
    let is_admitted = throttle.admit(tenant, name, limit, now).await?;
    Ok((!is_admitted).then(|| seconds_to_next_minute(now)))
}

/// The throttle counts in whole minutes.
fn seconds_to_next_minute(now: Timestamp) -> u32 {
    const MINUTE: i64 = 60;
    u32::try_from(MINUTE - now.as_second().rem_euclid(MINUTE)).unwrap_or(1)
}
