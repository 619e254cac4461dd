//! Tenants' settings for those who change them, in the directory's table.
//!
//! The row `settings` holds the fields of [`Settings`] and `version`, which it lacks until somebody
//! changes it. A change sets the attributes that people may change and no other one, so that what
//! operators set stays; and a row that says who did so is written with it.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use baton_app::ports::{KeptSettings, PortError, SettingsEdit, SettingsOutcome, SettingsStore};
use baton_domain::{Settings, TenantId, Version};

use crate::edits;
use crate::error::{RowError, failed, unreadable};
use crate::expression::{Change, Values, number, put, text};
use crate::items::{Row, from_row, number_of, to_row, to_value};
use crate::keys::Key;
use crate::transaction::Transaction;

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
        edit: &SettingsEdit,
    ) -> Result<SettingsOutcome, PortError> {
        const CHANGING: &str = "changing a tenant's settings";
        let built = |error| PortError::new(CHANGING, error);
        let mut values = changed(after).map_err(unreadable(CHANGING))?;
        let before = after.version.0.saturating_sub(1);
        values.insert(":before".into(), number(before));
        let condition = if before == 0 {
            "attribute_not_exists(#version) OR #version = :before"
        } else {
            "#version = :before"
        };
        let change = Change {
            key: Key::settings(tenant),
            update: UPDATE.into(),
            condition: condition.into(),
            values,
        };
        let key = Key::settings_edit(tenant, edit.version);
        let edit = to_row(&key, edit).map_err(unreadable(CHANGING))?;
        let mut transaction = Transaction::new();
        transaction.add((), change.into_part(&self.table).map_err(built)?);
        transaction.add((), put(&self.table, edit).map_err(built)?);
        let who = after.version.0;
        if transaction
            .send_behind_others(&self.client, who, CHANGING)
            .await?
        {
            return Ok(SettingsOutcome::Changed);
        }
        let now = self.settings(tenant).await?;
        Ok(SettingsOutcome::Stale(now.version))
    }

    async fn history(&self, tenant: &TenantId) -> Result<Vec<SettingsEdit>, PortError> {
        const READING: &str = "reading who changed a tenant's settings";
        let partition = Key::settings_edits(tenant);
        edits::last(&self.client, &self.table, partition, READING).await
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests {
    use baton_app::ports::SettingChange;
    use baton_domain::{AgentId, AgentRef, KnowledgeBase};
    use jiff::Timestamp;
    use ulid::Ulid;

    use super::*;
    use crate::in_process::Tables;

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

    fn edit(after: &KeptSettings) -> SettingsEdit {
        SettingsEdit {
            version: after.version,
            by: AgentRef {
                id: AgentId::from_ulid(Ulid::nil()),
                name: "Lea".into(),
            },
            at: Timestamp::UNIX_EPOCH,
            changed: SettingChange::between(&Settings::default(), &after.settings),
        }
    }

    async fn changes(store: &SettingsTable, after: &KeptSettings) -> SettingsOutcome {
        let changed = store.change(&tenant(), after, &edit(after)).await;
        changed.unwrap()
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
        assert_eq!(changes(&store, &after(1)).await, SettingsOutcome::Changed);
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
        changes(&store, &after(1)).await;
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
        let (one, other) = (after(1), after(1));
        let (one, other) = tokio::join!(changes(&store, &one), changes(&store, &other));
        let mut outcomes = [one, other];
        outcomes.sort_by_key(|it| *it != SettingsOutcome::Changed);
        assert_eq!(
            outcomes,
            [SettingsOutcome::Changed, SettingsOutcome::Stale(Version(1))]
        );
        let never = changes(&store, &after(9)).await;
        assert_eq!(never, SettingsOutcome::Stale(Version(1)));
        assert_eq!(changes(&store, &after(2)).await, SettingsOutcome::Changed);
        let history = store.history(&tenant()).await.unwrap();
        assert_eq!(history, [edit(&after(1)), edit(&after(2))], "and no other");
        let other = "other".parse().unwrap();
        assert_eq!(store.history(&other).await.unwrap(), []);
    }
}
