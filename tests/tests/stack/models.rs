//! The first story with each evaluator, and what happens when a model fails or lies.

use std::time::Duration;

use baton_tests::model::{API_KEY, Behaviour, OWN_WORDS, Rule, SIGNING_KEY, Seen};
use baton_tests::story::{Customer, Escalation, Stack, eventually};
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::story::{Cast, is_told};
use crate::support::{COMPLAINT, QUESTION, words_of};

/// A tenant with an evaluator of its own.
pub(crate) struct Shop {
    pub(crate) stack: Stack,
    pub(crate) kind: &'static str,
}

impl Shop {
    /// Each kind has a tenant of its own, so that what one story sets is in no other's way.
    pub(crate) async fn with(kind: &'static str) -> Self {
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
            _ => json!({ "kind": kind }),
        };
        let answer = shop.sets(settings).await;
        assert_eq!(answer["kind"], kind);
        shop
    }

    async fn sets(&self, mut settings: Value) -> Value {
        let sandbox = &self.stack.outputs().model_sandbox_url;
        if self.kind != "embedded" {
            // Less than a function has on the local stack, and a busy machine's pause is no failure.
            settings["timeout_ms"] = json!(6_000);
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
        eventually("the settings are set", async || {
            let now: Value = admin.gets("/v1/evaluator").await.expect(200);
            let mut settings = settings.clone();
            settings["version"] = now["version"].clone();
            let answer = admin
                .asks(Method::PUT, "/v1/evaluator", Some(&settings))
                .await;
            // Stories of one tenant run side by side.
            (answer.status != 409).then(|| answer.expect(200))
        })
        .await
    }

    pub(crate) fn customer(&self) -> Customer {
        self.stack.customer_of_model(self.kind)
    }

    pub(crate) async fn rule(&self, when: &str, does: Behaviour) {
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

    pub(crate) async fn entry(&self, customer: &Customer) -> Value {
        let admin = self.stack.model_admin(self.kind).await;
        let entry = eventually("an escalation", async || {
            let list = admin.lists("/v1/escalations?limit=100").await;
            list.into_iter()
                .find(|entry| entry["contact"]["address"] == customer.address())
        })
        .await;
        admin.opens(&Escalation(entry)).await
    }

    /// What the model was asked to answer customers, with this word in the prompt.
    pub(crate) async fn asked(&self, word: &str) -> Vec<Seen> {
        let mut seen = self.seen(word).await;
        seen.retain(|seen| seen.what == "model" && !is_for_a_colleague(seen));
        seen
    }

    /// What it was asked to tell colleagues, with this word in the prompt.
    pub(crate) async fn asked_to_tell(&self, word: &str) -> Vec<Seen> {
        let mut seen = self.seen(word).await;
        seen.retain(is_for_a_colleague);
        seen
    }

    /// The story that everything is built for, with this evaluator: who decided is kept with each
    /// of the bot's messages, and the model was asked for these and for nothing else.
    async fn tells_the_story(&self) {
        let tenant = self.stack.outputs().model_tenants[self.kind]
            .tenant_id
            .clone();
        let admin = self.stack.model_admin(self.kind).await;
        let ana = self.stack.hires(&tenant, "agent").await;
        let ben = self.stack.hires(&tenant, "agent").await;
        let customer = self.customer();
        let cast = Cast {
            agents: [&ana, &ben],
            observer: &admin,
            customer: &customer,
        };
        let history = is_told(&self.stack, &cast).await;
        let bots: Vec<&Value> = history
            .iter()
            .filter(|message| message["author"]["kind"] == "bot")
            .collect();
        assert_eq!(bots.len(), 2);
        let has_model = self.kind != "embedded";
        for message in bots {
            let text = message["text"].as_str().unwrap();
            assert!(text.contains("confirmation email"), "{text}");
            assert_eq!(text.starts_with(OWN_WORDS), has_model, "{text}");
            self.was_decided_here(&message["assessment"]);
        }

        let ended = admin
            .lists("/v1/escalations?status=resolved&sort=newest&limit=100")
            .await;
        let entry = ended
            .into_iter()
            .find(|entry| entry["contact"]["address"] == customer.address());
        let entry = admin.opens(&Escalation(entry.unwrap())).await;
        let guard = &entry["assessment"]["evaluator"];
        assert_eq!(guard, "embedded/2", "the guard calls");

        // What was written to Ana or Ben has a word of its own: no prompt had it until the bot was
        // asked again, and then one did.
        let [_, _, to_agent, _] = words_of(&history, "customer")[..] else {
            panic!("{history:?}")
        };
        let asked = self.asked(to_agent).await;
        assert_eq!(asked.len(), usize::from(has_model), "{asked:?}");
        ana.leaves().await;
        ben.leaves().await;
    }

    /// The tenant's own evaluator decided, and nothing went wrong.
    fn was_decided_here(&self, assessment: &Value) {
        let evaluator = assessment["evaluator"].as_str().unwrap_or_default();
        assert!(
            evaluator.starts_with(&format!("{}/", self.kind)),
            "{assessment}"
        );
        assert!(assessment["note"].is_null(), "{assessment}");
    }

    /// The embedded evaluator answered in the model's place; why is noted with its answer.
    async fn fell_back(&self, customer: &Customer) -> String {
        let answer = customer.reads("confirmation email").await;
        assert!(!answer.text.contains(OWN_WORDS), "{}", answer.text);
        let message = self.last_of_the_bot(customer).await;
        assert_eq!(message["text"], answer.text);
        let assessment = &message["assessment"];
        assert_eq!(assessment["evaluator"], "embedded/2", "{assessment}");
        assessment["note"].as_str().unwrap_or_default().to_owned()
    }

    async fn last_of_the_bot(&self, customer: &Customer) -> Value {
        let admin = self.stack.model_admin(self.kind).await;
        let id = eventually("a conversation", async || {
            let list = admin.lists("/v1/conversations?limit=100").await;
            list.into_iter()
                .find(|each| each["contact"]["address"] == customer.address())
                .and_then(|each| each["id"].as_str().map(str::to_owned))
        })
        .await;
        let mut history = admin.reads_history(&id).await;
        history.retain(|message| message["author"]["kind"] == "bot");
        history.pop().unwrap_or_default()
    }
}

fn is_for_a_colleague(seen: &Seen) -> bool {
    seen.what == "model" && seen.body["tools"].to_string().contains("\"brief\"")
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
        shop.was_decided_here(&shop.last_of_the_bot(&customer).await["assessment"]);
        let seen = shop.seen(&number).await;
        let keyed = |seen: &Seen| seen.what == "model" && seen.authorised;
        assert_eq!(seen.iter().any(keyed), kind == "openai_compatible");
        let tool = seen.iter().find(|seen| seen.what == "tool").unwrap();
        assert!(tool.authorised, "the signature");
        let members: Vec<&String> = tool.body.as_object().unwrap().keys().collect();
        assert_eq!(
            members,
            [
                "arguments",
                "call_id",
                "contact",
                "conversation_id",
                "tenant_id",
                "tool"
            ]
        );
        assert_eq!(tool.body["contact"]["address"], customer.address());
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
        shop.was_decided_here(&entry["assessment"]);
        assert_eq!(shop.asked(&word).await.len(), 1);
    }
}

