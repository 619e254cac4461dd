//! What is not as agreed is answered with a problem and changes nothing.

use baton_tests::graph::sign;
use baton_tests::story::{Answer, Stack};
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::escalated;

const ABSENT: &str = "con_01ARZ3NDEKTSV4RRFFQ69G5FAV";

#[tokio::test]
async fn unknown_connections_are_not_found() {
    let stack = Stack::attach();
    for connection in [
        ABSENT,
        "con_nonsense",
        "nonsense",
        "cnv_01ARZ3NDEKTSV4RRFFQ69G5FAV",
    ] {
        let webhook = stack.url(&format!("/webhooks/{connection}"));
        let body = json!({"object": "whatsapp_business_account", "entry": []}).to_string();
        let signed = stack
            .http()
            .post(&webhook)
            .header("content-type", "application/json")
            .header("x-hub-signature-256", sign("any", body.as_bytes()))
            .body(body);
        Answer::to(signed).await.is_problem(404);
        let handshake = [
            ("hub.mode", "subscribe"),
            ("hub.verify_token", "x"),
            ("hub.challenge", "1"),
        ];
        Answer::to(stack.http().get(&webhook).query(&handshake))
            .await
            .is_problem(404);
        let sessions = stack.url(&format!("/widget/{connection}/sessions"));
        Answer::to(stack.http().post(sessions).json(&json!({})))
            .await
            .is_problem(404);
    }
    // A connection that is there, on the wrong door.
    let whatsapp = stack.url(&format!(
        "/widget/{}/sessions",
        stack.outputs().whatsapp().id
    ));
    Answer::to(stack.http().post(whatsapp).json(&json!({})))
        .await
        .is_problem(404);
    let widget = stack.url(&format!("/webhooks/{}", stack.outputs().widget().id));
    let refused = Answer::to(stack.http().post(widget).body("{}")).await;
    assert!(matches!(refused.status, 401 | 404), "{}", refused.text);
}

#[tokio::test]
async fn an_unknown_tenant_has_nothing_and_gets_nothing() {
    let stack = Stack::attach();
    let stranger = stack.stranger("no-such-tenant").await;
    let (_customer, entry) = escalated(&stack).await;
    for list in ["/v1/escalations", "/v1/conversations"] {
        let answer = stranger.gets(list).await;
        match answer.status {
            200 => assert_eq!(answer.json["items"], json!([]), "{list}"),
            _ => assert!(matches!(answer.status, 401 | 403 | 404), "{}", answer.text),
        }
    }
    let answer = stranger
        .gets(&format!("/v1/escalations/{}", entry.id()))
        .await;
    assert!(matches!(answer.status, 403 | 404), "{}", answer.text);
    let take = stranger.tries_to_take(&entry).await;
    assert!(matches!(take.status, 403 | 404), "{}", take.text);
    assert_eq!(
        stack.observer().await.opens(&entry).await["status"],
        "queued"
    );
}

#[tokio::test]
async fn webhooks_that_are_too_large_or_no_json_are_refused() {
    let stack = Stack::attach();
    let customer = stack.customer();
    let secret = customer.connection().app_secret.clone().unwrap();
    let marker = world::word();
    let large = format!(
        r#"{{"object":"{marker}{}"}}"#,
        "x".repeat(3 * 1_024 * 1_024 + 1_024)
    );
    let signature = sign(&secret, large.as_bytes());
    let answer = customer.posts_raw(large, Some(&signature)).await;
    assert_eq!(answer.status, 413, "{}", answer.text);
    for body in [
        format!("{marker} is no JSON"),
        format!(r#"{{"object": "whatsapp_business_account", "entry": "{marker}"}}"#),
        format!(r#"["{marker}"]"#),
        format!(r#""{marker}""#),
        "null".into(),
        String::new(),
    ] {
        let signature = sign(&secret, body.as_bytes());
        let answer = customer.posts_raw(body.clone(), Some(&signature)).await;
        assert!(
            matches!(answer.status, 400 | 422),
            "{} for {body}",
            answer.status
        );
        answer.is_problem(answer.status);
        assert!(
            !answer.text.contains(&marker),
            "an error never repeats what it refuses"
        );
    }
    let many: Vec<Value> = (0..1_001)
        .map(|n| {
            json!({
                "from": customer.address(), "id": format!("wamid.{marker}{n}"),
                "timestamp": "1760000000", "type": "text", "text": {"body": "one of many"},
            })
        })
        .collect();
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{
        "field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": customer.connection().phone_number_id},
            "messages": many,
        },
    }]}]});
    let answer = customer.posts(&body).await;
    answer.is_problem(413);
    let waiting = stack.aws().peek(stack.outputs().queue("inbound")).await;
    assert!(waiting.iter().all(|body| !body.contains(&marker)));
}

