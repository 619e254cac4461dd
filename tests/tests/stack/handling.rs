//! What agents do with what they have: release, assign, transfer, note, correct, return, close.

use baton_tests::story::{Stack, eventually};
use baton_tests::world;
use reqwest::Method;
use serde_json::json;

use crate::support::{QUESTION, answered, ends, escalated, taken};

#[tokio::test]
async fn a_released_escalation_waits_again_and_somebody_else_takes_it() {
    let stack = Stack::attach();
    let [ana, ben] = stack
        .outputs()
        .two_agents()
        .map(|login| login.email.clone());
    let (ana, ben) = (stack.agent(&ana).await, stack.agent(&ben).await);
    let (customer, entry) = taken(&stack, &ana).await;
    ben.tries("release", &entry, &json!({}))
        .await
        .is_problem(409);
    let released = ana.tries("release", &entry, &json!({})).await;
    assert!((200..300).contains(&released.status), "{}", released.text);
    assert_eq!(ben.opens(&entry).await["status"], "queued");
    assert_eq!(ben.opens(&entry).await["assignee"], json!(null));
    ben.takes(&entry).await;
    customer.reads(&ben.name).await;
    let refused = ana.tries_to_reply(entry.conversation_id(), "may I?").await;
    refused.is_problem(409);
    ben.closes(&entry).await;
    ben.tries_to_take(&entry).await.is_problem(409);
    ana.tries("close", &entry, &json!({})).await.is_problem(409);
}

#[tokio::test]
async fn a_lead_assigns_and_the_one_assigned_is_told() {
    let stack = Stack::attach();
    let lead = stack.agent_with_role("lead").await;
    let ana = stack.agent_with_role("agent").await;
    let (customer, entry) = escalated(&stack).await;
    let assigned = lead
        .tries("assign", &entry, &json!({"agent_id": ana.id}))
        .await;
    assert!((200..300).contains(&assigned.status), "{}", assigned.text);
    assert_eq!(ana.opens(&entry).await["assignee"]["id"], ana.id.as_str());
    customer.reads(&ana.name).await;
    eventually("a notification of the assignment", async || {
        let told = ana.notifications().await;
        told.into_iter()
            .find(|it| it["escalation_id"] == entry.id() && it["change"] == "assigned")
    })
    .await;
    let mine = ana.lists("/v1/escalations?section=mine&limit=100").await;
    assert!(mine.iter().any(|it| it["id"] == entry.id()));
    let theirs = lead
        .lists("/v1/escalations?section=teammates&limit=100")
        .await;
    assert!(theirs.iter().any(|it| it["id"] == entry.id()));
    ana.closes(&entry).await;
}

#[tokio::test]
async fn type_and_urgency_are_corrected_and_the_queue_follows() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (_customer, entry) = escalated(&stack).await;
    let path = format!("/v1/escalations/{}", entry.id());
    let change = json!({"urgency": "low", "type": "billing"});
    let changed = ana.asks(Method::PATCH, &path, Some(&change)).await;
    assert!((200..300).contains(&changed.status), "{}", changed.text);
    let now = ana.opens(&entry).await;
    assert_eq!(
        (&now["urgency"], &now["type"]),
        (&json!("low"), &json!("billing"))
    );
    assert!(now["version"].as_u64() > entry.0["version"].as_u64());
    let low = ana
        .lists("/v1/escalations?section=waiting&urgency=low&type=billing&limit=100")
        .await;
    assert!(low.iter().any(|it| it["id"] == entry.id()));
    let high = ana
        .lists("/v1/escalations?section=waiting&urgency=high&limit=100")
        .await;
    assert!(high.iter().all(|it| it["id"] != entry.id()));
    ends(&stack, &entry).await;
}

#[tokio::test]
async fn the_queue_is_sorted_by_urgency_and_then_by_wait() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (_one, _) = escalated(&stack).await;
    let (_two, _) = escalated(&stack).await;
    let rank = |it: &serde_json::Value| match it["urgency"].as_str() {
        Some("high") => 0,
        Some("medium") => 1,
        _ => 2,
    };
    // Fractions of a second are as long as they must be: as text, ".5Z" would come after ".57Z".
    let queued_at = |it: &serde_json::Value| -> jiff::Timestamp {
        it["queued_at"]
            .as_str()
            .expect("a time")
            .parse()
            .expect("a time")
    };
    let list = ana
        .lists("/v1/escalations?section=waiting&sort=urgency&limit=100")
        .await;
    assert!(list.len() >= 2);
    assert!(list.is_sorted_by_key(|it| (rank(it), queued_at(it))));
    let list = ana
        .lists("/v1/escalations?section=waiting&sort=wait&limit=100")
        .await;
    assert!(list.is_sorted_by_key(queued_at));
    let page = ana
        .gets("/v1/escalations?section=waiting&limit=1")
        .await
        .expect(200);
    let cursor = page["next_cursor"].as_str().expect("there is more");
    let next = ana
        .gets(&format!(
            "/v1/escalations?section=waiting&limit=1&cursor={cursor}"
        ))
        .await;
    assert_ne!(next.expect(200)["items"][0]["id"], page["items"][0]["id"]);
}

