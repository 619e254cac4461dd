//! What a company's own systems say of a visitor, signed, so that the visitor cannot change it.

use std::collections::BTreeMap;

use baton_domain::Contact;
use jiff::Timestamp;
use serde::Deserialize;

use crate::signature;

/// How many bytes of a payload are looked at.
const LONGEST_PAYLOAD: usize = 4_096;
/// How many attributes there may be.
const MOST: usize = 10;
/// How many bytes they may have as JSON: they travel in the session's token, and that in a header.
const MOST_BYTES: usize = 800;

/// A text with its signature, as the website hands it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// JSON: `{"attributes": {…}, "expires_at": "…", "signed_at": "…"}`; without `signed_at` it
    /// counts as signed when it is handed in.
    pub payload: String,
    /// HMAC-SHA256 of the payload's bytes under the connection's identity key, in hexadecimal digits.
    pub signature: String,
}

/// Why what is said to be signed is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// The connection has no key to sign with.
    #[error("the connection has no identity key")]
    NoKey,
    /// Somebody else signed it, or changed it.
    #[error("the payload is not signed with the connection's identity key")]
    Signature,
    /// It was signed, and says nothing that fits.
    #[error("the payload is not as agreed")]
    Malformed,
    /// It was good until before now.
    #[error("the payload has expired")]
    Expired,
}

/// What was signed, once it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What it says of the visitor.
    pub attributes: BTreeMap<String, String>,
    /// When it was said; never later than now.
    pub at: Timestamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    attributes: BTreeMap<String, String>,
    expires_at: Timestamp,
    #[serde(default)]
    signed_at: Option<Timestamp>,
}

impl Signed {
    /// What was signed.
    ///
    /// # Errors
    ///
    /// The [`SignedError`] that says why they are not believed.
    pub fn open(&self, identity_key: &str, now: Timestamp) -> Result<Proof, SignedError> {
        if identity_key.is_empty() {
            return Err(SignedError::NoKey);
        }
        let signature = format!("sha256={}", self.signature);
        let bytes = self.payload.as_bytes();
        if bytes.len() > LONGEST_PAYLOAD || !signature::verify(identity_key, bytes, &signature) {
            return Err(SignedError::Signature);
        }
        let payload: Payload = serde_json::from_slice(bytes).map_err(|_| SignedError::Malformed)?;
        let attributes = payload.attributes;
        let fit = attributes.len() <= MOST
            && attributes.iter().all(|(name, value)| {
                Contact::names_an_attribute(name)
                    && value.chars().count() <= Contact::LONGEST_ATTRIBUTE
            })
            && serde_json::to_vec(&attributes).is_ok_and(|json| json.len() <= MOST_BYTES);
        if !fit {
            return Err(SignedError::Malformed);
        }
        if payload.expires_at <= now {
            return Err(SignedError::Expired);
        }
        let at = payload.signed_at.map_or(now, |at| at.min(now));
        Ok(Proof { attributes, at })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const KEY: &str = "an identity key";

    fn now() -> Timestamp {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    fn signed(payload: &str, key: &str) -> Signed {
        let signature = signature::sign(key, payload.as_bytes());
        Signed {
            payload: payload.into(),
            signature: signature.trim_start_matches("sha256=").into(),
        }
    }

    fn vip(expires_at: &str) -> String {
        json!({ "attributes": { "tier": "vip" }, "expires_at": expires_at }).to_string()
    }

    #[test]
    fn what_was_signed_is_believed_until_it_expires() {
        let payload = vip("2026-03-02T09:00:01Z");
        let open = |key: &str| signed(&payload, key).open(KEY, now());
        let proof = open(KEY).unwrap();
        assert_eq!(
            (proof.attributes["tier"].as_str(), proof.at),
            ("vip", now())
        );
        assert_eq!(open("another key"), Err(SignedError::Signature));
        let late = signed(&vip("2026-03-02T09:00:00Z"), KEY);
        assert_eq!(late.open(KEY, now()), Err(SignedError::Expired));
        assert_eq!(
            signed(&payload, "").open("", now()),
            Err(SignedError::NoKey)
        );
    }

    #[test]
    fn it_was_said_when_it_was_signed_and_not_in_the_future() {
        for (signed_at, at) in [
            ("2026-03-02T08:30:00Z", "2026-03-02T08:30:00Z"),
            ("2026-03-02T09:30:00Z", "2026-03-02T09:00:00Z"),
        ] {
            let payload = json!({
                "attributes": {}, "expires_at": "2026-03-03T00:00:00Z", "signed_at": signed_at,
            });
            let proof = signed(&payload.to_string(), KEY).open(KEY, now()).unwrap();
            assert_eq!(proof.at, at.parse().unwrap(), "{signed_at}");
        }
    }

    #[test]
    fn one_who_changes_it_is_not_believed() {
        let mut forged = signed(&vip("2026-03-03T00:00:00Z"), KEY);
        forged.payload = forged.payload.replace("vip", "svp");
        assert_eq!(forged.open(KEY, now()), Err(SignedError::Signature));
        for signature in ["", "00", &"0".repeat(64), &"zz".repeat(32)] {
            let unsigned = Signed {
                payload: vip("2026-03-03T00:00:00Z"),
                signature: signature.into(),
            };
            assert_eq!(unsigned.open(KEY, now()), Err(SignedError::Signature));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_although_it_was_signed() {
        let until = "2026-03-03T00:00:00Z";
        let many: BTreeMap<String, &str> = (0..11).map(|n| (format!("a{n}"), "b")).collect();
        for payload in [
            json!({}),
            json!({ "attributes": { "tier": 1 }, "expires_at": until }),
            json!({ "attributes": { "the tier": "vip" }, "expires_at": until }),
            json!({ "attributes": { "tier": "x".repeat(257) }, "expires_at": until }),
            json!({ "attributes": { "a": "é".repeat(250), "b": "é".repeat(250) }, "expires_at": until }),
            json!({ "attributes": many, "expires_at": until }),
            json!({ "attributes": {}, "expires_at": "never" }),
        ] {
            let refused = signed(&payload.to_string(), KEY).open(KEY, now());
            assert_eq!(refused, Err(SignedError::Malformed), "{payload}");
        }
    }
}
