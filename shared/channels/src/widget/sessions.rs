//! Sessions, begun and resumed.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_app::ports::{Clock, Connection, ConnectionSecrets, Directory, Ids, PortError};
use baton_domain::{Channel, ConnectionId, ConversationId};

use super::session::{LIFETIME, Session, SessionError};

/// What the website says of its visitor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    /// Their name.
    pub name: Option<String>,
    /// Their locale (BCP 47).
    pub locale: Option<String>,
    /// What else is known of them.
    pub attributes: BTreeMap<String, String>,
}

/// Why there is no session.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no widget with this id.
    #[error("no widget has this id")]
    UnknownConnection,
    /// No `Bearer` token came with the request.
    #[error("the request carries no session token")]
    Missing,
    /// The token is no session.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Begins and resumes sessions.
#[derive(Clone)]
pub struct Sessions {
    /// Connections and their secrets.
    pub directory: Arc<dyn Directory>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Sessions {
    /// Begins a session of a new visitor; answers it with its token. Nothing is stored before the
    /// visitor writes.
    ///
    /// # Errors
    ///
    /// [`OpenError::UnknownConnection`] where the connection is no widget, [`OpenError::Port`],
    /// [`OpenError::Session`] where the connection has no key.
    pub async fn begin(
        &self,
        connection: ConnectionId,
        visit: Visit,
        ids: &dyn Ids,
    ) -> Result<(Session, String), OpenError> {
        let (connection, secrets) = self.widget(connection).await?;
        let now = self.clock.now();
        let visitor_id = format!("vis_{:032x}", ids.random());
        let thread = ids.thread(secrets.thread_salt.as_bytes(), &visitor_id);
        let session = Session {
            tenant_id: connection.tenant_id.clone(),
            connection_id: connection.id,
            visitor_id,
            conversation_id: ConversationId::in_thread(thread, now),
            // Whole seconds, as the token has them.
            expires_at: now
                .checked_add(LIFETIME)
                .ok()
                .and_then(|end| jiff::Timestamp::from_second(end.as_second()).ok())
                .unwrap_or(now),
            name: visit.name,
            locale: visit.locale,
            attributes: visit.attributes,
        };
        let token = session.token(&secrets.session_key)?;
        Ok((session, token))
    }

    /// The session whose token stands in an `Authorization` header.
    ///
    /// # Errors
    ///
    /// The [`OpenError`] that says why there is none.
    pub async fn resume(&self, authorization: Option<&str>) -> Result<Session, OpenError> {
        let token = authorization.and_then(bearer).ok_or(OpenError::Missing)?;
        let claimed = Session::claimed_connection(token)?;
        let (connection, secrets) = self.widget(claimed).await?;
        let session = Session::open(token, &secrets.session_key, self.clock.now())?;
        if session.tenant_id != connection.tenant_id {
            return Err(SessionError::Signature.into());
        }
        Ok(session)
    }

    /// Whether the session's tenant takes files from its visitors.
    ///
    /// # Errors
    ///
    /// The tenant's settings could not be reached.
    pub async fn take_files(&self, session: &Session) -> Result<bool, PortError> {
        let knowledge = self.directory.knowledge(&session.tenant_id).await?;
        Ok(knowledge.settings.widget_attachments)
    }

    async fn widget(
        &self,
        id: ConnectionId,
    ) -> Result<(Arc<Connection>, Arc<ConnectionSecrets>), OpenError> {
        let connection = self
            .directory
            .connection(id)
            .await?
            .filter(|connection| connection.channel == Channel::Widget)
            .ok_or(OpenError::UnknownConnection)?;
        let secrets = self.directory.secrets(&connection).await?;
        Ok((connection, secrets))
    }
}

/// The token of a `Bearer` header (RFC 6750); the scheme's case does not matter.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim())
        .filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::bearer;

    #[test]
    fn a_bearer_header_holds_a_token_and_others_do_not() {
        assert_eq!(bearer("Bearer abc"), Some("abc"));
        assert_eq!(bearer("bearer  abc "), Some("abc"));
        for header in ["", "abc", "Bearer", "Bearer ", "Basic abc", "Bearerabc"] {
            assert_eq!(bearer(header), None, "{header}");
        }
    }
}
