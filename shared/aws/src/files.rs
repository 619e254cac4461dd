//! Files in S3: signed addresses, and requests to such addresses.
//!
//! The SDK's client for S3 would more than double what a function that uses it weighs; four kinds
//! of requests are used, and those are signed by the SDK's own signer.

mod names;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use aws_credential_types::provider::ProvideCredentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use aws_types::SdkConfig;
use baton_app::ports::{
    Clock, FileFacts, FilePlace, Files, Kept, Lost, PortError, SIGNED_FOR, SignedLink,
    SignedUpload, UNKNOWN_TYPE,
};
use baton_domain::FileType;
use baton_http::{Answer, Call, HttpClient, HttpError, Limits, Reach, Verb};

use crate::config::Aws;
use crate::escaping::escaped;

const SIGNING_NAME: &str = "s3";
const FILENAME: &str = "x-amz-meta-filename";
const LOST: &str = "x-amz-meta-lost";

/// An answer to `HEAD` or `PUT` has no body, but for an error's few hundred bytes.
const LONGEST_ANSWER: usize = 64 * 1024;
/// How often a look is tried: it changes nothing, and a person waits for it.
const LOOKS: u32 = 3;
/// The pause before the second look; it doubles with each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LOOK_LIMITS: Limits = Limits {
    connect: Duration::from_secs(1),
    exchange: Duration::from_secs(2),
};
/// 16 MB within a region take well under a second.
const KEEP_LIMITS: Limits = Limits {
    connect: Duration::from_secs(2),
    exchange: Duration::from_secs(15),
};

/// Files in one bucket of S3.
pub struct S3Files {
    sdk: SdkConfig,
    bucket: String,
    client: HttpClient,
    clock: Arc<dyn Clock>,
}

/// Why a request to S3 could not be signed, or was not answered as agreed.
#[derive(Debug, thiserror::Error)]
enum S3Error {
    #[error("no region is configured")]
    Region,
    #[error("there are no credentials")]
    Credentials,
    #[error("the request could not be signed")]
    Signing(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("there is no such time")]
    Time(#[from] jiff::Error),
    #[error("S3 gave no answer")]
    NoAnswer(#[from] HttpError),
    #[error("S3 answered {0}")]
    Refused(u16),
    #[error("S3's answer does not say how large the file is")]
    Garbled,
}

fn signing<E: Into<Box<dyn std::error::Error + Send + Sync>>>(error: E) -> S3Error {
    S3Error::Signing(error.into())
}

fn failed(attempted: &'static str) -> impl FnOnce(S3Error) -> PortError {
    move |error| PortError::new(attempted, error)
}

/// What of a request is signed.
struct Signable<'a> {
    method: &'static str,
    headers: &'a [(&'a str, String)],
    /// What the address asks for beside its signature, escaped.
    query: Option<String>,
}

impl S3Files {
    /// The files in this bucket, as these settings reach it.
    #[must_use]
    pub fn new(aws: &Aws, bucket: &str, clock: Arc<dyn Clock>) -> Self {
        Self {
            sdk: aws.sdk().clone(),
            bucket: bucket.to_owned(),
            client: HttpClient::default(),
            clock,
        }
    }

    /// Where a file is. Elsewhere than on the internet, a bucket has no name of its own.
    fn address(&self, place: &FilePlace) -> Result<String, S3Error> {
        let base = if let Some(url) = self.sdk.endpoint_url() {
            format!("{}/{}", url.trim_end_matches('/'), self.bucket)
        } else {
            let region = self.region()?;
            let suffix = if region.starts_with("cn-") {
                "amazonaws.com.cn"
            } else {
                "amazonaws.com"
            };
            format!("https://{}.s3.{region}.{suffix}", self.bucket)
        };
        Ok(format!(
            "{base}/{}/{}/{}",
            place.tenant_id, place.conversation_id, place.file_id
        ))
    }

    fn region(&self) -> Result<&str, S3Error> {
        self.sdk.region().map(AsRef::as_ref).ok_or(S3Error::Region)
    }