#[tokio::test]
async fn tickets_rise_and_no_two_are_the_same() {
    let stack = Stack::attach();
    let customers: Vec<_> = (0..4).map(|_| stack.customer()).collect();
    for customer in &customers {
        customer.writes(crate::support::COMPLAINT).await;
    }
    let mut numbers = vec![];
    for customer in &customers {
        let entry = stack.queue_entry_for(customer).await;
        numbers.push(entry.0["ticket"].as_u64().unwrap());
    }
    numbers.sort_unstable();
    let before = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), before);
    let (_later, entry) = escalated(&stack).await;
    assert!(entry.0["ticket"].as_u64().unwrap() > numbers[before - 1]);
}

#[tokio::test]
async fn an_agent_opens_one_by_hand_and_there_is_never_a_second() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (customer, conversation) = answered(&stack).await;
    let entry = ana.escalates(&conversation).await;
    assert_eq!(entry.0["reason"], "manual");
    let again = json!({"conversation_id": conversation, "reason_text": "again"});
    let refused = ana.posts("/v1/escalations", &again).await;
    refused.is_problem(409);
    assert_eq!(refused.json["escalation_id"], entry.id());
    customer.writes(crate::support::COMPLAINT).await;
    ana.sees(&conversation, crate::support::COMPLAINT).await;
    let list = ana.lists("/v1/escalations?limit=100").await;
    let live = list
        .iter()
        .filter(|it| it["conversation_id"] == conversation.as_str());
    assert_eq!(live.count(), 1);
    ana.takes(&entry).await;
    ana.returns_to_bot(&entry).await;
    customer.writes(QUESTION).await;
    customer.reads(&customer.received().await[0].text).await;
}

#[tokio::test]
async fn presence_is_said_and_everybody_sees_it() {
    let stack = Stack::attach();
    let tenant = stack.outputs().tenant_id.clone();
    let temp = stack.hires(&tenant, "agent").await;
    let dashboard = stack.agent_with_role("lead").await.dashboard().await;
    let away = json!({"status": "away"});
    let said = temp.asks(Method::PUT, "/v1/me/presence", Some(&away)).await;
    assert!((200..300).contains(&said.status), "{}", said.text);
    assert_eq!(temp.gets("/v1/me").await.expect(200)["presence"], "away");
    dashboard
        .hears("an agent who is away", |frame| {
            frame["type"] == "agent.presence"
                && frame["id"] == temp.id.as_str()
                && frame["data"]["presence"] == "away"
        })
        .await;
    temp.leaves().await;
}

#[tokio::test]
async fn live_numbers_add_up() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (_customer, entry) = escalated(&stack).await;
    let stats = ana.gets("/v1/stats/live").await.expect(200);
    let number = |name: &str| stats[name].as_u64().unwrap();
    assert_eq!(number("active"), number("queued") + number("open"));
    assert_eq!(
        number("total"),
        number("active") + number("resolved") + number("closed")
    );
    assert!(number("queued") >= 1);
    assert!(stats["longest_wait_seconds"].is_u64());
    ana.takes(&entry).await;
    ana.closes(&entry).await;
    eventually("one more that is closed", async || {
        let now = ana.gets("/v1/stats/live").await.expect(200);
        (now["closed"].as_u64() > stats["closed"].as_u64()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_note_is_for_teammates_and_no_customer_gets_it() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (customer, entry) = taken(&stack, &ana).await;
    let note = format!("Careful with this one {}", world::word());
    let path = format!("/v1/conversations/{}/notes", entry.conversation_id());
    let noted = ana.posts(&path, &json!({"text": note})).await;
    assert!((200..300).contains(&noted.status), "{}", noted.text);
    let seen = ana.sees(entry.conversation_id(), &note).await;
    assert_eq!(seen["kind"], "note");
    ana.replies(entry.conversation_id(), "This is for you.")
        .await;
    customer.reads("This is for you.").await;
    let received = customer.received().await;
    assert!(received.iter().all(|message| message.text != note));
    ana.closes(&entry).await;
}