/// What a model tells of the question, with the message that says so.
const TOLD: &str = "The customer asks where the parcel is (#1).";

#[tokio::test]
async fn a_person_reads_what_the_model_tells_of_the_conversation() {
    for kind in ["bedrock", "openai_compatible"] {
        let shop = Shop::with(kind).await;
        let word = world::word();
        let arguments = json!({
            "reason": "This needs a person.", "type": "general", "urgency": "medium",
            "summary": TOLD,
        });
        let name = "handoff".to_owned();
        shop.rule(&word, Behaviour::Calls { name, arguments }).await;
        let customer = shop.customer();
        customer.writes(&format!("{QUESTION} {word}")).await;
        let entry = shop.entry(&customer).await;
        let handoff = &entry["handoff"];
        assert_eq!(handoff["summary_source"], "model", "{handoff}");
        assert_eq!(handoff["summary"], TOLD);
    }
}

#[tokio::test]
async fn what_the_model_told_with_an_answer_is_read_when_the_guard_calls() {
    for kind in ["bedrock", "openai_compatible"] {
        let shop = Shop::with(kind).await;
        let word = world::word();
        let arguments = json!({
            "reply": "Follow your parcel with the link in the confirmation email.",
            "citations": ["p1"], "confidence": 0.9, "sentiment": "neutral", "type": "general",
            "urgency": "medium", "summary": TOLD,
        });
        let name = "answer".to_owned();
        shop.rule(&word, Behaviour::Calls { name, arguments }).await;
        let customer = shop.customer();
        customer.writes(&format!("{QUESTION} {word}")).await;
        customer.reads("confirmation email").await;
        customer.writes(COMPLAINT).await;
        let entry = shop.entry(&customer).await;
        assert_eq!(entry["assessment"]["evaluator"], "embedded/2");
        let handoff = &entry["handoff"];
        assert_eq!(handoff["summary_source"], "model", "{handoff}");
        let summary = handoff["summary"].as_str().unwrap();
        assert!(summary.starts_with(TOLD), "{summary}");
        assert_eq!(shop.asked(&word).await.len(), 1);
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
        for (does, why) in [
            (talk(), "model_bad_output"),
            (close(), "model_unknown_tool"),
            (extra(), "model_bad_output"),
            (Behaviour::TellsAll, "model_leaked"),
            (Behaviour::Fails { status: 429 }, "model_unavailable"),
        ] {
            let word = world::word();
            shop.rule(&word, does.clone()).await;
            let customer = shop.customer();
            customer.writes(&format!("{QUESTION} {word}")).await;
            let note = shop.fell_back(&customer).await;
            // The local Bedrock puts words of its own in the place of an endpoint that fails.
            let why = match (kind, &does) {
                ("bedrock", Behaviour::Fails { .. }) => "model_bad_output",
                _ => why,
            };
            assert_eq!(note, why, "{kind}: {does:?}");
            let asked = shop.asked(&word).await;
            assert!(!asked.is_empty(), "{kind}: {does:?}");
        }
    }
}

