//! The record of conversations and escalations, in `DynamoDB`.

mod commit;
mod counts;
mod cursor;
#[cfg(test)]
mod faults;
mod list;
mod load;
mod messages;
mod query;
mod take;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use baton_app::commit::{Commit, CommitError};
use baton_app::ports::{
    Clock, ConversationFilter, Conversations, EscalationFilter, LiveCounts, Load, Loaded,
    MessageRange, Page, PortError, TakeOutcome, TakeRequest,
};
use baton_domain::{
    ConnectionId, Conversation, ConversationId, Escalation, Message, Seq, TenantId, ThreadKey,
};
use jiff::Timestamp;

use crate::keys::TableNames;

/// The record of conversations and escalations.
#[derive(Clone)]
pub struct DynamoConversations {
    client: Client,
    tables: TableNames,
    clock: Arc<dyn Clock>,
}

impl DynamoConversations {
    /// The record in these tables. The clock tells how long receipts are kept.
    #[must_use]
    pub fn new(client: Client, tables: TableNames, clock: Arc<dyn Clock>) -> Self {
        Self {
            client,
            tables,
            clock,
        }
    }
}

#[async_trait]
impl Conversations for DynamoConversations {
    async fn load(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        load: Load<'_>,
    ) -> Result<Loaded, PortError> {
        self.load_thread(tenant, thread, load).await
    }

    async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        self.write_commit(commit).await
    }

    async fn take(&self, take: &TakeRequest) -> Result<TakeOutcome, PortError> {
        self.write_take(take).await
    }

    async fn file_notice(
        &self,
        tenant: &TenantId,
        conversation: ConversationId,
        message: &Message,
    ) -> Result<(), PortError> {
        self.put_notice(tenant, conversation, message).await
    }

    async fn escalations(
        &self,
        tenant: &TenantId,
        filter: &EscalationFilter,
    ) -> Result<Page<Escalation>, PortError> {
        self.list_escalations(tenant, filter).await
    }

    async fn conversations(
        &self,
        tenant: &TenantId,
        filter: &ConversationFilter,
    ) -> Result<Page<Conversation>, PortError> {
        self.list_conversations(tenant, filter).await
    }

    async fn messages(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        range: MessageRange,
    ) -> Result<Page<Message>, PortError> {
        self.read_messages(tenant, thread, range).await
    }

    async fn find_by_provider_id(
        &self,
        tenant: &TenantId,
        connection: ConnectionId,
        provider_id: &str,
    ) -> Result<Option<(ConversationId, Message)>, PortError> {
        self.message_by_provider_id(tenant, connection, provider_id)
            .await
    }

    async fn message(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        seq: Seq,
    ) -> Result<Option<Message>, PortError> {
        self.read_message(tenant, thread, seq).await
    }

    async fn due(
        &self,
        tenant: &TenantId,
        at: Timestamp,
        limit: usize,
    ) -> Result<Vec<ConversationId>, PortError> {
        self.list_due(tenant, at, limit).await
    }

    async fn live_counts(
        &self,
        tenant: &TenantId,
        since: Timestamp,
    ) -> Result<LiveCounts, PortError> {
        // Five requests at once are a large thing to carry about.
        Box::pin(self.count_escalations(tenant, since)).await
    }
}
