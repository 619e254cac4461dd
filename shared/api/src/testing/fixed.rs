//! Time, chance and settings that a test holds in its hands.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::ports::{
    Clock, Connection, Directory, Ids, JobQueue, Knowledge, PortError, SimulationJob,
};
use baton_domain::{ConnectionId, MessageId, Settings, TenantId, ThreadKey};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use ulid::Ulid;

/// A clock that moves when it is told to.
#[derive(Debug)]
pub struct Hands(Mutex<Timestamp>);

impl Hands {
    pub(super) fn at(time: Timestamp) -> Self {
        Self(Mutex::new(time))
    }

    /// Lets time pass.
    pub fn pass(&self, time: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(time).unwrap();
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Ids that count.
#[derive(Debug, Default)]
pub(super) struct Counted(AtomicU64);

impl Counted {
    fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn ulid(&self, at: Timestamp) -> Ulid {
        let ms = u64::try_from(at.as_millisecond()).unwrap();
        Ulid::from_parts(ms, self.next().into())
    }
}

impl Ids for Counted {
    fn random(&self) -> u128 {
        let digest = Sha256::digest(self.next().to_be_bytes());
        u128::from_be_bytes(digest[..16].try_into().unwrap())
    }

    fn message(&self, at: Timestamp) -> MessageId {
        MessageId::from_ulid(self.ulid(at))
    }

    fn ulid_text(&self, at: Timestamp) -> String {
        self.ulid(at).to_string()
    }

    fn thread(&self, salt: &[u8], address: &str) -> ThreadKey {
        let mut hash = Sha256::new();
        hash.update(salt);
        hash.update(address);
        ThreadKey::from_bytes(hash.finalize()[..10].try_into().unwrap())
    }
}

/// A queue that keeps what is ordered, or is out of order itself.
#[derive(Debug, Default)]
pub struct Orders {
    taken: Mutex<Vec<SimulationJob>>,
    closed: AtomicBool,
}

impl Orders {
    /// What was ordered.
    pub fn taken(&self) -> Vec<SimulationJob> {
        self.taken.lock().unwrap().clone()
    }

    /// Takes no orders, or takes them again.
    pub fn close(&self, closed: bool) {
        self.closed.store(closed, Ordering::Relaxed);
    }
}

#[async_trait]
impl JobQueue for Orders {
    async fn enqueue(&self, job: &SimulationJob) -> Result<(), PortError> {
        if self.closed.load(Ordering::Relaxed) {
            return Err(PortError::new("ordering a simulation", "closed"));
        }
        self.taken.lock().unwrap().push(job.clone());
        Ok(())
    }
}

/// The default settings for every tenant, and nothing else.
#[derive(Debug)]
pub(super) struct Defaults(pub(super) Arc<Knowledge>);

impl Default for Defaults {
    fn default() -> Self {
        Self(Arc::new(Knowledge {
            settings: Settings::default(),
            ..Knowledge::default()
        }))
    }
}

#[async_trait]
impl Directory for Defaults {
    async fn connection(&self, _: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Ok(None)
    }

    async fn settings(&self, _: &TenantId) -> Result<Arc<Settings>, PortError> {
        Ok(Arc::new(self.0.settings.clone()))
    }

    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Ok(Arc::clone(&self.0))
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Ok(vec![])
    }
}
