//! A company that is founded for one test.

use serde_json::{Value, json};

use super::{Agent, ConnectionOutput, Customer, Escalation, Stack, eventually};
use crate::world;

/// A tenant of its own, with a WhatsApp number and what the other tenant's bot knows.
pub struct Company {
    stack: Stack,
    /// Its name.
    pub tenant: String,
    connection: ConnectionOutput,
}

impl Stack {
    /// Founds a company whose bot has so many free replies in a month.
    pub async fn founds(&self, free_replies: u64) -> Company {
        let tenant = format!("temp-{}", world::word());
        self.configures(&tenant, free_replies).await;
        let connection = self.connects(&tenant).await;
        Company {
            stack: self.clone(),
            tenant,
            connection,
        }
    }

    /// The other tenant's settings, policy and articles as this one's.
    async fn configures(&self, tenant: &str, free_replies: u64) {
        let other = self.outputs().other_tenant.tenant_id.clone();
        self.copies(&other, tenant, free_replies).await;
        let articles = |tenant: &str| format!("{tenant}#articles");
        self.copies(&articles(&other), &articles(tenant), free_replies)
            .await;
    }

    async fn copies(&self, from: &str, to: &str, free_replies: u64) {
        let table = self.outputs().table("directory");
        let query = json!({
            "TableName": table,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": from}},
        });
        let rows = self.aws().dynamodb("Query", &query).await.expect(200);
        for row in rows["Items"].as_array().into_iter().flatten() {
            let mut row = row.clone();
            let what = row["sk"]["S"].as_str().unwrap_or_default().to_owned();
            // Tickets are counted anew, and connections are somebody's own.
            if what.starts_with("counter") || what.starts_with("connection#") {
                continue;
            }
            row["pk"] = json!({"S": to});
            if what == "settings" {
                row["monthly_free_replies"] = json!({"N": free_replies.to_string()});
            }
            self.puts("directory", &row).await;
        }
    }

    /// A WhatsApp number with the other tenant's secrets.
    async fn connects(&self, tenant: &str) -> ConnectionOutput {
        let known = self.outputs().other_tenant.whatsapp().clone();
        let key = json!({"pk": {"S": known.id}, "sk": {"S": "connection"}});
        let get = json!({"TableName": self.outputs().table("directory"), "Key": key});
        let found = self.aws().dynamodb("GetItem", &get).await.expect(200);
        let mut row = found["Item"].clone();
        let id = format!("con_0{}", world::digits(25));
        let number = world::digits(15);
        for (field, value) in [
            ("pk", id.as_str()),
            ("id", &id),
            ("tenant_id", tenant),
            ("phone_number_id", &number),
        ] {
            row[field] = json!({"S": value});
        }
        self.puts("directory", &row).await;
        let listed = json!({
            "pk": {"S": tenant}, "sk": {"S": format!("connection#{id}")}, "id": {"S": id},
            "channel": {"S": "whatsapp"}, "name": row["name"], "secret_name": row["secret_name"],
            "address": {"S": number},
        });
        self.puts("directory", &listed).await;
        let url = known.webhook_url.clone().unwrap_or_default();
        let connection = ConnectionOutput {
            webhook_url: Some(url.replace(&known.id, &id)),
            phone_number_id: Some(number),
            id,
            ..known
        };
        self.sandbox().introduces(&connection).await;
        connection
    }

    async fn puts(&self, table: &str, row: &Value) {
        let put = json!({"TableName": self.outputs().table(table), "Item": row});
        let _: Value = self.aws().dynamodb("PutItem", &put).await.expect(200);
    }
}

impl Company {
    /// Somebody with a number of their own who writes to the company.
    #[must_use]
    pub fn customer(&self) -> Customer {
        Customer::new(self.stack.clone(), self.connection.clone())
    }

    /// Hires somebody; they are offline.
    pub async fn hires(&self, role: &str) -> Agent {
        self.stack.hires(&self.tenant, role).await
    }

    /// What stands in the queue for this customer, once something does, as this agent sees it.
    pub async fn entry_for(&self, customer: &Customer, agent: &Agent) -> Escalation {
        let what = format!("an escalation of {}", customer.name());
        eventually(&what, async || {
            let list = agent.lists("/v1/escalations?limit=100").await;
            list.into_iter()
                .find(|entry| entry["contact"]["address"] == customer.address())
                .map(Escalation)
        })
        .await
    }
}
