use std::sync::Arc;

use baton_api::testing::{Ask, Colleague, Office, Reply, refuses_strangers};
use serde_json::{Value, json};

use super::{Deps, handle};

const ROUTE: &str = "/v1/settings";

async fn put(office: &Office, ask: Ask) -> Reply {
    handle(&deps(office), ask.request()).await.into()
}

fn deps(office: &Office) -> Deps {
    Deps {
        store: office.settings(),
        clock: Arc::clone(&office.desk.clock),
    }
}

fn settings(version: u64) -> Value {
    json!({
        "version": version,
        "texts": {
            "connecting": "Somebody is coming in about {wait_minutes} minutes.",
            "now_speaking_with": "{agent_name} is here.",
            "closing": "Bye.",
            "quota_exhausted": "Somebody is coming.",
        },
        "greeting": "Good day!",
        "confidence_threshold": 0.5,
        "expected_wait_minutes": 3,
        "bot_limit_minutes": 2,
        "pickup_minutes": { "high": 5, "medium": 15, "low": 60 },
        "agent_silence_minutes": 15,
        "phone_hold_minutes": 240,
        "agent_language": "pt-BR",
        "widget_attachments": true,
    })
}

fn sets(colleague: &Colleague, body: Value) -> Ask {
    colleague.asks("PUT", ROUTE).saying(body)
}

#[tokio::test]
async fn what_a_lead_sets_is_what_the_bot_says_from_then_on() {
    let office = Office::open().await;
    let before = office.real_directory();
    let (answer, requests) = office
        .requests_of(put(&office, sets(&office.lea, settings(0))))
        .await;
    let shown = answer.ok(200);
    assert_eq!(
        requests, 2,
        "what they were, and what they are with who said so"
    );
    assert_eq!(shown["version"], 1);
    assert_eq!(shown["variables"]["closing"], json!(["agent_name"]));
    let mut sent = settings(1);
    sent["variables"] = shown["variables"].clone();
    assert_eq!(shown, sent, "it is shown as it was sent");

    let knowledge = before.knowledge(&office.lea.tenant).await.unwrap();
    assert_eq!(
        knowledge.settings.texts.connecting(3),
        "Somebody is coming in about 3 minutes."
    );
    assert_eq!(knowledge.settings.monthly_free_replies, 100);

    // Whoever read it before believes it for a minute.
    let mut next = settings(1);
    next["greeting"] = json!("Good evening!");
    put(&office, sets(&office.lea, next)).await.ok(200);
    let greeting = async || {
        let knowledge = before.knowledge(&office.lea.tenant).await.unwrap();
        knowledge.settings.greeting.clone()
    };
    office.seconds_pass(59);
    assert_eq!(greeting().await, "Good day!");
    office.seconds_pass(1);
    assert_eq!(greeting().await, "Good evening!");
}

#[tokio::test]
async fn of_two_who_saw_the_same_settings_one_is_told() {
    let office = Office::open().await;
    let ask = sets(&office.lea, settings(0));
    let (one, other) = tokio::join!(put(&office, ask.clone()), put(&office, ask));
    let (won, lost) = if one.status == 200 {
        (one, other)
    } else {
        (other, one)
    };
    won.ok(200);
    assert_eq!(lost.problem(409, "stale-version")["version"], 1);
    put(&office, sets(&office.lea, settings(7)))
        .await
        .problem(409, "stale-version");
    put(&office, sets(&office.lea, settings(1))).await.ok(200);
}

