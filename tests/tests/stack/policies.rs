//! When a person is called: tried on what was written before, published, marked, and counted.

use std::time::Duration;

use baton_tests::story::{Agent, Answer, Escalation, Stack, eventually, eventually_within};
use baton_tests::world;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{QUESTION, ends, words_of};

/// Replaying takes its turn behind whatever else the local AWS does.
const A_WHILE: Duration = Duration::from_secs(90);

/// A draft that calls somebody for this word before everything else that is live.
async fn drafts(lead: &Agent, word: &str) -> Value {
    let notes = format!("People answer to {word}.");
    let begun = lead
        .posts("/v1/policies", &json!({ "notes": notes }))
        .await
        .expect(201);
    let mut triggers = vec![json!({
        "name": format!("Says {word}"), "when": {"kind": "keywords", "words": [word]},
        "urgency": "high", "type": "technical",
    })];
    triggers.extend(begun["triggers"].as_array().unwrap().iter().cloned());
    let path = format!("/v1/policies/{}", begun["id"].as_str().unwrap());
    let edit = json!({ "version": begun["version"], "triggers": triggers });
    let draft = lead.asks(Method::PUT, &path, Some(&edit)).await.expect(200);
    let stale = lead.asks(Method::PUT, &path, Some(&edit)).await;
    stale.is_problem(409);
    assert_eq!(stale.json["version"], draft["version"]);
    draft
}

/// Replays what was written in the last minutes under this policy, to its end.
async fn simulates(lead: &Agent, draft: &Value) -> Value {
    let now = world::now();
    let body = json!({
        "from": now - SignedDuration::from_mins(10), "to": now + SignedDuration::from_mins(1),
        "sample": 2000, "channel": "whatsapp",
    });
    let path = format!("/v1/policies/{}/simulate", draft["id"].as_str().unwrap());
    // The tenant has one at a time, and others of these tests may have theirs.
    let asked = eventually_within(A_WHILE, "room for a simulation", async || {
        let answer = lead.posts(&path, &body).await;
        (answer.status != 409).then_some(answer)
    });
    let asked = asked.await.expect(202);
    assert_eq!(asked["status"], "queued");
    let path = format!("/v1/simulations/{}", asked["id"].as_str().unwrap());
    eventually_within(A_WHILE, "the end of a simulation", async || {
        let simulation = lead.gets(&path).await.expect(200);
        assert_ne!(simulation["status"], "failed", "{simulation}");
        (simulation["status"] == "done").then_some(simulation)
    })
    .await
}

async fn publishes(lead: &Agent, draft: &Value) -> Answer {
    let path = format!("/v1/policies/{}/publish", draft["id"].as_str().unwrap());
    lead.posts(&path, &json!({})).await
}

/// A new customer writes this, again and again until the policy that was just published decides
/// about it: functions believe for a second what they read.
async fn is_handed_to_a_person(stack: &Stack, words: &str) -> Escalation {
    let observer = stack.observer().await;
    eventually("the new policy to decide", async || {
        let customer = stack.customer();
        customer.writes(words).await;
        customer.reads_something().await;
        let list = observer
            .lists("/v1/escalations?sort=newest&limit=100")
            .await;
        list.into_iter()
            .find(|entry| {
                entry["contact"]["address"] == customer.address() && entry["reason"] == "keyword"
            })
            .map(Escalation)
    })
    .await
}