    /// An address that says itself who asks, good for [`SIGNED_FOR`].
    async fn signed(&self, place: &FilePlace, what: Signable<'_>) -> Result<String, S3Error> {
        let credentials = self
            .sdk
            .credentials_provider()
            .ok_or(S3Error::Credentials)?
            .provide_credentials()
            .await
            .map_err(signing)?;
        let identity = credentials.into();
        let mut settings = SigningSettings::default();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(SIGNED_FOR.unsigned_abs());
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region()?)
            .name(SIGNING_NAME)
            .time(SystemTime::from(self.clock.now()))
            .settings(settings)
            .build()
            .map_err(signing)?
            .into();
        let mut url = self.address(place)?;
        if let Some(query) = what.query {
            url = format!("{url}?{query}");
        }
        let signable = SignableRequest::new(
            what.method,
            url.as_str(),
            what.headers
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
            SignableBody::UnsignedPayload,
        )
        .map_err(signing)?;
        let (instructions, _) = sign(signable, &params).map_err(signing)?.into_parts();
        for (name, value) in instructions.params() {
            let joint = if url.contains('?') { '&' } else { '?' };
            url = format!("{url}{joint}{name}={}", escaped(value));
        }
        Ok(url)
    }

    async fn put(
        &self,
        place: &FilePlace,
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> Result<(), S3Error> {
        let length = ("content-length", body.len().to_string());
        let signed: Vec<_> = headers.iter().cloned().chain([length]).collect();
        let url = self
            .signed(
                place,
                Signable {
                    method: "PUT",
                    headers: &signed,
                    query: None,
                },
            )
            .await?;
        let answer = self
            .client
            .call(Call {
                verb: Verb::Put,
                url: &url,
                headers: &signed,
                bearer: None,
                body,
                reach: Reach::Anywhere,
                limits: KEEP_LIMITS,
                longest_answer: LONGEST_ANSWER,
            })
            .await?;
        match answer.status {
            200..=299 => Ok(()),
            status => Err(S3Error::Refused(status)),
        }
    }

    /// Asks what is there, until something is answered.
    async fn head(&self, place: &FilePlace) -> Result<Answer, S3Error> {
        let what = Signable {
            method: "HEAD",
            headers: &[],
            query: None,
        };
        let url = self.signed(place, what).await?;
        let mut pause = FIRST_PAUSE;
        let mut looks = 1;
        loop {
            let answer = self
                .client
                .call(Call {
                    verb: Verb::Head,
                    url: &url,
                    headers: &[],
                    bearer: None,
                    body: vec![],
                    reach: Reach::Anywhere,
                    limits: LOOK_LIMITS,
                    longest_answer: LONGEST_ANSWER,
                })
                .await;
            let is_down = match &answer {
                Ok(answer) => answer.status >= 500,
                Err(_) => true,
            };
            if !is_down || looks == LOOKS {
                return Ok(answer?);
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
            looks += 1;
        }
    }
}

/// The headers that a file's bytes come with.
fn headers_of(facts: &FileFacts) -> Vec<(&'static str, String)> {
    let mut headers = vec![("content-type", facts.mime_type.clone())];
    if let Some(name) = &facts.filename {
        headers.push((FILENAME, names::fitting(name)));
    }
    headers
}

/// What an answer to `HEAD` says.
fn kept(answer: &Answer) -> Result<Kept, S3Error> {
    if let Some(why) = answer.header(LOST) {
        return Ok(Kept::Lost(Lost::named(why)));
    }
    let size = answer
        .header("content-length")
        .and_then(|size| size.parse().ok())
        .ok_or(S3Error::Garbled)?;
    Ok(Kept::Here(FileFacts {
        mime_type: answer
            .header("content-type")
            .unwrap_or(UNKNOWN_TYPE)
            .to_owned(),
        filename: answer.header(FILENAME).map(names::read),
        size,
    }))
}

#[async_trait]
impl Files for S3Files {
    async fn sign_upload(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
    ) -> Result<SignedUpload, PortError> {
        const ATTEMPTED: &str = "signing an upload";
        let headers = headers_of(facts);
        let length = ("content-length", facts.size.to_string());
        let signed: Vec<_> = headers.iter().cloned().chain([length]).collect();
        let what = Signable {
            method: "PUT",
            headers: &signed,
            query: None,
        };
        let url = self.signed(place, what).await.map_err(failed(ATTEMPTED))?;
        let headers: BTreeMap<_, _> = headers
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let expires_at = self.expires_at().map_err(failed(ATTEMPTED))?;
        Ok(SignedUpload {
            url,
            headers,
            expires_at,
        })
    }

    async fn look(&self, place: &FilePlace) -> Result<Option<Kept>, PortError> {
        const ATTEMPTED: &str = "looking for a file";
        let answer = self.head(place).await.map_err(failed(ATTEMPTED))?;
        match answer.status {
            200..=299 => kept(&answer).map(Some).map_err(failed(ATTEMPTED)),
            404 => Ok(None),
            status => Err(failed(ATTEMPTED)(S3Error::Refused(status))),
        }
    }

    async fn sign_download(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
    ) -> Result<SignedLink, PortError> {
        const ATTEMPTED: &str = "signing a download";
        let is_shown = facts.file_type().is_some_and(FileType::is_shown);
        let what = Signable {
            method: "GET",
            headers: &[],
            query: names::disposition(is_shown, facts.filename.as_deref())
                .map(|how| format!("response-content-disposition={}", escaped(&how))),
        };
        let url = self.signed(place, what).await.map_err(failed(ATTEMPTED))?;
        let expires_at = self.expires_at().map_err(failed(ATTEMPTED))?;
        Ok(SignedLink { url, expires_at })
    }

    async fn keep(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
        bytes: Vec<u8>,
    ) -> Result<(), PortError> {
        self.put(place, &headers_of(facts), bytes)
            .await
            .map_err(failed("keeping a file"))
    }

    async fn keep_lost(&self, place: &FilePlace, lost: Lost) -> Result<(), PortError> {
        let headers = [
            ("content-type", UNKNOWN_TYPE.to_owned()),
            (LOST, lost.name().to_owned()),
        ];
        // Some bytes: the length is signed, and a proxy may not pass on that there are none.
        self.put(place, &headers, lost.name().into())
            .await
            .map_err(failed("noting that a file is lost"))
    }
}

impl S3Files {
    fn expires_at(&self) -> Result<jiff::Timestamp, S3Error> {
        Ok(self.clock.now().checked_add(SIGNED_FOR)?)
    }
}

#[cfg(test)]
mod tests;
