//! What each frame of a client's does, and to whom.

use std::collections::BTreeMap;

use jiff::Timestamp;

use self::world::{World, agent_id, conversation_id, deps, event, say, thread, world};
use super::*;

mod world;

/// The frames that were posted, by socket.
async fn heard(from: &str, body: &str) -> BTreeMap<String, Vec<Value>> {
    let (world, result) = say(world(), from, body).await;
    assert_eq!(result.unwrap(), 200);
    world.posted.lock().unwrap().clone()
}

fn watch(id: ConversationId) -> String {
    json!({ "action": "watch", "conversation_id": id }).to_string()
}

fn typing(id: ConversationId) -> String {
    json!({ "action": "typing", "conversation_id": id }).to_string()
}

#[tokio::test]
async fn a_ping_is_answered_without_asking_anybody() {
    let (world, result) = say(world(), "ana", r#"{"action":"ping"}"#).await;
    assert_eq!(result.unwrap(), 200);
    assert_eq!(
        *world.posted.lock().unwrap(),
        BTreeMap::from([("ana".to_owned(), vec![json!({ "type": "pong" })])])
    );
    assert_eq!(*world.requests.lock().unwrap(), 0);
}

#[tokio::test]
async fn an_agent_watches_one_conversation_at_a_time_or_none() {
    for (body, watching) in [
        (watch(conversation_id(1)), Some(conversation_id(1))),
        (
            r#"{"action":"watch","conversation_id":null}"#.to_owned(),
            None,
        ),
    ] {
        let (world, result) = say(world(), "cy", &body).await;
        assert_eq!(result.unwrap(), 200);
        let cy = world.socket("cy").await.unwrap().unwrap();
        assert_eq!(cy.watching, watching);
        assert_eq!(
            world.posted.lock().unwrap()["cy"],
            [json!({ "type": "watching", "conversation_id": watching })]
        );
    }
}

#[tokio::test]
async fn a_foreign_conversation_and_one_that_never_was_are_answered_the_same() {
    let foreign = conversation_id(7);
    let missing = conversation_id(8);
    let same_thread =
        ConversationId::in_thread(thread(1), Timestamp::from_second(1_000_000).unwrap());
    for id in [
        foreign.to_string(),
        missing.to_string(),
        same_thread.to_string(),
        "esc_01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
        "acme#cnv".to_owned(),
        String::new(),
    ] {
        for action in ["watch", "typing"] {
            let body = json!({ "action": action, "conversation_id": id }).to_string();
            let (world, result) = say(world(), "cy", &body).await;
            assert_eq!(result.unwrap(), 200);
            let cy = world.socket("cy").await.unwrap().unwrap();
            assert_eq!(cy.watching, Some(conversation_id(2)), "nothing changed");
            let expected = json!({
                "type": "error",
                "action": action,
                "problem": Problem::not_found(),
            });
            assert_eq!(expected["problem"]["type"], "/problems/not-found");
            assert_eq!(
                *world.posted.lock().unwrap(),
                BTreeMap::from([("cy".to_owned(), vec![expected])]),
                "{action} {id}"
            );
        }
    }
}

#[tokio::test]
async fn a_visitor_may_not_watch_even_their_own_conversation() {
    for byte in [1, 2] {
        let heard = heard("rosa", &watch(conversation_id(byte))).await;
        assert_eq!(heard["rosa"][0]["problem"]["type"], "/problems/forbidden");
        assert_eq!(heard.len(), 1);
    }
}

#[tokio::test]
async fn typing_reaches_the_others_in_the_conversation_and_nobody_else() {
    let id = conversation_id(1);
    let frame =
        |author: Value| vec![json!({ "type": "typing", "conversation_id": id, "author": author })];
    let by = |number| frame(json!({ "kind": "agent", "id": agent_id(number) }));
    let names = |frames: [(&str, Vec<Value>); 2]| {
        BTreeMap::from(frames.map(|(name, frames)| (name.to_owned(), frames)))
    };
    assert_eq!(
        heard("ana", &typing(id)).await,
        names([("bo", by(1)), ("rosa", frame(json!({ "kind": "agent" }))),])
    );
    assert_eq!(
        heard("bo", &typing(id)).await,
        names([("ana", by(2)), ("ana-2", by(2))]),
        "who only watches may be writing a note"
    );
    let visitor = || frame(json!({ "kind": "customer" }));
    let mut everybody = names([("ana", visitor()), ("ana-2", visitor())]);
    everybody.insert("bo".to_owned(), visitor());
    assert_eq!(heard("rosa", &typing(id)).await, everybody);
}

#[tokio::test]
async fn a_visitor_who_says_it_without_end_is_heard_every_two_seconds_and_costs_nothing_else() {
    let world = Arc::new(world());
    let deps = deps(&world);
    let said = async |from: &str, at: i64| {
        *world.now.lock().unwrap() = at;
        let frame = event(from, &typing(conversation_id(1)));
        assert_eq!(handle(&deps, &frame).await.unwrap(), 200);
    };
    let told = |to: &str| world.posted.lock().unwrap().get(to).map_or(0, Vec::len);
    for at in (0..4_000).step_by(100) {
        said("rosa", at).await;
    }
    assert_eq!(told("bo"), 2);
    assert_eq!(*world.requests.lock().unwrap(), 2);
    said("rosa", 4_000).await;
    assert_eq!((told("bo"), told("rosa")), (3, 0));
    // Agents are believed, and another visitor's word is their own.
    for at in [4_000, 4_001] {
        said("ana", at).await;
    }
    said("sam", 4_001).await;
    assert_eq!((told("bo"), told("rosa"), told("sam")), (5, 2, 1));
}

#[tokio::test]
async fn a_visitor_types_in_their_own_conversation_only() {
    let heard = heard("rosa", &typing(conversation_id(2))).await;
    assert_eq!(heard["rosa"][0]["problem"]["type"], "/problems/not-found");
    assert_eq!(heard.len(), 1);
}

#[tokio::test]
async fn what_makes_no_sense_is_answered_and_changes_nothing() {
    for (body, problem) in [
        ("", "/problems/malformed-json"),
        ("{", "/problems/malformed-json"),
        ("null", "/problems/validation"),
        ("[]", "/problems/validation"),
        ("{}", "/problems/validation"),
        (r#"{"action":7}"#, "/problems/validation"),
        (r#"{"action":"dance"}"#, "/problems/validation"),
        (r#"{"action":"typing"}"#, "/problems/validation"),
        (
            r#"{"action":"watch","conversation_id":7}"#,
            "/problems/validation",
        ),
    ] {
        let heard = heard("ana", body).await;
        assert_eq!(heard["ana"][0]["type"], "error", "{body}");
        assert_eq!(heard["ana"][0]["problem"]["type"], problem, "{body}");
        assert_eq!(heard.len(), 1);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_frame_is_told() {
    let fault = async |body: &str| {
        let heard = heard("ana", body).await;
        heard["ana"][0]["problem"]["errors"][0]["code"].clone()
    };
    assert_eq!(fault(r#"{"action":"dance"}"#).await, "not_one_of");
    assert_eq!(fault(r#"{"action":"typing"}"#).await, "wrong_form");
}

#[tokio::test]
async fn a_socket_that_nobody_knows_is_told_to_sign_in() {
    let heard = heard("stranger", &watch(conversation_id(1))).await;
    assert_eq!(
        heard["stranger"][0]["problem"]["type"],
        "/problems/unauthorized"
    );
}

#[tokio::test]
async fn a_socket_that_is_gone_is_forgotten() {
    let world = World {
        gone: vec!["bo"],
        ..world()
    };
    let (world, result) = say(world, "ana", &typing(conversation_id(1))).await;
    assert_eq!(result.unwrap(), 200);
    assert!(world.socket("bo").await.unwrap().is_none());
    assert!(world.posted.lock().unwrap().contains_key("rosa"));
}

#[tokio::test]
async fn a_record_that_is_down_is_told_to_the_client_and_to_the_log() {
    let world = World {
        record_is_down: true,
        ..world()
    };
    let (world, result) = say(world, "cy", &watch(conversation_id(1))).await;
    assert!(result.is_err());
    let posted = world.posted.lock().unwrap();
    assert_eq!(posted["cy"][0]["problem"]["type"], "/problems/unavailable");
}
