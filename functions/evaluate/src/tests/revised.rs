//! What becomes of messages that were changed or taken back, whatever order that is told in.

use baton_app::inbound::{Update, Writer};
use baton_app::receive::{ReceiveError, Received};
use baton_domain::{Author, Content, DeliveryStatus, Owner, Seq};

use super::shop::Shop;

const WORDS: &str = "my card number is 4711";

fn edit(shop: &Shop, id: &str, text: &str) -> Update {
    Update::Edit {
        writer: Writer::Customer,
        provider_id: id.into(),
        target_provider_id: "wamid.0".into(),
        content: Content::text(text),
        at: shop.now(),
    }
}

fn revoke(shop: &Shop, id: &str) -> Update {
    Update::Delete {
        writer: Writer::Customer,
        provider_id: id.into(),
        target_provider_id: "wamid.0".into(),
        at: shop.now(),
    }
}

/// The same, done at the business's own phone to what was written there.
fn at_the_phone(mut update: Update) -> Update {
    if let Update::Edit { writer, .. } | Update::Delete { writer, .. } = &mut update {
        *writer = Writer::Phone;
    }
    update
}

fn echo(shop: &Shop, text: &str) -> Update {
    Update::Echo {
        provider_id: "wamid.0".into(),
        content: Content::text(text),
        at: shop.now(),
    }
}

/// What the first message says now; none where it was taken back.
async fn shown(shop: &Shop) -> Option<String> {
    shop.messages().await[0].current()?.text.clone()
}

/// Whether these words are shown anywhere.
async fn is_shown(shop: &Shop, words: &str) -> bool {
    let messages = shop.messages().await;
    messages
        .iter()
        .filter_map(|message| message.current()?.text.as_deref())
        .any(|text| text == words)
}

#[tokio::test]
async fn an_edit_that_comes_again_after_its_message_was_taken_back_brings_nothing_back() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel?").await;
    shop.wait(1);
    // The provider was told to come again with this one.
    let lost = edit(&shop, "x1", WORDS);
    shop.wait(1);
    assert_eq!(shop.receive(revoke(&shop, "x2")).await, Received::Revised);
    let version = shop.messages().await[0].version();
    assert_eq!(shop.receive(lost).await, Received::Stale);
    assert_eq!(shown(&shop).await, None);
    assert_eq!(shop.messages().await[0].version(), version);
}

#[tokio::test]
async fn of_two_edits_in_the_wrong_order_the_later_one_holds() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parsel?").await;
    shop.wait(1);
    let first = edit(&shop, "x1", "where is my parcel");
    shop.wait(1);
    let second = edit(&shop, "x2", "where is my parcel?");
    assert_eq!(shop.receive(second.clone()).await, Received::Revised);
    assert_eq!(shop.receive(first).await, Received::Stale);
    assert_eq!(shop.receive(second).await, Received::Duplicate);
    assert_eq!(shown(&shop).await.as_deref(), Some("where is my parcel?"));
}

#[tokio::test]
async fn the_later_of_two_edits_holds_where_it_overtook_the_message_too() {
    let shop = Shop::open().await;
    let first = edit(&shop, "x1", "where is my parcel");
    shop.wait(1);
    let second = edit(&shop, "x2", "where is my parcel?");
    assert_eq!(shop.receive(second).await, Received::Answered);
    assert_eq!(shop.receive(first).await, Received::Stale);
    assert_eq!(
        shop.customer_says("where is my parsel?").await,
        Received::Duplicate
    );
    assert_eq!(shown(&shop).await.as_deref(), Some("where is my parcel?"));
}

#[tokio::test]
async fn a_message_that_is_taken_back_while_another_edit_is_decided_stays_taken_back() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel?").await;
    shop.wait(1);
    let edited = edit(&shop, "x1", WORDS);
    shop.wait(1);
    shop.meanwhile_the_customer_takes_back(Seq(1));
    assert_eq!(shop.receive(edited).await, Received::Stale);
    assert_eq!(shown(&shop).await, None);
}

#[tokio::test]
async fn a_message_is_taken_back_although_the_index_lags_behind() {
    let shop = Shop::open().await;
    shop.customer_says(WORDS).await;
    let revoked = revoke(&shop, "x1");
    shop.the_index_lags(2);
    let error = shop.try_receive(revoked.clone()).await.unwrap_err();
    assert!(matches!(error, ReceiveError::NotFindableYet), "{error}");
    shop.the_index_lags(1);
    assert_eq!(shop.receive(revoked.clone()).await, Received::Revised);
    assert_eq!(shop.receive(revoked).await, Received::Duplicate);
    assert_eq!(shown(&shop).await, None);
}

#[tokio::test]
async fn a_message_that_comes_after_it_was_taken_back_is_never_shown() {
    for is_known in [false, true] {
        let shop = Shop::open().await;
        let late = shop.message(Content::text(WORDS));
        let edited = edit(&shop, "x1", WORDS);
        if is_known {
            shop.customer_says("where is my parcel?").await;
        }
        shop.wait(1);
        let revoked = revoke(&shop, "x2");
        assert_eq!(shop.receive(revoked.clone()).await, Received::Unmatched);
        assert_eq!(shop.receive(revoked).await, Received::Duplicate);
        assert_eq!(shop.receive(late).await, Received::Duplicate);
        // Neither its edit nor another revocation waits for a message that never comes.
        assert_eq!(shop.receive(edited).await, Received::Stale);
        assert_eq!(shop.receive(revoke(&shop, "x3")).await, Received::Stale);
        assert!(!is_shown(&shop, WORDS).await);
        assert_eq!(
            shop.customer_says("where is my parcel?").await,
            Received::Answered
        );
    }
}

