//! What the company sets up for its desks.

use std::sync::Arc;

use baton_app::ports::{CannedReplies, ConnectionEntry, ConnectionList, SettingsStore};
use baton_aws::canned_replies::CannedReplyTable;
use baton_aws::connections::ConnectionTable;
use baton_aws::settings::SettingsTable;
use baton_domain::{Channel, TenantId};

use super::Office;

impl Office {
    /// Where settings are kept.
    pub fn settings(&self) -> Arc<dyn SettingsStore> {
        let (client, names) = (self.tables.client(), self.tables.names());
        Arc::new(SettingsTable::new(client, names.directory))
    }

    /// Where canned replies are kept.
    pub fn canned_replies(&self) -> Arc<dyn CannedReplies> {
        let (client, names) = (self.tables.client(), self.tables.names());
        Arc::new(CannedReplyTable::new(client, names.directory))
    }

    fn connection_table(&self) -> ConnectionTable {
        let (client, names) = (self.tables.client(), self.tables.names());
        ConnectionTable::new(client, names.directory)
    }

    /// Tenants' lists of their connections.
    pub fn connection_list(&self) -> Arc<dyn ConnectionList> {
        Arc::new(self.connection_table())
    }

    /// A tenant gets a number, or a website, of this name.
    pub async fn connects(&self, tenant: &TenantId, channel: Channel, name: &str) -> String {
        let now = self.desk.clock.now();
        let id = format!("con_{}", self.desk.ids.ulid_text(now));
        let entry = ConnectionEntry {
            id: id.parse().unwrap(),
            channel,
            name: name.to_owned(),
            address: (channel == Channel::Whatsapp).then(|| "15550009999".to_owned()),
            secret_name: format!("baton/test/connections/{id}"),
        };
        self.connection_table().put(tenant, &entry).await.unwrap();
        id
    }
}
