//! The tables as data; `infra/data.yaml` describes the same ones.

use super::{EXPIRES_AT, Index, PK, SK, SOCKET_PK};

/// What the tables are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableNames {
    /// Conversations, escalations, messages, agents, notifications, tenants' accounts.
    pub conversations: String,
    /// What tenants configured, and their ticket counters.
    pub directory: String,
    /// What was carried out, and how often something happened.
    pub receipts: String,
    /// Open sockets, and permission to open one.
    pub sockets: String,
}

/// An index. All attributes are strings, and all of a row's attributes are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexDefinition {
    /// Its name.
    pub name: &'static str,
    /// Its partition key.
    pub hash: &'static str,
    /// Its sort key.
    pub range: Option<&'static str>,
}

impl IndexDefinition {
    const fn of(index: Index) -> Self {
        Self {
            name: index.name(),
            hash: index.pk(),
            range: index.sk(),
        }
    }
}

/// A table. All key attributes are strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableDefinition {
    /// Its partition key.
    pub hash: &'static str,
    /// Its sort key.
    pub range: Option<&'static str>,
    /// Its indexes.
    pub indexes: &'static [IndexDefinition],
    /// The attribute that rows expire by.
    pub ttl: Option<&'static str>,
    /// Whether its changes are streamed, with the rows before and after.
    pub streamed: bool,
}

impl TableDefinition {
    /// Conversations, escalations, messages, agents, notifications.
    pub const CONVERSATIONS: Self = Self {
        hash: PK,
        range: Some(SK),
        indexes: &[
            IndexDefinition::of(Index::ByQueue),
            IndexDefinition::of(Index::ByWait),
            IndexDefinition::of(Index::ByAssignee),
            IndexDefinition::of(Index::ByActivity),
            IndexDefinition::of(Index::ByDue),
            IndexDefinition::of(Index::ByProviderId),
        ],
        ttl: Some(EXPIRES_AT),
        streamed: true,
    };

    /// What tenants configured, and their ticket counters.
    pub const DIRECTORY: Self = Self {
        hash: PK,
        range: Some(SK),
        indexes: &[],
        ttl: Some(EXPIRES_AT),
        streamed: false,
    };

    /// What was carried out, and how often something happened.
    pub const RECEIPTS: Self = Self {
        hash: PK,
        range: Some(SK),
        indexes: &[],
        ttl: Some(EXPIRES_AT),
        streamed: false,
    };

    /// Open sockets, and permission to open one.
    pub const SOCKETS: Self = Self {
        hash: SOCKET_PK,
        range: None,
        indexes: &[Self::SOCKETS_BY_TENANT],
        ttl: Some(EXPIRES_AT),
        streamed: false,
    };

    /// A tenant's open sockets, in one query. Tickets have no `tenant_id` of their own and are
    /// therefore not in it.
    pub const SOCKETS_BY_TENANT: IndexDefinition = IndexDefinition {
        name: "by_tenant",
        hash: "tenant_id",
        range: Some(SOCKET_PK),
    };

    /// Each table with its name.
    #[must_use]
    pub fn all(names: &TableNames) -> [(&str, Self); 4] {
        [
            (&names.conversations, Self::CONVERSATIONS),
            (&names.directory, Self::DIRECTORY),
            (&names.receipts, Self::RECEIPTS),
            (&names.sockets, Self::SOCKETS),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is deployed, as text.
    const DEPLOYED: &str = include_str!("../../../../infra/data.yaml");

    fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
        let (_, rest) = text.split_once(from).expect(from);
        rest.split_once(to).map_or(rest, |(part, _)| part)
    }

    #[test]
    fn the_deployed_tables_have_these_keys_and_indexes() {
        let tables = [
            ("ConversationsTable", TableDefinition::CONVERSATIONS),
            ("DirectoryTable", TableDefinition::DIRECTORY),
            ("ReceiptsTable", TableDefinition::RECEIPTS),
            ("SocketsTable", TableDefinition::SOCKETS),
        ];
        for (name, definition) in tables {
            let table = part(DEPLOYED, &format!("\n  {name}:\n"), "\n\n");
            let keys = |text: &str, hash: &str, range: Option<&str>| {
                text.contains(&format!("{{AttributeName: {hash}, KeyType: HASH}}"))
                    && range.map_or(!text.contains("RANGE"), |range| {
                        text.contains(&format!("{{AttributeName: {range}, KeyType: RANGE}}"))
                    })
            };
            let own = part(table, "\n      KeySchema:", "GlobalSecondaryIndexes");
            assert!(keys(own, definition.hash, definition.range), "{name}");
            assert_eq!(
                table.matches("IndexName:").count(),
                definition.indexes.len(),
                "{name}"
            );
            for index in definition.indexes {
                let named = format!("IndexName: {}\n", index.name);
                let deployed = part(table, &named, "Projection");
                assert!(keys(deployed, index.hash, index.range), "{}", index.name);
            }
            let expires = "TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}";
            assert_eq!(table.contains(expires), definition.ttl.is_some(), "{name}");
            let streamed = table.contains("StreamViewType: NEW_AND_OLD_IMAGES");
            assert_eq!(streamed, definition.streamed, "{name}");
        }
    }
}
