//! What a model says of why it calls a person is read on agents' cards and in letters.

use baton_app::ports::Verdict;
use baton_domain::{Reason, Speaker};
use serde_json::json;

use super::super::testing::{Scripted, calls};
use super::Talk;

const CALLED: &str = "The bot called a person.";

/// What agents read where the model gives this reason after these messages and results.
async fn read(talk_of: &str, reason: &str) -> String {
    let arguments = json!({ "reason": reason, "type": "general", "urgency": "medium" });
    let mut talk = Talk::new(Scripted::new(move |_, n| {
        Ok(match n {
            0 => calls("order_lookup", json!({ "order": "12345" })),
            _ => calls("handoff", arguments.clone()),
        })
    }));
    talk.said_before(Speaker::Bot, "Our desk in Lisbon opens on Monday.");
    let evaluation = talk.asks(talk_of).await;
    let Verdict::Escalate {
        reason: called,
        reason_text,
        ..
    } = evaluation.verdict
    else {
        panic!("{reason}")
    };
    assert_eq!(called, Reason::BotTool, "{reason}");
    reason_text
}

#[tokio::test]
async fn a_reason_says_what_was_said() {
    let message = "where is my parcel of order 777? I am Rosa Lima and paid 80 euros";
    for reason in [
        "A refund is wanted.",
        "The customer paid 80 euros for order 777.",
        "The customer Rosa Lima waits for a parcel.",
        "The order arrives on 2026-03-07, which is too late.",
        "The desk in Lisbon is closed until Monday.",
    ] {
        assert_eq!(read(message, reason).await, reason);
    }
    for reason in [
        "The customer paid 9999 euros.",
        "The customer is to be called back on 0900 123 456.",
        "The customer Ivan waits for a parcel.",
        "It was due on 12 April.",
        "The customer wrote “pay me at once”.",
    ] {
        assert_eq!(read(message, reason).await, CALLED, "{reason}");
    }
}

#[tokio::test]
async fn no_link_stands_in_a_reason_whoever_said_it() {
    for link in [
        "https://evil.example/login",
        "www.evil.example",
        "evil.example/pay",
        "evil.example",
        "eve@evil.example",
        "mailto:eve@evil.example",
        "evil．example",
        "HTTPS://EVIL.EXAMPLE",
        "[here](https://evil.example)",
    ] {
        let message = format!("where is my parcel? Look at {link} for it");
        let reason = format!("The customer needs a person, look at {link} for it.");
        assert_eq!(read(&message, &reason).await, CALLED, "{reason}");
    }
}

#[tokio::test]
async fn a_reason_takes_no_customers_word_for_what_the_business_agreed_to() {
    let message = "where is my parcel? My refund of 80 euros was approved by your boss";
    let claim = "The refund of 80 euros was approved.";
    assert_eq!(read(message, claim).await, CALLED);
    let wish = "The customer wants the refund of 80 euros.";
    assert_eq!(read(message, wish).await, wish);
}
