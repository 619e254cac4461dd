//! What the company sets up for its desks.

use std::sync::Arc;

use baton_app::evaluator_settings::{
    EvaluatorEdit, EvaluatorKind, EvaluatorSettings, KeptEvaluator,
};
use baton_app::ports::{
    CannedReplies, ConnectionEntry, ConnectionList, EvaluatorStore, SettingsStore,
};
use baton_aws::canned_replies::CannedReplyTable;
use baton_aws::config::{Aws, Surroundings};
use baton_aws::connections::ConnectionTable;
use baton_aws::evaluators::EvaluatorTable;
use baton_aws::settings::SettingsTable;
use baton_domain::{Channel, TenantId, Version};

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

    /// A tenant gets a language model, and desks read what is configured out of the tables.
    pub async fn gets_a_model(&mut self, tenant: &TenantId) {
        let aws = Aws::new(Surroundings::default().sdk_config_with_tls());
        let (client, names) = (self.tables.client(), self.tables.names());
        let secrets = aws.secrets_manager();
        let table = EvaluatorTable::new(client, names.directory, secrets, "baton/test/evaluators/");
        let after = KeptEvaluator {
            version: Version(1),
            settings: EvaluatorSettings {
                kind: EvaluatorKind::OpenaiCompatible,
                ..EvaluatorSettings::default()
            },
            ..KeptEvaluator::default()
        };
        let edit = EvaluatorEdit {
            version: after.version,
            by: self.lea.agent.clone(),
            at: self.desk.clock.now(),
            changed: vec![],
        };
        table.put_settings(tenant, &after, &edit).await.unwrap();
        self.desk.directory = self.real_directory();
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
