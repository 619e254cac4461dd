//! Echoes, edits, deletions and statuses.

use baton_app::inbound::{Update, Writer};
use baton_app::outbound::Callback;
use baton_app::receive::{ReceiveError, Received, receive};
use baton_domain::{
    Command, Content, ConversationId, DeliveryStatus, MessageId, Mode, NewMessage, Owner, Revision,
    Seq, ThreadKey,
};
use ulid::Ulid;

use super::shop::Shop;

fn echo(shop: &Shop, id: &str, text: &str) -> Update {
    Update::Echo {
        provider_id: id.into(),
        content: Content::text(text),
        at: shop.now(),
    }
}

fn edit(shop: &Shop, id: &str, target: &str, text: &str) -> Update {
    Update::Edit {
        writer: Writer::Customer,
        provider_id: id.into(),
        target_provider_id: target.into(),
        content: Content::text(text),
        at: shop.now(),
    }
}

fn status(
    shop: &Shop,
    provider_id: &str,
    callback: Option<Callback>,
    status: DeliveryStatus,
) -> Update {
    Update::Status {
        provider_id: provider_id.into(),
        callback: callback.map(|callback| callback.to_string()),
        status,
        error: None,
        at: shop.now(),
    }
}

#[tokio::test]
async fn somebody_at_the_phone_silences_the_bot_until_they_have_been_silent() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel?").await;
    assert_eq!(
        shop.receive(echo(&shop, "e1", "Let me look")).await,
        Received::Kept
    );
    assert_eq!(
        shop.receive(echo(&shop, "e1", "Let me look")).await,
        Received::Duplicate
    );
    assert!(matches!(
        shop.state().await.conversation.owner,
        Owner::Phone { .. }
    ));
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Kept
    );
    shop.wait(241);
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Answered
    );
}

#[tokio::test]
async fn a_business_that_writes_first_opens_the_conversation() {
    let shop = Shop::open().await;
    assert_eq!(
        shop.receive(echo(&shop, "e1", "Your order is ready")).await,
        Received::Kept
    );
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.mode(), Mode::Human);
    assert_eq!(conversation.last_customer_at, None);
}

#[tokio::test]
async fn an_edit_and_a_deletion_revise_the_message() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parsel?").await;
    let edited = edit(&shop, "x1", "wamid.0", "where is my parcel?");
    assert_eq!(shop.receive(edited.clone()).await, Received::Revised);
    assert_eq!(shop.receive(edited).await, Received::Duplicate);
    let messages = shop.messages().await;
    assert!(
        matches!(&messages[0].revision, Some(Revision::Edited { content, .. })
        if content.text.as_deref() == Some("where is my parcel?"))
    );
    let deleted = Update::Delete {
        writer: Writer::Customer,
        provider_id: "x2".into(),
        target_provider_id: "wamid.0".into(),
        at: shop.now(),
    };
    assert_eq!(shop.receive(deleted).await, Received::Revised);
    assert!(matches!(
        shop.messages().await[0].revision,
        Some(Revision::Deleted { .. })
    ));
}

#[tokio::test]
async fn an_edit_that_overtakes_its_message_is_the_message() {
    let shop = Shop::open().await;
    let edited = edit(&shop, "x1", "wamid.0", "where is my parcel?");
    assert_eq!(shop.receive(edited.clone()).await, Received::Answered);
    assert_eq!(shop.receive(edited).await, Received::Duplicate);
    assert_eq!(
        shop.customer_says("where is my parsel?").await,
        Received::Duplicate
    );
    assert_eq!(shop.heard().await.len(), 2);
    shop.wait(1);
    let again = edit(&shop, "x2", "wamid.0", "where is my second parcel?");
    assert_eq!(shop.receive(again).await, Received::Revised);
}

#[tokio::test]
async fn an_edit_is_not_lost_while_the_index_lags_behind() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parsel?").await;
    let edited = edit(&shop, "x1", "wamid.0", "where is my parcel?");
    shop.the_index_lags(2);
    let error = shop.try_receive(edited.clone()).await.unwrap_err();
    assert!(matches!(error, ReceiveError::NotFindableYet), "{error}");
    shop.the_index_lags(1);
    assert_eq!(shop.receive(edited).await, Received::Revised);
    assert_eq!(shop.heard().await.len(), 2);
}

