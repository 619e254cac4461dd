//! What agents are told outside the lists, in the conversations' table.

use std::collections::{BTreeMap, HashMap};

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use baton_app::ports::{InvalidCursor, Notification, Notifications, Page, PortError};
use baton_domain::{AgentId, NotificationId, TenantId};

use crate::error::{failed, unreadable};
use crate::keys::{EXPIRES_AT, Key, PK, SK};

/// How long a notification stays: 30 days.
const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;
/// TransactWriteItems takes 100 writes.
const AT_ONCE: usize = 100;
/// Each attempt but the last leaves out what was found kept before.
const ATTEMPTS: usize = 3;

/// What agents are told outside the lists, in the conversations' table.
#[derive(Debug, Clone)]
pub struct NotificationStore {
    client: Client,
    table: String,
}

/// What came of writing notifications together.
enum Written {
    All,
    /// None, because those at these places were kept before.
    NoneBecauseOf(Vec<usize>),
}

impl NotificationStore {
    /// The notifications in this conversations' table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    fn write(
        &self,
        tenant: &TenantId,
        notification: &Notification,
    ) -> Result<TransactWriteItem, PortError> {
        let mut item: HashMap<String, AttributeValue> = serde_dynamo::to_item(notification)
            .map_err(|error| PortError::new("writing a notification", error))?;
        item.extend(Key::notification(tenant, notification.agent_id, notification.id).attributes());
        let expires_at = notification.created_at.as_second() + KEPT_SECONDS;
        item.insert(
            EXPIRES_AT.to_owned(),
            AttributeValue::N(expires_at.to_string()),
        );
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(#pk)")
            .expression_attribute_names("#pk", PK)
            .build()
            .map_err(|error| PortError::new("writing a notification", error))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    async fn write_all(
        &self,
        tenant: &TenantId,
        notifications: &[&Notification],
    ) -> Result<Written, PortError> {
        let writes = notifications
            .iter()
            .map(|notification| self.write(tenant, notification))
            .collect::<Result<Vec<_>, _>>()?;
        let written = self
            .client
            .transact_write_items()
            .set_transact_items(Some(writes))
            .send()
            .await;
        let Err(error) = written else {
            return Ok(Written::All);
        };
        let kept_before: Vec<usize> = error
            .as_service_error()
            .and_then(|error| match error {
                TransactWriteItemsError::TransactionCanceledException(canceled) => {
                    Some(canceled.cancellation_reasons())
                }
                _ => None,
            })
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter(|(_, reason)| reason.code() == Some("ConditionalCheckFailed"))
            .map(|(place, _)| place)
            .collect();
        if kept_before.is_empty() {
            Err(failed("keeping notifications")(error))
        } else {
            Ok(Written::NoneBecauseOf(kept_before))
        }
    }
}

#[async_trait]
impl Notifications for NotificationStore {
    async fn keep(
        &self,
        tenant: &TenantId,
        notifications: &[Notification],
    ) -> Result<Vec<NotificationId>, PortError> {
        // One row must not be written twice in a transaction.
        let distinct: BTreeMap<_, _> = notifications
            .iter()
            .map(|notification| ((notification.agent_id, notification.id), notification))
            .collect();
        let all: Vec<&Notification> = distinct.into_values().collect();
        let mut new = vec![];
        for chunk in all.chunks(AT_ONCE) {
            let mut left = chunk.to_vec();
            let mut attempts = 0;
            while !left.is_empty() {
                match self.write_all(tenant, &left).await? {
                    Written::All => {
                        new.extend(left.drain(..).map(|notification| notification.id));
                    }
                    Written::NoneBecauseOf(places) => {
                        attempts += 1;
                        if attempts == ATTEMPTS {
                            return Err(PortError::new(
                                "keeping notifications",
                                "others kept some of them at the same time, again and again",
                            ));
                        }
                        let mut place = 0;
                        left.retain(|_| {
                            place += 1;
                            !places.contains(&(place - 1))
                        });
                    }
                }
            }
        }
        Ok(new)
    }

    async fn of_agent(
        &self,
        tenant: &TenantId,
        agent: AgentId,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Notification>, PortError> {
        const ATTEMPTED: &str = "listing an agent's notifications";
        // One more than asked for tells whether there is more.
        let asked = i32::try_from(limit.saturating_add(1)).unwrap_or(i32::MAX);
        let mut query = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("#pk = :pk")
            .expression_attribute_names("#pk", PK)
            .expression_attribute_values(
                ":pk",
                AttributeValue::S(Key::notifications_partition(tenant, agent)),
            )
            .scan_index_forward(false)
            .limit(asked);
        if let Some(cursor) = cursor {
            let cursor: NotificationId = cursor
                .parse()
                .map_err(|_| PortError::new(ATTEMPTED, InvalidCursor))?;
            query = query
                .key_condition_expression("#pk = :pk AND #sk < :cursor")
                .expression_attribute_names("#sk", SK)
                .expression_attribute_values(":cursor", AttributeValue::S(cursor.to_string()));
        }
        let found = query.send().await.map_err(failed(ATTEMPTED))?;
        let mut items: Vec<Notification> = found
            .items
            .unwrap_or_default()
            .into_iter()
            .map(serde_dynamo::from_item)
            .collect::<Result<_, _>>()
            .map_err(unreadable("reading a notification"))?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = items
            .last()
            .filter(|_| more)
            .map(|notification| notification.id.to_string());
        Ok(Page { items, next_cursor })
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
