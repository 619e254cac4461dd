//! What went wrong outside, told without any customer data.
//!
//! The SDK's own errors carry the rows that a condition failed on; none of them leaves this crate.

use std::error::Error;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
pub use baton_app::ports::InvalidCursor;
use baton_app::ports::PortError;

/// A row that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RowError {
    /// The row and its type do not agree.
    #[error("the row does not have the shape of its kind")]
    Shape(#[from] serde_dynamo::Error),
    /// An attribute that such a row always has is absent or of another type.
    #[error("the row has no proper `{0}`")]
    Attribute(&'static str),
}

/// An AWS service could not be reached, or refused.
#[derive(Debug, thiserror::Error)]
#[error("{failure}{}{}", bracketed(.code.as_deref()), bracketed(.request_id.as_deref()))]
pub struct AwsError {
    failure: String,
    code: Option<String>,
    request_id: Option<String>,
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
}

fn bracketed(text: Option<&str>) -> String {
    text.map(|text| format!(" [{text}]")).unwrap_or_default()
}

impl AwsError {
    /// The error code that the service answered, where it answered.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }
}

impl<E, R> From<SdkError<E, R>> for AwsError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    fn from(error: SdkError<E, R>) -> Self {
        let code = error.code().map(ToOwned::to_owned);
        let request_id = error.meta().extra("aws_request_id").map(ToOwned::to_owned);
        let failure = match &error {
            SdkError::ServiceError(_) => error.message().unwrap_or("the service refused"),
            SdkError::ConstructionFailure(_) => "the request could not be built",
            SdkError::TimeoutError(_) => "the service did not answer in time",
            SdkError::DispatchFailure(_) => "the service could not be reached",
            SdkError::ResponseError(_) => "the answer could not be read",
            _ => "the request failed",
        }
        .to_owned();
        // A service error's source holds the rows that it is about, an unread answer its body.
        let source = match error {
            SdkError::ServiceError(_) | SdkError::ResponseError(_) => None,
            other => other.into_source().ok(),
        };
        Self {
            failure,
            code,
            request_id,
            source,
        }
    }
}

/// Makes a [`PortError`] of whatever AWS or a row gave.
pub(crate) fn failed<E: Into<AwsError>>(attempted: &str) -> impl FnOnce(E) -> PortError {
    move |error| PortError::new(attempted, error.into())
}

/// Makes a [`PortError`] of a row that cannot be read or written.
pub(crate) fn unreadable<E: Into<RowError>>(attempted: &str) -> impl FnOnce(E) -> PortError {
    move |error| PortError::new(attempted, error.into())
}
