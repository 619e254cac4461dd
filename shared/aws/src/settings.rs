//! Tenants' settings for those who change them, in the directory's table.
//!
//! The row `settings` holds the fields of [`Settings`] and `version`, which it lacks until somebody
//! changes it. A change sets the attributes that people may change and no other one, so that what
//! operators set stays.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use baton_app::ports::{KeptSettings, PortError, SettingsOutcome, SettingsStore};
use baton_domain::{Settings, TenantId, Version};

use crate::error::{RowError, failed, unreadable};
use crate::expression::{Values, names, number, text};
use crate::items::{Row, from_row, number_of, to_value};
use crate::keys::Key;

const VERSION: &str = "version";

const UPDATE: &str = "SET #version = :version, #texts = :texts, #greeting = :greeting, \
     #confidence_threshold = :confidence_threshold, \
     #expected_wait_minutes = :expected_wait_minutes, #bot_limit_minutes = :bot_limit_minutes, \
     #pickup_minutes = :pickup_minutes, #agent_silence_minutes = :agent_silence_minutes, \
     #phone_hold_minutes = :phone_hold_minutes, #agent_language = :agent_language, \
     #widget_attachments = :widget_attachments";

/// Tenants' settings, in the directory's table.
#[derive(Debug, Clone)]
pub struct SettingsTable {
    client: Client,
    table: String,
}

impl SettingsTable {
    /// The settings in this directory's table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }
}

/// How often the row was changed; a row that was put there by hand never was.
fn version_of(row: &Row) -> Result<Version, RowError> {
    if row.contains_key(VERSION) {
        number_of(row, VERSION).map(Version)
    } else {
        Ok(Version::default())
    }
}

/// What people may change, by the names in [`UPDATE`].
fn changed(after: &KeptSettings) -> Result<Values, RowError> {
    let settings = &after.settings;
    Ok(Values::from([
        (":version".to_owned(), number(after.version.0)),
        (":texts".to_owned(), to_value(&settings.texts)?),
        (":greeting".to_owned(), text(&settings.greeting)),
        (
            ":confidence_threshold".to_owned(),
            to_value(&settings.confidence_threshold)?,
        ),
        (
            ":expected_wait_minutes".to_owned(),
            number(settings.expected_wait_minutes.into()),
        ),
        (
            ":bot_limit_minutes".to_owned(),
            number(settings.bot_limit_minutes.into()),
        ),
        (
            ":pickup_minutes".to_owned(),
            to_value(&settings.pickup_minutes)?,
        ),
        (
            ":agent_silence_minutes".to_owned(),
            number(settings.agent_silence_minutes.into()),
        ),
        (
            ":phone_hold_minutes".to_owned(),
            number(settings.phone_hold_minutes.into()),
        ),
        (":agent_language".to_owned(), text(&settings.agent_language)),
        (
            ":widget_attachments".to_owned(),
            to_value(&settings.widget_attachments)?,
        ),
    ]))
}

#[async_trait]
impl SettingsStore for SettingsTable {
    async fn settings(&self, tenant: &TenantId) -> Result<KeptSettings, PortError> {
        const READING: &str = "reading a tenant's settings";
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(Key::settings(tenant).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(READING))?;
        let Some(row) = found.item else {
            return Ok(KeptSettings::default());
        };
        Ok(KeptSettings {
            version: version_of(&row).map_err(unreadable(READING))?,
            settings: from_row::<Settings>(row).map_err(unreadable(READING))?,
        })
    }