#[tokio::test]
async fn a_draft_is_tried_and_published_and_what_it_decides_is_marked_and_counted() {
    let stack = Stack::attach();
    let lead = stack.agent_with_role("lead").await;
    let word = world::word();
    let words = format!("{QUESTION} {word}");

    // The bot answers, and says why nobody was called.
    let customer = stack.customer();
    customer.writes(&words).await;
    customer.reads_something().await;
    let conversation = customer.conversation_id().await;
    let history = stack.messages(&conversation).await;
    assert_eq!(words_of(&history, "bot").len(), 1, "{history:?}");
    let assessment = &history[1]["assessment"];
    assert_eq!(assessment["seq"], 1, "{assessment}");
    assert_eq!(assessment["rule"], "answer");
    assert!(assessment["signals"].is_array() && assessment["matches"].is_array());
    assert!(history[0].get("assessment").is_none());

    // Tried on what was written, the draft would have called somebody, and only there.
    let draft = drafts(&lead, &word).await;
    let simulation = simulates(&lead, &draft).await;
    assert_eq!(simulation["changed"], 1, "{simulation}");
    let changed = &simulation["changes"][0];
    assert_eq!(changed["conversation_id"], conversation.as_str());
    assert_eq!(changed["before"]["decision"], "answer");
    assert_eq!(changed["after"]["reason"], "keyword");
    assert_eq!(changed["after"]["trigger"], format!("Says {word}"));
    let escalated = |which: &str| simulation[which]["escalated"].as_u64().unwrap();
    assert_eq!(escalated("after"), escalated("before") + 1);
    assert_eq!(
        stack.messages(&conversation).await.len(),
        history.len(),
        "nothing was said"
    );

    // Published, it decides about the next customer.
    let before = lead.lists("/v1/policies?limit=1").await.remove(0);
    let live = publishes(&lead, &draft).await.expect(200);
    assert_eq!(live["status"], "live");
    assert_eq!(live["number"], before["number"].as_u64().unwrap() + 1);
    assert_eq!(live["published_by"]["id"], lead.id.as_str());
    assert_eq!(publishes(&lead, &draft).await.expect(200), live);
    let with_a_number = format!("{words}, call +1 555 010 9999");
    let entry = is_handed_to_a_person(&stack, &with_a_number).await;
    assert_eq!(entry.0["type"], "technical");
    let opened = lead.opens(&entry).await;
    assert_eq!(
        opened["assessment"]["matches"][0]["name"],
        format!("Says {word}")
    );
    assert_eq!(opened["assessment"]["seq"], 1);

    // An agent says that it should not have been; that is an example, and counts.
    let agent = stack.agent_with_role("agent").await;
    let path = format!("/v1/escalations/{}/mark", entry.id());
    let mark = json!({ "mark": "should_not_have", "note": "The article says it." });
    let marked = agent
        .asks(Method::PUT, &path, Some(&mark))
        .await
        .expect(200);
    assert_eq!(marked["by"]["id"], agent.id.as_str());
    let again = agent
        .asks(Method::PUT, &path, Some(&mark))
        .await
        .expect(200);
    assert_eq!(again, marked);
    let figures = eventually("the mark in the figures", async || {
        let stats = agent.gets("/v1/stats/precision?days=1").await.expect(200);
        (stats["marked_wrong"].as_u64()? > 0).then_some(stats)
    })
    .await;
    assert!(figures["precision"].as_f64().unwrap() < 1.0, "{figures}");
    agent.gets("/v1/examples").await.is_problem(403);
    let example = exported(&lead, entry.id()).await;
    assert_eq!(example["escalate"], false);
    assert_eq!(example["reason"], Value::Null);
    assert_eq!(example["text"], format!("{words}, call [phone]"));
    ends(&stack, &entry).await;

    returns_to(&lead, &before).await;
}

/// The example of an escalation, out of JSON lines in as many parts as there are.
async fn exported(lead: &Agent, escalation: &str) -> Value {
    let mut cursor = String::new();
    loop {
        let path = format!("/v1/examples?limit=50&cursor={cursor}");
        let part = lead.gets(&path).await;
        assert_eq!(part.status, 200, "{}", part.text);
        let found = part
            .text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .find(|example| example["id"] == escalation);
        if let Some(example) = found {
            return example;
        }
        let next = part.headers.get("x-next-cursor");
        next.unwrap().to_str().unwrap().clone_into(&mut cursor);
    }
}

/// What was live before is copied and goes live again.
async fn returns_to(lead: &Agent, before: &Value) {
    let copy = lead
        .posts("/v1/policies", &json!({ "based_on": before["id"] }))
        .await
        .expect(201);
    let live = publishes(lead, &copy).await.expect(200);
    assert_eq!(live["trigger_count"], before["trigger_count"]);
    let list = lead.lists("/v1/policies?limit=100").await;
    assert_eq!(list[0]["id"], live["id"]);
    let past = list.iter().find(|version| version["id"] == before["id"]);
    assert_eq!(past.unwrap()["status"], "retired");
    let path = format!("/v1/policies/{}", live["id"].as_str().unwrap());
    let history = lead.gets(&path).await.expect(200)["history"].clone();
    let actions: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions, ["created", "published"]);
}

#[tokio::test]
async fn of_two_who_publish_at_once_one_is_told_what_is_live() {
    let stack = Stack::attach();
    // Where nobody else publishes.
    let lead = stack.foreign_agent("admin").await;
    let words = [world::word(), world::word()];
    let drafts = [
        drafts(&lead, &words[0]).await,
        drafts(&lead, &words[1]).await,
    ];
    let (one, other) = tokio::join!(publishes(&lead, &drafts[0]), publishes(&lead, &drafts[1]));
    let (won, lost) = if one.status == 200 {
        (one, other)
    } else {
        (other, one)
    };
    let live = won.expect(200);
    lost.is_problem(409);
    assert_eq!(lost.json["type"], "/problems/policy-outdated");
    assert_eq!(lost.json["live"]["id"], live["id"]);
    assert_eq!(lost.json["live"]["published_by"]["id"], lead.id.as_str());
}
