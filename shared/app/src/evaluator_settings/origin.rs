//! Whom an address belongs to, as far as keys go.

/// Scheme, host and port of an `https://` or `http://` address, in one spelling; none for others.
/// Two addresses of one origin are answered by the same party.
#[must_use]
pub fn origin(url: &str) -> Option<String> {
    let (scheme, rest, usual) = match url.strip_prefix("https://") {
        Some(rest) => ("https", rest, ":443"),
        None => ("http", url.strip_prefix("http://")?, ":80"),
    };
    let host = super::checking::host_of(rest).to_ascii_lowercase();
    let host = host.strip_suffix(usual).unwrap_or(&host);
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_party_has_one_origin_however_its_address_is_spelled() {
        for same in [
            "https://models.example",
            "https://models.example/v1/chat/completions",
            "https://Models.Example:443/?x=1",
            "https://models.example?to=https://evil.example",
        ] {
            assert_eq!(
                origin(same).as_deref(),
                Some("https://models.example"),
                "{same}"
            );
        }
        for other in [
            "http://models.example/",
            "https://models.example:8443/",
            "https://models.example.evil.example/",
            "https://evil.example/models.example",
        ] {
            assert_ne!(
                origin(other).as_deref(),
                Some("https://models.example"),
                "{other}"
            );
        }
        assert_eq!(
            origin("http://127.0.0.1:80/").as_deref(),
            Some("http://127.0.0.1")
        );
        for none in ["", "models.example", "ftp://models.example/", "https:///v1"] {
            assert_eq!(origin(none), None, "{none}");
        }
    }
}
