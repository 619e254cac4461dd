//! Session tokens of the widget: what a visitor shows to write, to read and to listen.
//!
//! `v1.<claims>.<mac>`: the claims are JSON and the MAC is HMAC-SHA256 over `v1.<claims>` under the
//! connection's session key, both in unpadded URL-safe base64. Nothing about a session is stored;
//! it ends when it expires, or for all visitors when the key is changed.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_domain::{ConnectionId, ConversationId, TenantId};
use hmac::Mac;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::signed::Proof;
use crate::signature::mac;

/// How long a session lasts.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(24);

const SCHEME: &str = "v1";

/// The longest token that is looked at; API Gateway takes 10,240 bytes of headers.
const LONGEST_TOKEN: usize = 8 * 1024;

/// A visitor's session. The token carries all of it, so it must not hold what the visitor may not
/// know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Whose widget.
    #[serde(rename = "ten")]
    pub tenant_id: TenantId,
    /// Which widget.
    #[serde(rename = "con")]
    pub connection_id: ConnectionId,
    /// The visitor: their address on the connection.
    #[serde(rename = "sub")]
    pub visitor_id: String,
    /// Their conversation.
    #[serde(rename = "cnv")]
    pub conversation_id: ConversationId,
    /// Until when, in whole seconds.
    #[serde(rename = "exp", with = "seconds")]
    pub expires_at: Timestamp,
    /// The name that the website gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The locale that the website gave (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// What else the website gave.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// What the company's own systems signed.
    #[serde(default, rename = "ver", skip_serializing_if = "BTreeMap::is_empty")]
    pub verified: BTreeMap<String, String>,
    /// When that was believed, in whole milliseconds; none where nothing was signed, and in tokens
    /// older than this claim.
    #[serde(
        default,
        rename = "sat",
        with = "jiff::fmt::serde::timestamp::millisecond::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub signed_at: Option<Timestamp>,
}

/// Why a text is not a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// It is no token, or not of this version.
    #[error("not a session token")]
    Malformed,
    /// Somebody else made it, or changed it.
    #[error("the session token is not signed by its connection")]
    Signature,
    /// It has expired.
    #[error("the session has expired")]
    Expired,
    /// The connection has no key to sign with.
    #[error("the connection has no session key")]
    NoKey,
}

impl Session {
    /// When what was signed was believed. Of a token that does not say so: when its session began.
    #[must_use]
    pub fn signed_at(&self) -> Option<Timestamp> {
        self.signed_at
            .or_else(|| self.expires_at.checked_sub(LIFETIME).ok())
            .filter(|_| !self.verified.is_empty())
    }

    /// The session with what was signed of its visitor, if anything was.
    #[must_use]
    pub fn proved(self, proof: Option<Proof>) -> Self {
        let Some(Proof { attributes, at }) = proof else {
            return self;
        };
        Self {
            verified: attributes,
            // Whole milliseconds, as the token has them.
            signed_at: Timestamp::from_millisecond(at.as_millisecond()).ok(),
            ..self
        }
    }

    /// The token of this session.
    ///
    /// # Errors
    ///
    /// [`SessionError::NoKey`] where the key is empty: anybody could sign with that.
    pub fn token(&self, session_key: &str) -> Result<String, SessionError> {
        let claims = serde_json::to_vec(self).map_err(|_| SessionError::Malformed)?;
        let signed = format!("{SCHEME}.{}", URL_SAFE_NO_PAD.encode(claims));
        let mac = signature(session_key, &signed)?.finalize().into_bytes();
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac)))
    }

    /// The connection that a token says it belongs to, which tells the key to check it with.
    /// Until that is done, the answer is anybody's word.
    ///
    /// # Errors
    ///
    /// [`SessionError::Malformed`].
    pub fn claimed_connection(token: &str) -> Result<ConnectionId, SessionError> {
        Ok(Parts::of(token)?.claims()?.connection_id)
    }

    /// The session behind a token.
    ///
    /// # Errors
    ///
    /// The [`SessionError`] that says why there is none.
    pub fn open(token: &str, session_key: &str, now: Timestamp) -> Result<Self, SessionError> {
        let parts = Parts::of(token)?;
        signature(session_key, parts.signed)?
            .verify_slice(&parts.mac)
            .map_err(|_| SessionError::Signature)?;
        let session = parts.claims()?;
        if session.expires_at <= now {
            return Err(SessionError::Expired);
        }
        Ok(session)
    }
}

fn signature(session_key: &str, signed: &str) -> Result<hmac::Hmac<sha2::Sha256>, SessionError> {
    if session_key.is_empty() {
        return Err(SessionError::NoKey);
    }
    mac(session_key.as_bytes(), signed.as_bytes()).ok_or(SessionError::NoKey)
}

struct Parts<'a> {
    signed: &'a str,
    claims: &'a str,
    mac: Vec<u8>,
}

impl<'a> Parts<'a> {
    fn of(token: &'a str) -> Result<Self, SessionError> {
        if token.len() > LONGEST_TOKEN {
            return Err(SessionError::Malformed);
        }
        let (signed, mac) = token.rsplit_once('.').ok_or(SessionError::Malformed)?;
        let (scheme, claims) = signed.split_once('.').ok_or(SessionError::Malformed)?;
        if scheme != SCHEME || claims.contains('.') {
            return Err(SessionError::Malformed);
        }
        Ok(Self {
            signed,
            claims,
            mac: decoded(mac)?,
        })
    }

