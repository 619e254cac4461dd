//! What everybody who listens hears, through an SNS topic.

use std::collections::HashMap;

use async_trait::async_trait;
use aws_sdk_sns::Client;
use aws_sdk_sns::types::{MessageAttributeValue, PublishBatchRequestEntry};
use baton_app::outbound::Change;
use baton_app::ports::{PortError, Topic};

use crate::error::failed;
use crate::queues::batches;

const ATTEMPTED: &str = "telling of changes";

/// What everybody who listens hears, through an SNS topic.
#[derive(Debug, Clone)]
pub struct SnsTopic {
    client: Client,
    arn: String,
}

/// A change as it travels: subscriptions choose by its attributes.
#[derive(Debug, Clone)]
struct Entry {
    body: String,
    attributes: [(&'static str, String); 3],
}

impl Entry {
    fn of(change: &Change) -> Result<Self, PortError> {
        let kind = serde_json::to_value(change.kind)
            .map_err(|error| PortError::new("writing a change", error))?
            .as_str()
            .unwrap_or_default()
            .to_owned();
        Ok(Self {
            body: serde_json::to_string(change)
                .map_err(|error| PortError::new("writing a change", error))?,
            attributes: [
                ("type", kind),
                ("change", change.change.clone()),
                ("tenant", change.tenant_id.to_string()),
            ],
        })
    }

    /// Attributes count with their names and their type, `String`.
    fn size(&self) -> usize {
        let attributes = self.attributes.iter();
        self.body.len()
            + attributes
                .map(|(name, value)| name.len() + "String".len() + value.len())
                .sum::<usize>()
    }

    fn request(&self, id: usize) -> Result<PublishBatchRequestEntry, PortError> {
        let mut attributes = HashMap::new();
        // SNS refuses an attribute that says nothing.
        for (name, value) in self
            .attributes
            .iter()
            .filter(|(_, value)| !value.is_empty())
        {
            let value = MessageAttributeValue::builder()
                .data_type("String")
                .string_value(value)
                .build()
                .map_err(|error| PortError::new("writing a change", error))?;
            attributes.insert((*name).to_owned(), value);
        }
        PublishBatchRequestEntry::builder()
            .id(id.to_string())
            .message(&self.body)
            .set_message_attributes(Some(attributes))
            .build()
            .map_err(|error| PortError::new("writing a change", error))
    }
}

impl SnsTopic {
    /// The topic with this ARN.
    #[must_use]
    pub fn new(client: Client, arn: impl Into<String>) -> Self {
        Self {
            client,
            arn: arn.into(),
        }
    }

    /// The entries that the topic did not take for reasons of its own.
    async fn publish_batch(&self, batch: &[Entry]) -> Result<Vec<Entry>, PortError> {
        let requests = batch
            .iter()
            .enumerate()
            .map(|(place, entry)| entry.request(place))
            .collect::<Result<Vec<_>, _>>()?;
        let published = self
            .client
            .publish_batch()
            .topic_arn(&self.arn)
            .set_publish_batch_request_entries(Some(requests))
            .send()
            .await
            .map_err(failed(ATTEMPTED))?;
        if let Some(refused) = published.failed().iter().find(|entry| entry.sender_fault()) {
            return Err(PortError::new(
                ATTEMPTED,
                format!("the topic refused a change: {}", refused.code()),
            ));
        }
        Ok(batch
            .iter()
            .enumerate()
            .filter(|(place, _)| {
                let id = place.to_string();
                published.failed().iter().any(|entry| entry.id() == id)
            })
            .map(|(_, entry)| entry.clone())
            .collect())
    }
}

#[async_trait]
impl Topic for SnsTopic {
    async fn publish(&self, changes: &[Change]) -> Result<(), PortError> {
        let entries = changes.iter().map(Entry::of).collect::<Result<_, _>>()?;
        for batch in batches(entries, Entry::size) {
            let left = self.publish_batch(&batch).await?;
            if left.is_empty() {
                continue;
            }
            tracing::warn!(left = left.len(), "{ATTEMPTED}: telling what was left out");
            let left = self.publish_batch(&left).await?;
            if !left.is_empty() {
                return Err(PortError::new(
                    ATTEMPTED,
                    format!("the topic did not take {} of {}", left.len(), batch.len()),
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use baton_app::outbound::{Audience, ChangeKind};

    use super::*;
    use crate::config::scripted::Script;

    const TAKEN: &str = "<PublishBatchResponse><PublishBatchResult>\
        <Successful></Successful><Failed></Failed></PublishBatchResult></PublishBatchResponse>";
    const LEFT_OUT: &str = "<PublishBatchResponse><PublishBatchResult><Successful></Successful>\
        <Failed><member><Id>1</Id><Code>InternalError</Code><SenderFault>false</SenderFault>\
        </member></Failed></PublishBatchResult></PublishBatchResponse>";

    fn change(n: usize) -> Change {
        Change {
            tenant_id: "acme".parse().unwrap(),
            kind: ChangeKind::EscalationUpserted,
            id: format!("esc_{n}"),
            version: 1,
            change: "opened".into(),
            at: None,
            audience: Audience::Tenant,
            data: serde_json::json!({}),
        }
    }

    #[tokio::test]
    async fn ten_changes_are_one_request_with_what_subscriptions_choose_by() {
        let script = Script::new([(200, TAKEN), (200, TAKEN)]);
        let topic = SnsTopic::new(script.aws().sns(), "arn:aws:sns:eu-west-1:1:events");
        topic
            .publish(&(0..11).map(change).collect::<Vec<_>>())
            .await
            .unwrap();
        let requests = script.requests();
        assert_eq!(requests.len(), 2);
        for part in [
            "PublishBatchRequestEntries.member.10.Id=9",
            ".Name=type",
            "StringValue=escalation.upserted",
            ".Name=change",
            "StringValue=opened",
            ".Name=tenant",
            "StringValue=acme",
        ] {
            assert!(requests[0].contains(part), "{part}: {}", requests[0]);
        }
        assert!(requests[1].contains("esc_10"));
    }

    #[tokio::test]
    async fn what_the_topic_left_out_is_told_once_more() {
        let script = Script::new([(200, LEFT_OUT), (200, TAKEN)]);
        let topic = SnsTopic::new(script.aws().sns(), "arn:aws:sns:eu-west-1:1:events");
        topic.publish(&[change(0), change(1)]).await.unwrap();
        let requests = script.requests();
        assert_eq!(requests.len(), 2);
        assert!(!requests[1].contains("esc_0") && requests[1].contains("esc_1"));
    }

    #[tokio::test]
    async fn an_empty_word_for_what_happened_is_left_out() {
        let script = Script::new([(200, TAKEN)]);
        let topic = SnsTopic::new(script.aws().sns(), "arn:aws:sns:eu-west-1:1:events");
        let quiet = Change {
            change: String::new(),
            ..change(0)
        };
        topic.publish(&[quiet]).await.unwrap();
        assert!(!script.requests()[0].contains("Name=change"));
    }
}
