//! The first story with each evaluator, and what happens when a model fails or lies.

use baton_tests::model::{API_KEY, Behaviour, Rule, SIGNING_KEY, Seen};
use baton_tests::story::{Customer, Escalation, Stack, eventually};
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{COMPLAINT, QUESTION, words_of};

/// A tenant with an evaluator of its own.
struct Shop {
    stack: Stack,
    kind: &'static str,
}

impl Shop {
    /// Each kind has a tenant of its own, so that what one story sets is in no other's way.
    async fn with(kind: &'static str) -> Self {
        let shop = Self {
            stack: Stack::attach(),
            kind,
        };
        let sandbox = &shop.stack.outputs().model_sandbox_url;
        let settings = match kind {
            "bedrock" => json!({ "kind": kind, "model": "anthropic.claude-3-haiku-20240307-v1:0" }),
            "openai_compatible" => json!({
                "kind": kind, "model": "small", "url": format!("{sandbox}/v1/chat/completions"),
                "api_key": API_KEY,
            }),
            _ => json!({}),
        };
        let answer = shop.sets(settings).await;
        assert_eq!(answer["kind"], kind);
        shop
    }

    async fn sets(&self, mut settings: Value) -> Value {
        let sandbox = &self.stack.outputs().model_sandbox_url;
        if self.kind != "embedded" {
            // Less than a function has on the local stack.
            settings["timeout_ms"] = json!(3_000);
            settings["tool_signing_key"] = json!(SIGNING_KEY);
            settings["tools"] = json!([{
                "name": "order_lookup", "description": "Finds an order by its number.",
                "url": format!("{sandbox}/tools/order_lookup"),
                "parameters": {
                    "type": "object", "required": ["order"],
                    "properties": { "order": { "type": "string", "maxLength": 20 } },
                },
            }]);
        }
        let admin = self.stack.model_admin(self.kind).await;
        let answer = admin
            .asks(Method::PUT, "/v1/evaluator", Some(&settings))
            .await;
        answer.expect(200)
    }

    fn customer(&self) -> Customer {
        self.stack.customer_of_model(self.kind)
    }

    async fn rule(&self, when: &str, does: Behaviour) {
        let url = format!("{}/_model/rules", self.stack.outputs().model_sandbox_url);
        let rule = Rule {
            when: when.to_owned(),
            does,
        };
        let answer = self
            .stack
            .http()
            .post(url)
            .json(&rule)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 204);
    }

    async fn seen(&self, word: &str) -> Vec<Seen> {
        let url = format!("{}/_model/seen", self.stack.outputs().model_sandbox_url);
        let answer = self.stack.http().get(url).send().await.unwrap();
        let all: Vec<Seen> = answer.json().await.unwrap();
        all.into_iter()
            .filter(|seen| seen.body.to_string().contains(word))
            .collect()
    }

    async fn entry(&self, customer: &Customer) -> Value {
        let admin = self.stack.model_admin(self.kind).await;
        let entry = eventually("an escalation", async || {
            let list = admin.lists("/v1/escalations?limit=100").await;
            list.into_iter()
                .find(|entry| entry["contact"]["address"] == customer.address())
        })
        .await;
        admin.opens(&Escalation(entry)).await
    }

    /// Question, answer, complaint, escalation, take, reply, and back to the bot.
    async fn tells_the_story(&self) {
        let admin = self.stack.model_admin(self.kind).await;
        let customer = self.customer();
        customer.writes(QUESTION).await;
        let answer = customer.reads_something().await;
        assert!(
            answer.text.contains("confirmation email"),
            "{}",
            answer.text
        );
        customer.writes(COMPLAINT).await;
        let entry = Escalation(self.entry(&customer).await);
        assert_eq!(entry.0["urgency"], "high");
        assert_eq!(entry.0["type"], "refund");
        assert_eq!(
            entry.0["assessment"]["evaluator"], "embedded/2",
            "the guard calls"
        );
        assert_eq!(entry.0["handoff"]["tried"][0]["question"], QUESTION);
        customer.reads_something().await;
        admin.takes(&entry).await;
        customer.reads(&admin.name).await;
        let reply = format!("I am looking into it: {}.", world::word());
        admin.replies(entry.conversation_id(), &reply).await;
        customer.reads(&reply).await;
        admin.returns_to_bot(&entry).await;
        customer.writes(QUESTION).await;
        customer.reads("confirmation email").await;
        let history = admin.reads_history(entry.conversation_id()).await;
        assert_eq!(words_of(&history, "bot").len(), 2);
    }
}

