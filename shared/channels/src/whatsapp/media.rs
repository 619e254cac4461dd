//! Reading files that customers sent: `GET /{media_id}` of the Graph API, then the address that it
//! answers, which is good for five minutes. Both want the business's token.
//!
//! Neither address nor token is logged: whoever has both has the file.

use std::time::Duration;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_app::ports::{ChannelMedia, Connection, ConnectionSecrets, MediaOutcome, PortError};
use baton_domain::Media;
use baton_http::{Answer, Call, HttpClient, HttpError, Limits, Reach, Verb};
use http::Uri;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::send::{Failure, is_passing};

/// The largest file that is read: WhatsApp's 16 MB, however it counts them.
const LONGEST_FILE: usize = 16 * 1024 * 1024;
const LONGEST_ANSWER: usize = 64 * 1024;

/// Meta's own domains from which it has been seen to give out files; the one that it documents is
/// `lookaside.fbsbx.com`. The token goes nowhere else.
const FILE_DOMAINS: [&str; 3] = ["fbsbx.com", "fbcdn.net", "whatsapp.net"];

const LOOKUP_LIMITS: Limits = Limits {
    connect: Duration::from_secs(3),
    exchange: Duration::from_secs(7),
};
const FILE_LIMITS: Limits = Limits {
    connect: Duration::from_secs(3),
    exchange: Duration::from_secs(35),
};

/// Reads files through the Graph API.
pub struct WhatsappMedia {
    base_url: String,
    client: HttpClient,
}

/// What the Graph API says of a file. Its size comes as a number or as text.
#[derive(Deserialize)]
struct Found {
    url: String,
    #[serde(default)]
    mime_type: Option<String>,
    #[serde(default)]
    sha256: Option<String>,
    #[serde(default)]
    file_size: Value,
}

impl Found {
    fn is_too_large(&self) -> bool {
        let size = match &self.file_size {
            Value::String(digits) => digits.parse().ok(),
            other => other.as_u64(),
        };
        let most = u64::try_from(LONGEST_FILE).unwrap_or(u64::MAX);
        size.is_some_and(|size| size > most)
    }
}