#[tokio::test]
async fn every_field_that_cannot_be_is_named_and_nothing_is_kept() {
    let office = Office::open().await;
    let mut wrong = settings(0);
    wrong["texts"]["connecting"] = json!("Hush {password}");
    wrong["texts"]["closing"] = json!(" ");
    wrong["confidence_threshold"] = json!(1.5);
    wrong["pickup_minutes"]["low"] = json!(1_441);
    wrong["agent_language"] = json!("Klingon");
    let problem = put(&office, sets(&office.lea, wrong)).await.refuses(&[
        ("texts.connecting", "unknown_variable"),
        ("texts.closing", "missing"),
        ("confidence_threshold", "out_of_range"),
        ("pickup_minutes.low", "out_of_range"),
        ("agent_language", "not_a_language"),
    ]);
    assert_eq!(problem["errors"][0]["options"], json!(["wait_minutes"]));
    assert_eq!(problem["errors"][3]["at_most"], 1_440);
    assert!(!problem.to_string().contains("password"), "{problem}");
    assert!(problem.to_string().contains("{wait_minutes}"), "{problem}");
    let kept = office.settings().settings(&office.lea.tenant).await;
    assert_eq!(kept.unwrap().version.0, 0);
}

#[tokio::test]
async fn summaries_are_in_a_language_that_there_are_summaries_in() {
    let office = Office::open().await;
    for tag in ["ja", "ar-EG"] {
        let mut wrong = settings(0);
        wrong["agent_language"] = json!(tag);
        let refused = put(&office, sets(&office.lea, wrong)).await;
        let problem = refused.refuses(&[("agent_language", "not_one_of")]);
        assert_eq!(
            problem["errors"][0]["options"],
            json!(["en", "de", "es", "fr", "it", "nl", "pt"])
        );
    }
    for (version, tag) in (0..).zip(["de-AT", "PT", "es"]) {
        let mut right = settings(version);
        right["agent_language"] = json!(tag);
        put(&office, sets(&office.lea, right)).await.ok(200);
    }
}

#[tokio::test]
async fn who_changed_what_from_what_to_what_can_be_read() {
    let office = Office::open().await;
    let mut first = settings(0);
    first["confidence_threshold"] = json!(0.7);
    put(&office, sets(&office.lea, first)).await.ok(200);
    office.seconds_pass(60);
    let mut second = settings(1);
    second["confidence_threshold"] = json!(0.2);
    second["pickup_minutes"]["low"] = json!(30);
    put(&office, sets(&office.lea, second.clone()))
        .await
        .ok(200);
    put(&office, sets(&office.lea, second))
        .await
        .problem(409, "stale-version");
    let history = office.settings().history(&office.lea.tenant).await;
    let history = history.unwrap();
    assert_eq!(history.len(), 2, "{history:?}");
    let last = serde_json::to_value(&history[1]).unwrap();
    assert_eq!(last["version"], 2);
    assert_eq!(last["by"]["name"], "Lea");
    assert_eq!(last["at"], "2026-03-02T09:01:00Z");
    assert_eq!(
        last["changed"],
        json!([
            { "setting": "confidence_threshold", "from": 0.7, "to": 0.2 },
            { "setting": "pickup_minutes.low", "from": 60, "to": 30 },
        ])
    );
    let theirs = office.settings().history(&office.zoe.tenant).await;
    assert!(theirs.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_missing_or_not_to_be_set_here_is_named() {
    let office = Office::open().await;
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut body = settings(0);
        change(&mut body);
        sets(&office.lea, body)
    };
    let without = |field: &'static str| {
        changed(&move |body| {
            body.as_object_mut().unwrap().remove(field);
        })
    };
    for field in ["version", "texts", "greeting", "pickup_minutes"] {
        put(&office, without(field)).await.names(field);
    }
    let free = changed(&|body| body["monthly_free_replies"] = json!(1_000_000));
    put(&office, free).await.names("monthly_free_replies");
    let negative = changed(&|body| body["bot_limit_minutes"] = json!(-1));
    put(&office, negative).await.names("bot_limit_minutes");
    let text = changed(&|body| body["texts"]["connecting"] = json!(7));
    put(&office, text).await.names("texts.connecting");
}

#[tokio::test]
async fn agents_and_strangers_change_nothing() {
    let office = Office::open().await;
    let agent = put(&office, sets(&office.ana, settings(0))).await;
    agent.problem(403, "forbidden");
    refuses_strangers(
        sets(&office.lea, settings(0)),
        &office.zoe,
        async |request| handle(&deps(&office), request).await,
    )
    .await;
}
