//! Settings of evaluators as they are kept, and who changed what.

use baton_domain::{AgentRef, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::EvaluatorSettings;

/// Who decides for a tenant's bot, and who said so.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeptEvaluator {
    /// How often it was changed; 0 where it never was.
    pub version: Version,
    /// Who changed it last.
    pub edited_by: Option<AgentRef>,
    /// When.
    pub edited_at: Option<Timestamp>,
    /// The settings.
    pub settings: EvaluatorSettings,
}

/// One change of who decides. It says what was changed and never to what: instructions are the
/// tenant's own business, and keys nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluatorEdit {
    /// The settings' version after it.
    pub version: Version,
    /// Who did it.
    pub by: AgentRef,
    /// When.
    pub at: Timestamp,
    /// The names of what was changed, as the API has them.
    pub changed: Vec<String>,
}

impl EvaluatorSettings {
    /// The names of what is other in `after`, keys apart.
    #[must_use]
    pub fn changed(&self, after: &Self) -> Vec<String> {
        let members = |settings: &Self| match serde_json::to_value(settings) {
            Ok(Value::Object(members)) => members,
            _ => serde_json::Map::default(),
        };
        let (before, after) = (members(self), members(after));
        let mut changed: Vec<String> = before
            .keys()
            .chain(after.keys())
            .filter(|name| name.as_str() != "keys" && before.get(*name) != after.get(*name))
            .cloned()
            .collect();
        changed.sort_unstable();
        changed.dedup();
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::super::{EvaluatorKind, KeptKeys};
    use super::*;

    #[test]
    fn a_change_is_known_by_its_names() {
        let before = EvaluatorSettings {
            model: Some("m".into()),
            kind: EvaluatorKind::Bedrock,
            ..EvaluatorSettings::default()
        };
        let after = EvaluatorSettings {
            url: Some("https://models.example/".into()),
            keys: Some(KeptKeys {
                version: "1".into(),
                api_key: true,
                signing_key: false,
            }),
            ..EvaluatorSettings::default()
        };
        assert_eq!(before.changed(&before), Vec::<String>::new());
        assert_eq!(before.changed(&after), ["kind", "model", "url"]);
    }
}
