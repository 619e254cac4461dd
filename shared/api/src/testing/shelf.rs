//! Who decides for tenants' bots, kept in memory.

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::ports::{EvaluatorKeys, EvaluatorStore, PortError};
use baton_domain::TenantId;

/// Settings and keys of evaluators, in memory.
#[derive(Debug, Default)]
pub struct Shelf {
    settings: Mutex<HashMap<TenantId, EvaluatorSettings>>,
    keys: Mutex<HashMap<TenantId, EvaluatorKeys>>,
}

impl Shelf {
    /// The keys of a tenant.
    pub fn keys_of(&self, tenant: &TenantId) -> Option<EvaluatorKeys> {
        self.keys.lock().unwrap().get(tenant).cloned()
    }
}

#[async_trait]
impl EvaluatorStore for Shelf {
    async fn settings(&self, tenant: &TenantId) -> Result<EvaluatorSettings, PortError> {
        let settings = self.settings.lock().unwrap();
        Ok(settings.get(tenant).cloned().unwrap_or_default())
    }

    async fn put_settings(
        &self,
        tenant: &TenantId,
        settings: &EvaluatorSettings,
    ) -> Result<(), PortError> {
        let mut all = self.settings.lock().unwrap();
        all.insert(tenant.clone(), settings.clone());
        Ok(())
    }

    async fn current_keys(&self, tenant: &TenantId) -> Result<Option<EvaluatorKeys>, PortError> {
        Ok(self.keys_of(tenant))
    }

    async fn put_keys(&self, tenant: &TenantId, keys: &EvaluatorKeys) -> Result<(), PortError> {
        self.keys
            .lock()
            .unwrap()
            .insert(tenant.clone(), keys.clone());
        Ok(())
    }
}
