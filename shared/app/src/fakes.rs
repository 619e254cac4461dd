//! Ports without a world behind them, for tests.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use baton_domain::{
    ConnectionId, Conversation, ConversationId, Escalation, Message, Seq, TenantId, ThreadKey,
};
use jiff::Timestamp;

use crate::commit::{Commit, CommitError};
use crate::ports::{
    ConversationFilter, Conversations, EscalationFilter, FileFacts, FilePlace, Files, Kept,
    LiveCounts, Load, Loaded, Lost, MessageRange, Page, PortError, SIGNED_FOR, SignedLink,
    SignedUpload, TakeOutcome, TakeRequest,
};

/// Files in this process. Its clock stands at 1970, so that signed addresses are always the same.
#[derive(Debug, Default)]
pub struct FilesInMemory {
    kept: Mutex<BTreeMap<FilePlace, (Kept, Vec<u8>)>>,
    fails: AtomicBool,
}

impl FilesInMemory {
    /// Puts bytes in a place, as whoever holds a signed upload does.
    pub fn upload(&self, place: &FilePlace, facts: &FileFacts, bytes: &[u8]) {
        let kept = (Kept::Here(facts.clone()), bytes.to_vec());
        self.kept().insert(place.clone(), kept);
    }

    /// The bytes in a place; none of a file that is not there or lost.
    #[must_use]
    pub fn bytes(&self, place: &FilePlace) -> Option<Vec<u8>> {
        match self.kept().get(place)? {
            (Kept::Here(_), bytes) => Some(bytes.clone()),
            (Kept::Lost(_), _) => None,
        }
    }

    /// From now on nothing can be reached, or again everything.
    pub fn fail(&self, fails: bool) {
        self.fails.store(fails, Ordering::Relaxed);
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<FilePlace, (Kept, Vec<u8>)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reach(&self) -> Result<(), PortError> {
        if self.fails.load(Ordering::Relaxed) {
            return Err(PortError::new("reaching the files", "the test says so"));
        }
        Ok(())
    }
}

/// What a signed address in this process looks like.
fn address(place: &FilePlace, how: &str) -> String {
    format!(
        "https://files.test/{}/{}/{}?{how}",
        place.tenant_id, place.conversation_id, place.file_id
    )
}

fn expires_at() -> Timestamp {
    Timestamp::UNIX_EPOCH
        .saturating_add(SIGNED_FOR)
        .unwrap_or_default()
}

#[async_trait]
impl Files for FilesInMemory {
    async fn sign_upload(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
    ) -> Result<SignedUpload, PortError> {
        self.reach()?;
        let headers = [("content-type".to_owned(), facts.mime_type.clone())];
        Ok(SignedUpload {
            url: address(place, "put"),
            headers: headers.into(),
            expires_at: expires_at(),
        })
    }

    async fn look(&self, place: &FilePlace) -> Result<Option<Kept>, PortError> {
        self.reach()?;
        Ok(self.kept().get(place).map(|(kept, _)| kept.clone()))
    }

    async fn sign_download(
        &self,
        place: &FilePlace,
        _: &FileFacts,
    ) -> Result<SignedLink, PortError> {
        self.reach()?;
        Ok(SignedLink {
            url: address(place, "get"),
            expires_at: expires_at(),
        })
    }

    async fn keep(
        &self,
        place: &FilePlace,
        facts: &FileFacts,
        bytes: Vec<u8>,
    ) -> Result<(), PortError> {
        self.reach()?;
        self.upload(place, facts, &bytes);
        Ok(())
    }

    async fn keep_lost(&self, place: &FilePlace, lost: Lost) -> Result<(), PortError> {
        self.reach()?;
        let kept = (Kept::Lost(lost), vec![]);
        self.kept().insert(place.clone(), kept);
        Ok(())
    }
}

/// A record of conversations that never answers, for what is not to ask it.
#[derive(Debug, Clone, Copy)]
pub struct Unreachable;

fn no_answer<T, E: From<PortError>>() -> Result<T, E> {
    Err(PortError::new("reaching the record", "the test says so").into())
}

#[async_trait]
impl Conversations for Unreachable {
    async fn load(&self, _: &TenantId, _: ThreadKey, _: Load<'_>) -> Result<Loaded, PortError> {
        no_answer()
    }
    async fn commit(&self, _: &Commit) -> Result<(), CommitError> {
        no_answer()
    }
    async fn take(&self, _: &TakeRequest) -> Result<TakeOutcome, PortError> {
        no_answer()
    }
    async fn file_notice(
        &self,
        _: &TenantId,
        _: ConversationId,
        _: &Message,
    ) -> Result<(), PortError> {
        no_answer()
    }
    async fn escalations(
        &self,
        _: &TenantId,
        _: &EscalationFilter,
    ) -> Result<Page<Escalation>, PortError> {
        no_answer()
    }
    async fn conversations(
        &self,
        _: &TenantId,
        _: &ConversationFilter,
    ) -> Result<Page<Conversation>, PortError> {
        no_answer()
    }
    async fn messages(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: MessageRange,
    ) -> Result<Page<Message>, PortError> {
        no_answer()
    }
    async fn find_by_provider_id(
        &self,
        _: &TenantId,
        _: ConnectionId,
        _: &str,
    ) -> Result<Option<(ConversationId, Message)>, PortError> {
        no_answer()
    }
    async fn message(
        &self,
        _: &TenantId,
        _: ThreadKey,
        _: Seq,
    ) -> Result<Option<Message>, PortError> {
        no_answer()
    }
    async fn due(
        &self,
        _: &TenantId,
        _: Timestamp,
        _: usize,
    ) -> Result<Vec<ConversationId>, PortError> {
        no_answer()
    }
    async fn live_counts(&self, _: &TenantId, _: Timestamp) -> Result<LiveCounts, PortError> {
        no_answer()
    }
}
