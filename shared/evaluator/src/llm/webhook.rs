//! Tenants' tools: webhooks that are called with a signature.

use async_trait::async_trait;
use baton_app::ports::{PortError, ToolCaller, ToolRequest};
use baton_http::{HttpClient, Limits, Post, Reach};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// The header with the time of a call, in seconds since 1970.
pub const TIMESTAMP_HEADER: &str = "x-baton-timestamp";
/// The header with the signature of a call.
pub const SIGNATURE_HEADER: &str = "x-baton-signature";
/// The header with the name of a call, which it has again when it is repeated.
pub const CALL_ID_HEADER: &str = "x-baton-call-id";
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 16 * 1024;
const CALLING: &str = "calling a tenant's tool";

/// Calls tools over HTTPS. Tenants choose the addresses, so that `reach` is never
/// [`Reach::Anywhere`] outside of a test.
pub struct WebhookTools {
    client: HttpClient,
    reach: Reach,
}

impl WebhookTools {
    /// Tools within this reach.
    #[must_use]
    pub fn new(client: HttpClient, reach: Reach) -> Self {
        Self { client, reach }
    }
}

/// The value of [`SIGNATURE_HEADER`]: `sha256=` and the HMAC-SHA256, under the tenant's key, of the
/// value of [`TIMESTAMP_HEADER`], a full stop and the body, in hexadecimal digits.
#[must_use]
pub fn signature(key: &str, timestamp: &str, body: &[u8]) -> Option<String> {
    // HMAC takes keys of any length, so that this does not fail.
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(format!(
        "sha256={}",
        hex::encode(mac.finalize().into_bytes())
    ))
}

fn body(request: &ToolRequest<'_>) -> Value {
    let contact = request.contact;
    json!({
        "tenant_id": request.tenant,
        "conversation_id": request.conversation,
        "contact": {
            "id": contact.id,
            "channel": request.channel,
            "address": contact.address,
            "attributes": contact.attributes,
            "verified": contact.verified,
        },
        "call_id": request.call_id,
        "tool": request.name,
        "arguments": request.arguments,
    })
}

#[async_trait]
impl ToolCaller for WebhookTools {
    async fn call(&self, request: ToolRequest<'_>) -> Result<Value, PortError> {
        let body = body(&request).to_string().into_bytes();
        let timestamp = request.at.as_second().to_string();
        let signed = Some(&request.keys.signing_key)
            .filter(|key| !key.is_empty())
            .and_then(|key| signature(key, &timestamp, &body))
            .ok_or_else(|| PortError::new(CALLING, "the tenant has no signing key"))?;
        let post = Post {
            url: request.url,
            headers: &[
                (TIMESTAMP_HEADER, timestamp),
                (SIGNATURE_HEADER, signed),
                (CALL_ID_HEADER, request.call_id.to_owned()),
            ],
            bearer: None,
            body,
            reach: self.reach,
            limits: Limits::within(request.within),
            longest_answer: LONGEST_ANSWER,
        };
        let answer = self
            .client
            .post(post)
            .await
            .map_err(|error| PortError::new(CALLING, error))?;
        if !(200..=299).contains(&answer.status) {
            let status = format!("it answered with the status {}", answer.status);
            return Err(PortError::new(CALLING, status));
        }
        serde_json::from_slice(&answer.body)
            // Its own words would quote the answer.
            .map_err(|_| PortError::new(CALLING, "its answer is no JSON"))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use baton_app::ports::EvaluatorKeys;
    use baton_domain::{Channel, Contact, ContactId, ConversationId, ThreadKey};
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_tool_is_told_whose_question_it_is() {
        let thread = ThreadKey::from_bytes([7; 10]);
        let at = Timestamp::UNIX_EPOCH;
        let contact = Contact {
            id: ContactId::in_thread(thread, at),
            address: "15550001".into(),
            name: Some("Maria".into()),
            locale: None,
            attributes: [("ad".to_owned(), "spring".to_owned())].into(),
            verified: [("customer".to_owned(), "88".to_owned())].into(),
        };
        let request = ToolRequest {
            tenant: &"acme".parse().unwrap(),
            conversation: ConversationId::in_thread(thread, at),
            contact: &contact,
            channel: Channel::Whatsapp,
            call_id: "call_1",
            name: "order_lookup",
            url: "https://shop.example/orders",
            keys: &EvaluatorKeys::default(),
            arguments: &json!({ "order": "12345" }),
            at,
            within: Duration::from_secs(1),
        };
        assert_eq!(
            body(&request),
            json!({
                "tenant_id": "acme",
                "conversation_id": request.conversation,
                "contact": {
                    "id": contact.id, "channel": "whatsapp", "address": "15550001",
                    "attributes": { "ad": "spring" }, "verified": { "customer": "88" },
                },
                "call_id": "call_1",
                "tool": "order_lookup",
                "arguments": { "order": "12345" },
            })
        );
    }

    #[test]
    fn a_signature_covers_time_and_body() {
        let signed = signature("k", "1700000000", b"{}").unwrap();
        assert_eq!(signed.len(), "sha256=".len() + 64);
        for (key, time, body) in [
            ("l", "1700000000", "{}"),
            ("k", "1700000001", "{}"),
            ("k", "1700000000", "{ }"),
        ] {
            assert_ne!(signature(key, time, body.as_bytes()).unwrap(), signed);
        }
    }
}
