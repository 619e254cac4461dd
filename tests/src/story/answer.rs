//! What an HTTP request was answered.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// A whole answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as JSON; null where it is none.
    pub json: Value,
}

impl Answer {
    /// Sends a request and reads the whole answer.
    ///
    /// # Panics
    ///
    /// There was no answer.
    #[expect(clippy::panic, reason = "a story that gets no answer fails its test")]
    pub async fn to(request: reqwest::RequestBuilder) -> Self {
        match Self::attempt(request).await {
            Ok(answer) => answer,
            Err(error) => panic!("there was no answer: {error}"),
        }
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    ///
    /// There was no answer.
    pub async fn attempt(request: reqwest::RequestBuilder) -> Result<Self, reqwest::Error> {
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let headers = answer.headers().clone();
        let text = answer.text().await?;
        Ok(Self {
            status,
            headers,
            json: serde_json::from_str(&text).unwrap_or_default(),
            text,
        })
    }

    /// The JSON of an answer with this status.
    ///
    /// # Panics
    ///
    /// The status is another.
    #[track_caller]
    #[must_use]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json
    }

    /// Asserts that this is a problem with this status and says so in all the agreed ways.
    ///
    /// # Panics
    ///
    /// It is something else.
    #[track_caller]
    pub fn is_problem(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.text);
        let kind = self
            .headers
            .get("content-type")
            .map(reqwest::header::HeaderValue::as_bytes);
        assert!(
            kind.is_some_and(|kind| kind.starts_with(b"application/problem+json")),
            "a {status} came as {:?}: {}",
            self.headers.get("content-type"),
            self.text
        );
        assert_eq!(self.json["status"], status, "{}", self.text);
        for part in ["type", "title"] {
            let said = self.json[part].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "no {part} in {}", self.text);
        }
    }
}
