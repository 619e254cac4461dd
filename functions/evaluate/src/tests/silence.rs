//! A customer who comes back after a long silence, with a bot that had the conversation all along.

use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::inbound::Update;
use baton_app::receive::Received;
use baton_domain::{Content, DeliveryStatus, Reason};
use jiff::{SignedDuration, Timestamp};

use super::shop::Shop;

const QUESTION: &str = "where is my parcel?";

const MONTHS: i64 = 60 * 24 * 60;

/// The customer writes, and the answer reaches them.
async fn asks(shop: &Shop, text: &str) -> Received {
    let received = shop.customer_says(text).await;
    let said = shop.state().await.conversation.last_seq;
    shop.is_delivered(said, DeliveryStatus::Delivered).await;
    received
}

/// What a customer wrote at that time and what comes only now.
fn written_at(shop: &Shop, text: &str, written: Timestamp) -> Update {
    let mut message = shop.message(Content::text(text));
    if let Update::Message { at, .. } = &mut message {
        *at = written;
    }
    message
}

#[tokio::test]
async fn the_same_question_months_later_is_simply_answered() {
    let shop = Shop::open().await;
    for month in ["January", "March", "May"] {
        assert_eq!(asks(&shop, QUESTION).await, Received::Answered, "{month}");
        shop.wait(MONTHS);
    }
    // Within the hour it is the same as ever.
    for _ in 0..2 {
        assert_eq!(asks(&shop, QUESTION).await, Received::Answered);
    }
    assert_eq!(asks(&shop, QUESTION).await, Received::Escalated);
    let live = shop.state().await.live.unwrap();
    assert_eq!(live.reason, Reason::BotFailure);
    let tried = live.handoff.tried.iter();
    assert_eq!(tried.filter(|tried| tried.answered).count(), 2);
}

#[tokio::test]
async fn a_packet_tells_of_what_the_customer_wants_now() {
    let shop = Shop::open().await;
    asks(&shop, "where is my parcel? order 12345").await;
    shop.wait(MONTHS);
    let said = "I have a complaint about an invoice, a real person please";
    assert_eq!(shop.customer_says(said).await, Received::Escalated);
    let packet = shop.state().await.live.unwrap().handoff;
    assert_eq!(packet.variables, [].into());
    assert!(packet.tried.is_empty(), "{packet:?}");
    let told = [
        &packet.summary,
        &packet.suggested_next_step,
        packet.suggested_reply.as_ref().unwrap(),
    ];
    for text in told {
        assert!(!text.contains("12345") && !text.contains("#1"), "{text}");
    }
    assert_eq!(shop.heard().await[0].1, "where is my parcel? order 12345");
}

#[tokio::test]
async fn what_the_customer_tells_on_coming_back_is_collected() {
    let shop = Shop::open().await;
    asks(&shop, "where is my parcel? order 12345").await;
    shop.wait(MONTHS);
    asks(&shop, "where is my parcel? I wrote from ana@example.com").await;
    let variables = shop.state().await.conversation.variables;
    assert_eq!(
        variables,
        [("email".to_owned(), "ana@example.com".to_owned())].into()
    );
}

#[tokio::test]
async fn a_yes_accepts_nothing_that_was_offered_long_ago() {
    for (minutes, accepts) in [(30, true), (MONTHS, false)] {
        let mut shop = Shop::open().await;
        let offer = "Would you like to talk to one of our agents?";
        shop.publishes(2, offer, &EvaluatorSettings::default());
        assert_eq!(asks(&shop, QUESTION).await, Received::Answered);
        shop.wait(minutes);
        shop.customer_says("yes please").await;
        let live = shop.state().await.live;
        let rule = live.map(|live| live.assessment.rule).unwrap_or_default();
        assert_eq!(rule == "accepts_person", accepts, "{rule}");
    }
}

#[tokio::test]
async fn a_message_that_comes_late_was_written_when_it_was_written() {
    let shop = Shop::open().await;
    asks(&shop, QUESTION).await;
    let written = shop.now() + SignedDuration::from_mins(10);
    let late = written_at(&shop, "order 12345", written);
    let again = late.clone();
    shop.wait(3 * 24 * 60);
    shop.receive(late).await;
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.recent[0].text, QUESTION);
    assert_eq!(conversation.variables["order_number"], "12345");
    assert_eq!(shop.receive(again).await, Received::Duplicate);
    assert_eq!(shop.state().await.conversation, conversation);
}

#[tokio::test]
async fn of_two_messages_in_the_wrong_order_both_are_remembered() {
    let shop = Shop::open().await;
    asks(&shop, "where is my parcel? order 12345").await;
    shop.wait(MONTHS);
    let before = shop.now() - SignedDuration::from_secs(5);
    let first = written_at(&shop, "my order is 67890", before);
    shop.customer_says(QUESTION).await;
    shop.receive(first).await;
    let conversation = shop.state().await.conversation;
    let turns: Vec<&str> = conversation
        .recent
        .iter()
        .map(|turn| turn.text.as_str())
        .filter(|text| text.contains("order") || *text == QUESTION)
        .collect();
    assert_eq!(turns[0], QUESTION);
    assert!(turns.contains(&"my order is 67890"), "{turns:?}");
    assert_eq!(conversation.variables["order_number"], "67890");
}
