//! Open WebSockets and permission to open one, in the sockets' table.

use std::collections::HashMap;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use baton_app::ports::{PortError, Socket, Sockets, Ticket};
use baton_domain::{ConversationId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{failed, unreadable};
use crate::keys::{EXPIRES_AT, SOCKET_PK, SocketKey, TableDefinition};

/// API Gateway ends a socket after 2 hours; ten minutes more make sure that it has.
const SOCKET_SECONDS: i64 = 2 * 60 * 60 + 10 * 60;
/// How long an unused ticket's row stays. It is worthless once the ticket has expired.
const SPENT_TICKET_SECONDS: i64 = 60;

/// A ticket's row. The tenant stands within `ticket`, so that the row is not in the tenant's
/// index.
#[derive(Debug, Serialize, Deserialize)]
struct TicketItem {
    ticket: Ticket,
}

/// Open WebSockets and permission to open one, in the sockets' table.
#[derive(Debug, Clone)]
pub struct SocketStore {
    client: Client,
    table: String,
}

impl SocketStore {
    /// The sockets in this table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    async fn put<T: Serialize>(
        &self,
        key: SocketKey,
        value: &T,
        what: &'static str,
        expires_at: i64,
    ) -> Result<(), PortError> {
        let mut item: HashMap<String, AttributeValue> =
            serde_dynamo::to_item(value).map_err(unreadable(what))?;
        item.extend(key.attributes());
        item.insert(
            EXPIRES_AT.to_owned(),
            AttributeValue::N(expires_at.to_string()),
        );
        self.client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .send()
            .await
            .map_err(failed(what))?;
        Ok(())
    }
}

#[async_trait]
impl Sockets for SocketStore {
    async fn issue(&self, secret: &str, ticket: &Ticket) -> Result<(), PortError> {
        let item = TicketItem {
            ticket: ticket.clone(),
        };
        let expires_at = ticket.expires_at.as_second() + SPENT_TICKET_SECONDS;
        self.put(
            SocketKey::ticket(secret),
            &item,
            "writing a ticket",
            expires_at,
        )
        .await
    }

    async fn redeem(&self, secret: &str, now: Timestamp) -> Result<Option<Ticket>, PortError> {
        // Of two deletes of one row, one gets the row: that makes a ticket single use.
        let deleted = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(SocketKey::ticket(secret).attributes()))
            .return_values(ReturnValue::AllOld)
            .send()
            .await
            .map_err(failed("redeeming a ticket"))?;
        let Some(item) = deleted.attributes.filter(|item| !item.is_empty()) else {
            return Ok(None);
        };
        let item: TicketItem =
            serde_dynamo::from_item(item).map_err(unreadable("reading a ticket"))?;
        Ok(Some(item.ticket).filter(|ticket| now < ticket.expires_at))
    }

    async fn open(&self, socket: &Socket) -> Result<(), PortError> {
        let expires_at = socket.opened_at.as_second() + SOCKET_SECONDS;
        let key = SocketKey::socket(&socket.connection_id);
        self.put(key, socket, "writing a socket", expires_at).await
    }

    async fn socket(&self, connection_id: &str) -> Result<Option<Socket>, PortError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(SocketKey::socket(connection_id).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed("reading a socket"))?;
        found
            .item
            .map(serde_dynamo::from_item)
            .transpose()
            .map_err(unreadable("reading a socket"))
    }

    async fn watch(
        &self,
        connection_id: &str,
        conversation: Option<ConversationId>,
    ) -> Result<(), PortError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(SocketKey::socket(connection_id).attributes()))
            // A socket that closed meanwhile must not come back without its owner.
            .condition_expression("attribute_exists(#key)")
            .expression_attribute_names("#key", SOCKET_PK)
            .expression_attribute_names("#watching", "watching");
        let update = match conversation {
            Some(conversation) => update
                .update_expression("SET #watching = :conversation")
                .expression_attribute_values(
                    ":conversation",
                    AttributeValue::S(conversation.to_string()),
                ),
            None => update.update_expression("REMOVE #watching"),
        };
        match update.send().await {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(())
            }
            Err(error) => Err(failed("noting what a socket watches")(error)),
        }
    }

    async fn close(&self, connection_id: &str) -> Result<(), PortError> {
        self.client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(SocketKey::socket(connection_id).attributes()))
            .send()
            .await
            .map_err(failed("forgetting a socket"))?;
        Ok(())
    }

    async fn of_tenant(&self, tenant: &TenantId) -> Result<Vec<Socket>, PortError> {
        let index = TableDefinition::SOCKETS_BY_TENANT;
        let mut sockets = vec![];
        let mut start = None;
        loop {
            // One request for as long as a tenant's sockets fit into 1 MB: some 3,000 of them.
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .index_name(index.name)
                .key_condition_expression("#tenant = :tenant")
                .expression_attribute_names("#tenant", index.hash)
                .expression_attribute_values(":tenant", AttributeValue::S(tenant.to_string()))
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(failed("listing a tenant's sockets"))?;
            for item in page.items.unwrap_or_default() {
                sockets
                    .push(serde_dynamo::from_item(item).map_err(unreadable("reading a socket"))?);
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(sockets);
            }
        }
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
