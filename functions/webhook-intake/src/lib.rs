//! Takes WhatsApp's webhooks.

use std::collections::BTreeMap;

use baton_api::{Problem, ProblemKind, Request, Response};
use baton_app::intake::{Intake, IntakeError, MOST_BYTES, MOST_UPDATES, Receipt};
use baton_channels::signature;
use baton_domain::ConnectionId;
use baton_lambda::{Metric, Metrics};
use serde::Serialize;
use utoipa::ToSchema;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// The use case.
    pub intake: Intake,
    /// Where updates and refusals are counted.
    pub metrics: Metrics,
}

/// What became of a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookTaken {
    /// How many messages and statuses are durable now.
    pub accepted: usize,
    /// How much else it carried, which was acknowledged without effect.
    pub ignored: usize,
}

/// Answers both methods of the route.
///
/// # Errors
///
/// The [`Problem`] that says why the webhook was not taken.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    match request.method.as_str() {
        "GET" => verify(deps, &request).await,
        "POST" => receive(deps, &request).await,
        _ => Err(Problem::not_found()),
    }
}

/// Answers Meta's verification handshake.
///
/// # Errors
///
/// 400 for other parameters than Meta's, 403 for a wrong token, 404 for an unknown connection.
#[utoipa::path(
    get,
    path = "/webhooks/{connection_id}",
    operation_id = "verifyWebhook",
    tag = "webhooks",
    params(
        ("connection_id" = String, Path, description = "The connection, `con_…`"),
        ("hub.mode" = String, Query, description = "Always `subscribe`"),
        ("hub.verify_token" = String, Query, description = "The connection's verification token"),
        ("hub.challenge" = String, Query, description = "What to answer"),
    ),
    responses(
        (status = 200, description = "The bare challenge", body = String, content_type = "text/plain"),
        (status = 400, description = "`bad-request`: the parameters are not Meta's"),
        (status = 403, description = "`wrong-verify-token`: the token is not the connection's"),
        (status = 404, description = "`not-found`: no connection with webhooks has this id"),
        (status = 503, description = "`unavailable`"),
    ),
    security(())
)]
pub async fn verify(deps: &Deps, request: &Request) -> Result<Response, Problem> {
    const LONGEST_CHALLENGE: usize = 256;
    let parameter = |name: &str| {
        request
            .query
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| bad_request(format!("Send the query parameter `{name}`.")))
    };
    if parameter("hub.mode")? != "subscribe" {
        return Err(bad_request("Send `hub.mode=subscribe`."));
    }
    let token = parameter("hub.verify_token")?;
    let challenge = parameter("hub.challenge")?;
    let is_plain =
        challenge.len() <= LONGEST_CHALLENGE && challenge.bytes().all(|it| it.is_ascii_graphic());
    if !is_plain {
        return Err(bad_request(format!(
            "Send a `hub.challenge` of at most {LONGEST_CHALLENGE} visible ASCII characters."
        )));
    }
    let connection: ConnectionId = request.path_id("connection_id")?;
    deps.intake
        .handshake(connection, token)
        .await
        .map_err(problem)?;
    Ok(Response::text(200, challenge).header("x-content-type-options", "nosniff"))
}

/// Takes one webhook. 200 means that everything in it is durable.
///
/// # Errors
///
/// 400, 401, 404, 413 as documented; 503 where something did not become durable, so that Meta
/// sends the webhook again.
#[utoipa::path(
    post,
    path = "/webhooks/{connection_id}",
    operation_id = "receiveWebhook",
    tag = "webhooks",
    params(
        ("connection_id" = String, Path, description = "The connection, `con_…`"),
        ("X-Hub-Signature-256" = String, Header,
            description = "`sha256=` and the HMAC-SHA256 of the raw body under the app secret, in hex"),
    ),
    request_body(content = Object, description = "A webhook of the WhatsApp Cloud API"),
    responses(
        (status = 200, description = "All of it is durable", body = WebhookTaken),
        (status = 400, description = "`bad-request`: not a webhook of the WhatsApp Cloud API"),
        (status = 401, description = "`bad-signature`"),
        (status = 404, description = "`not-found`: no connection with webhooks has this id"),
        (status = 413, description = "`payload-too-large`: at most 3 MB and 1,000 updates"),
        (status = 503, description = "`unavailable`: send it again"),
    ),
    security(())
)]
pub async fn receive(deps: &Deps, request: &Request) -> Result<Response, Problem> {
    let connection: ConnectionId = request.path_id("connection_id")?;
    let signature = request.header(signature::HEADER);
    let receipt = deps
        .intake
        .receive(connection, &request.body, signature)
        .await
        .inspect_err(|error| {
            if matches!(error, IntakeError::BadSignature) {
                deps.metrics.count(Metric::WebhookSignaturesRefused, 1);
            }
        })
        .map_err(problem)?;
    let ignored = receipt.ignored.values().sum();
    tell(&deps.metrics, connection, &receipt, ignored);
    Ok(Response::json(
        200,
        &WebhookTaken {
            accepted: receipt.accepted,
            ignored,
        },
    ))
}

fn tell(metrics: &Metrics, connection: ConnectionId, receipt: &Receipt, ignored: usize) {
    let tenant = &receipt.tenant_id;
    for (metric, n) in [
        (Metric::WebhookUpdates, receipt.accepted),
        (Metric::UnsupportedMessages, receipt.unsupported),
        (Metric::WebhookFieldsIgnored, ignored),
    ] {
        metrics.count_for(metric, n as u64, tenant);
    }
    if ignored > 0 {
        tracing::info!(
            tenant = tenant.as_str(),
            connection = %connection,
            ignored = %counts(&receipt.ignored),
            "parts of a webhook were acknowledged and ignored"
        );
    }
}

fn counts(ignored: &BTreeMap<String, usize>) -> String {
    let counts: Vec<String> = ignored
        .iter()
        .map(|(name, n)| format!("{name}={n}"))
        .collect();
    counts.join(" ")
}

fn bad_request(detail: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::BadRequest, detail)
}

fn problem(error: IntakeError) -> Problem {
    match error {
        IntakeError::UnknownConnection => Problem::not_found(),
        IntakeError::WrongToken => Problem::new(
            ProblemKind::WrongVerifyToken,
            "Enter the connection's verification token in the app's webhook settings.",
        ),
        IntakeError::BadSignature => Problem::new(
            ProblemKind::BadSignature,
            "Sign the raw body with the connection's app secret in `X-Hub-Signature-256`.",
        ),
        IntakeError::TooLarge(_) => Problem::payload_too_large(MOST_BYTES),
        IntakeError::TooMany(_) => Problem::new(
            ProblemKind::PayloadTooLarge,
            "Send fewer messages and statuses in one body.",
        )
        .with("limit_updates", MOST_UPDATES),
        IntakeError::Unreadable(why) => {
            bad_request(format!("Send a webhook of the WhatsApp Cloud API: {why}."))
        }
        IntakeError::Port(error) => error.into(),
    }
}

#[cfg(test)]
mod tests;
