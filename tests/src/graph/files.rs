//! Files that a send links to, fetched as Meta fetches them before it sends.

use sha2::{Digest, Sha256};

use super::threads::{Entry, FetchedFile};

/// Meta's code for media that it could not fetch.
pub(super) const UNFETCHED: i64 = 131_053;

/// Meta's limits, by the type of the message.
const LIMITS: [(&str, usize); 4] = [
    ("image", 5 * 1_024 * 1_024),
    ("audio", 16 * 1_024 * 1_024),
    ("video", 16 * 1_024 * 1_024),
    ("document", 100 * 1_024 * 1_024),
];

/// The file that a send links to; none where it links to none, or elsewhere than to this machine,
/// which the sandbox does not leave.
///
/// # Errors
///
/// What Meta would say of a file that it cannot fetch or does not take.
pub(super) async fn fetched(
    http: &reqwest::Client,
    entry: &Entry,
) -> Result<Option<FetchedFile>, String> {
    let Some(link) = entry.body[&entry.kind]["link"].as_str() else {
        return Ok(None);
    };
    let Ok(url) = reqwest::Url::parse(link) else {
        return Err("the link is no address".into());
    };
    if !matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")) {
        return Ok(None);
    }
    let failed = |what: &str| format!("downloading media from weblink failed: {what}");
    let answer = http.get(url).send().await;
    let answer = answer.map_err(|_| failed("no answer"))?;
    if !answer.status().is_success() {
        let status = answer.status().as_u16();
        return Err(failed(&format!("http code {status}")));
    }
    let mime_type = answer
        .headers()
        .get(reqwest::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let bytes = answer.bytes().await.map_err(|_| failed("cut short"))?;
    let limit = LIMITS.iter().find(|(kind, _)| *kind == entry.kind);
    if limit.is_some_and(|(_, limit)| bytes.len() > *limit) {
        return Err(failed("the file is too large"));
    }
    Ok(Some(FetchedFile {
        mime_type,
        size: bytes.len(),
        sha256: hex::encode(Sha256::digest(&bytes)),
    }))
}
