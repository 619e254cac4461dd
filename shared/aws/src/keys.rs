//! Every key and every index of every table, and which question each of them answers.
//!
//! Parts of a key are joined with `#`, which is no part of a tenant's name, so that no tenant's key
//! can begin like another's. Times in keys are RFC 3339 in UTC with exactly three digits after the
//! second, so that their order as text is their order in time.

mod index;
mod policies;
mod setup;
mod tables;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use baton_domain::{
    AgentId, ArticleId, ConnectionId, EscalationId, NotificationId, ReceiptKey, Seq, TenantId,
    ThreadKey, Version,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

pub(crate) use policies::{POLICIES_PAST, POLICY_DRAFTS, SAMPLE_PARTS, SIMULATION_RUNS};
pub(crate) use setup::{CANNED_REPLIES, CONNECTIONS};

pub use index::{Entry, Index, rank, status_name};
pub use tables::{IndexDefinition, TableDefinition, TableNames};

/// The partition key of every table but the sockets'.
pub const PK: &str = "pk";
/// The sort key of every table but the sockets'.
pub const SK: &str = "sk";
/// The attribute that `DynamoDB` forgets rows by, in seconds since 1970.
pub const EXPIRES_AT: &str = "expires_at";
/// The partition key of the sockets' table.
pub const SOCKET_PK: &str = "connection_id";

/// The sort key that every message's begins with.
pub const MESSAGES: &str = "msg#";
/// The sort key that every ended escalation's begins with.
pub const ENDED: &str = "esc#";
/// The sort key of the policy that is live.
pub const LIVE_POLICY: &str = "policy";
/// The sort key of the settings of the tenant's evaluator.
pub const EVALUATOR: &str = "evaluator";
/// The sort key that every article's begins with, as people keep it.
pub const ARTICLES: &str = "article#";
/// The sort key that every published article's begins with, as the bot reads it.
pub const PUBLISHED: &str = "published#";
/// The sort key of what is known of all of a tenant's articles together.
pub const KNOWLEDGE: &str = "knowledge";

const HEAD: &str = "head";
/// The sort key of a conversation's live escalation.
pub const LIVE: &str = "live";
const AGENT: &str = "agent#";
const NOTIFICATION_PARTITION: &str = "ntf#";
const QUOTA: &str = "quota";
const BALANCE: &str = "balance";

/// A time as it stands in keys and in attributes that are compared.
#[must_use]
pub fn stamp(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// A text that nobody can read back, in hexadecimal digits.
#[must_use]
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// The place of a row in a table with `pk` and `sk`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The partition.
    pub pk: String,
    /// The place within it.
    pub sk: String,
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// The key as attributes.
    #[must_use]
    pub fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            (PK.to_owned(), AttributeValue::S(self.pk.clone())),
            (SK.to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }

    // The conversations' table.

    /// A thread: all rows of one contact's conversation. Read by load, `messages`.
    #[must_use]
    pub fn thread_partition(tenant: &TenantId, thread: ThreadKey) -> String {
        format!("{tenant}#cnv#{thread}")
    }

    /// A conversation. Read by load; listed through [`Index::ByActivity`] and [`Index::ByDue`].
    #[must_use]
    pub fn head(tenant: &TenantId, thread: ThreadKey) -> Self {
        Self::new(Self::thread_partition(tenant, thread), HEAD)
    }

    /// The live escalation of a conversation: one place, so there is never a second. Read by load;
    /// listed through [`Index::ByQueue`], [`Index::ByWait`] and [`Index::ByAssignee`].
    #[must_use]
    pub fn live(tenant: &TenantId, thread: ThreadKey) -> Self {
        Self::new(Self::thread_partition(tenant, thread), LIVE)
    }

    /// An ended escalation. Read by load; listed through [`Index::ByQueue`] and
    /// [`Index::ByWait`].
    #[must_use]
    pub fn ended(tenant: &TenantId, id: EscalationId) -> Self {
        Self::new(
            Self::thread_partition(tenant, id.thread()),
            format!("{ENDED}{}", id.ulid()),
        )
    }

    /// A message. Read by place and in ranges; found through [`Index::ByProviderId`].
    #[must_use]
    pub fn message(tenant: &TenantId, thread: ThreadKey, seq: Seq) -> Self {
        Self::new(
            Self::thread_partition(tenant, thread),
            Self::message_place(seq),
        )
    }

    /// The sort key of a message. Twelve digits keep the order of places.
    #[must_use]
    pub fn message_place(seq: Seq) -> String {
        format!("{MESSAGES}{:012}", seq.0)
    }

    /// What an agent says of an escalation, beside it. Read by id; listed through
    /// [`Index::ByWait`].
    #[must_use]
    pub fn mark(tenant: &TenantId, id: EscalationId) -> Self {
        Self::new(
            Self::thread_partition(tenant, id.thread()),
            format!("mark#{}", id.ulid()),
        )
    }

    /// All agents of a tenant, in one query.
    #[must_use]
    pub fn agents_partition(tenant: &TenantId) -> String {
        format!("{tenant}#agents")
    }

    /// An agent. Read by id, and updated by takes and commits.
    #[must_use]
    pub fn agent(tenant: &TenantId, id: AgentId) -> Self {
        Self::new(Self::agents_partition(tenant), format!("{AGENT}{id}"))
    }

    /// An agent's notifications, in one query; their ids sort by time.
    #[must_use]
    pub fn notifications_partition(tenant: &TenantId, agent: AgentId) -> String {
        format!("{tenant}#{NOTIFICATION_PARTITION}{agent}")
    }

    /// A notification.
    #[must_use]
    pub fn notification(tenant: &TenantId, agent: AgentId, id: NotificationId) -> Self {
        Self::new(Self::notifications_partition(tenant, agent), id.to_string())
    }

    /// What stands to a tenant's account of the bot's replies. Read by load, charged by the commit
    /// of what the bot says.
    #[must_use]
    pub fn balance(tenant: &TenantId) -> Self {
        Self::new(format!("{tenant}#{QUOTA}"), BALANCE)
    }

    // The directory's table.

    /// Settings, policy, the version of the articles, the ticket counter and the list of
    /// connections of a tenant, in one query.
    #[must_use]
    pub fn tenant_partition(tenant: &TenantId) -> String {
        tenant.to_string()
    }

    /// A tenant's settings.
    #[must_use]
    pub fn settings(tenant: &TenantId) -> Self {
        Self::new(Self::tenant_partition(tenant), "settings")
    }

    /// The policy that is live.
    #[must_use]
    pub fn live_policy(tenant: &TenantId) -> Self {
        Self::new(Self::tenant_partition(tenant), LIVE_POLICY)
    }

    /// Who decides for the tenant's bot.
    #[must_use]
    pub fn evaluator(tenant: &TenantId) -> Self {
        Self::new(Self::tenant_partition(tenant), EVALUATOR)
    }

    /// Who changed the evaluator's settings, all of them in one query.
    #[must_use]
    pub fn evaluator_edits(tenant: &TenantId) -> String {
        format!("{tenant}#evaluator")
    }

    /// One change of the evaluator's settings.
    #[must_use]
    pub fn evaluator_edit(tenant: &TenantId, version: Version) -> Self {
        Self::new(Self::evaluator_edits(tenant), format!("{:012}", version.0))
    }

    /// Who changed the settings, all of them in one query.
    #[must_use]
    pub fn settings_edits(tenant: &TenantId) -> String {
        format!("{tenant}#settings")
    }

    /// One change of the settings.
    #[must_use]
    pub fn settings_edit(tenant: &TenantId, version: Version) -> Self {
        Self::new(Self::settings_edits(tenant), format!("{:012}", version.0))
    }

    /// The version of what the bot reads, and how much there is. Moved with every change of an
    /// article, so that articles are read again only where they changed.
    #[must_use]
    pub fn knowledge(tenant: &TenantId) -> Self {
        Self::new(Self::tenant_partition(tenant), KNOWLEDGE)
    }

    /// A tenant's teams, all of them in one row: what holds for them together is one condition.
    #[must_use]
    pub fn groups(tenant: &TenantId) -> Self {
        Self::new(format!("{tenant}#groups"), "all")
    }

    /// A tenant's articles: as people keep them, and, where published, as the bot reads them.
    #[must_use]
    pub fn articles_partition(tenant: &TenantId) -> String {
        format!("{tenant}#articles")
    }

    /// An article as people keep it.
    #[must_use]
    pub fn article(tenant: &TenantId, id: ArticleId) -> Self {
        Self::new(Self::articles_partition(tenant), format!("{ARTICLES}{id}"))
    }

    /// An article as the bot reads it, with its vectors.
    #[must_use]
    pub fn published(tenant: &TenantId, id: ArticleId) -> Self {
        Self::new(Self::articles_partition(tenant), format!("{PUBLISHED}{id}"))
    }

    /// The tenant's last ticket number. Read by load, moved by the commit that opens an escalation.
    #[must_use]
    pub fn ticket_counter(tenant: &TenantId) -> Self {
        Self::new(Self::tenant_partition(tenant), "counter#ticket")
    }

    /// A connection: a key without a tenant, because it is what tells the tenant.
    #[must_use]
    pub fn connection(id: ConnectionId) -> Self {
        Self::new(id.to_string(), "connection")
    }

    /// All tenants, in one query.
    #[must_use]
    pub fn tenants_partition() -> String {
        "system".to_owned()
    }

    /// A tenant's entry in the list of all.
    #[must_use]
    pub fn tenant(tenant: &TenantId) -> Self {
        Self::new(Self::tenants_partition(), format!("tenant#{tenant}"))
    }

    // The receipts' table.

    /// What was carried out, so that it is not carried out again. The name may hold a customer's
    /// address, and is therefore only kept as a digest.
    #[must_use]
    pub fn receipt(tenant: &TenantId, receipt: &ReceiptKey) -> Self {
        Self::new(
            format!("{tenant}#receipt#{}", digest(&receipt.0)),
            "receipt",
        )
    }

    /// How often something happened in one minute, counted from 1970.
    #[must_use]
    pub fn throttle(tenant: &TenantId, name: &str, minute: i64) -> Self {
        Self::new(format!("{tenant}#throttle#{name}"), minute.to_string())
    }
}

/// The place of a row in the sockets' table, which has one key attribute.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SocketKey(String);

impl SocketKey {
    /// An open socket. Listed through the tenant's index, `by_tenant`.
    #[must_use]
    pub fn socket(connection_id: &str) -> Self {
        Self(connection_id.to_owned())
    }

