//! Who decides for tenants' bots, kept in memory.

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_app::evaluator_settings::{EvaluatorEdit, KeptEvaluator};
use baton_app::ports::{EvaluatorKeys, EvaluatorStore, PortError, SettingsOutcome};
use baton_domain::TenantId;

/// Settings and keys of evaluators, in memory.
#[derive(Debug, Default)]
pub struct Shelf {
    settings: Mutex<HashMap<TenantId, (KeptEvaluator, Vec<EvaluatorEdit>)>>,
    keys: Mutex<HashMap<(TenantId, String), EvaluatorKeys>>,
}

impl Shelf {
    /// The keys that a tenant's settings name.
    pub fn keys_of(&self, tenant: &TenantId) -> Option<EvaluatorKeys> {
        let settings = self.settings.lock().unwrap();
        let named = settings.get(tenant)?.0.settings.keys.clone()?;
        let place = (tenant.clone(), named.version);
        self.keys.lock().unwrap().get(&place).cloned()
    }

    /// How often any keys were kept.
    pub fn versions_of_keys(&self) -> usize {
        self.keys.lock().unwrap().len()
    }
}

#[async_trait]
impl EvaluatorStore for Shelf {
    async fn settings(&self, tenant: &TenantId) -> Result<KeptEvaluator, PortError> {
        let all = self.settings.lock().unwrap();
        Ok(all.get(tenant).cloned().unwrap_or_default().0)
    }

    async fn put_settings(
        &self,
        tenant: &TenantId,
        after: &KeptEvaluator,
        edit: &EvaluatorEdit,
    ) -> Result<SettingsOutcome, PortError> {
        let mut all = self.settings.lock().unwrap();
        let (kept, edits) = all.entry(tenant.clone()).or_default();
        if kept.version.next() != after.version {
            return Ok(SettingsOutcome::Stale(kept.version));
        }
        *kept = after.clone();
        edits.push(edit.clone());
        Ok(SettingsOutcome::Changed)
    }

    async fn history(&self, tenant: &TenantId) -> Result<Vec<EvaluatorEdit>, PortError> {
        let all = self.settings.lock().unwrap();
        Ok(all.get(tenant).cloned().unwrap_or_default().1)
    }

    async fn keys(
        &self,
        tenant: &TenantId,
        version: &str,
    ) -> Result<Option<EvaluatorKeys>, PortError> {
        let place = (tenant.clone(), version.to_owned());
        Ok(self.keys.lock().unwrap().get(&place).cloned())
    }

    async fn put_keys(
        &self,
        tenant: &TenantId,
        version: &str,
        keys: &EvaluatorKeys,
    ) -> Result<(), PortError> {
        let place = (tenant.clone(), version.to_owned());
        self.keys.lock().unwrap().insert(place, keys.clone());
        Ok(())
    }
}