    fn claims(&self) -> Result<Session, SessionError> {
        serde_json::from_slice(&decoded(self.claims)?).map_err(|_| SessionError::Malformed)
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, SessionError> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| SessionError::Malformed)
}

mod seconds {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(at.as_second())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        Timestamp::from_second(i64::deserialize(from)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::ThreadKey;
    use proptest::prelude::*;

    use super::*;

    const KEY: &str = "a session key";

    fn now() -> Timestamp {
        Timestamp::from_second(1_760_000_000).unwrap()
    }

    fn session() -> Session {
        Session {
            tenant_id: "acme".parse().unwrap(),
            connection_id: "con_01K75MWS0000000000000000AA".parse().unwrap(),
            visitor_id: "vis_1".into(),
            conversation_id: ConversationId::in_thread(ThreadKey::from_bytes([7; 10]), now()),
            expires_at: now().checked_add(LIFETIME).unwrap(),
            name: Some("Zoë".into()),
            locale: Some("nl-BE".into()),
            attributes: BTreeMap::from([("page".into(), "/pricing".into())]),
            verified: [].into(),
            signed_at: None,
        }
    }

    #[test]
    fn a_session_survives_its_token() {
        let token = session().token(KEY).unwrap();
        assert_eq!(Session::open(&token, KEY, now()), Ok(session()));
        assert_eq!(
            Session::claimed_connection(&token),
            Ok(session().connection_id)
        );
        assert!(token.bytes().all(|byte| byte.is_ascii_graphic()));
    }

    #[test]
    fn what_was_signed_keeps_its_time_and_older_tokens_count_from_their_beginning() {
        let at = now() + SignedDuration::from_millis(1_500);
        let tier = BTreeMap::from([("tier".to_owned(), "vip".to_owned())]);
        let proof = Proof {
            attributes: tier,
            at,
        };
        let proved = session().proved(Some(proof));
        let token = proved.token(KEY).unwrap();
        let opened = Session::open(&token, KEY, now()).unwrap();
        assert_eq!(opened.signed_at(), Some(at));
        let older = Session {
            signed_at: None,
            ..proved
        };
        assert_eq!(older.signed_at(), Some(now()));
        assert_eq!(session().signed_at(), None);
    }

    #[test]
    fn a_session_ends() {
        let token = session().token(KEY).unwrap();
        let end = session().expires_at;
        let last = end.checked_sub(SignedDuration::from_secs(1)).unwrap();
        assert!(Session::open(&token, KEY, last).is_ok());
        assert_eq!(Session::open(&token, KEY, end), Err(SessionError::Expired));
    }

    #[test]
    fn another_connections_key_opens_nothing() {
        let token = session().token(KEY).unwrap();
        assert_eq!(
            Session::open(&token, "another key", now()),
            Err(SessionError::Signature)
        );
    }

    #[test]
    fn an_empty_key_neither_signs_nor_opens() {
        assert_eq!(session().token(""), Err(SessionError::NoKey));
        let token = session().token(KEY).unwrap();
        assert_eq!(Session::open(&token, "", now()), Err(SessionError::NoKey));
    }

    #[test]
    fn claims_cannot_be_exchanged_under_a_signature() {
        let mine = session().token(KEY).unwrap();
        let other = Session {
            visitor_id: "vis_2".into(),
            ..session()
        };
        let theirs = other.token("made up").unwrap();
        let (their_claims, _) = theirs.rsplit_once('.').unwrap();
        let (_, my_mac) = mine.rsplit_once('.').unwrap();
        assert_eq!(
            Session::open(&format!("{their_claims}.{my_mac}"), KEY, now()),
            Err(SessionError::Signature)
        );
    }

    #[test]
    fn a_token_of_another_shape_is_none() {
        let token = session().token(KEY).unwrap();
        for text in [
            String::new(),
            "v1".into(),
            "v1.".into(),
            token.replacen("v1", "v2", 1),
            token.replacen("v1.", "", 1),
            format!("{token}="),
            format!("{token}.a"),
            format!("v1.{}.a", "a".repeat(10_000)),
        ] {
            assert_eq!(
                Session::open(&text, KEY, now()).unwrap_err(),
                SessionError::Malformed,
                "{text}"
            );
        }
        let signed = format!("v1.{}", URL_SAFE_NO_PAD.encode("{}"));
        let mac = mac(KEY.as_bytes(), signed.as_bytes()).unwrap().finalize();
        let empty = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.into_bytes()));
        assert_eq!(
            Session::open(&empty, KEY, now()),
            Err(SessionError::Malformed)
        );
    }

    proptest! {
        #[test]
        fn no_text_opens(text in "(v1\\.)?[A-Za-z0-9_.-]{0,80}") {
            prop_assert!(Session::open(&text, KEY, now()).is_err());
        }

        #[test]
        fn one_changed_character_closes_it(at in 0..300usize, to in "[A-Za-z0-9_-]") {
            let token = session().token(KEY).unwrap();
            let at = at % token.len();
            let changed = format!("{}{to}{}", &token[..at], &token[at + 1..]);
            prop_assume!(changed != token);
            prop_assert!(Session::open(&changed, KEY, now()).is_err());
        }
    }
}