#[tokio::test]
async fn what_concerns_an_unknown_message_is_acknowledged() {
    let shop = Shop::open().await;
    shop.customer_says("hello").await;
    let deleted = Update::Delete {
        writer: Writer::Customer,
        provider_id: "x2".into(),
        target_provider_id: "nobody".into(),
        at: shop.now(),
    };
    assert_eq!(shop.receive(deleted).await, Received::Unmatched);
    let sent = status(&shop, "nobody", None, DeliveryStatus::Sent);
    assert_eq!(shop.receive(sent).await, Received::Unmatched);
    let elsewhere = Callback {
        conversation_id: ConversationId::in_thread(ThreadKey::from_bytes([9; 10]), shop.now()),
        seq: Seq(2),
    };
    let sent = status(&shop, "nobody", Some(elsewhere), DeliveryStatus::Sent);
    assert_eq!(shop.receive(sent).await, Received::Unmatched);
    let stranger = Callback {
        conversation_id: ConversationId::in_thread(
            shop.thread,
            "2020-01-01T00:00:00Z".parse().unwrap(),
        ),
        seq: Seq(2),
    };
    let sent = status(&shop, "nobody", Some(stranger), DeliveryStatus::Sent);
    assert_eq!(shop.receive(sent).await, Received::Unmatched);
    assert_eq!(shop.messages().await[1].status, DeliveryStatus::Accepted);
}

#[tokio::test]
async fn statuses_move_forward_in_any_order_and_end_the_wait() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel?").await;
    assert!(shop.state().await.conversation.unanswered_since.is_some());
    let callback = Callback {
        conversation_id: shop.state().await.conversation.id,
        seq: Seq(2),
    };
    let delivered = status(&shop, "out.1", Some(callback), DeliveryStatus::Delivered);
    assert_eq!(shop.receive(delivered.clone()).await, Received::Moved);
    assert_eq!(shop.state().await.conversation.unanswered_since, None);
    assert_eq!(shop.receive(delivered).await, Received::Stale);
    // The provider's id is known from now on.
    let sent = status(&shop, "out.1", None, DeliveryStatus::Sent);
    assert_eq!(shop.receive(sent).await, Received::Stale);
    let read = status(&shop, "out.1", None, DeliveryStatus::Read);
    assert_eq!(shop.receive(read).await, Received::Moved);
    let message = &shop.messages().await[1];
    assert_eq!(message.status, DeliveryStatus::Read);
    assert_eq!(message.provider_id.as_deref(), Some("out.1"));
}

#[tokio::test]
async fn a_failed_answer_is_looked_at_at_once() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel?").await;
    shop.is_delivered(Seq(2), DeliveryStatus::Failed).await;
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.due_at, Some(shop.now()));
    assert!(conversation.unanswered_since.is_some());
}

#[tokio::test]
async fn an_answer_that_the_provider_took_and_lost_is_looked_at_at_once() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel?").await;
    shop.is_delivered(Seq(2), DeliveryStatus::Sent).await;
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.due_at, None);
    let callback = Callback {
        conversation_id: conversation.id,
        seq: Seq(2),
    };
    let failed = status(&shop, "out.1", Some(callback), DeliveryStatus::Failed);
    assert_eq!(shop.receive(failed.clone()).await, Received::Moved);
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.due_at, Some(shop.now()));
    assert_eq!(conversation.unanswered_since, Some(shop.now()));
    assert_eq!(shop.receive(failed).await, Received::Stale);
}

#[tokio::test]
async fn a_failure_that_meets_the_customers_next_words_is_decided_on_top_of_them() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel?").await;
    shop.is_delivered(Seq(2), DeliveryStatus::Sent).await;
    shop.meanwhile(Command::CustomerMessage(NewMessage {
        id: MessageId::from_ulid(Ulid::from_parts(9, 9)),
        content: Content::text("and the invoice?"),
        provider_id: None,
        at: shop.now(),
    }));
    shop.is_delivered(Seq(2), DeliveryStatus::Failed).await;
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.last_seq, Seq(3));
    assert_eq!(conversation.unanswered_since, Some(shop.now()));
    // They wait for the bot anyway, which has its time.
    assert!(conversation.due_at.unwrap() > shop.now());
    assert_eq!(shop.messages().await[1].status, DeliveryStatus::Failed);
}

#[tokio::test]
async fn a_provider_whose_clock_runs_ahead_does_not_keep_the_window_open() {
    let shop = Shop::open().await;
    let mut item = shop.item(shop.message(Content::text("hello")));
    if let Update::Message { at, .. } = &mut item.update {
        *at = "2030-01-01T00:00:00Z".parse().unwrap();
    }
    receive(&shop.reception, &item).await.unwrap();
    assert_eq!(
        shop.state().await.conversation.last_customer_at,
        Some(shop.now())
    );
}
