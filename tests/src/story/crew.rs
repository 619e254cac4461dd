//! Agents who are hired for one test.

use serde_json::{Value, json};

use super::{Agent, AgentLogin, Stack};
use crate::world;

const PASSWORD: &str = "Only-for-tests-1";

impl Stack {
    /// Hires an agent for this tenant. They are offline and get no letters, so that nobody else's
    /// test hears of them; [`Agent::leaves`] ends it.
    pub async fn hires(&self, tenant: &str, role: &str) -> Agent {
        let email = format!("{}@example.com", world::word());
        let name = format!("Temp {}", world::word());
        let sub = self.registers(tenant, Some(role), &email, &name).await;
        let id = agent_id(&sub);
        self.lists_agent(tenant, role, &id, &email, &name).await;
        let login = AgentLogin {
            id,
            name,
            email,
            password: PASSWORD.into(),
            role: role.to_owned(),
        };
        Agent::sign_in(self.clone(), tenant, login).await
    }

    /// Somebody who may sign in for this tenant and whom it does not know.
    pub async fn stranger(&self, tenant: &str) -> Agent {
        let email = format!("{}@example.com", world::word());
        let name = format!("Stranger {}", world::word());
        self.unlisted(tenant, Some("admin"), email, name).await
    }

    /// Somebody of the tenant's who is in no group.
    pub async fn without_role(&self) -> Agent {
        let email = format!("{}@example.com", world::word());
        let name = format!("Nobody {}", world::word());
        let tenant = self.outputs().tenant_id.clone();
        self.unlisted(&tenant, None, email, name).await
    }

    async fn unlisted(
        &self,
        tenant: &str,
        role: Option<&str>,
        email: String,
        name: String,
    ) -> Agent {
        let sub = self.registers(tenant, role, &email, &name).await;
        let login = AgentLogin {
            id: agent_id(&sub),
            name,
            email,
            password: PASSWORD.into(),
            role: role.unwrap_or_default().to_owned(),
        };
        Agent::sign_in(self.clone(), tenant, login).await
    }

    /// A user of the pool; answers their subject.
    async fn registers(&self, tenant: &str, role: Option<&str>, email: &str, name: &str) -> String {
        let pool = &self.outputs().user_pool_id;
        let aws = self.aws();
        let attribute = |name: &str, value: &str| json!({"Name": name, "Value": value});
        let created = aws
            .cognito(
                "AdminCreateUser",
                &json!({
                    "UserPoolId": pool, "Username": email, "MessageAction": "SUPPRESS",
                    "UserAttributes": [
                        attribute("email", email), attribute("email_verified", "true"),
                        attribute("name", name), attribute("custom:tenant", tenant),
                    ],
                }),
            )
            .await
            .expect(200);
        let person = json!({
            "UserPoolId": pool, "Username": email, "Password": PASSWORD, "Permanent": true,
            "GroupName": role,
        });
        let _: Value = aws
            .cognito("AdminSetUserPassword", &person)
            .await
            .expect(200);
        if role.is_some() {
            let _: Value = aws
                .cognito("AdminAddUserToGroup", &person)
                .await
                .expect(200);
        }
        let attributes = created["User"]["Attributes"].as_array();
        attributes
            .and_then(|all| all.iter().find(|one| one["Name"] == "sub"))
            .and_then(|sub| sub["Value"].as_str())
            .unwrap_or_default()
            .to_owned()
    }

    /// A row among the tenant's agents, in the shape of one that is there.
    async fn lists_agent(&self, tenant: &str, role: &str, id: &str, email: &str, name: &str) {
        let table = self.outputs().table("conversations");
        let rows = self
            .aws()
            .dynamodb(
                "Query",
                &json!({
                    "TableName": table, "Limit": 1,
                    "KeyConditionExpression": "pk = :pk",
                    "ExpressionAttributeValues": {
                        ":pk": {"S": format!("{}#agents", self.outputs().tenant_id)},
                    },
                }),
            )
            .await
            .expect(200);
        let mut row = rows["Items"][0].clone();
        for (field, value) in [
            ("pk", format!("{tenant}#agents")),
            ("sk", format!("agent#{id}")),
            ("id", id.to_owned()),
            ("email", email.to_owned()),
            ("name", name.to_owned()),
            ("role", role.to_owned()),
            ("presence", "offline".to_owned()),
        ] {
            row[field] = json!({"S": value});
        }
        row["group_ids"] = json!({"L": []});
        row["active"] = json!({"N": "0"});
        row["capacity"] = json!({"N": "5"});
        row["email_notifications"] = json!({"BOOL": false});
        let put = json!({"TableName": table, "Item": row});
        let _: Value = self.aws().dynamodb("PutItem", &put).await.expect(200);
    }
}

impl Agent {
    /// Takes a hired agent off the list.
    pub async fn leaves(&self) {
        let delete = json!({
            "TableName": self.stack.outputs().table("conversations"),
            "Key": {
                "pk": {"S": format!("{}#agents", self.tenant)},
                "sk": {"S": format!("agent#{}", self.id)},
            },
        });
        let answer = self.stack.aws().dynamodb("DeleteItem", &delete).await;
        let _: Value = answer.expect(200);
    }
}

/// The agent with this subject: its 128 bits in the letters of a ULID.
fn agent_id(sub: &str) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hex: String = sub.chars().filter(|c| *c != '-').collect();
    let number = u128::from_str_radix(&hex, 16).unwrap_or_default();
    let letters = (0..26).rev().map(|place| {
        let bits = usize::try_from((number >> (place * 5)) & 31).unwrap_or_default();
        LETTERS[bits] as char
    });
    format!("agt_{}", letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_subject_becomes_an_agents_id() {
        assert_eq!(
            super::agent_id("01563e3a-b5d3-d676-4c61-efb99302bd5b"),
            "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV"
        );
        assert_eq!(
            super::agent_id("ffffffff-ffff-ffff-ffff-ffffffffffff"),
            "agt_7ZZZZZZZZZZZZZZZZZZZZZZZZZ"
        );
    }
}
