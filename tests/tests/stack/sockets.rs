//! WebSockets: tickets, who hears what, and those that are gone.

use baton_tests::story::{Dashboard, Stack, eventually};
use baton_tests::world;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::taken;

/// The row of this socket or ticket, if there is one.
async fn row(stack: &Stack, key: &str) -> Option<Value> {
    let ask = json!({
        "TableName": stack.outputs().table("sockets"), "ConsistentRead": true,
        "Key": {"connection_id": {"S": key}},
    });
    let answer = stack.aws().dynamodb("GetItem", &ask).await.expect(200);
    answer.get("Item").cloned()
}

/// The row of an agent's only socket.
async fn socket_of(stack: &Stack, agent_id: &str) -> Value {
    eventually(&format!("a socket of {agent_id}"), async || {
        let rows = stack.aws().scan(stack.outputs().table("sockets")).await;
        let mut rows = rows.into_iter();
        rows.find(|row| row["owner"]["M"]["agent_id"]["S"] == agent_id)
    })
    .await
}

#[tokio::test]
async fn a_ticket_opens_one_socket_once() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let answer = ana.posts("/v1/ws-tickets", &json!({})).await.expect(201);
    let ticket = answer["ticket"].as_str().unwrap();
    let expires_at: jiff::Timestamp = answer["expires_at"].as_str().unwrap().parse().unwrap();
    let lifetime = expires_at.duration_since(world::now()).as_secs();
    assert!((1..=60).contains(&lifetime), "{lifetime} s");
    let first = Dashboard::try_open(&stack, "the first", ticket).await;
    assert!(first.is_ok());
    let second = Dashboard::try_open(&stack, "the second", ticket).await;
    assert!(second.is_err(), "a ticket is used up");
    first.unwrap().is_answered().await;
}

