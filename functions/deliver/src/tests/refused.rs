//! What comes of a message that the channel refuses at once: the same as of one that it takes and
//! loses.

use baton_domain::{Command, DeliveryStatus, Seq};

use super::Undelivered;
use super::desk::{Desk, ana, refusal, refused, sent};

/// The first of Ana's two messages has arrived, which ended the wait, and the second is on its way.
async fn half_an_answer() -> (Desk, Seq) {
    let desk = Desk::taken().await;
    let first = desk.ana_says("Your parcel is at the depot.").await;
    desk.is_given_out(first, sent()).await.unwrap();
    assert_eq!(desk.state().await.conversation.due_at, None);
    desk.wait(1);
    let second = desk.ana_says("Fetch it before six.").await;
    desk.wait(1);
    (desk, second)
}

async fn has_failed(desk: &Desk, seq: Seq) {
    let message = desk.message(seq).await;
    assert_eq!(message.status, DeliveryStatus::Failed);
    assert_eq!(message.error, Some(refusal()));
}

fn returns_to_bot() -> Command {
    Command::ReturnToBot {
        by: ana(),
        seen: None,
    }
}

#[tokio::test]
async fn an_agent_whose_second_message_is_refused_has_the_time_of_an_answer() {
    let (desk, second) = half_an_answer().await;
    desk.is_given_out(second, refused()).await.unwrap();
    has_failed(&desk, second).await;
    let conversation = desk.state().await.conversation;
    assert_eq!(conversation.unanswered_since, Some(desk.now()));
    let due_at = conversation.due_at.unwrap();
    assert!(due_at > desk.now(), "the agent is given no time");
}

#[tokio::test]
async fn what_is_refused_after_the_return_to_the_bot_is_looked_at_at_once() {
    let (desk, second) = half_an_answer().await;
    desk.does(returns_to_bot()).await;
    desk.is_given_out(second, refused()).await.unwrap();
    has_failed(&desk, second).await;
    let conversation = desk.state().await.conversation;
    assert_eq!(conversation.unanswered_since, Some(desk.now()));
    assert_eq!(conversation.due_at, Some(desk.now()));
}

#[tokio::test]
async fn what_was_said_behind_a_refused_message_stands_in_for_it() {
    let (desk, second) = half_an_answer().await;
    desk.ana_says("Before six, please.").await;
    desk.is_given_out(second, refused()).await.unwrap();
    has_failed(&desk, second).await;
    let conversation = desk.state().await.conversation;
    assert_eq!(conversation.unanswered_since, None);
    assert_eq!(conversation.due_at, None);
}

#[tokio::test]
async fn a_customer_who_has_written_since_waits_no_longer_than_before() {
    let (desk, second) = half_an_answer().await;
    desk.does(desk.customer("And on Sundays?")).await;
    let waiting = desk.state().await.conversation;
    desk.wait(1);
    desk.is_given_out(second, refused()).await.unwrap();
    has_failed(&desk, second).await;
    let conversation = desk.state().await.conversation;
    assert!(conversation.due_at.is_some());
    assert_eq!(conversation.due_at, waiting.due_at);
    assert_eq!(conversation.unanswered_since, waiting.unanswered_since);
}

#[tokio::test]
async fn whoever_owns_it_a_refusal_ends_like_a_loss() {
    let by = ana;
    let closes = Command::Close {
        by: by(),
        seen: None,
        closing: None,
    };
    for end in [
        None,
        Some(returns_to_bot()),
        Some(Command::Release { by: by() }),
        Some(closes),
    ] {
        let (desk, second) = half_an_answer().await;
        if let Some(end) = end.clone() {
            desk.does(end).await;
        }
        desk.wait(1);
        let expected = desk.as_if_lost_later(second).await;
        desk.is_given_out(second, refused()).await.unwrap();
        has_failed(&desk, second).await;
        assert_eq!(desk.state().await, expected, "{end:?}");
    }
}

#[tokio::test]
async fn a_refused_message_that_comes_again_changes_nothing_more() {
    let (desk, second) = half_an_answer().await;
    desk.is_given_out(second, refused()).await.unwrap();
    let waiting = desk.state().await;
    assert_eq!(waiting.conversation.unanswered_since, Some(desk.now()));
    let sends = desk.sends();
    for _ in 0..2 {
        desk.wait(1);
        desk.is_given_out(second, sent()).await.unwrap();
        assert_eq!(desk.state().await, waiting);
        has_failed(&desk, second).await;
    }
    assert_eq!(desk.sends(), sends);
}

#[tokio::test]
async fn a_refusal_that_cannot_be_decided_about_is_asked_for_again() {
    let (desk, second) = half_an_answer().await;
    let before = desk.state().await;
    desk.settings_are_away(true);
    let undelivered = desk.is_given_out(second, refused()).await;
    assert!(matches!(undelivered, Err(Undelivered::Port(_))));
    let message = desk.message(second).await;
    assert_eq!(message.status, DeliveryStatus::Accepted);
    assert_eq!(desk.state().await, before);

    desk.settings_are_away(false);
    desk.is_given_out(second, refused()).await.unwrap();
    has_failed(&desk, second).await;
    let conversation = desk.state().await.conversation;
    assert_eq!(conversation.unanswered_since, Some(desk.now()));
}

#[tokio::test]
async fn the_awaited_answer_is_claimed_and_recorded_and_nothing_more() {
    for (answer, status) in [
        (sent(), DeliveryStatus::Sent),
        (refused(), DeliveryStatus::Failed),
    ] {
        let desk = Desk::taken().await;
        let answered = desk.ana_says("Your parcel is at the depot.").await;
        let waiting = desk.state().await.conversation;
        assert_eq!(waiting.answer_seq, Some(answered));
        desk.is_given_out(answered, answer).await.unwrap();
        assert_eq!(desk.requests(), [("TransactWriteItems".to_owned(), 2)]);
        assert_eq!(desk.message(answered).await.status, status);
        let conversation = desk.state().await.conversation;
        let is_refused = status == DeliveryStatus::Failed;
        assert_eq!(conversation.due_at, is_refused.then(|| desk.now()));
        assert_eq!(conversation.answer_seq, None);
        assert_eq!(conversation.version, waiting.version);
        if is_refused {
            assert_eq!(conversation.unanswered_since, waiting.unanswered_since);
        }
    }
}

#[tokio::test]
async fn the_rest_of_an_answer_costs_a_load_and_a_commit_only_where_it_is_refused() {
    let (desk, second) = half_an_answer().await;
    desk.is_given_out(second, refused()).await.unwrap();
    let once = |operation: &str| (operation.to_owned(), 1);
    assert_eq!(
        desk.requests(),
        [
            once("BatchGetItem"),
            once("GetItem"),
            ("TransactWriteItems".to_owned(), 3)
        ]
    );
    let (desk, second) = half_an_answer().await;
    desk.is_given_out(second, sent()).await.unwrap();
    assert_eq!(desk.requests(), [("TransactWriteItems".to_owned(), 3)]);
}
