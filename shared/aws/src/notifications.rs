//! What agents are told outside the lists, in the conversations' table.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use baton_app::ports::{InvalidCursor, Notification, Notifications, Page, PortError};
use baton_domain::{AgentId, NotificationId, TenantId};
use jiff::Timestamp;

use crate::error::{failed, unreadable};
use crate::expression::{Change, names, text, values};
use crate::items::key_of;
use crate::keys::{EXPIRES_AT, Key, PK, SK};
use crate::patience;
use crate::transaction::{Outcome, Transaction, Why};

const MARKING: &str = "marking notifications as read";
const READ_AT: &str = "read_at";

/// How long a notification stays: 30 days.
const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;
/// TransactWriteItems takes 100 writes.
const AT_ONCE: usize = 100;
/// As many rows at once as one transaction can mark.
const PAGE: i32 = 100;
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

impl NotificationStore {
    /// Marks these, of which some may be marked or forgotten meanwhile.
    async fn mark(&self, mut keys: Vec<Key>, at: Timestamp) -> Result<(), PortError> {
        for attempt in 1..=patience::ATTEMPTS {
            patience::pause_before(attempt, 0).await;
            let mut transaction = Transaction::new();
            for (place, key) in keys.iter().enumerate() {
                let change = Change {
                    key: key.clone(),
                    update: format!("SET #{READ_AT} = :at"),
                    condition: format!(
                        "attribute_exists(#pk) AND attribute_not_exists(#{READ_AT})"
                    ),
                    values: values([(":at", text(at.to_string()))]),
                };
                let part = change
                    .into_part(&self.table)
                    .map_err(|error| PortError::new(MARKING, error))?;
                transaction.add(place, part);
            }
            let sent = transaction
                .send(&self.client)
                .await
                .map_err(|error| PortError::new(MARKING, error))?;
            let Outcome::Refused(refusals) = sent else {
                return Ok(());
            };
            let done: BTreeSet<usize> = refusals
                .iter()
                .filter(|refusal| matches!(refusal.why, Why::Condition(_)))
                .map(|refusal| refusal.part)
                .collect();
            let mut place = 0;
            keys.retain(|_| {
                place += 1;
                !done.contains(&(place - 1))
            });
            if keys.is_empty() {
                return Ok(());
            }
        }
        Err(PortError::new(
            MARKING,
            "others were writing the same notifications, again and again",
        ))
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

    async fn mark_read(
        &self,
        tenant: &TenantId,
        agent: AgentId,
        up_to: NotificationId,
        at: Timestamp,
    ) -> Result<(), PortError> {
        let mut start = None;
        loop {
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("#pk = :pk AND #sk <= :up_to")
                .projection_expression("#pk, #sk, #read_at")
                .set_expression_attribute_names(names(&["#pk #sk #read_at"]))
                .expression_attribute_values(
                    ":pk",
                    text(Key::notifications_partition(tenant, agent)),
                )
                .expression_attribute_values(":up_to", text(up_to.to_string()))
                .scan_index_forward(false)
                .limit(PAGE)
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(failed(MARKING))?;
            let unread = page
                .items
                .unwrap_or_default()
                .iter()
                .filter(|row| !row.contains_key(READ_AT))
                .map(key_of)
                .collect::<Result<Vec<_>, _>>()
                .map_err(unreadable(MARKING))?;
            start = page.last_evaluated_key;
            // What is older than a page of read ones was read with them.
            if unread.is_empty() {
                return Ok(());
            }
            self.mark(unread, at).await?;
            if start.is_none() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
