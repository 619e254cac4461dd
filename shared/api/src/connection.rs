//! Connections on the wire.

use baton_app::ports::ConnectionEntry;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words::Channel;

/// One channel account of the tenant's, and what its other end has to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Connection {
    /// The connection, `con_…`.
    pub id: String,
    /// Its channel.
    pub channel: Channel,
    /// What people call it.
    pub name: String,
    /// Where customers write to, as the channel calls it: a phone number in digits; null on a
    /// website.
    #[schema(required)]
    pub address: Option<String>,
    /// Where the channel sends what customers write; null for a website's widget.
    #[schema(required)]
    pub webhook_url: Option<String>,
    /// What a website's widget names the connection by; null for other channels.
    #[schema(required)]
    pub widget_key: Option<String>,
    /// The name of the secret in Secrets Manager that holds the connection's keys.
    pub secret_name: String,
}

impl Connection {
    /// The connection, where the API is at this address, which has no slash at its end.
    #[must_use]
    pub fn at(api_url: &str, entry: &ConnectionEntry) -> Self {
        let id = entry.id.to_string();
        let channel = Channel::from(entry.channel);
        let (webhook_url, widget_key) = match channel {
            Channel::Widget => (None, Some(id.clone())),
            Channel::Whatsapp | Channel::Instagram | Channel::Messenger => {
                (Some(format!("{api_url}/webhooks/{id}")), None)
            }
        };
        Self {
            id,
            channel,
            name: entry.name.clone(),
            address: entry.address.clone(),
            webhook_url,
            widget_key,
            secret_name: entry.secret_name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_domain as domain;
    use insta::assert_json_snapshot;

    use super::*;

    #[test]
    fn a_number_and_a_website() {
        let number = ConnectionEntry {
            id: "con_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            channel: domain::Channel::Whatsapp,
            name: "The shop's number".into(),
            address: Some("15550009999".into()),
            secret_name: "baton/dev/connections/con_01ARZ3NDEKTSV4RRFFQ69G5FAV".into(),
        };
        let website = ConnectionEntry {
            channel: domain::Channel::Widget,
            name: "The shop's website".into(),
            address: None,
            ..number.clone()
        };
        let shown = [number, website].map(|it| Connection::at("https://api.example", &it));
        assert_json_snapshot!("connections", shown);
    }
}