/// Why a file is asked for again.
#[derive(Debug, thiserror::Error)]
enum Again {
    #[error("there was no answer")]
    NoAnswer(#[from] HttpError),
    #[error("the answer was {status}, error {code:?}")]
    Trouble { status: u16, code: Option<i64> },
    #[error("the answer is not what was agreed")]
    Unreadable(#[source] serde_json::Error),
    #[error("the bytes are not those that the provider speaks of")]
    Spoiled,
}

impl WhatsappMedia {
    /// A reader from this base, such as `https://graph.facebook.com/v23.0`.
    #[must_use]
    pub fn new(base_url: &str, client: HttpClient) -> Self {
        Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            client,
        }
    }

    async fn get(
        &self,
        url: &str,
        token: &str,
        reach: Reach,
        limits: Limits,
        longest_answer: usize,
    ) -> Result<Answer, HttpError> {
        self.client
            .call(Call {
                verb: Verb::Get,
                url,
                // Meta asks clients to say who they are.
                headers: &[("user-agent", "Baton/1".to_owned())],
                bearer: Some(token),
                body: vec![],
                reach,
                limits,
                longest_answer,
            })
            .await
    }

    /// Where a file may be read from, if it may; the operator's own choice is good wherever it is.
    fn reach(&self, url: &str) -> Option<Reach> {
        let place = |url: &str| {
            let uri: Uri = url.parse().ok()?;
            let authority = uri.authority()?;
            (!authority.as_str().contains('@')).then(|| {
                let scheme = uri.scheme_str().unwrap_or_default().to_owned();
                (scheme, authority.as_str().to_ascii_lowercase())
            })
        };
        let there = place(url)?;
        if Some(&there) == place(&self.base_url).as_ref() {
            return Some(Reach::Anywhere);
        }
        let (scheme, authority) = there;
        let host = authority.strip_suffix(":443").unwrap_or(&authority);
        let is_metas = FILE_DOMAINS.iter().any(|domain| {
            host.strip_suffix(domain)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        });
        (scheme == "https" && is_metas).then_some(Reach::Public)
    }

    async fn look_up(
        &self,
        connection: &Connection,
        token: &str,
        media_id: &str,
    ) -> Result<Option<Found>, Again> {
        // With the number, only files of this number's are found.
        let number = connection
            .phone_number_id
            .as_deref()
            .filter(|id| digits(id));
        let query = number.map_or_else(String::new, |id| format!("?phone_number_id={id}"));
        let url = format!("{}/{media_id}{query}", self.base_url);
        let answer = self
            .get(&url, token, Reach::Anywhere, LOOKUP_LIMITS, LONGEST_ANSWER)
            .await?;
        if is_there(&answer)? {
            serde_json::from_slice(&answer.body)
                .map(Some)
                .map_err(Again::Unreadable)
        } else {
            Ok(None)
        }
    }

    async fn try_read(
        &self,
        connection: &Connection,
        token: &str,
        media: &Media,
    ) -> Result<MediaOutcome, Again> {
        if !digits(&media.id) {
            return Ok(MediaOutcome::Gone);
        }
        let Some(found) = self.look_up(connection, token, &media.id).await? else {
            return Ok(MediaOutcome::Gone);
        };
        if found.is_too_large() {
            return Ok(MediaOutcome::TooLarge);
        }
        let Some(reach) = self.reach(&found.url) else {
            return Ok(MediaOutcome::Refused);
        };
        let answer = match self
            .get(&found.url, token, reach, FILE_LIMITS, LONGEST_FILE)
            .await
        {
            Err(error) if error.is_too_long() => return Ok(MediaOutcome::TooLarge),
            answer => answer?,
        };
        if !is_there(&answer)? {
            return Ok(MediaOutcome::Gone);
        }
        let hash = found.sha256.as_deref().or(media.sha256.as_deref());
        if hash.is_some_and(|hash| !is_hash_of(hash, &answer.body)) {
            return Err(Again::Spoiled);
        }
        Ok(MediaOutcome::Read {
            mime_type: found.mime_type,
            bytes: answer.body,
        })
    }
}

#[async_trait]
impl ChannelMedia for WhatsappMedia {
    async fn read(
        &self,
        connection: &Connection,
        secrets: &ConnectionSecrets,
        media: &Media,
    ) -> Result<MediaOutcome, PortError> {
        self.try_read(connection, &secrets.access_token, media)
            .await
            .map_err(|again| PortError::new("reading a file from WhatsApp", again))
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether what was asked for is there. Meta says 400 or 404 of what it has no longer. A token
/// that is not accepted says nothing of the file, and may be mended.
fn is_there(answer: &Answer) -> Result<bool, Again> {
    let status = answer.status;
    if (200..300).contains(&status) {
        return Ok(true);
    }
    let failure: Option<Failure> = serde_json::from_slice(&answer.body).ok();
    let error = failure.as_ref().map(|failure| &failure.error);
    let is_passing = error.is_some_and(|error| error.is_transient || is_passing(error.code));
    let is_unauthorised = error.is_some_and(|error| matches!(error.code, 10 | 190 | 200..=299));
    if matches!(status, 400 | 404 | 410) && !is_passing && !is_unauthorised {
        return Ok(false);
    }
    Err(Again::Trouble {
        status,
        code: error.map(|error| error.code),
    })
}

/// Whether this is the SHA-256 of the bytes, in hexadecimal digits or in base64.
fn is_hash_of(hash: &str, bytes: &[u8]) -> bool {
    let made = Sha256::digest(bytes);
    let said = hex::decode(hash).or_else(|_| STANDARD.decode(hash));
    said.is_ok_and(|said| said.as_slice() == made.as_slice())
}

#[cfg(test)]
#[path = "media_tests.rs"]
mod tests;
