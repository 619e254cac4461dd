//! Sessions, begun and resumed.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_app::ports::{
    Clock, Connection, ConnectionSecrets, DirectoryWithSecrets, Ids, PortError,
};
use baton_domain::{Channel, ConnectionId, ConversationId};
use jiff::Timestamp;

use super::session::{LIFETIME, Session, SessionError};
use super::signed::{Proof, Signed, SignedError};

/// What the website says of its visitor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    /// Their name.
    pub name: Option<String>,
    /// Their locale (BCP 47).
    pub locale: Option<String>,
    /// What else is known of them.
    pub attributes: BTreeMap<String, String>,
    /// What the company's own systems signed of them.
    pub signed: Option<Signed>,
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
    /// What is said to be signed is not to be believed.
    #[error(transparent)]
    Signed(#[from] SignedError),
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
    pub directory: Arc<dyn DirectoryWithSecrets>,
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
    /// [`OpenError::Signed`] where what was signed is not to be believed,
    /// [`OpenError::Session`] where the connection has no key.
    pub async fn begin(
        &self,
        connection: ConnectionId,
        visit: Visit,
        ids: &dyn Ids,
    ) -> Result<(Session, String), OpenError> {
        let (connection, secrets) = self.widget(connection).await?;
        let now = self.clock.now();
        let proof = visit.proof(&secrets, now)?;
        let session = visit.fresh(&connection, &secrets, ids, now).proved(proof);
        let token = session.token(&secrets.session_key)?;
        Ok((session, token))
    }

    /// Goes on with a running session of which something was signed meanwhile: the same visitor
    /// and conversation, until the same end, and from now on with what was signed. None where it
    /// was proved with something else before: it is another visitor's.
    ///
    /// # Errors
    ///
    /// [`OpenError::Missing`] or [`OpenError::Session`] where the header holds no session of this
    /// connection's; otherwise as [`Self::begin`].
    pub async fn prove(
        &self,
        connection: ConnectionId,
        authorization: &str,
        visit: &Visit,
    ) -> Result<Option<(Session, String)>, OpenError> {
        let running = self.resume(Some(authorization)).await?;
        if running.connection_id != connection {
            return Err(SessionError::Signature.into());
        }
        let (_, secrets) = self.widget(connection).await?;
        let proof = visit.proof(&secrets, self.clock.now())?;
        let says = proof.as_ref().map(|proof| &proof.attributes);
        if !running.verified.is_empty() && Some(&running.verified) != says {
            return Ok(None);
        }
        let session = visit.clone().going_on(running).proved(proof);
        let token = session.token(&secrets.session_key)?;
        Ok(Some((session, token)))
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
        let settings = self.directory.settings(&session.tenant_id).await?;
        Ok(settings.widget_attachments)
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

impl Visit {
    fn proof(
        &self,
        secrets: &ConnectionSecrets,
        now: Timestamp,
    ) -> Result<Option<Proof>, SignedError> {
        self.signed
            .as_ref()
            .map(|signed| signed.open(&secrets.identity_key, now))
            .transpose()
    }

    /// A session of a visitor whom nobody has seen before.
    fn fresh(
        self,
        connection: &Connection,
        secrets: &ConnectionSecrets,
        ids: &dyn Ids,
        now: Timestamp,
    ) -> Session {
        let visitor_id = format!("vis_{:032x}", ids.random());
        let thread = ids.thread(secrets.thread_salt.as_bytes(), &visitor_id);
        Session {
            tenant_id: connection.tenant_id.clone(),
            connection_id: connection.id,
            visitor_id,
            conversation_id: ConversationId::in_thread(thread, now),
            // Whole seconds, as the token has them.
            expires_at: now
                .checked_add(LIFETIME)
                .ok()
                .and_then(|end| Timestamp::from_second(end.as_second()).ok())
                .unwrap_or(now),
            name: self.name,
            locale: self.locale,
            attributes: self.attributes,
            verified: BTreeMap::new(),
            signed_at: None,
        }
    }

    /// The same session with what the website says now. The attributes take the place of those
    /// before, so that the token grows no longer than a new one's.
    fn going_on(self, running: Session) -> Session {
        let attributes = if self.attributes.is_empty() {
            running.attributes
        } else {
            self.attributes
        };
        Session {
            name: self.name.or(running.name),
            locale: self.locale.or(running.locale),
            attributes,
            ..running
        }
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
