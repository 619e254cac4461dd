//! Ports without a world behind them, for the tests of endpoints that customers reach.

mod website;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use baton_app::inbound::Inbound;
use baton_app::ports::{
    Clock, Connection, ConnectionSecrets, Directory, DirectoryWithSecrets, Ids, InboundQueue,
    Knowledge, PortError, Socket, Sockets, Throttle, Ticket,
};
use baton_domain::{
    Channel, ConnectionId, ConversationId, MessageId, Settings, TenantId, ThreadKey,
};
use hmac::Mac;
use jiff::Timestamp;

use crate::signature::mac;

pub use website::{WIDGET, Website};

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn outage(attempted: &str) -> PortError {
    PortError::new(attempted, "the test says so")
}

/// A clock that stands still until it is set.
#[derive(Debug, Default)]
pub struct SetClock(AtomicU64);

impl SetClock {
    /// A clock that shows this many seconds since 1970.
    #[must_use]
    pub fn at(seconds: u64) -> Self {
        Self(AtomicU64::new(seconds))
    }

    /// Moves the clock on.
    pub fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        let seconds = i64::try_from(self.0.load(Ordering::Relaxed)).unwrap_or(0);
        Timestamp::from_second(seconds).unwrap_or_default()
    }
}

/// Identifiers that count up; threads are derived as everywhere.
#[derive(Debug, Default)]
pub struct CountingIds(AtomicU64);

impl Ids for CountingIds {
    fn random(&self) -> u128 {
        u128::from(self.0.fetch_add(1, Ordering::Relaxed)) + 1
    }

    fn message(&self, at: Timestamp) -> MessageId {
        let thread = ThreadKey::from_bytes(
            self.random().to_be_bytes()[6..]
                .try_into()
                .unwrap_or_default(),
        );
        MessageId::from_ulid(ConversationId::in_thread(thread, at).ulid())
    }

    fn ulid_text(&self, at: Timestamp) -> String {
        self.message(at).ulid().to_string()
    }

    fn thread(&self, connection_salt: &[u8], address: &str) -> ThreadKey {
        let mut first = [0; 10];
        if let Some(mac) = mac(connection_salt, address.as_bytes()) {
            first.copy_from_slice(&mac.finalize().into_bytes()[..10]);
        }
        ThreadKey::from_bytes(first)
    }
}

type Known = (Arc<Connection>, Arc<ConnectionSecrets>);

/// Connections of one tenant, `acme`.
#[derive(Debug, Default)]
pub struct SetDirectory {
    connections: Mutex<BTreeMap<ConnectionId, Known>>,
    settings: Mutex<Settings>,
    is_down: AtomicBool,
}

impl SetDirectory {
    /// Adds a connection on this channel, with secrets of its own.
    pub fn add(&self, id: ConnectionId, channel: Channel, phone_number_id: Option<&str>) {
        let connection = Connection {
            id,
            tenant_id: tenant(),
            channel,
            name: "front door".into(),
            phone_number_id: phone_number_id.map(Into::into),
            account_id: None,
            secret_name: format!("baton/{id}"),
        };
        let secrets = ConnectionSecrets {
            app_secret: format!("app secret of {id}"),
            verify_token: format!("verify token of {id}"),
            access_token: String::new(),
            session_key: format!("session key of {id}"),
            identity_key: format!("identity key of {id}"),
            thread_salt: format!("salt of {id}"),
        };
        locked(&self.connections).insert(id, (Arc::new(connection), Arc::new(secrets)));
    }

    /// Tells which account a connection's number belongs to.
    pub fn belongs_to(&self, id: ConnectionId, account: &str) {
        if let Some((connection, _)) = locked(&self.connections).get_mut(&id) {
            Arc::make_mut(connection).account_id = Some(account.into());
        }
    }

    /// Changes the tenant's settings.
    pub fn set(&self, settings: Settings) {
        *locked(&self.settings) = settings;
    }

    /// Makes every further request fail.
    pub fn go_down(&self) {
        self.is_down.store(true, Ordering::Relaxed);
    }

    fn check(&self) -> Result<(), PortError> {
        if self.is_down.load(Ordering::Relaxed) {
            Err(outage("reading the directory"))
        } else {
            Ok(())
        }
    }
}

