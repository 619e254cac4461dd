//! What stands on record: who did what with an escalation, what was said of it, and what may be
//! sent when the customer's window has closed.

use baton_tests::story::Stack;
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{escalated, taken};

/// What was done and by whom.
fn told(detail: &Value) -> Vec<(&str, &str)> {
    let history = detail["history"].as_array().unwrap();
    history
        .iter()
        .map(|deed| {
            let by = &deed["by"];
            let who = by["name"].as_str().or(by["kind"].as_str());
            (deed["what"].as_str().unwrap(), who.unwrap())
        })
        .collect()
}

#[tokio::test]
async fn an_episode_tells_who_did_what_and_lists_and_frames_do_not() {
    let stack = Stack::attach();
    let [ana, ben] = stack
        .outputs()
        .two_agents()
        .map(|login| login.email.clone());
    let (ana, ben) = (stack.agent(&ana).await, stack.agent(&ben).await);
    let lead = stack.agent_with_role("lead").await;
    let dashboard = lead.dashboard().await;
    let (_customer, entry) = taken(&stack, &ana).await;
    let path = format!("/v1/escalations/{}", entry.id());
    let urgency = if ana.opens(&entry).await["urgency"] == "low" {
        "high"
    } else {
        "low"
    };
    let change = json!({ "urgency": urgency });
    let changed = ana.asks(Method::PATCH, &path, Some(&change)).await;
    let _: Value = changed.expect(200);
    let to_ben = json!({ "agent_id": ben.id });
    let _: Value = lead.tries("assign", &entry, &to_ben).await.expect(200);
    let _: Value = ben.tries("release", &entry, &json!({})).await.expect(200);
    let refused = ana.tries("release", &entry, &json!({})).await;
    refused.is_problem(409);
    ana.takes(&entry).await;
    ana.returns_to_bot(&entry).await;

    let detail = lead.opens(&entry).await;
    assert_eq!(
        told(&detail),
        [
            ("opened", "bot"),
            ("taken", ana.name.as_str()),
            ("reclassified", ana.name.as_str()),
            ("assigned", lead.name.as_str()),
            ("released", ben.name.as_str()),
            ("taken", ana.name.as_str()),
            ("returned_to_bot", ana.name.as_str()),
        ]
    );
    let history = detail["history"].as_array().unwrap();
    assert_eq!(history[0]["reason"], detail["reason"]);
    assert_eq!(history[2]["urgency"]["to"], urgency);
    assert_eq!(history[3]["from"]["id"], ana.id.as_str());
    assert_eq!(history[3]["to"]["id"], ben.id.as_str());
    let times: Vec<_> = history
        .iter()
        .map(|deed| {
            deed["at"]
                .as_str()
                .unwrap()
                .parse::<jiff::Timestamp>()
                .unwrap()
        })
        .collect();
    assert!(times.is_sorted(), "{times:?}");

    let list = format!(
        "/v1/escalations?conversation={}&limit=100",
        entry.conversation_id()
    );
    let listed = lead.lists(&list).await;
    assert!(listed.iter().any(|it| it["id"] == entry.id()));
    assert!(listed.iter().all(|it| it.get("history").is_none()));
    dashboard.hears_of(entry.id(), "resolved").await;
    let frames = dashboard.frames(|frame| frame["id"] == entry.id());
    assert!(!frames.is_empty());
    for frame in frames {
        assert_eq!(frame["data"].get("history"), None);
        assert_eq!(frame["data"].get("mark"), None);
    }
}

#[tokio::test]
async fn what_was_said_of_an_escalation_comes_with_it_and_is_changed() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let lead = stack.agent_with_role("lead").await;
    let (_customer, entry) = escalated(&stack).await;
    assert_eq!(ana.opens(&entry).await.get("mark"), None);
    let path = format!("/v1/escalations/{}/mark", entry.id());
    let note = world::word();
    let wrong = json!({ "mark": "should_not_have", "note": note });
    let _: Value = ana.asks(Method::PUT, &path, Some(&wrong)).await.expect(200);
    let mark = lead.opens(&entry).await["mark"].clone();
    assert_eq!(mark["mark"], "should_not_have");
    assert_eq!(mark["note"], note.as_str());
    assert_eq!(mark["by"]["id"], ana.id.as_str());
    assert_eq!(mark["version"], 1);

    let late = json!({ "mark": "should_have_come_earlier" });
    let _: Value = lead.asks(Method::PUT, &path, Some(&late)).await.expect(200);
    lead.closes(&entry).await;
    let mark = ana.opens(&entry).await["mark"].clone();
    assert_eq!(mark["mark"], "should_have_come_earlier");
    assert_eq!(mark["by"]["id"], lead.id.as_str());
    assert_eq!(mark["version"], 2);
    assert_eq!(mark["earlier"][0]["by"]["id"], ana.id.as_str());
}

#[tokio::test]
async fn everybody_sees_the_approved_templates_and_sends_one_filled_in() {
    let stack = Stack::attach();
    let path = format!(
        "/v1/connections/{}/templates",
        stack.outputs().whatsapp().id
    );
    for role in ["lead", "admin"] {
        let templates = stack.agent_with_role(role).await.lists(&path).await;
        assert!(!templates.is_empty(), "{role}");
    }
    let ana = stack.agent_with_role("agent").await;
    let templates = ana.lists(&path).await;
    let names: Vec<_> = templates
        .iter()
        .map(|it| {
            (
                it["name"].as_str().unwrap(),
                it["language"].as_str().unwrap(),
            )
        })
        .collect();
    // In the order of their names, out of several parts; neither the rejected one nor the one
    // that nobody fills in by hand.
    assert_eq!(
        names,
        [
            ("appointment", "en_US"),
            ("order_update", "en_US"),
            ("order_update", "es"),
            ("reopen", "en_US"),
        ]
    );
    let update = &templates[1];
    assert_eq!(update["placeholders"], 2);
    assert_eq!(update["header"]["text"], "About your order");
    assert_eq!(templates[0]["placeholders"], 3);

    let number = world::digits(8);
    let text = update["components_for_sending"]
        .to_string()
        .replace("{{1}}", "Rosa")
        .replace("{{2}}", &number);
    let components: Value = serde_json::from_str(&text).unwrap();
    let (customer, entry) = taken(&stack, &ana).await;
    let message = json!({
        "client_message_id": world::word(),
        "template": {
            "name": "order_update", "language": "en_US", "components": components,
            "text": format!("Hello Rosa, your order {number} is on its way."),
        },
    });
    let conversation = format!("/v1/conversations/{}/messages", entry.conversation_id());
    let _: Value = ana.posts(&conversation, &message).await.expect(201);
    customer.reads("order_update").await;
    let sent = stack.sandbox().sent(customer.address()).await;
    assert!(
        sent.iter()
            .any(|it| it["body"].to_string().contains(&number)),
        "{sent:?}"
    );
    ana.closes(&entry).await;
}

#[tokio::test]
async fn a_website_has_no_templates_and_an_unknown_account_says_what_to_do() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let website = format!("/v1/connections/{}/templates", stack.outputs().widget().id);
    let list: Value = ana.gets(&website).await.expect(200);
    assert_eq!(list, json!({"items": [], "next_cursor": null}));

    let other = &stack.outputs().other_tenant;
    let stranger = stack.foreign_agent("admin").await;
    let path = format!("/v1/connections/{}/templates", other.whatsapp().id);
    let answer = stranger.gets(&path).await;
    answer.is_problem(409);
    assert_eq!(answer.json["type"], "/problems/connection-account-unknown");
}
