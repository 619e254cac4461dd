//! The record, with somebody who acts between a read and the write that follows.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::commit::{Commit, CommitError};
use baton_app::ports::{
    ConversationFilter, Conversations, EscalationFilter, LiveCounts, Load, Loaded, MessageRange,
    Page, PortError, TakeOutcome, TakeRequest,
};
use baton_domain::{
    ConnectionId, Conversation, ConversationId, Escalation, Message, Seq, TenantId, ThreadKey,
};
use jiff::Timestamp;

pub(super) type Doing = Pin<Box<dyn Future<Output = ()> + Send>>;
pub(super) type Meddling = Box<dyn FnOnce() -> Doing + Send>;

/// The record, with somebody who acts between a read and the write that follows.
pub(super) struct Meddled {
    pub(super) inner: Arc<dyn Conversations>,
    pub(super) before_commit: Mutex<Vec<Meddling>>,
    pub(super) answers: Mutex<Vec<CommitError>>,
    /// How often a message is not found by its provider's id although it is there.
    pub(super) blind: AtomicU64,
}

#[async_trait]
impl Conversations for Meddled {
    async fn load(
        &self,
        t: &TenantId,
        thread: ThreadKey,
        l: Load<'_>,
    ) -> Result<Loaded, PortError> {
        self.inner.load(t, thread, l).await
    }

    async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        let meddling = self.before_commit.lock().unwrap().pop();
        if let Some(meddling) = meddling {
            meddling().await;
        }
        let answer = self.answers.lock().unwrap().pop();
        match answer {
            Some(error) => Err(error),
            None => self.inner.commit(commit).await,
        }
    }

    async fn take(&self, take: &TakeRequest) -> Result<TakeOutcome, PortError> {
        self.inner.take(take).await
    }

    async fn file_notice(
        &self,
        t: &TenantId,
        c: ConversationId,
        m: &Message,
    ) -> Result<(), PortError> {
        self.inner.file_notice(t, c, m).await
    }

    async fn escalations(
        &self,
        t: &TenantId,
        f: &EscalationFilter,
    ) -> Result<Page<Escalation>, PortError> {
        self.inner.escalations(t, f).await
    }

    async fn conversations(
        &self,
        t: &TenantId,
        f: &ConversationFilter,
    ) -> Result<Page<Conversation>, PortError> {
        self.inner.conversations(t, f).await
    }

    async fn messages(
        &self,
        t: &TenantId,
        thread: ThreadKey,
        range: MessageRange,
    ) -> Result<Page<Message>, PortError> {
        self.inner.messages(t, thread, range).await
    }

    async fn find_by_provider_id(
        &self,
        t: &TenantId,
        connection: ConnectionId,
        id: &str,
    ) -> Result<Option<(ConversationId, Message)>, PortError> {
        let sees = self
            .blind
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1))
            .is_err();
        if sees {
            self.inner.find_by_provider_id(t, connection, id).await
        } else {
            Ok(None)
        }
    }

    async fn message(
        &self,
        t: &TenantId,
        thread: ThreadKey,
        seq: Seq,
    ) -> Result<Option<Message>, PortError> {
        self.inner.message(t, thread, seq).await
    }

    async fn due(
        &self,
        t: &TenantId,
        at: Timestamp,
        limit: usize,
    ) -> Result<Vec<ConversationId>, PortError> {
        self.inner.due(t, at, limit).await
    }

    async fn live_counts(&self, t: &TenantId, since: Timestamp) -> Result<LiveCounts, PortError> {
        self.inner.live_counts(t, since).await
    }
}
