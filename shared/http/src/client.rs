//! One request, and the certainty whether it was sent.
//!
//! A client that pools connections learns of a dead one only by writing to it, and then cannot say
//! whether the request arrived. Each request here has a connection of its own: whatever fails
//! before the request is written was not sent, and whatever fails after may have been.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use http::header::{AUTHORIZATION, CONNECTION, CONTENT_TYPE, HOST};
use http::uri::Scheme;
use http::{HeaderValue, Method, Request, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::overhear::Overhears;
use crate::request::{Answer, Call, Limits, Post, Reach};

type Source = Box<dyn std::error::Error + Send + Sync>;

/// The longest answer that is read where nothing else is asked for, in bytes.
const LONGEST_ANSWER: usize = 256 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// Nothing of the request was written.
    #[error("nothing was sent: {attempted}")]
    NotSent {
        /// What was attempted.
        attempted: &'static str,
        /// What came of it.
        #[source]
        source: Source,
    },
    /// The request was written, or begun to be; the provider may have acted on it.
    #[error("the answer was lost: {attempted}")]
    AnswerLost {
        /// What was attempted.
        attempted: &'static str,
        /// What came of it.
        #[source]
        source: Source,
    },
}

impl HttpError {
    /// Whether the answer was longer than agreed.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        match self {
            Self::AnswerLost { source, .. } => source.is::<LengthLimitError>(),
            Self::NotSent { .. } => false,
        }
    }
}

fn not_sent<E: Into<Source>>(attempted: &'static str) -> impl FnOnce(E) -> HttpError {
    move |source| HttpError::NotSent {
        attempted,
        source: source.into(),
    }
}

fn answer_lost<E: Into<Source>>(attempted: &'static str) -> impl FnOnce(E) -> HttpError {
    move |source| HttpError::AnswerLost {
        attempted,
        source: source.into(),
    }
}

/// An HTTP/1.1 client for `https://` and, for sandboxes on the same machine, `http://`.
#[derive(Default)]
pub struct HttpClient {
    limits: Limits,
    tls: OnceLock<TlsConnector>,
    overheard_by: Option<Arc<dyn Overhears>>,
}

impl HttpClient {
    /// A client with these limits.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// The same client, of which this one hears every answer.
    #[must_use]
    pub fn overheard_by(self, listener: Arc<dyn Overhears>) -> Self {
        Self {
            overheard_by: Some(listener),
            ..self
        }
    }

    /// Posts JSON with a bearer token, once.
    ///
    /// # Errors
    ///
    /// The [`HttpError`] that says whether the request may have been acted on.
    pub async fn post_json(
        &self,
        url: &str,
        bearer: &str,
        body: &serde_json::Value,
    ) -> Result<Answer, HttpError> {
        self.post(Post {
            url,
            headers: &[],
            bearer: Some(bearer),
            body: body.to_string().into_bytes(),
            reach: Reach::Anywhere,
            limits: self.limits,
            longest_answer: LONGEST_ANSWER,
        })
        .await
    }

    /// Posts, once.
    ///
    /// # Errors
    ///
    /// The [`HttpError`] that says whether the request may have been acted on.
    pub async fn post(&self, post: Post<'_>) -> Result<Answer, HttpError> {
        let target = Target::parse(post.url)?;
        let (limits, longest, reach) = (post.limits, post.longest_answer, post.reach);
        let request = target.request(
            Request::post(target.path.as_str()).header(CONTENT_TYPE, "application/json"),
            post.headers,
            post.bearer,
            post.body,
        )?;
        self.send(&target, request, reach, limits, longest).await
    }

    /// Calls, once.
    ///
    /// # Errors
    ///
    /// The [`HttpError`] that says whether the request may have been acted on; of an answer longer
    /// than agreed, [`HttpError::AnswerLost`].
    pub async fn call(&self, call: Call<'_>) -> Result<Answer, HttpError> {
        let target = Target::parse(call.url)?;
        let (limits, longest, reach) = (call.limits, call.longest_answer, call.reach);
        let request = target.request(
            Request::builder()
                .method(Method::from(call.verb))
                .uri(target.path.as_str()),
            call.headers,
            call.bearer,
            call.body,
        )?;
        self.send(&target, request, reach, limits, longest).await
    }

    async fn send(
        &self,
        target: &Target,
        request: Request<Full<Bytes>>,
        reach: Reach,
        limits: Limits,
        longest: usize,
    ) -> Result<Answer, HttpError> {
        let stream = timeout(limits.connect, self.connect(target, reach))
            .await
            .map_err(not_sent("connecting in time"))??;
        let answer = timeout(limits.exchange, exchange(stream, request, longest))
            .await
            .map_err(answer_lost("waiting for the answer"))??;
        if let Some(listener) = &self.overheard_by {
            listener.answered(answer.status, &answer.body);
        }
        Ok(answer)
    }

