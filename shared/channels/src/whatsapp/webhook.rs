//! Webhooks, as `intake` asks for them.

use baton_app::intake::{Unreadable, Webhook, WebhookFormat};
use baton_app::ports::{Connection, ConnectionSecrets};
use baton_domain::Channel;
use jiff::Timestamp;

use super::parse;
use crate::signature;

/// WhatsApp's webhooks.
#[derive(Debug, Clone, Copy, Default)]
pub struct WhatsAppWebhooks;

impl WebhookFormat for WhatsAppWebhooks {
    fn serves(&self, connection: &Connection) -> bool {
        connection.channel == Channel::Whatsapp
    }

    fn knows_token(&self, secrets: &ConnectionSecrets, token: &str) -> bool {
        signature::same_secret(&secrets.verify_token, token)
    }

    fn verifies(&self, secrets: &ConnectionSecrets, body: &[u8], signature: &str) -> bool {
        signature::verify(&secrets.app_secret, body, signature)
    }

    fn read(
        &self,
        connection: &Connection,
        body: &[u8],
        received_at: Timestamp,
    ) -> Result<Webhook, Unreadable> {
        parse::read(connection.phone_number_id.as_deref(), body, received_at)
    }
}
