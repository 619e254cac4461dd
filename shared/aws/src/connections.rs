//! Tenants' lists of their connections, in the directory's table beside their settings.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use baton_app::ports::{ConnectionEntry, ConnectionList, PortError};
use baton_domain::TenantId;

use crate::directory::{every_page, usable};
use crate::error::{failed, unreadable};
use crate::expression::{names, text};
use crate::items::to_row;
use crate::keys::{CONNECTIONS, Key};

/// Tenants' lists of their connections, in the directory's table.
#[derive(Debug, Clone)]
pub struct ConnectionTable {
    client: Client,
    table: String,
}

impl ConnectionTable {
    /// The lists in this directory's table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    /// Puts a connection on its tenant's list, in place of what stood there.
    pub async fn put(&self, tenant: &TenantId, entry: &ConnectionEntry) -> Result<(), PortError> {
        const WRITING: &str = "putting a connection on its list";
        let key = Key::connection_entry(tenant, entry.id);
        let row = to_row(&key, entry).map_err(unreadable(WRITING))?;
        self.client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(row))
            .send()
            .await
            .map_err(failed(WRITING))?;
        Ok(())
    }
}

#[async_trait]
impl ConnectionList for ConnectionTable {
    async fn connections(&self, tenant: &TenantId) -> Result<Vec<ConnectionEntry>, PortError> {
        let condition = "#pk = :pk AND begins_with(#sk, :connection)";
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression(condition)
            .set_expression_attribute_names(names(&[condition]))
            .expression_attribute_values(":pk", text(Key::tenant_partition(tenant)))
            .expression_attribute_values(":connection", text(CONNECTIONS));
        let mut entries: Vec<ConnectionEntry> = every_page("listing connections", query)
            .await?
            .into_iter()
            .filter_map(|row| usable(row, tenant, CONNECTIONS))
            .collect();
        entries.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        Ok(entries)
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests {
    use baton_domain::Channel;

    use super::*;
    use crate::in_process::Tables;
    use crate::items::Row;

    fn entry(number: u8, name: &str) -> ConnectionEntry {
        ConnectionEntry {
            id: format!("con_0000000000000000000000000{number}")
                .parse()
                .unwrap(),
            channel: Channel::Whatsapp,
            name: name.into(),
            address: Some("15550009999".into()),
            secret_name: "s".into(),
        }
    }

    #[tokio::test]
    async fn a_list_is_by_name_and_its_tenants_own_and_survives_a_spoilt_row() {
        let tables = Tables::start().await.unwrap();
        let table = ConnectionTable::new(tables.client(), tables.names().directory);
        let acme: TenantId = "acme".parse().unwrap();
        let (shop, office) = (entry(1, "Shop"), entry(2, "Office"));
        table.put(&acme, &shop).await.unwrap();
        table.put(&acme, &office).await.unwrap();
        table
            .put(&"other".parse().unwrap(), &entry(3, "Theirs"))
            .await
            .unwrap();
        let spoilt: Row = Key::connection_entry(&acme, entry(4, "").id).attributes();
        for row in [spoilt, Key::settings(&acme).attributes()] {
            tables
                .client()
                .put_item()
                .table_name(tables.names().directory)
                .set_item(Some(row))
                .send()
                .await
                .unwrap();
        }
        assert_eq!(table.connections(&acme).await.unwrap(), [office, shop]);
    }
}