#[tokio::test]
async fn wrong_bodies_are_refused_and_change_nothing() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("admin").await;
    let (_customer, entry) = escalated(&stack).await;
    let before = ana.opens(&entry).await;
    let history = ana.reads_history(entry.conversation_id()).await.len();
    let escalation = format!("/v1/escalations/{}", entry.id());
    let messages = format!("/v1/conversations/{}/messages", entry.conversation_id());
    let notes = format!("/v1/conversations/{}/notes", entry.conversation_id());
    let long = "x".repeat(100_000);
    for (method, path, body) in [
        (Method::PATCH, &escalation, json!({"urgency": "very"})),
        (Method::PATCH, &escalation, json!({"urgency": 3})),
        (Method::PATCH, &escalation, json!({"type": ["refund"]})),
        (Method::PATCH, &escalation, json!([])),
        (Method::POST, &format!("{escalation}/assign"), json!({})),
        (
            Method::POST,
            &format!("{escalation}/assign"),
            json!({"agent_id": 7}),
        ),
        (
            Method::POST,
            &format!("{escalation}/assign"),
            json!({"agent_id": "ana"}),
        ),
        (
            Method::POST,
            &format!("{escalation}/transfer"),
            json!({"group_id": "x"}),
        ),
        (Method::POST, &"/v1/escalations".to_owned(), json!({})),
        (
            Method::POST,
            &"/v1/escalations".to_owned(),
            json!({"conversation_id": 5, "reason_text": "x"}),
        ),
        (
            Method::POST,
            &messages,
            json!({"text": "no client_message_id"}),
        ),
        (
            Method::POST,
            &messages,
            json!({"client_message_id": "a", "text": 5}),
        ),
        (
            Method::POST,
            &messages,
            json!({"client_message_id": "b", "text": ""}),
        ),
        (
            Method::POST,
            &messages,
            json!({"client_message_id": "c", "text": long}),
        ),
        (Method::POST, &messages, json!({"client_message_id": "d"})),
        (Method::POST, &notes, json!({})),
        (Method::POST, &notes, json!({"text": null})),
        (
            Method::PUT,
            &"/v1/me/presence".to_owned(),
            json!({"status": "asleep"}),
        ),
        (Method::PUT, &"/v1/me/presence".to_owned(), json!("online")),
    ] {
        let answer = ana.asks(method.clone(), path, Some(&body)).await;
        assert!(
            matches!(answer.status, 400 | 413 | 422),
            "{method} {path}: {} {}",
            answer.status,
            answer.text
        );
        answer.is_problem(answer.status);
    }
    for query in [
        "urgency=very",
        "limit=0",
        "limit=1000",
        "section=all",
        "sort=age",
        "cursor=%7B",
    ] {
        let answer = ana.gets(&format!("/v1/escalations?{query}")).await;
        assert!(
            matches!(answer.status, 400 | 422),
            "{query}: {} {}",
            answer.status,
            answer.text
        );
        answer.is_problem(answer.status);
    }
    assert_eq!(ana.opens(&entry).await["version"], before["version"]);
    assert_eq!(
        ana.reads_history(entry.conversation_id()).await.len(),
        history
    );
}

#[tokio::test]
async fn what_is_no_json_or_says_so_is_refused() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let (_customer, entry) = escalated(&stack).await;
    let url = stack.url(&format!(
        "/v1/conversations/{}/notes",
        entry.conversation_id()
    ));
    let post = |kind: &'static str, body: &'static str| {
        let request = stack.http().post(&url).bearer_auth(ana.token());
        Answer::to(request.header("content-type", kind).body(body))
    };
    post("application/json", "{\"text\": ")
        .await
        .is_problem(400);
    post("application/json", "").await.is_problem(400);
    post("text/plain", "{\"text\": \"a note\"}")
        .await
        .is_problem(415);
    let ids = [
        "nonsense",
        "esc_1",
        "cnv_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "esc_01arz3ndektsv4rrffq69g5fav",
    ];
    for id in ids {
        ana.gets(&format!("/v1/escalations/{id}"))
            .await
            .is_problem(404);
    }
    let key = "k".repeat(300);
    let path = format!("/v1/escalations/{}/take", entry.id());
    let answer = ana
        .asks_with(
            Method::POST,
            &path,
            Some(&json!({})),
            &[("idempotency-key", &key)],
        )
        .await;
    assert!(matches!(answer.status, 400 | 422), "{}", answer.text);
    assert_eq!(ana.opens(&entry).await["status"], "queued");
}