#[tokio::test]
async fn an_admin_tries_a_model_before_customers_meet_it() {
    for kind in ["bedrock", "openai_compatible"] {
        let shop = Shop::with(kind).await;
        let admin = shop.stack.model_admin(kind).await;
        let tries = async |body: Value| {
            let path = "/v1/evaluator/test";
            let came: Value = admin
                .asks(Method::POST, path, Some(&body))
                .await
                .expect(200);
            came
        };
        let came = tries(json!({})).await;
        assert_eq!(came["outcome"], "answered", "{came}");
        let reply = came["reply"].as_str().unwrap_or_default();
        assert!(reply.contains("The service is working"), "{came}");
        assert!(came["tokens"]["input"].as_u64() > Some(0), "{came}");
        let word = world::word();
        shop.rule(&word, Behaviour::Fails { status: 401 }).await;
        let came = tries(json!({ "question": format!("{QUESTION} {word}") })).await;
        assert_eq!(came["outcome"], "failed", "{came}");
        if kind == "openai_compatible" {
            let told = (came["note"].as_str(), came["detail"].as_str());
            assert_eq!(told, (Some("model_refused"), Some("401")));
        }
        let tools = shop.seen(&word).await;
        assert!(tools.iter().all(|seen| seen.what == "model"));
    }
}

#[tokio::test]
async fn a_slow_model_is_not_waited_for() {
    let shop = Shop::with("openai_compatible").await;
    let word = world::word();
    let wait_ms = 20_000;
    shop.rule(&word, Behaviour::Slow { wait_ms }).await;
    let customer = shop.customer();
    let asked = Instant::now();
    customer.writes(&format!("{QUESTION} {word}")).await;
    let note = shop.fell_back(&customer).await;
    let took = asked.elapsed();
    assert!(took < Duration::from_millis(wait_ms), "{took:?}");
    assert_eq!(note, "model_timed_out");
    assert_eq!(shop.asked(&word).await.len(), 2, "asked, and once more");
}
