//! Signatures of webhook bodies, and comparisons that take the same time whatever they compare.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const SCHEME: &str = "sha256=";

/// The header that carries the signature, in lower case.
pub const HEADER: &str = "x-hub-signature-256";

/// HMAC-SHA256 of `data` under `key`.
pub(crate) fn mac(key: &[u8], data: &[u8]) -> Option<Hmac<Sha256>> {
    // HMAC takes keys of any length, so `None` does not happen; callers treat it as a refusal.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(data);
    Some(mac)
}

/// The value of [`HEADER`] for this body, as Meta signs it.
#[must_use]
pub fn sign(app_secret: &str, body: &[u8]) -> String {
    let digest = mac(app_secret.as_bytes(), body)
        .map(|mac| hex::encode(mac.finalize().into_bytes()))
        .unwrap_or_default();
    format!("{SCHEME}{digest}")
}

/// Whether `header` is the signature of exactly these bytes. An empty secret signs nothing.
#[must_use]
pub fn verify(app_secret: &str, body: &[u8], header: &str) -> bool {
    let mut claimed = [0; 32];
    let is_well_formed = header
        .strip_prefix(SCHEME)
        .is_some_and(|digest| hex::decode_to_slice(digest, &mut claimed).is_ok());
    is_well_formed
        && !app_secret.is_empty()
        && mac(app_secret.as_bytes(), body).is_some_and(|mac| mac.verify_slice(&claimed).is_ok())
}

/// Whether a presented secret is the expected one, without telling by time how much of it is. An
/// empty expectation is never met.
#[must_use]
pub fn same_secret(expected: &str, presented: &str) -> bool {
    const LABEL: &[u8] = b"baton: compare";
    let digest = |text: &str| mac(LABEL, text.as_bytes());
    let (Some(expected_mac), Some(presented_mac)) = (digest(expected), digest(presented)) else {
        return false;
    };
    !expected.is_empty()
        && expected_mac
            .verify_slice(&presented_mac.finalize().into_bytes())
            .is_ok()
}

#[cfg(test)]
mod tests {
    use super::{same_secret, sign, verify};

    const BODY: &[u8] = br#"{"object":"whatsapp_business_account"}"#;

    #[test]
    fn a_known_signature_verifies() {
        // RFC 4231, test case 2.
        let expected = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(sign("Jefe", b"what do ya want for nothing?"), expected);
        assert!(verify("Jefe", b"what do ya want for nothing?", expected));
    }

    #[test]
    fn one_changed_byte_anywhere_is_refused() {
        let signature = sign("secret", BODY);
        assert!(verify("secret", BODY, &signature));
        assert!(!verify("Secret", BODY, &signature));
        assert!(!verify("secret", &BODY[1..], &signature));
        let last = signature.len() - 1;
        let changed = if signature.ends_with('0') { "1" } else { "0" };
        assert!(!verify(
            "secret",
            BODY,
            &format!("{}{changed}", &signature[..last])
        ));
    }

    #[test]
    fn anything_but_the_scheme_and_64_digits_is_refused() {
        let signature = sign("secret", BODY);
        let digest = &signature["sha256=".len()..];
        for header in [
            String::new(),
            "sha256=".to_owned(),
            digest.to_owned(),
            format!("sha1={digest}"),
            format!("SHA256={digest}"),
            format!(" {signature}"),
            format!("{signature} "),
            format!("{signature}00"),
            signature[..signature.len() - 1].to_owned(),
            signature[..signature.len() - 2].to_owned(),
            format!("sha256={}", "z".repeat(64)),
            format!("sha256={}", "é".repeat(32)),
        ] {
            assert!(!verify("secret", BODY, &header), "{header}");
        }
    }

    #[test]
    fn an_empty_secret_signs_nothing() {
        assert!(!verify("", BODY, &sign("", BODY)));
        assert!(!same_secret("", ""));
    }

    #[test]
    fn secrets_are_the_same_or_not() {
        assert!(same_secret("token", "token"));
        assert!(!same_secret("token", "toke"));
        assert!(!same_secret("token", "tokens"));
        assert!(!same_secret("token", ""));
    }
}
