//! Who answers customers, in the conversations' table.
//!
//! An agent's row holds the fields of [`Agent`] under their own names (`id`, `name`, `email`,
//! `role`, `capacity`, `active`, `presence`, `email_notifications`, `group_ids`, `version`) beside `pk`
//! `{tenant}#agents` and `sk` `agent#{id}`. Seeding puts it whole; takes and commits move `active`
//! and `version`, and this adapter moves the rest of them and `version`.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use baton_app::ports::{Agent, AgentChange, Agents, PortError};
use baton_domain::routing::Presence;
use baton_domain::{AgentId, TenantId};

use crate::error::{failed, unreadable};
use crate::expression::{names, number, values};
use crate::items::to_value;
use crate::keys::{Key, PK, SK};

const CHANGING: &str = "changing an agent";

/// Who answers customers, in the conversations' table.
#[derive(Debug, Clone)]
pub struct AgentStore {
    client: Client,
    table: String,
}

impl AgentStore {
    /// The agents in this conversations' table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    /// Writes an agent whole, as seeding does.
    pub async fn put(&self, tenant: &TenantId, agent: &Agent) -> Result<(), PortError> {
        let mut item: std::collections::HashMap<_, _> = serde_dynamo::to_item(agent)
            .map_err(|error| PortError::new("writing an agent", error))?;
        item.extend(Key::agent(tenant, agent.id).attributes());
        self.client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .send()
            .await
            .map_err(failed("writing an agent"))?;
        Ok(())
    }

    /// Sets these fields of an agent who is there; the rest stays as it is.
    async fn update(
        &self,
        tenant: &TenantId,
        id: AgentId,
        fields: Vec<(&str, AttributeValue)>,
    ) -> Result<Option<Agent>, PortError> {
        let update = fields.iter().fold(
            "SET #version = #version + :one".to_owned(),
            |update, (name, _)| format!("{update}, #{name} = :{name}"),
        );
        let condition = "attribute_exists(#pk)";
        let mut given = values([(":one", number(1))]);
        given.extend(
            fields
                .into_iter()
                .map(|(name, value)| (format!(":{name}"), value)),
        );
        let updated = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(Key::agent(tenant, id).attributes()))
            .set_expression_attribute_names(names(&[&update, condition]))
            .set_expression_attribute_values(Some(given))
            .update_expression(update)
            .condition_expression(condition)
            .return_values(ReturnValue::AllNew)
            .send()
            .await;
        match updated {
            Ok(updated) => updated
                .attributes
                .map(serde_dynamo::from_item)
                .transpose()
                .map_err(unreadable("reading an agent")),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(None)
            }
            Err(error) => Err(failed(CHANGING)(error)),
        }
    }
}