#[tokio::test]
async fn the_story_runs_with_the_embedded_evaluator() {
    Shop::with("embedded").await.tells_the_story().await;
}

#[tokio::test]
async fn the_story_runs_with_a_model_of_bedrock() {
    Shop::with("bedrock").await.tells_the_story().await;
}

#[tokio::test]
async fn the_story_runs_with_a_model_behind_chat_completions() {
    Shop::with("openai_compatible")
        .await
        .tells_the_story()
        .await;
}

#[tokio::test]
async fn a_models_question_is_put_with_its_key_and_a_tool_is_called_signed() {
    for kind in ["bedrock", "openai_compatible"] {
        let shop = Shop::with(kind).await;
        let customer = shop.customer();
        let number = world::digits(8);
        customer.writes(&format!("{QUESTION} order {number}")).await;
        let answer = customer.reads_something().await;
        assert_eq!(
            answer.text,
            format!("Your order {number} arrives on 2031-05-17.")
        );
        let seen = shop.seen(&number).await;
        let keyed = |seen: &Seen| seen.what == "model" && seen.authorised;
        assert_eq!(seen.iter().any(keyed), kind == "openai_compatible");
        let tool = seen.iter().find(|seen| seen.what == "tool").unwrap();
        assert!(tool.authorised, "the signature");
        let members: Vec<&String> = tool.body.as_object().unwrap().keys().collect();
        assert_eq!(
            members,
            ["arguments", "conversation_id", "tenant_id", "tool"]
        );
        assert_eq!(tool.body["arguments"], json!({ "order": number }));
    }
}

#[tokio::test]
async fn a_model_calls_a_person_in_its_own_words() {
    for kind in ["bedrock", "openai_compatible"] {
        let shop = Shop::with(kind).await;
        let word = world::word();
        let arguments = json!({
            "reason": format!("This needs a person: {word}."), "type": "billing", "urgency": "high",
        });
        let name = "handoff".to_owned();
        shop.rule(&word, Behaviour::Calls { name, arguments }).await;
        let customer = shop.customer();
        customer.writes(&format!("{QUESTION} {word}")).await;
        let entry = shop.entry(&customer).await;
        assert_eq!(entry["reason"], "bot_tool");
        assert_eq!(
            entry["reason_text"],
            format!("This needs a person: {word}.")
        );
        assert_eq!(entry["urgency"], "high");
        let evaluator = entry["assessment"]["evaluator"].as_str().unwrap();
        assert!(evaluator.starts_with(kind), "{evaluator}");
    }
}

#[tokio::test]
async fn whatever_a_model_does_the_customer_is_answered() {
    let close = || Behaviour::Calls {
        name: "close_conversation".into(),
        arguments: json!({}),
    };
    let extra = || Behaviour::Calls {
        name: "answer".into(),
        arguments: json!({ "reply": "Closed.", "tenant_id": "other", "close": true }),
    };
    let talk = || Behaviour::Says {
        text: "I have closed it.".into(),
    };
    for kind in ["bedrock", "openai_compatible"] {
        let shop = Shop::with(kind).await;
        for does in [
            talk(),
            close(),
            extra(),
            Behaviour::TellsAll,
            Behaviour::Fails { status: 429 },
        ] {
            let word = world::word();
            shop.rule(&word, does.clone()).await;
            let customer = shop.customer();
            customer.writes(&format!("{QUESTION} {word}")).await;
            let answer = customer.reads_something().await;
            assert!(
                answer.text.contains("confirmation email"),
                "{does:?}: {}",
                answer.text
            );
        }
    }
}

#[tokio::test]
async fn a_slow_model_is_not_waited_for() {
    let shop = Shop::with("openai_compatible").await;
    let word = world::word();
    shop.rule(&word, Behaviour::Slow { wait_ms: 20_000 }).await;
    let customer = shop.customer();
    customer.writes(&format!("{QUESTION} {word}")).await;
    let answer = customer.reads_something().await;
    assert!(
        answer.text.contains("confirmation email"),
        "{}",
        answer.text
    );
}