    /// Permission to open a socket. Only a digest of the secret is kept.
    #[must_use]
    pub fn ticket(secret: &str) -> Self {
        Self(format!("ticket#{}", digest(secret)))
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key as attributes.
    #[must_use]
    pub fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([(SOCKET_PK.to_owned(), AttributeValue::S(self.0.clone()))])
    }
}

/// What a row of the conversations' table is, as its key tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A conversation.
    Head,
    /// A live escalation.
    Live,
    /// An ended escalation.
    Ended,
    /// A message.
    Message,
    /// An agent.
    Agent,
    /// A notification.
    Notification,
    /// A tenant's account of the bot's replies.
    Quota,
}

impl RowKind {
    /// Whose row this is and what; none where the key is not one of this page's.
    #[must_use]
    pub fn of(pk: &str, sk: &str) -> Option<(TenantId, Self)> {
        let (tenant, partition) = pk.split_once('#')?;
        let tenant = tenant.parse().ok()?;
        let kind = if partition == "agents" {
            sk.starts_with(AGENT).then_some(Self::Agent)?
        } else if partition == QUOTA {
            (sk == BALANCE).then_some(Self::Quota)?
        } else if partition.starts_with(NOTIFICATION_PARTITION) {
            Self::Notification
        } else if partition.starts_with("cnv#") {
            match sk {
                HEAD => Self::Head,
                LIVE => Self::Live,
                _ if sk.starts_with(MESSAGES) => Self::Message,
                _ if sk.starts_with(ENDED) => Self::Ended,
                _ => return None,
            }
        } else {
            return None;
        };
        Some((tenant, kind))
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::{PolicyId, SimulationId};
    use ulid::Ulid;

    use super::*;

    fn tenant() -> TenantId {
        "acme".parse().unwrap()
    }

    #[test]
    fn times_have_one_width_whatever_their_fraction() {
        for (given, expected) in [
            ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"),
            ("2026-01-02T03:04:05.6Z", "2026-01-02T03:04:05.600Z"),
            ("2026-01-02T03:04:05.678901Z", "2026-01-02T03:04:05.678Z"),
        ] {
            assert_eq!(stamp(given.parse().unwrap()), expected);
        }
    }

    #[test]
    fn every_key_begins_with_its_tenant() {
        let tenant = tenant();
        let thread = ThreadKey::from_bytes([1; 10]);
        let agent = AgentId::from_ulid(Ulid::nil());
        for key in [
            Key::head(&tenant, thread),
            Key::live(&tenant, thread),
            Key::ended(
                &tenant,
                EscalationId::in_thread(thread, Timestamp::UNIX_EPOCH),
            ),
            Key::message(&tenant, thread, Seq(7)),
            Key::agent(&tenant, agent),
            Key::notification(&tenant, agent, NotificationId::from_ulid(Ulid::nil())),
            Key::balance(&tenant),
            Key::groups(&tenant),
            Key::receipt(&tenant, &ReceiptKey("x".into())),
            Key::throttle(&tenant, "widget", 3),
            Key::article(&tenant, ArticleId::from_ulid(Ulid::nil())),
            Key::published(&tenant, ArticleId::from_ulid(Ulid::nil())),
            Key::mark(
                &tenant,
                EscalationId::in_thread(thread, Timestamp::UNIX_EPOCH),
            ),
            Key::policy_draft(&tenant, PolicyId::from_ulid(Ulid::nil())),
            Key::policy_past(&tenant, PolicyId::from_ulid(Ulid::nil())),
            Key::policy_discarded(&tenant, PolicyId::from_ulid(Ulid::nil())),
            Key::policy_change(&tenant, PolicyId::from_ulid(Ulid::nil()), Version(1)),
            Key::simulation(&tenant, SimulationId::from_ulid(Ulid::nil())),
            Key::simulation_inputs(&tenant, SimulationId::from_ulid(Ulid::nil())),
            Key::simulation_sample(&tenant, SimulationId::from_ulid(Ulid::nil()), 1),
            Key::canned_reply(&tenant, &"hello".parse().unwrap()),
            Key::canned_reply_count(&tenant),
            Key::evaluator_edit(&tenant, Version(1)),
            Key::settings_edit(&tenant, Version(1)),
        ] {
            assert!(key.pk.starts_with("acme#"), "{key:?}");
        }
        assert_eq!(Key::settings(&tenant).pk, "acme");
        let connection = ConnectionId::from_ulid(Ulid::nil());
        assert_eq!(Key::connection_entry(&tenant, connection).pk, "acme");
    }

    #[test]
    fn a_key_tells_what_its_row_is() {
        let tenant = tenant();
        let thread = ThreadKey::from_bytes([1; 10]);
        let agent = AgentId::from_ulid(Ulid::nil());
        for (key, kind) in [
            (Key::head(&tenant, thread), RowKind::Head),
            (Key::live(&tenant, thread), RowKind::Live),
            (
                Key::ended(
                    &tenant,
                    EscalationId::in_thread(thread, Timestamp::UNIX_EPOCH),
                ),
                RowKind::Ended,
            ),
            (Key::message(&tenant, thread, Seq(7)), RowKind::Message),
            (Key::agent(&tenant, agent), RowKind::Agent),
            (
                Key::notification(&tenant, agent, NotificationId::from_ulid(Ulid::nil())),
                RowKind::Notification,
            ),
            (Key::balance(&tenant), RowKind::Quota),
        ] {
            assert_eq!(RowKind::of(&key.pk, &key.sk), Some((tenant.clone(), kind)));
        }
        assert_eq!(RowKind::of("acme#cnv#x", "something"), None);
        let mark = Key::mark(
            &tenant,
            EscalationId::in_thread(thread, Timestamp::UNIX_EPOCH),
        );
        assert_eq!(
            RowKind::of(&mark.pk, &mark.sk),
            None,
            "nobody is told of marks"
        );
        assert_eq!(RowKind::of("acme", "settings"), None);
    }

    #[test]
    fn messages_sort_by_place() {
        assert!(Key::message_place(Seq(9)) < Key::message_place(Seq(10)));
        assert!(Key::message_place(Seq(999_999)) < Key::message_place(Seq(1_000_000)));
    }

    #[test]
    fn no_secret_stands_in_a_key() {
        assert!(!SocketKey::ticket("hush").as_str().contains("hush"));
        let receipt = Key::receipt(&tenant(), &ReceiptKey("message:+15550001".into()));
        assert!(!receipt.pk.contains("15550001"));
    }
}
