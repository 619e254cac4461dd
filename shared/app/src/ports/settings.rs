//! What tenants set for themselves, for those who look at it and change it.

use std::collections::BTreeMap;

use async_trait::async_trait;
use baton_domain::{AgentRef, Settings, TenantId, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::PortError;

/// A tenant's settings as they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeptSettings {
    /// How often they were changed; 0 where they never were.
    pub version: Version,
    /// The settings.
    pub settings: Settings,
}

/// One change of a tenant's settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SettingsEdit {
    /// The settings' version after it.
    pub version: Version,
    /// Who did it.
    pub by: AgentRef,
    /// When.
    pub at: Timestamp,
    /// What is other than it was.
    pub changed: Vec<SettingChange>,
}

/// A setting that was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SettingChange {
    /// Which, as in `pickup_minutes.high`.
    pub setting: String,
    /// What it was.
    pub from: Value,
    /// What it is.
    pub to: Value,
}

impl SettingChange {
    /// What people changed between these settings; what operators set is none of theirs.
    #[must_use]
    pub fn between(before: &Settings, after: &Settings) -> Vec<Self> {
        let after = Settings {
            knowledge_base: before.knowledge_base.clone(),
            widget_messages_per_minute: before.widget_messages_per_minute,
            widget_sessions_per_minute: before.widget_sessions_per_minute,
            monthly_free_replies: before.monthly_free_replies,
            ..after.clone()
        };
        let (before, after) = (fields(before), fields(&after));
        let changed = after.into_iter().filter_map(|(setting, to)| {
            let from = before.get(&setting).cloned().unwrap_or_default();
            (from != to).then_some(Self { setting, from, to })
        });
        changed.collect()
    }
}

/// All settings by their places, as problems name them.
fn fields(settings: &Settings) -> BTreeMap<String, Value> {
    let mut fields = BTreeMap::new();
    let Ok(Value::Object(members)) = serde_json::to_value(settings) else {
        return fields;
    };
    for (name, value) in members {
        match value {
            Value::Object(parts) => {
                let placed = |(part, value)| (format!("{name}.{part}"), value);
                fields.extend(parts.into_iter().map(placed));
            }
            value => {
                fields.insert(name, value);
            }
        }
    }
    fields
}

/// What came of changing settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsOutcome {
    /// They are as they were sent.
    Changed,
    /// Somebody changed them in between: they have this version.
    Stale(Version),
}

/// Where settings are kept. Nothing is kept in memory.
#[async_trait]
pub trait SettingsStore: Send + Sync {
    /// A tenant's settings; the defaults where none were ever made.
    async fn settings(&self, tenant: &TenantId) -> Result<KeptSettings, PortError>;

    /// Changes settings that have the version before this one. The knowledge base, the widget's
    /// limit and the month's free replies stay as they are, whatever stands here. Who did so is kept
    /// with it, all or nothing.
    async fn change(
        &self,
        tenant: &TenantId,
        after: &KeptSettings,
        edit: &SettingsEdit,
    ) -> Result<SettingsOutcome, PortError>;

    /// Who changed what, oldest first; of many changes the last, a hundred at most.
    async fn history(&self, tenant: &TenantId) -> Result<Vec<SettingsEdit>, PortError>;
}

#[cfg(test)]
mod tests {
    use baton_domain::KnowledgeBase;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_change_tells_what_people_set_and_nothing_of_the_operators() {
        let before = Settings {
            monthly_free_replies: 7,
            knowledge_base: KnowledgeBase::Bedrock { id: "KB1".into() },
            ..Settings::default()
        };
        let mut after = Settings {
            confidence_threshold: 0.2,
            ..Settings::default()
        };
        after.texts.closing = "Bye.".into();
        let changed = SettingChange::between(&before, &after);
        let changed: Vec<_> = changed
            .iter()
            .map(|it| (it.setting.as_str(), &it.to))
            .collect();
        assert_eq!(
            changed,
            [
                ("confidence_threshold", &json!(0.2)),
                ("texts.closing", &json!("Bye."))
            ]
        );
        assert_eq!(SettingChange::between(&before, &before), []);
    }
}
