//! Somebody who answers customers.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::{AgentLogin, Answer, Dashboard, Stack, eventually};
use crate::world;

/// An agent who is signed in.
pub struct Agent {
    pub(super) stack: Stack,
    /// Whose agent.
    pub tenant: String,
    /// The agent.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their email address.
    pub email: String,
    token: String,
    found: Mutex<BTreeMap<String, String>>,
}

/// An escalation as the API shows it.
#[derive(Debug, Clone)]
pub struct Escalation(pub Value);

impl Escalation {
    /// The escalation.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0["id"].as_str().unwrap_or_default()
    }

    /// Its conversation.
    #[must_use]
    pub fn conversation_id(&self) -> &str {
        self.0["conversation_id"].as_str().unwrap_or_default()
    }
}

/// More than any run of the tests takes.
const ROOM: u32 = 100_000;

impl Agent {
    /// Signs in, and makes room so that no test is turned away for what others left behind.
    pub(super) async fn sign_in(stack: Stack, tenant: &str, login: AgentLogin) -> Self {
        let token = token(&stack, &login).await;
        let agent = Self {
            stack,
            tenant: tenant.to_owned(),
            id: login.id,
            name: login.name,
            email: login.email,
            token,
            found: Mutex::default(),
        };
        agent.has_room_for(ROOM).await;
        agent
    }

    /// Sets how many conversations they can have in hand.
    pub async fn has_room_for(&self, conversations: u32) {
        let outputs = self.stack.outputs();
        let answer = self
            .stack
            .aws()
            .dynamodb(
                "UpdateItem",
                &json!({
                    "TableName": outputs.table("conversations"),
                    "Key": {
                        "pk": {"S": format!("{}#agents", self.tenant)},
                        "sk": {"S": format!("agent#{}", self.id)},
                    },
                    "UpdateExpression": "SET #capacity = :room",
                    "ConditionExpression": "attribute_exists(pk) AND #capacity <> :room",
                    "ExpressionAttributeNames": {"#capacity": "capacity"},
                    "ExpressionAttributeValues": {":room": {"N": conversations.to_string()}},
                }),
            )
            .await;
        let as_it_was = answer.text.contains("ConditionalCheckFailed");
        assert!(answer.status == 200 || as_it_was, "{}", answer.text);
    }

    /// The ID token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Asks the API.
    pub async fn asks(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.asks_with(method, path, body, &[]).await
    }

    /// Asks the API with more headers.
    pub async fn asks_with(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self
            .stack
            .http()
            .request(method, self.stack.url(path))
            .bearer_auth(&self.token);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        Answer::to(request).await
    }

    /// Reads something.
    pub async fn gets(&self, path: &str) -> Answer {
        self.asks(Method::GET, path, None).await
    }

    /// Asks for something to happen.
    pub async fn posts(&self, path: &str, body: &Value) -> Answer {
        self.asks(Method::POST, path, Some(body)).await
    }

    /// The items of a list.
    pub async fn lists(&self, path: &str) -> Vec<Value> {
        match self.gets(path).await.expect(200)["items"].take() {
            Value::Array(items) => items,
            _ => vec![],
        }
    }

    /// Does this to an escalation, or not.
    pub async fn tries(&self, verb: &str, escalation: &Escalation, body: &Value) -> Answer {
        let path = format!("/v1/escalations/{}/{verb}", escalation.id());
        self.posts(&path, body).await
    }

    /// Tries to take an escalation.
    pub async fn tries_to_take(&self, escalation: &Escalation) -> Answer {
        self.tries("take", escalation, &json!({})).await
    }

    /// Takes an escalation.
    pub async fn takes(&self, escalation: &Escalation) {
        let _: Value = self.tries_to_take(escalation).await.expect(200);
    }

    /// Writes to the customer; answers the message.
    pub async fn replies(&self, conversation_id: &str, text: &str) -> Value {
        let answer = self.tries_to_reply(conversation_id, text).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
        answer.json
    }

