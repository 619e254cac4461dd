//! Reading messages, and filing the one that a take promised.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use baton_app::committed::Place;
use baton_app::ports::{MessageRange, Page, PortError};
use baton_domain::{ConnectionId, Conversation, ConversationId, Message, Seq, TenantId, ThreadKey};

use super::DynamoConversations;
use super::query::Query;
use crate::error::{AwsError, RowError, failed, unreadable};
use crate::expression::{names, text, values};
use crate::items::{Row, from_row, message_row, text_of};
use crate::keys::{Entry, Index, Key};

const READING: &str = "reading messages";
const FILING: &str = "filing the message that a take promised";
/// The most rows that a caller gets at once.
const MOST: usize = 200;

/// The conversation of a message that was to be filed does not exist.
#[derive(Debug, thiserror::Error)]
#[error("there is no such conversation")]
struct NoConversation;

impl DynamoConversations {
    pub(super) async fn read_messages(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        range: MessageRange,
    ) -> Result<Page<Message>, PortError> {
        let limit = range.limit.clamp(1, MOST);
        let forward = range.after.is_some();
        let Some((first, last)) = bounds(range) else {
            return Ok(Page {
                items: vec![],
                next_cursor: None,
            });
        };
        let mut messages: Vec<Message> = vec![];
        let mut start = None;
        // One row more than asked for tells whether there is more.
        while messages.len() <= limit {
            let query = Query {
                condition: "#pk = :pk AND #sk BETWEEN :first AND :last".into(),
                values: values([
                    (":pk", text(Key::thread_partition(tenant, thread))),
                    (":first", text(Key::message_place(first))),
                    (":last", text(Key::message_place(last))),
                ]),
                backward: !forward,
                limit: Some(limit + 1 - messages.len()),
                start: start.take(),
                ..Query::default()
            };
            let answer = query
                .send(&self.client, &self.tables.conversations, READING)
                .await?;
            for row in answer.items.unwrap_or_default() {
                messages.push(from_row(row).map_err(unreadable(READING))?);
            }
            start = answer.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        let more = messages.len() > limit;
        messages.truncate(limit);
        let next_cursor = messages
            .last()
            .filter(|_| more)
            .map(|message| message.seq.0.to_string());
        if !forward {
            messages.reverse();
        }
        Ok(Page {
            items: messages,
            next_cursor,
        })
    }

    pub(super) async fn read_message(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        seq: Seq,
    ) -> Result<Option<Message>, PortError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.conversations)
            .set_key(Some(Key::message(tenant, thread, seq).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed("reading a message"))?;
        answer
            .item
            .map(from_row)
            .transpose()
            .map_err(unreadable("reading a message"))
    }

    pub(super) async fn message_by_provider_id(
        &self,
        tenant: &TenantId,
        connection: ConnectionId,
        provider_id: &str,
    ) -> Result<Option<(ConversationId, Message)>, PortError> {
        const FINDING: &str = "finding a message by its provider's id";
        let entry = Entry::by_provider_id(tenant, connection, provider_id);
        let query = Query {
            index: Some(Index::ByProviderId.name()),
            condition: format!("#{} = :pk", Index::ByProviderId.pk()),
            values: values([(":pk", text(entry.pk))]),
            limit: Some(1),
            ..Query::default()
        };
        let answer = query
            .send(&self.client, &self.tables.conversations, FINDING)
            .await?;
        let Some(row) = answer.items.unwrap_or_default().into_iter().next() else {
            return Ok(None);
        };
        found(row).map(Some).map_err(unreadable(FINDING))
    }

    /// The row needs to know what the conversation knows of its connection, and none of that ever
    /// changes; so the head may be read at any later time.
    pub(super) async fn put_notice(
        &self,
        tenant: &TenantId,
        id: ConversationId,
        message: &Message,
    ) -> Result<(), PortError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.conversations)
            .set_key(Some(Key::head(tenant, id.thread()).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(FILING))?;
        let head: Conversation = answer
            .item
            .map(from_row)
            .transpose()
            .map_err(unreadable(FILING))?
            .filter(|head: &Conversation| head.id == id)
            .ok_or_else(|| PortError::new(FILING, NoConversation))?;
        let place = Place {
            tenant_id: tenant.clone(),
            conversation_id: id,
            connection_id: head.connection_id,
            channel: head.channel,
            owner: head.owner.agent().map(|agent| agent.id),
            address: head.contact.address,
        };
        let row = message_row(&place, message).map_err(unreadable(FILING))?;
        let absent = "attribute_not_exists(#pk)";
        let written = self
            .client
            .put_item()
            .table_name(&self.tables.conversations)
            .set_item(Some(row))
            .condition_expression(absent)
            .set_expression_attribute_names(names(&[absent]))
            .send()
            .await;
        match written {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(PutItemError::is_conditional_check_failed_exception) =>
            {
                Ok(())
            }
            Err(error) => Err(PortError::new(FILING, AwsError::from(error))),
        }
    }
}

/// The first and last place of a range; none where it is empty.
fn bounds(range: MessageRange) -> Option<(Seq, Seq)> {
    let first = range.after.map_or(1, |after| after.0.saturating_add(1));
    let last = range
        .before
        .map_or(LAST, |before| before.0.saturating_sub(1).min(LAST));
    (first <= last).then_some((Seq(first), Seq(last)))
}

/// The last place that twelve digits hold.
const LAST: u64 = 999_999_999_999;

fn found(row: Row) -> Result<(ConversationId, Message), RowError> {
    let conversation = text_of(&row, "conversation_id")?
        .parse()
        .map_err(|_| RowError::Attribute("conversation_id"))?;
    Ok((conversation, from_row(row)?))
}