#[tokio::test]
async fn no_ticket_an_unknown_one_and_an_expired_one_stay_out() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    for ticket in ["", "nonsense", &"0".repeat(64), ana.token()] {
        assert!(
            Dashboard::try_open(&stack, "a stranger", ticket)
                .await
                .is_err()
        );
    }
    let ticket = ana.ticket().await;
    let key = format!("ticket#{}", hex::encode(Sha256::digest(ticket.as_bytes())));
    let expire = json!({
        "TableName": stack.outputs().table("sockets"),
        "Key": {"connection_id": {"S": key}},
        "UpdateExpression": "SET #ticket.expires_at = :past",
        "ConditionExpression": "attribute_exists(connection_id)",
        "ExpressionAttributeNames": {"#ticket": "ticket"},
        "ExpressionAttributeValues": {":past": {"S": "2026-01-01T00:00:00Z"}},
    });
    let _: Value = stack
        .aws()
        .dynamodb("UpdateItem", &expire)
        .await
        .expect(200);
    assert!(
        Dashboard::try_open(&stack, "somebody late", &ticket)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_closed_socket_is_forgotten_and_so_is_one_that_is_gone() {
    let stack = Stack::attach();
    let tenant = stack.outputs().tenant_id.clone();
    let temp = stack.hires(&tenant, "agent").await;
    let dashboard = temp.dashboard().await;
    dashboard.is_answered().await;
    let open = socket_of(&stack, &temp.id).await;
    let id = open["connection_id"]["S"].as_str().unwrap().to_owned();

    let gone = format!("gone-{}", world::word());
    let mut ghost = open.clone();
    ghost["connection_id"] = json!({"S": gone});
    ghost["opened_at"] = json!({"S": "2026-01-01T00:00:00Z"});
    let put = json!({"TableName": stack.outputs().table("sockets"), "Item": ghost});
    let _: Value = stack.aws().dynamodb("PutItem", &put).await.expect(200);
    let away = json!({"status": "away"});
    let said = temp
        .asks(reqwest::Method::PUT, "/v1/me/presence", Some(&away))
        .await;
    let _: Value = said.expect(200);
    eventually("the socket that is gone to be forgotten", async || {
        row(&stack, &gone).await.is_none().then_some(())
    })
    .await;
    assert!(row(&stack, &id).await.is_some(), "the open one is not");

    dashboard.hangs_up();
    eventually("the closed socket to be forgotten", async || {
        row(&stack, &id).await.is_none().then_some(())
    })
    .await;
    assert!(dashboard.is_closed());
    temp.leaves().await;
}

#[tokio::test]
async fn a_change_while_a_dashboard_connects_does_not_make_it_deaf() {
    let stack = Stack::attach();
    let tenant = stack.outputs().tenant_id.clone();
    let temp = stack.hires(&tenant, "agent").await;
    let says = async |status: &str| {
        let body = json!({"status": status});
        let said = temp
            .asks(reqwest::Method::PUT, "/v1/me/presence", Some(&body))
            .await;
        let _: Value = said.expect(200);
    };
    // The socket is noted and its client not let in yet.
    let what = json!({
        "function": "ws-connect", "operation": "PutItem", "contains": temp.id, "answer": true,
    });
    let hold = stack.meter().hold(&what).await;
    let opening = temp.dashboard();
    let meanwhile = async {
        hold.has_caught_one().await;
        let id = socket_of(&stack, &temp.id).await["connection_id"]["S"].clone();
        let mark = stack.meter().mark().await;
        says("offline").await;
        eventually("a post that finds nobody", async || {
            let asked = stack.meter().since(mark, &temp.id).await;
            let posted = asked.iter().any(|it| it.operation == "PostToConnection");
            posted.then_some(())
        })
        .await;
        stack.meter().is_quiet().await;
        hold.release().await;
        id
    };
    let (dashboard, id) = tokio::join!(opening, meanwhile);
    assert!(
        row(&stack, id.as_str().unwrap()).await.is_some(),
        "it is still known"
    );
    says("away").await;
    dashboard
        .hears("what came after", |frame| {
            frame["id"] == temp.id.as_str() && frame["data"]["presence"] == "away"
        })
        .await;
    temp.leaves().await;
}

#[tokio::test]
async fn messages_reach_owner_and_watchers_and_lists_reach_everybody() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (lead, admin) = (
        stack.agent_with_role("lead").await,
        stack.agent_with_role("admin").await,
    );
    let own = ana.dashboard().await;
    let watching = lead.dashboard().await;
    let elsewhere = admin.dashboard().await;
    let (customer, entry) = taken(&stack, &ana).await;
    watching.watches(entry.conversation_id()).await;
    let words = format!("For those who look {}", world::word());
    customer.writes(&words).await;
    let is_message = |frame: &Value| {
        frame["type"] == "message.created" && frame["data"]["text"] == words.as_str()
    };
    own.hears("the message", is_message).await;
    watching.hears("the message", is_message).await;

    ana.closes(&entry).await;
    for dashboard in [&own, &watching, &elsewhere] {
        let (_, frame) = dashboard.hears_of(entry.id(), "closed").await;
        assert!(frame["data"]["handoff"].is_null(), "lists carry no handoff");
        let in_order = dashboard.frames(|frame| frame["id"] == entry.id());
        let last = in_order
            .iter()
            .filter_map(|frame| frame["version"].as_u64())
            .max();
        assert_eq!(
            last,
            frame["version"].as_u64(),
            "the highest version is the last state"
        );
    }
    elsewhere.is_answered().await;
    assert!(
        elsewhere.frames(is_message).is_empty(),
        "who does not look does not hear"
    );

    watching.says(&json!({"action": "watch", "conversation_id": null}));
    watching.is_answered().await;
    let more = format!("No longer {}", world::word());
    let is_change = |frame: &Value| {
        frame["type"] == "conversation.updated" && frame["id"] == entry.conversation_id()
    };
    let version = |frame: &Value| frame["version"].as_u64();
    let known = elsewhere.frames(is_change).iter().filter_map(version).max();
    customer.writes(&more).await;
    ana.sees(entry.conversation_id(), &more).await;
    elsewhere
        .hears("the conversation's change", |frame| {
            is_change(frame) && version(frame) > known
        })
        .await;
    let heard = watching.frames(|frame| {
        frame["type"] == "message.created" && frame["data"]["text"] == more.as_str()
    });
    assert!(heard.is_empty(), "{heard:?}");
}

#[tokio::test]
async fn typing_is_seen_by_those_who_look_and_nonsense_harms_nobody() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let lead = stack.agent_with_role("lead").await;
    let (own, watching) = (ana.dashboard().await, lead.dashboard().await);
    let (_customer, entry) = taken(&stack, &ana).await;
    watching.watches(entry.conversation_id()).await;
    own.says(&json!({"action": "typing", "conversation_id": entry.conversation_id()}));
    watching
        .hears("somebody typing", |frame| frame["type"] == "typing")
        .await;
    for nonsense in [
        json!({"action": "dance"}),
        json!({"action": "watch", "conversation_id": 7}),
        json!({"action": "watch", "conversation_id": "cnv_nonsense"}),
        json!({"what": []}),
        json!([]),
    ] {
        own.says(&nonsense);
    }
    own.is_answered().await;
    assert!(!own.is_closed());
    ana.closes(&entry).await;
}
