//! A webhook that Meta did not sign touches nothing. Counted, so these run alone.

use baton_tests::graph::sign;
use baton_tests::story::{Answer, Customer, Stack};
use baton_tests::world;
use serde_json::json;

/// A webhook with one message of this customer's.
fn webhook(customer: &Customer, text: &str) -> String {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {
                "display_phone_number": "15550009999",
                "phone_number_id": customer.connection().phone_number_id,
            },
            "contacts": [{"profile": {"name": "Ann"}, "wa_id": customer.address()}],
            "messages": [{
                "from": customer.address(), "id": format!("wamid.{}", world::word()),
                "timestamp": world::now().as_second().to_string(), "type": "text",
                "text": {"body": text},
            }],
        }}]}],
    })
    .to_string()
}

#[tokio::test]
async fn a_bad_missing_or_truncated_signature_is_refused_and_nothing_downstream_is_touched() {
    let stack = Stack::attach();
    let customer = stack.customer();
    let marker = world::word();
    let body = webhook(&customer, &marker);
    let secret = customer.connection().app_secret.clone().unwrap();
    let good = sign(&secret, body.as_bytes());
    let foreign = stack
        .outputs()
        .other_tenant
        .whatsapp()
        .app_secret
        .clone()
        .unwrap();
    let bare = good.strip_prefix("sha256=").unwrap();
    let wrong = [
        None,
        Some(String::new()),
        Some("sha256=".to_owned()),
        Some(good[..good.len() - 2].to_owned()),
        Some(good[..good.len() / 2].to_owned()),
        Some(format!("{good}00")),
        Some(bare.to_owned()),
        Some(format!("sha1={bare}")),
        Some(format!("sha256={}", "0".repeat(64))),
        Some(format!("sha256={}", "z".repeat(64))),
        Some(sign(&foreign, body.as_bytes())),
        Some(sign(&secret, format!("{body} ").as_bytes())),
    ];

    let mark = stack.meter().is_quiet().await;
    for signature in &wrong {
        let answer = customer.posts_raw(body.clone(), signature.as_deref()).await;
        assert_eq!(answer.status, 401, "{signature:?}");
        answer.is_problem(401);
    }
    let cut = &body[..body.len() - 1];
    customer
        .posts_raw(cut.to_owned(), Some(&good))
        .await
        .is_problem(401);

    let asked = stack.meter().since(mark, "").await;
    let beyond: Vec<_> = asked
        .iter()
        .filter(|request| request.function.ends_with("webhook-intake"))
        .filter(|request| !matches!(request.operation.as_str(), "GetItem" | "GetSecretValue"))
        .collect();
    assert!(beyond.is_empty(), "{beyond:?}");
    assert_eq!(stack.meter().since(mark, &marker).await, []);
    let waiting = stack.aws().peek(stack.outputs().queue("inbound")).await;
    assert!(waiting.iter().all(|body| !body.contains(&marker)));

    let answer = customer.posts_raw(body, Some(&good)).await;
    assert_eq!(
        answer.status, 200,
        "the right one is taken: {}",
        answer.text
    );
    stack
        .observer()
        .await
        .sees(&customer.conversation_id().await, &marker)
        .await;
}

#[tokio::test]
async fn the_handshake_answers_the_bare_challenge_to_the_right_token_only() {
    let stack = Stack::attach();
    let connection = stack.outputs().whatsapp();
    let token = connection.verify_token.as_deref().unwrap();
    let url = connection.webhook_url.as_deref().unwrap();
    let handshake = async |mode: &str, token: &str| {
        let query = [
            ("hub.mode", mode),
            ("hub.verify_token", token),
            ("hub.challenge", "1158201444"),
        ];
        Answer::to(stack.http().get(url).query(&query)).await
    };
    let answer = handshake("subscribe", token).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, "1158201444"));
    let kind = answer.headers["content-type"].to_str().unwrap();
    assert!(kind.starts_with("text/plain"), "{kind}");
    for (mode, token, statuses) in [
        ("subscribe", "wrong", &[403][..]),
        ("subscribe", "", &[400, 403]),
        ("unsubscribe", token, &[400, 403]),
    ] {
        let answer = handshake(mode, token).await;
        assert!(
            statuses.contains(&answer.status),
            "{mode}: {}",
            answer.status
        );
        assert!(!answer.text.contains("1158201444"));
    }
}