#[async_trait]
impl Agents for AgentStore {
    async fn agent(&self, tenant: &TenantId, id: AgentId) -> Result<Option<Agent>, PortError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(Key::agent(tenant, id).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed("reading an agent"))?;
        found
            .item
            .map(serde_dynamo::from_item)
            .transpose()
            .map_err(unreadable("reading an agent"))
    }

    async fn agents(&self, tenant: &TenantId) -> Result<Vec<Agent>, PortError> {
        let mut agents = vec![];
        let mut start = None;
        loop {
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :agent)")
                .expression_attribute_names("#pk", PK)
                .expression_attribute_names("#sk", SK)
                .expression_attribute_values(
                    ":pk",
                    AttributeValue::S(Key::agents_partition(tenant)),
                )
                .expression_attribute_values(":agent", AttributeValue::S("agent#".into()))
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(failed("listing a tenant's agents"))?;
            for item in page.items.unwrap_or_default() {
                agents.push(serde_dynamo::from_item(item).map_err(unreadable("reading an agent"))?);
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(agents);
            }
        }
    }

    async fn set_presence(
        &self,
        tenant: &TenantId,
        id: AgentId,
        presence: Presence,
    ) -> Result<Option<Agent>, PortError> {
        let presence = to_value(&presence).map_err(unreadable(CHANGING))?;
        self.update(tenant, id, vec![("presence", presence)]).await
    }

    async fn change(
        &self,
        tenant: &TenantId,
        id: AgentId,
        change: &AgentChange,
    ) -> Result<Option<Agent>, PortError> {
        let mut fields = vec![];
        if let Some(capacity) = change.capacity {
            fields.push(("capacity", number(capacity.into())));
        }
        if let Some(group_ids) = &change.group_ids {
            let group_ids = to_value(group_ids).map_err(unreadable(CHANGING))?;
            fields.push(("group_ids", group_ids));
        }
        if let Some(email_notifications) = change.email_notifications {
            let value = AttributeValue::Bool(email_notifications);
            fields.push(("email_notifications", value));
        }
        self.update(tenant, id, fields).await
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests {
    use baton_domain::{GroupId, Role, Version};
    use ulid::Ulid;

    use super::*;
    use crate::in_process::Tables;

    fn agent(n: u64) -> Agent {
        Agent {
            id: AgentId::from_ulid(Ulid::from_parts(n, 7)),
            name: format!("Agent {n}"),
            email: format!("{n}@desk.test"),
            role: Role::Lead,
            capacity: 4,
            active: 1,
            presence: Presence::Offline,
            email_notifications: true,
            group_ids: vec![],
            version: Version(3),
        }
    }

    async fn store() -> AgentStore {
        let tables = Tables::start().await.unwrap();
        AgentStore::new(tables.client(), tables.names().conversations)
    }

    #[tokio::test]
    async fn agents_are_read_as_they_were_written_and_by_their_own_tenant_only() {
        let store = store().await;
        let (acme, other) = ("acme".parse().unwrap(), "acme2".parse().unwrap());
        store.put(&acme, &agent(1)).await.unwrap();
        store.put(&acme, &agent(2)).await.unwrap();
        store.put(&other, &agent(3)).await.unwrap();

        assert_eq!(
            store.agent(&acme, agent(1).id).await.unwrap(),
            Some(agent(1))
        );
        assert_eq!(store.agent(&acme, agent(3).id).await.unwrap(), None);
        assert_eq!(store.agents(&acme).await.unwrap(), [agent(1), agent(2)]);
        assert_eq!(store.agents(&other).await.unwrap(), [agent(3)]);
    }

    #[tokio::test]
    async fn presence_is_a_new_version_and_leaves_the_rest_alone() {
        let store = store().await;
        let acme = "acme".parse().unwrap();
        store.put(&acme, &agent(1)).await.unwrap();
        let expected = Agent {
            presence: Presence::Online,
            version: Version(4),
            ..agent(1)
        };
        let answered = store
            .set_presence(&acme, agent(1).id, Presence::Online)
            .await
            .unwrap();
        assert_eq!(answered, Some(expected.clone()));
        assert_eq!(
            store.agent(&acme, agent(1).id).await.unwrap(),
            Some(expected)
        );
    }

    #[tokio::test]
    async fn a_change_sets_what_it_names_and_is_a_new_version() {
        let store = store().await;
        let acme = "acme".parse().unwrap();
        store.put(&acme, &agent(1)).await.unwrap();
        let group: GroupId = "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap();
        let (capacity, groups) = (Some(9), Some(vec![group]));
        let change = AgentChange {
            capacity,
            group_ids: groups,
            email_notifications: Some(false),
        };
        let expected = Agent {
            capacity: 9,
            group_ids: vec![group],
            email_notifications: false,
            version: Version(4),
            ..agent(1)
        };
        let changed = store.change(&acme, agent(1).id, &change).await.unwrap();
        assert_eq!(changed, Some(expected.clone()));

        let alone = AgentChange {
            group_ids: Some(vec![]),
            ..AgentChange::default()
        };
        let changed = store.change(&acme, agent(1).id, &alone).await.unwrap();
        let expected = Agent {
            group_ids: vec![],
            version: Version(5),
            ..expected
        };
        assert_eq!(changed, Some(expected));
        let nobody = store.change(&acme, agent(2).id, &change).await.unwrap();
        assert_eq!(nobody, None);
        assert_eq!(store.agents(&acme).await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn the_presence_of_nobody_makes_nobody() {
        let store = store().await;
        let acme = "acme".parse().unwrap();
        let answered = store
            .set_presence(&acme, agent(1).id, Presence::Online)
            .await
            .unwrap();
        assert_eq!(answered, None);
        assert_eq!(store.agents(&acme).await.unwrap(), []);
    }
}
