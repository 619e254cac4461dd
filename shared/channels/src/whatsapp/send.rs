//! Sending through WhatsApp: `POST /{phone_number_id}/messages` of the Graph API.

use async_trait::async_trait;
use baton_app::outbound::OutboundMessage;
use baton_app::ports::{ChannelSender, Connection, ConnectionSecrets, SendOutcome};
use baton_domain::DeliveryError;
use baton_http::{Answer, HttpClient, HttpError};
use serde::Deserialize;

use super::{build, errors};

/// Sends through the Graph API.
pub struct WhatsappSender {
    base_url: String,
    client: HttpClient,
}

impl WhatsappSender {
    /// A sender to this base, such as `https://graph.facebook.com/v23.0`.
    #[must_use]
    pub fn new(base_url: &str, client: HttpClient) -> Self {
        Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            client,
        }
    }
}

#[async_trait]
impl ChannelSender for WhatsappSender {
    async fn send(
        &self,
        connection: &Connection,
        secrets: &ConnectionSecrets,
        message: &OutboundMessage,
    ) -> SendOutcome {
        let Some(number) = connection
            .phone_number_id
            .as_deref()
            .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
        else {
            return SendOutcome::Refused(named(
                "connection_incomplete",
                "The connection names no WhatsApp number to send from",
            ));
        };
        let body = match build::body(message) {
            Ok(body) => body,
            Err(error) => {
                tracing::warn!(message_id = %message.message_id, %error, "a message has no WhatsApp form");
                return SendOutcome::Refused(named(
                    "unsupported_kind",
                    "WhatsApp does not support this kind of message",
                ));
            }
        };
        let url = format!("{}/{number}/messages", self.base_url);
        match self
            .client
            .post_json(&url, &secrets.access_token, &body)
            .await
        {
            Ok(answer) => outcome(&answer),
            Err(error) => {
                tracing::warn!(
                    message_id = %message.message_id,
                    error = &error as &dyn std::error::Error,
                    "WhatsApp gave no answer"
                );
                match error {
                    HttpError::NotSent { .. } => SendOutcome::Retry(named(
                        "provider_unreachable",
                        "WhatsApp could not be reached",
                    )),
                    HttpError::AnswerLost { .. } => SendOutcome::Uncertain(answer_lost()),
                }
            }
        }
    }
}

fn named(code: &str, title: &str) -> DeliveryError {
    DeliveryError {
        code: code.to_owned(),
        provider_code: None,
        title: title.to_owned(),
    }
}

fn answer_lost() -> DeliveryError {
    named(
        "answer_lost",
        "WhatsApp's answer was lost; the message may or may not have been sent",
    )
}

/// The token that the connection has is not, or no longer, good enough: "access token has expired".
const UNAUTHORISED: i64 = 190;
/// The number sends more than it may: "rate limit hit".
const THROUGHPUT: i64 = 130_429;

#[derive(Deserialize)]
struct Accepted {
    messages: Vec<AcceptedMessage>,
}

#[derive(Deserialize)]
struct AcceptedMessage {
    id: String,
}

/// What the Graph API answers where something went wrong.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) error: GraphError,
}

#[derive(Deserialize)]
pub(super) struct GraphError {
    pub(super) code: i64,
    #[serde(default)]
    pub(super) is_transient: bool,
}

/// What an answer means for the message.
///
/// Only an answer that is readable as the Graph API's own can say that a message was not taken:
/// a 5xx of a gateway in between leaves open what became of the request behind it.
fn outcome(answer: &Answer) -> SendOutcome {
    if (200..300).contains(&answer.status) {
        let accepted: Option<Accepted> = serde_json::from_slice(&answer.body).ok();
        return match accepted.and_then(|accepted| accepted.messages.into_iter().next()) {
            Some(message) if !message.id.is_empty() => SendOutcome::Sent {
                provider_id: message.id,
            },
            _ => SendOutcome::Uncertain(answer_lost()),
        };
    }
    match serde_json::from_slice::<Failure>(&answer.body) {
        Ok(Failure { error }) => {
            let reported = errors::delivery_error(error.code);
            let again = error.is_transient || is_passing(error.code) || unknown_trouble(answer);
            // A known refusal stays one, whatever status it came with.
            if again && !is_final(error.code) {
                SendOutcome::Retry(reported)
            } else {
                SendOutcome::Refused(reported)
            }
        }
        Err(_) => match answer.status {
            401 | 403 => SendOutcome::Refused(without_number(UNAUTHORISED)),
            429 => SendOutcome::Retry(without_number(THROUGHPUT)),
            // The gateway says that it waited for the request, part of which may have gone on.
            408 | 500.. => SendOutcome::Uncertain(answer_lost()),
            _ => SendOutcome::Refused(errors::unexplained()),
        },
    }
}

fn without_number(code: i64) -> DeliveryError {
    DeliveryError {
        provider_code: None,
        ..errors::delivery_error(code)
    }
}

/// Errors that pass by themselves: throttling and trouble on the provider's side.
pub(super) fn is_passing(code: i64) -> bool {
    matches!(
        code,
        1 | 2 | 4 | 80_007 | 130_429 | 131_000 | 131_016 | 131_056 | 131_057 | 133_004
    )
}

/// Errors that no repetition mends.
fn is_final(code: i64) -> bool {
    matches!(
        code,
        0 | 3 | 10 | 100 | 190 | 200..=299 | 131_026 | 131_047 | 131_051 | 132_000..=132_999
    )
}

fn unknown_trouble(answer: &Answer) -> bool {
    answer.status == 429 || answer.status >= 500
}

#[cfg(test)]
#[path = "send_tests.rs"]
mod tests;