    /// Tries to write to the customer.
    pub async fn tries_to_reply(&self, conversation_id: &str, text: &str) -> Answer {
        let path = format!("/v1/conversations/{conversation_id}/messages");
        let body = json!({"client_message_id": world::word(), "text": text});
        self.posts(&path, &body).await
    }

    /// Hands the customer back to the bot.
    pub async fn returns_to_bot(&self, escalation: &Escalation) {
        let answer = self.tries("return-to-bot", escalation, &json!({})).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
    }

    /// Ends it.
    pub async fn closes(&self, escalation: &Escalation) {
        let answer = self.tries("close", escalation, &json!({})).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
    }

    /// Opens an escalation by hand.
    pub async fn escalates(&self, conversation_id: &str) -> Escalation {
        let body = json!({"conversation_id": conversation_id, "reason_text": "I take this one."});
        let answer = self.posts("/v1/escalations", &body).await;
        Escalation(answer.expect(201))
    }

    /// An escalation alone, with its handoff packet.
    pub async fn opens(&self, escalation: &Escalation) -> Value {
        let path = format!("/v1/escalations/{}", escalation.id());
        self.gets(&path).await.expect(200)
    }

    /// All messages of a conversation, oldest first.
    pub async fn reads_history(&self, conversation_id: &str) -> Vec<Value> {
        let path = format!("/v1/conversations/{conversation_id}/messages?after=0&limit=100");
        self.lists(&path).await
    }

    /// Waits for a message with these words in a conversation.
    pub async fn sees(&self, conversation_id: &str, words: &str) -> Value {
        eventually(&format!("{} to see {words:?}", self.name), async || {
            let history = self.reads_history(conversation_id).await;
            history.into_iter().find(|message| {
                message["text"]
                    .as_str()
                    .is_some_and(|text| text.contains(words))
            })
        })
        .await
    }

    /// Opens a dashboard, which hears of changes from now on.
    pub async fn dashboard(&self) -> Dashboard {
        let ticket = self.ticket().await;
        Dashboard::open(&self.stack, &self.name, &ticket).await
    }

    /// Permission to open one WebSocket.
    pub async fn ticket(&self) -> String {
        let answer = self.posts("/v1/ws-tickets", &json!({})).await;
        assert!((200..300).contains(&answer.status), "{}", answer.text);
        answer.json["ticket"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Their notifications, newest first.
    pub async fn notifications(&self) -> Vec<Value> {
        self.lists("/v1/me/notifications?limit=100").await
    }

    /// The conversation with this contact, if it is among the last active ones. Remembers it,
    /// since others may be active by now.
    pub(super) async fn finds_conversation_of(&self, address: &str) -> Option<Value> {
        let mut found = self.found.lock().await;
        if let Some(id) = found.get(address) {
            return Some(
                self.gets(&format!("/v1/conversations/{id}"))
                    .await
                    .expect(200),
            );
        }
        let list = self.lists("/v1/conversations?limit=100").await;
        let conversation = list
            .into_iter()
            .find(|conversation| conversation["contact"]["address"] == address)?;
        let id = conversation["id"].as_str().unwrap_or_default().to_owned();
        found.insert(address.to_owned(), id);
        Some(conversation)
    }
}

/// An ID token for this user.
pub(super) async fn token(stack: &Stack, login: &AgentLogin) -> String {
    let answer = stack
        .aws()
        .cognito(
            "InitiateAuth",
            &json!({
                "AuthFlow": "USER_PASSWORD_AUTH",
                "ClientId": stack.outputs().client_id,
                "AuthParameters": {"USERNAME": login.email, "PASSWORD": login.password},
            }),
        )
        .await
        .expect(200);
    let token = answer["AuthenticationResult"]["IdToken"].as_str();
    token.unwrap_or_default().to_owned()
}