    async fn connect(&self, target: &Target, reach: Reach) -> Result<Box<dyn Stream>, HttpError> {
        let tcp = target.connect(reach).await?;
        tcp.set_nodelay(true)
            .map_err(not_sent("preparing the connection"))?;
        if !target.secure {
            return Ok(Box::new(tcp));
        }
        let name = ServerName::try_from(target.host.clone())
            .map_err(not_sent("reading the provider's name"))?;
        let tls = self
            .tls()?
            .connect(name, tcp)
            .await
            .map_err(not_sent("agreeing on TLS"))?;
        Ok(Box::new(tls))
    }

    /// The root certificates are read at the first request that needs them, and kept.
    fn tls(&self) -> Result<&TlsConnector, HttpError> {
        if let Some(tls) = self.tls.get() {
            return Ok(tls);
        }
        let mut roots = rustls::RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(not_sent("configuring TLS"))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(self
            .tls
            .get_or_init(|| TlsConnector::from(Arc::new(config))))
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

struct Target {
    host: String,
    port: u16,
    secure: bool,
    authority: String,
    path: String,
}

impl Target {
    fn parse(url: &str) -> Result<Self, HttpError> {
        const READING: &str = "reading the provider's address";
        let uri: Uri = url.parse().map_err(not_sent(READING))?;
        let secure = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            _ => return Err(not_sent(READING)("it is neither http:// nor https://")),
        };
        let authority = uri
            .authority()
            .ok_or_else(|| not_sent(READING)("it names no host"))?;
        if authority.as_str().contains('@') {
            return Err(not_sent(READING)("it carries a name or a password"));
        }
        Ok(Self {
            host: authority
                .host()
                .trim_matches(|bracket| matches!(bracket, '[' | ']'))
                .to_owned(),
            port: authority
                .port_u16()
                .unwrap_or(if secure { 443 } else { 80 }),
            secure,
            authority: authority.as_str().to_owned(),
            path: uri
                .path_and_query()
                .map_or("/", http::uri::PathAndQuery::as_str)
                .to_owned(),
        })
    }

    /// Connects to an address that was checked, and to no other: a name that is resolved again
    /// may lead elsewhere.
    async fn connect(&self, reach: Reach) -> Result<TcpStream, HttpError> {
        const CONNECTING: &str = "connecting";
        let host = (self.host.as_str(), self.port);
        if reach == Reach::Anywhere {
            return TcpStream::connect(host).await.map_err(not_sent(CONNECTING));
        }
        let addresses: Vec<SocketAddr> = lookup_host(host)
            .await
            .map_err(not_sent("looking up the name"))?
            .collect();
        if !addresses
            .iter()
            .all(|address| reach.admits(*address, self.secure))
        {
            return Err(not_sent(CONNECTING)(
                "the address may not be reached from here",
            ));
        }
        TcpStream::connect(addresses.as_slice())
            .await
            .map_err(not_sent(CONNECTING))
    }

    fn request(
        &self,
        request: http::request::Builder,
        headers: &[(&str, String)],
        bearer: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Request<Full<Bytes>>, HttpError> {
        const BUILDING: &str = "building the request";
        let mut request = request
            .header(HOST, self.authority.as_str())
            .header(CONNECTION, "close");
        if let Some(bearer) = bearer {
            let mut authorization =
                HeaderValue::from_str(&format!("Bearer {bearer}")).map_err(not_sent(BUILDING))?;
            authorization.set_sensitive(true);
            request = request.header(AUTHORIZATION, authorization);
        }
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        request.body(Full::from(body)).map_err(not_sent(BUILDING))
    }
}

async fn exchange(
    stream: Box<dyn Stream>,
    request: Request<Full<Bytes>>,
    longest: usize,
) -> Result<Answer, HttpError> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(not_sent("opening the exchange"))?;
    let mut exchange = std::pin::pin!(async move {
        let response = sender.try_send_request(request).await.map_err(|mut lost| {
            // The request comes back where not a byte of it was written.
            if lost.take_message().is_some() {
                not_sent("writing the request")(lost.into_error())
            } else {
                answer_lost("reading the answer's head")(lost.into_error())
            }
        })?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = Limited::new(response.into_body(), longest)
            .collect()
            .await
            .map_err(answer_lost("reading the answer's body"))?;
        Ok(Answer {
            status,
            headers,
            body: body.to_bytes().to_vec(),
        })
    });
    tokio::select! {
        biased;
        answer = &mut exchange => answer,
        // The connection ends with its last byte; what it has read is still to be collected.
        _ = connection => exchange.await,
    }
}

#[cfg(test)]
mod tests;
