//! One JSON line on stdout for each thing worth telling.

use tracing::Level;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::Error;

/// Crates that tell requests and responses, with bodies, below `warn`: what customers write must
/// not get into logs at any level.
const KEPT_QUIET: [&str; 10] = [
    "aws_config",
    "aws_runtime",
    "aws_sdk",
    "aws_smithy",
    "h2",
    "hyper",
    "lambda_runtime",
    "reqwest",
    "rustls",
    "tower",
];

/// Sets up logs from this level up, and has a panic told without its message, which may quote a
/// customer.
pub(crate) fn begin(level: Level) -> Result<(), Error> {
    tracing_subscriber::registry()
        .with(filter(level))
        .with(
            tracing_subscriber::fmt::layer()
                .json()
                .flatten_event(true)
                .with_current_span(true)
                .with_span_list(false)
                .with_writer(std::io::stdout),
        )
        .try_init()
        .map_err(|error| Error::Logging(error.into()))?;
    std::panic::set_hook(Box::new(|panic| {
        let location = panic
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()))
            .unwrap_or_default();
        tracing::error!(location, "panicked");
    }));
    Ok(())
}

fn filter(level: Level) -> Targets {
    let quiet = LevelFilter::WARN.min(LevelFilter::from_level(level));
    Targets::new()
        .with_default(level)
        .with_targets(KEPT_QUIET.map(|target| (target, quiet)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sdk_never_tells_of_bodies() {
        let filter = filter(Level::TRACE);
        for target in [
            "aws_smithy_runtime::client::http::body",
            "aws_sdk_dynamodb",
            "hyper_util::client",
            "lambda_runtime::layers::api_response",
        ] {
            assert!(!filter.would_enable(target, &Level::DEBUG), "{target}");
            assert!(!filter.would_enable(target, &Level::INFO), "{target}");
            assert!(filter.would_enable(target, &Level::WARN), "{target}");
        }
        assert!(filter.would_enable("baton_app::receive", &Level::DEBUG));
    }

    #[test]
    fn errors_only_means_errors_only() {
        let filter = filter(Level::ERROR);
        assert!(!filter.would_enable("hyper", &Level::WARN));
        assert!(!filter.would_enable("baton_app", &Level::WARN));
        assert!(filter.would_enable("baton_app", &Level::ERROR));
    }
}
