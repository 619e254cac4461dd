//! An HTTP server that can also fail to answer: what a handler marks with [`Cut`] never reaches
//! the client, whose connection closes instead.

use std::convert::Infallible;
use std::io::Write;
use std::process::ExitCode;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// The connection closes without an answer.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the connection was cut on purpose")]
pub struct Cut;

impl IntoResponse for Cut {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(self);
        response
    }
}

/// Serves until the task ends. Connections are served beside each other.
///
/// # Errors
///
/// The listener's own.
pub async fn serve(listener: TcpListener, router: Router) -> std::io::Result<Infallible> {
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(connection(stream, router.clone()));
    }
}

async fn connection(stream: TcpStream, router: Router) {
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let router = router.clone();
        async move {
            match router.oneshot(request.map(Body::new)).await {
                Ok(response) if response.extensions().get::<Cut>().is_some() => Err(Cut),
                Ok(response) => Ok(response),
                Err(never) => match never {},
            }
        }
    });
    // A client that goes away, or one that was cut off, is nobody's concern here.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// Serves on a free loopback port in the background and answers the base address.
///
/// # Errors
///
/// No port could be opened.
pub async fn in_background(router: Router) -> std::io::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(listener, router));
    Ok(format!("http://{address}"))
}

/// Says on standard output that a program listens, and where.
///
/// # Errors
///
/// Standard output is closed.
pub fn announce(program: &str, listener: &TcpListener) -> std::io::Result<()> {
    let address = listener.local_addr()?;
    writeln!(std::io::stdout(), "{program} listens on http://{address}")
}

/// Says on standard error why a program stopped.
pub fn stopped(program: &str, error: &dyn std::error::Error) -> ExitCode {
    let mut said = format!("{program}: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {error}");
        cause = error.source();
    }
    // Nobody is left to hear of a closed standard error.
    let _ = writeln!(std::io::stderr(), "{said}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use axum::routing::get;

    use super::*;

    #[tokio::test]
    async fn a_cut_request_gets_no_answer_and_the_next_one_does() {
        let router = Router::new()
            .route("/cut", get(|| async { Cut }))
            .route("/fine", get(|| async { "fine" }));
        let base = in_background(router).await.unwrap();
        let http = reqwest::Client::new();
        assert!(http.get(format!("{base}/cut")).send().await.is_err());
        let answer = http.get(format!("{base}/fine")).send().await.unwrap();
        assert_eq!(answer.text().await.unwrap(), "fine");
    }
}