    async fn change(
        &self,
        tenant: &TenantId,
        after: &KeptSettings,
    ) -> Result<SettingsOutcome, PortError> {
        const CHANGING: &str = "changing a tenant's settings";
        let mut values = changed(after).map_err(unreadable(CHANGING))?;
        let before = after.version.0.saturating_sub(1);
        values.insert(":before".into(), number(before));
        let condition = if before == 0 {
            "attribute_not_exists(#version) OR #version = :before"
        } else {
            "#version = :before"
        };
        let written = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(Key::settings(tenant).attributes()))
            .update_expression(UPDATE)
            .condition_expression(condition)
            .set_expression_attribute_names(names(&[UPDATE, condition]))
            .set_expression_attribute_values(Some(values))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let Err(error) = written else {
            return Ok(SettingsOutcome::Changed);
        };
        let Some(UpdateItemError::ConditionalCheckFailedException(refused)) =
            error.as_service_error()
        else {
            return Err(failed(CHANGING)(error));
        };
        let version = refused
            .item()
            .map_or(Ok(Version::default()), version_of)
            .map_err(unreadable(CHANGING))?;
        Ok(SettingsOutcome::Stale(version))
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests {
    use baton_domain::KnowledgeBase;

    use super::*;
    use crate::in_process::Tables;
    use crate::items::to_row;

    fn tenant() -> TenantId {
        "acme".parse().unwrap()
    }

    fn after(version: u64) -> KeptSettings {
        let mut settings = Settings {
            greeting: "Good day!".into(),
            confidence_threshold: 0.6,
            agent_language: "pt-BR".into(),
            widget_attachments: true,
            monthly_free_replies: 1,
            ..Settings::default()
        };
        settings.pickup_minutes.high = 2;
        settings.texts.closing = "Bye from {agent_name}.".into();
        KeptSettings {
            version: Version(version),
            settings,
        }
    }

    async fn store() -> (Tables, SettingsTable) {
        let tables = Tables::start().await.unwrap();
        let store = SettingsTable::new(tables.client(), tables.names().directory);
        (tables, store)
    }

    #[tokio::test]
    async fn a_tenant_without_a_row_has_the_defaults_and_version_0() {
        let (tables, store) = store().await;
        let settings = store.settings(&tenant()).await.unwrap();
        assert_eq!(settings, KeptSettings::default());
        tables.requests().reset();
        let changed = store.change(&tenant(), &after(1)).await.unwrap();
        assert_eq!(changed, SettingsOutcome::Changed);
        assert_eq!(tables.requests().total(), 1);
        let kept = store.settings(&tenant()).await.unwrap();
        assert_eq!(kept.version, Version(1));
        assert_eq!(kept.settings.greeting, "Good day!");
        assert!(kept.settings.widget_attachments);
        assert_eq!(
            kept.settings.monthly_free_replies, 100,
            "nobody's to change here"
        );
        let other = "other".parse().unwrap();
        assert_eq!(store.settings(&other).await.unwrap().version, Version(0));
    }

    #[tokio::test]
    async fn what_operators_put_there_by_hand_stays() {
        let (tables, store) = store().await;
        let by_hand = Settings {
            knowledge_base: KnowledgeBase::Bedrock { id: "KB1".into() },
            widget_messages_per_minute: 3,
            widget_sessions_per_minute: 4,
            monthly_free_replies: 7,
            ..Settings::default()
        };
        let row = to_row(&Key::settings(&tenant()), &by_hand).unwrap();
        tables
            .client()
            .put_item()
            .table_name(tables.names().directory)
            .set_item(Some(row))
            .send()
            .await
            .unwrap();
        let kept = store.settings(&tenant()).await.unwrap();
        assert_eq!((kept.version, &kept.settings), (Version(0), &by_hand));
        store.change(&tenant(), &after(1)).await.unwrap();
        let kept = store.settings(&tenant()).await.unwrap();
        let expected = Settings {
            knowledge_base: by_hand.knowledge_base,
            widget_messages_per_minute: 3,
            widget_sessions_per_minute: 4,
            monthly_free_replies: 7,
            ..after(1).settings
        };
        assert_eq!(kept.settings, expected);
    }

    #[tokio::test]
    async fn of_two_who_saw_the_same_settings_one_is_told_what_they_are_now() {
        let (_tables, store) = store().await;
        let tenant = tenant();
        let (one, other) = (after(1), after(1));
        let (one, other) = tokio::join!(store.change(&tenant, &one), store.change(&tenant, &other));
        let mut outcomes = [one.unwrap(), other.unwrap()];
        outcomes.sort_by_key(|it| *it != SettingsOutcome::Changed);
        assert_eq!(
            outcomes,
            [SettingsOutcome::Changed, SettingsOutcome::Stale(Version(1))]
        );
        let never = store.change(&tenant, &after(9)).await.unwrap();
        assert_eq!(never, SettingsOutcome::Stale(Version(1)));
        let next = store.change(&tenant, &after(2)).await.unwrap();
        assert_eq!(next, SettingsOutcome::Changed);
    }
}
