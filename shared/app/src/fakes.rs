//! Ports without a world behind them, for tests.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::ports::{
    FileFacts, FilePlace, Files, Kept, Lost, PortError, SIGNED_FOR, SignedLink, SignedUpload,
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
