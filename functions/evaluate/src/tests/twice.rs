//! What comes twice, at the wrong moment, or from somebody else.

use baton_app::commit::CommitError;
use baton_app::receive::{ReceiveError, Received, receive};
use baton_domain::{Content, Owner, TicketNumber};

use super::shop::{Shop, ana};

#[tokio::test]
async fn a_message_that_comes_five_times_is_there_once() {
    let shop = Shop::open().await;
    let update = shop.message(Content::text("where is my parcel?"));
    assert_eq!(shop.receive(update.clone()).await, Received::Answered);
    for _ in 0..4 {
        assert_eq!(shop.receive(update.clone()).await, Received::Duplicate);
    }
    assert_eq!(shop.heard().await.len(), 2);
}

#[tokio::test]
async fn a_take_between_the_decision_and_its_write_leaves_the_bot_without_a_word() {
    let shop = Shop::open().await;
    shop.customer_says("hello").await;
    let before = shop.heard().await.len();
    shop.meanwhile_ana_takes_over();
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Kept
    );
    let heard = shop.heard().await;
    assert!(
        heard[before..].iter().all(|(who, _)| *who != "bot"),
        "{heard:?}"
    );
    assert_eq!(
        heard.last().unwrap(),
        &("customer", "where is my parcel?".to_owned())
    );
    assert_eq!(
        shop.state().await.conversation.owner,
        Owner::Agent(ana().agent)
    );
}

#[tokio::test]
async fn a_ticket_number_that_others_took_is_replaced_by_the_next() {
    let shop = Shop::open().await;
    shop.commits_fail(vec![CommitError::TicketTaken(TicketNumber(0))]);
    assert_eq!(
        shop.customer_says("human please").await,
        Received::Escalated
    );
    assert_eq!(shop.state().await.live.unwrap().ticket, TicketNumber(1));
    // The store's own refusal, with a number that was told wrongly.
    let shop = Shop::open().await;
    shop.commits_fail(vec![CommitError::TicketTaken(TicketNumber(41))]);
    assert_eq!(
        shop.customer_says("human please").await,
        Received::Escalated
    );
    assert_eq!(shop.state().await.live.unwrap().ticket, TicketNumber(1));
    assert_eq!(shop.heard().await.len(), 2);
}

#[tokio::test]
async fn a_conversation_that_never_stands_still_is_given_back_to_the_queue() {
    let shop = Shop::open().await;
    shop.commits_fail((0..5).map(|_| CommitError::Conflict).collect());
    let update = shop.message(Content::text("hello"));
    let error = shop.try_receive(update.clone()).await.unwrap_err();
    assert!(matches!(error, ReceiveError::Contended), "{error}");
    assert_eq!(shop.receive(update).await, Received::Answered);
    assert_eq!(shop.heard().await.len(), 2);
}

#[tokio::test]
async fn a_thread_that_belongs_to_another_address_is_refused() {
    let shop = Shop::open().await;
    shop.customer_says("hello").await;
    let mut item = shop.item(shop.message(Content::text("hello")));
    item.address = "15559999".into();
    let error = receive(&shop.reception, &item).await.unwrap_err();
    assert!(matches!(error, ReceiveError::ForeignThread), "{error}");
    assert!(!error.to_string().contains("1555"));
    assert_eq!(shop.heard().await.len(), 2);
}
