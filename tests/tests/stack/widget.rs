//! The website's widget: sessions, limits, and what visitors may see.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_tests::story::{Answer, Stack, Visitor, eventually};
use baton_tests::world;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::support::QUESTION;

/// A session's token with other claims, signed with the connection's own key.
async fn signed_anew(stack: &Stack, visitor: &Visitor, change: impl FnOnce(&mut Value)) -> String {
    let row = stack
        .aws()
        .dynamodb(
            "GetItem",
            &json!({
                "TableName": stack.outputs().table("directory"),
                "Key": {"pk": {"S": stack.outputs().widget().id}, "sk": {"S": "connection"}},
            }),
        )
        .await
        .expect(200);
    let name = &row["Item"]["secret_name"]["S"];
    let secret = stack.aws().secret(name.as_str().unwrap()).await;
    let key = secret["session_key"].as_str().unwrap();
    let claims = visitor.token().split('.').nth(1).unwrap();
    let mut claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    change(&mut claims);
    let signed = format!("v1.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!(
        "{signed}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

async fn posts(stack: &Stack, token: Option<&str>) -> Answer {
    let body = json!({"client_message_id": world::word(), "text": "may I?"});
    let mut request = stack.http().post(stack.url("/widget/messages")).json(&body);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    Answer::to(request).await
}

#[tokio::test]
async fn expired_changed_and_made_up_tokens_are_refused() {
    let stack = Stack::attach();
    let visitor = stack.visitor().await;
    let same = signed_anew(&stack, &visitor, |_| {}).await;
    let accepted = posts(&stack, Some(&same)).await;
    assert_eq!(
        accepted.status, 202,
        "this test signs as Baton does: {}",
        accepted.text
    );
    let past = world::now().as_second() - 1;
    let expired = signed_anew(&stack, &visitor, |claims| claims["exp"] = json!(past)).await;
    let (claims, signature) = visitor.token().rsplit_once('.').unwrap();
    let longer = signed_anew(&stack, &visitor, |claims| {
        claims["sub"] = json!("vst_other");
    })
    .await;
    let grafted = format!("{}.{signature}", longer.rsplit_once('.').unwrap().0);
    let wrong = [
        None,
        Some(expired.as_str()),
        Some(claims),
        Some(grafted.as_str()),
        Some("v1.e30.e30"),
        Some("nonsense"),
    ];
    for token in wrong {
        posts(&stack, token).await.is_problem(401);
        let mut list = stack.http().get(stack.url("/widget/messages"));
        if let Some(token) = token {
            list = list.bearer_auth(token);
        }
        Answer::to(list).await.is_problem(401);
    }
}

#[tokio::test]
async fn a_session_that_writes_too_much_is_told_to_wait() {
    let stack = Stack::attach();
    let visitor = stack.visitor().await;
    // The limit counts whole minutes: within two of them, 20 + 20 pass at most.
    let mut refused = None;
    for n in 0..60 {
        let answer = visitor.tries_to_write(&format!("message {n}")).await;
        if answer.status == 429 {
            refused = Some((n, answer));
            break;
        }
        assert_eq!(answer.status, 202, "{}", answer.text);
    }
    let (passed, answer) = refused.expect("a limit");
    assert!((20..=40).contains(&passed), "{passed} passed");
    answer.is_problem(429);
    let wait: u64 = answer.headers["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait));
    stack
        .visitor()
        .await
        .writes("another session is not concerned")
        .await;
}

#[tokio::test]
async fn a_message_that_is_posted_again_stands_there_once() {
    let stack = Stack::attach();
    let visitor = stack.visitor().await;
    let words = format!("{QUESTION} {}", world::word());
    let body = json!({"client_message_id": world::word(), "text": words});
    for _ in 0..3 {
        let _: Value = visitor.posts("/widget/messages", &body).await.expect(202);
    }
    visitor.reads(&words).await;
    let later = format!("and then {}", world::word());
    visitor.writes(&later).await;
    visitor.reads(&later).await;
    let copies = visitor
        .thread()
        .await
        .iter()
        .filter(|it| it["text"] == words.as_str())
        .count();
    assert_eq!(copies, 1);
}

#[tokio::test]
async fn a_visitor_sees_their_own_conversation_only() {
    let stack = Stack::attach();
    let (one, two) = (stack.visitor().await, stack.visitor().await);
    let socket = two.listens().await;
    let words = format!("{QUESTION} {}", world::word());
    one.writes(&words).await;
    eventually("the bot's answer to the first visitor", async || {
        (one.thread().await.len() >= 2).then_some(())
    })
    .await;
    assert!(two.thread().await.is_empty());
    two.writes(QUESTION).await;
    socket
        .hears("the answer to the second visitor", |frame| {
            frame["type"] == "message.created"
        })
        .await;
    let foreign = socket.frames(|frame| frame.to_string().contains(&one.conversation_id));
    assert!(foreign.is_empty(), "{foreign:?}");
    socket.says(&json!({"action": "watch", "conversation_id": one.conversation_id}));
    socket.is_answered().await;
    one.writes(QUESTION).await;
    eventually("a second answer to the first visitor", async || {
        (one.thread().await.len() >= 4).then_some(())
    })
    .await;
    socket.is_answered().await;
    let foreign = socket.frames(|frame| {
        frame["type"] != "error" && frame.to_string().contains(&one.conversation_id)
    });
    assert!(
        foreign.is_empty(),
        "a visitor cannot watch another: {foreign:?}"
    );
}