/// The tenant of [`SetDirectory`].
#[must_use]
pub fn tenant() -> TenantId {
    TenantId::try_from("acme".to_owned()).unwrap_or_else(|_| unreachable!("a valid tenant id"))
}

#[async_trait]
impl Directory for SetDirectory {
    async fn connection(&self, id: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        self.check()?;
        Ok(locked(&self.connections)
            .get(&id)
            .map(|(connection, _)| Arc::clone(connection)))
    }

    async fn settings(&self, _: &TenantId) -> Result<Arc<Settings>, PortError> {
        self.check()?;
        Ok(Arc::new(locked(&self.settings).clone()))
    }

    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Err(outage("reading articles"))
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        self.check()?;
        Ok(vec![tenant()])
    }
}

#[async_trait]
impl DirectoryWithSecrets for SetDirectory {
    async fn secrets(&self, connection: &Connection) -> Result<Arc<ConnectionSecrets>, PortError> {
        self.check()?;
        locked(&self.connections)
            .get(&connection.id)
            .map(|(_, secrets)| Arc::clone(secrets))
            .ok_or_else(|| outage("reading secrets"))
    }
}

/// A queue that keeps what it is given, request by request.
#[derive(Debug, Default)]
pub struct KeptQueue {
    requests: Mutex<Vec<Vec<Inbound>>>,
    is_down: AtomicBool,
}

impl KeptQueue {
    /// Everything that was enqueued.
    #[must_use]
    pub fn items(&self) -> Vec<Inbound> {
        locked(&self.requests).concat()
    }

    /// How often something was enqueued.
    #[must_use]
    pub fn requests(&self) -> usize {
        locked(&self.requests).len()
    }

    /// Makes every further request fail.
    pub fn go_down(&self) {
        self.is_down.store(true, Ordering::Relaxed);
    }
}

#[async_trait]
impl InboundQueue for KeptQueue {
    async fn enqueue(&self, items: &[Inbound]) -> Result<(), PortError> {
        if self.is_down.load(Ordering::Relaxed) {
            return Err(outage("sending to the inbound queue"));
        }
        locked(&self.requests).push(items.to_vec());
        Ok(())
    }
}

/// A throttle that counts in memory.
#[derive(Debug, Default)]
pub struct CountingThrottle(Mutex<BTreeMap<(TenantId, String, i64), u32>>);

#[async_trait]
impl Throttle for CountingThrottle {
    async fn admit(
        &self,
        tenant: &TenantId,
        name: &str,
        limit_per_minute: u32,
        now: Timestamp,
    ) -> Result<bool, PortError> {
        let key = (tenant.clone(), name.to_owned(), now.as_second() / 60);
        let mut counts = locked(&self.0);
        let count = counts.entry(key).or_default();
        *count += 1;
        Ok(*count <= limit_per_minute)
    }
}

/// Tickets, kept by their secret. It knows no open sockets.
#[derive(Debug, Default)]
pub struct KeptTickets(Mutex<BTreeMap<String, Ticket>>);

#[async_trait]
impl Sockets for KeptTickets {
    async fn issue(&self, secret: &str, ticket: &Ticket) -> Result<(), PortError> {
        locked(&self.0).insert(secret.to_owned(), ticket.clone());
        Ok(())
    }

    async fn redeem(&self, secret: &str, now: Timestamp) -> Result<Option<Ticket>, PortError> {
        Ok(locked(&self.0)
            .remove(secret)
            .filter(|ticket| ticket.expires_at > now))
    }

    async fn open(&self, _: &Socket) -> Result<(), PortError> {
        Err(outage("opening a socket"))
    }

    async fn socket(&self, _: &str) -> Result<Option<Socket>, PortError> {
        Ok(None)
    }

    async fn watch(&self, _: &str, _: Option<ConversationId>) -> Result<(), PortError> {
        Err(outage("watching a conversation"))
    }

    async fn close(&self, _: &str) -> Result<(), PortError> {
        Ok(())
    }

    async fn of_tenant(&self, _: &TenantId) -> Result<Vec<Socket>, PortError> {
        Ok(vec![])
    }
}