#[tokio::test]
async fn what_was_edited_at_the_phone_is_no_customers_message() {
    let shop = Shop::open().await;
    let late = echo(&shop, "where is my parsel?");
    shop.wait(1);
    let edited = at_the_phone(edit(&shop, "x1", "where is my parcel?"));
    assert_eq!(shop.receive(edited.clone()).await, Received::Kept);
    assert_eq!(shop.receive(edited).await, Received::Duplicate);
    assert_eq!(shop.receive(late).await, Received::Duplicate);
    let messages = shop.messages().await;
    assert_eq!(messages.len(), 1, "the bot answers nobody");
    assert_eq!(messages[0].author, Author::Agent { agent: None });
    let conversation = shop.state().await.conversation;
    assert!(matches!(conversation.owner, Owner::Phone { .. }));
    assert_eq!(conversation.last_customer_at, None);
    let again = at_the_phone(edit(&shop, "x2", "where is it?"));
    assert_eq!(shop.receive(again).await, Received::Stale, "no newer");
}

#[tokio::test]
async fn what_was_written_at_the_phone_is_edited_although_the_index_lags_behind() {
    let shop = Shop::open().await;
    shop.receive(echo(&shop, "Let me lok")).await;
    shop.wait(1);
    let edited = at_the_phone(edit(&shop, "x1", "Let me look"));
    shop.the_index_lags(2);
    let error = shop.try_receive(edited.clone()).await.unwrap_err();
    assert!(matches!(error, ReceiveError::NotFindableYet), "{error}");
    assert_eq!(shop.receive(edited).await, Received::Revised);
    assert_eq!(shown(&shop).await.as_deref(), Some("Let me look"));
    assert_eq!(shop.messages().await.len(), 1);
}

#[tokio::test]
async fn what_was_taken_back_at_the_phone_before_it_came_is_never_shown() {
    let shop = Shop::open().await;
    let late = echo(&shop, WORDS);
    let revoked = at_the_phone(revoke(&shop, "x1"));
    assert_eq!(shop.receive(revoked).await, Received::Unmatched);
    assert_eq!(shop.receive(late).await, Received::Duplicate);
    assert!(!is_shown(&shop, WORDS).await);
}

/// Everything that is kept of the conversation beside its messages.
async fn memory(shop: &Shop) -> String {
    format!("{:?}", shop.state().await.conversation)
}

#[tokio::test]
async fn what_was_taken_back_is_not_remembered() {
    let shop = Shop::open().await;
    let said = "where is my parcel? order 471100";
    assert_eq!(shop.customer_says(said).await, Received::Answered);
    shop.is_delivered(Seq(2), DeliveryStatus::Sent).await;
    assert!(memory(&shop).await.contains("471100"));
    shop.wait(1);
    assert_eq!(shop.receive(revoke(&shop, "x1")).await, Received::Revised);
    let memory = memory(&shop).await;
    assert!(!memory.contains("471100"), "{memory}");

    let said = "a real person please";
    assert_eq!(shop.customer_says(said).await, Received::Escalated);
    let packet = format!("{:?}", shop.state().await.live.unwrap().handoff);
    assert!(!packet.contains("471100"), "{packet}");
}

#[tokio::test]
async fn what_was_taken_back_last_is_not_what_lists_show() {
    let shop = Shop::open().await;
    shop.customer_says("a real person please").await;
    shop.ana_takes().await;
    let said = shop.message(Content::text(WORDS));
    let Update::Message { provider_id, .. } = &said else {
        unreachable!()
    };
    let target = provider_id.clone();
    shop.receive(said).await;
    assert_eq!(
        shop.state().await.conversation.preview.as_deref(),
        Some(WORDS)
    );
    for (change, shown) in [
        (
            edit(&shop, "x1", "my card number is secret"),
            Some("my card number is secret"),
        ),
        (revoke(&shop, "x2"), None),
    ] {
        assert_eq!(shop.receive(of(change, &target)).await, Received::Revised);
        let preview = shop.state().await.conversation.preview;
        assert_eq!(preview.as_deref(), shown);
    }
}

/// The same of another message.
fn of(mut update: Update, target: &str) -> Update {
    if let Update::Edit {
        target_provider_id, ..
    }
    | Update::Delete {
        target_provider_id, ..
    } = &mut update
    {
        target.clone_into(target_provider_id);
    }
    update
}

#[tokio::test]
async fn what_was_edited_is_remembered_in_its_new_words() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel? order 471100").await;
    shop.is_delivered(Seq(2), DeliveryStatus::Sent).await;
    shop.wait(1);
    let edited = edit(&shop, "x1", "where is my parcel? order 88120");
    assert_eq!(shop.receive(edited).await, Received::Revised);
    let memory = memory(&shop).await;
    assert!(!memory.contains("471100"), "{memory}");
    assert_eq!(
        shop.customer_says("a real person please").await,
        Received::Escalated
    );
    let packet = shop.state().await.live.unwrap().handoff;
    assert_eq!(packet.variables["order_number"], "88120");
    assert_eq!(packet.tried[0].question, "where is my parcel? order 88120");
    assert!(packet.summary.contains("88120"), "{}", packet.summary);
    assert!(!format!("{packet:?}").contains("471100"), "{packet:?}");
}

#[tokio::test]
async fn what_is_taken_back_while_the_next_message_is_decided_is_decided_without() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel? order 471100").await;
    shop.wait(1);
    shop.meanwhile_the_customer_takes_back(Seq(1));
    assert_eq!(
        shop.customer_says("a real person please").await,
        Received::Escalated
    );
    let packet = format!("{:?}", shop.state().await.live.unwrap().handoff);
    assert!(!packet.contains("471100"), "{packet}");
}
