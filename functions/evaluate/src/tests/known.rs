//! What the company says of a customer, and the messages that come in beside it.

use baton_app::inbound::Update;
use baton_app::receive::Received;
use baton_domain::{Command, Condition, Content, Trigger, TriggerId};
use jiff::Timestamp;
use ulid::Ulid;

use super::shop::{Shop, ana};

/// A shop that calls a person for whatever its best customers write.
async fn shop() -> Shop {
    let id = TriggerId::from_ulid(Ulid::from_parts(100, 0));
    let mut vip = Trigger::new(id, "VIP", Condition::Always);
    vip.only.attributes = [("tier".to_owned(), vec!["vip".to_owned()])].into();
    Shop::open().await.triggered(vec![vip], 100)
}

fn says(tier: Option<&str>) -> Command {
    Command::Describe {
        by: ana(),
        saying: [("tier".to_owned(), tier.map(str::to_owned))].into(),
    }
}

/// The customer's next message, with what was signed of them at this time.
fn proving(shop: &Shop, tier: &str, at: Timestamp) -> Update {
    let mut update = shop.message(Content::text("hello"));
    if let Update::Message {
        verified,
        signed_at,
        ..
    } = &mut update
    {
        *verified = [("tier".to_owned(), tier.to_owned())].into();
        *signed_at = Some(at);
    }
    update
}

#[tokio::test]
async fn whoever_is_made_a_vip_meets_the_trigger_with_the_next_message() {
    let shop = shop().await;
    assert_eq!(shop.customer_says("hello").await, Received::Answered);
    shop.does(says(Some("vip"))).await;
    assert_eq!(shop.customer_says("hello").await, Received::Escalated);
}

#[tokio::test]
async fn a_message_that_was_being_read_meanwhile_is_decided_on_what_is_known_now() {
    let shop = shop().await;
    shop.customer_says("hello").await;
    shop.meanwhile(says(Some("vip")));
    assert_eq!(shop.customer_says("hello").await, Received::Escalated);
    assert_eq!(shop.state().await.conversation.last_seq.0, 4);
}

#[tokio::test]
async fn what_a_session_was_signed_with_does_not_undo_what_was_said_since() {
    let shop = shop().await;
    let signed_at = shop.now();
    let began = shop.receive(proving(&shop, "silver", signed_at)).await;
    assert_eq!(began, Received::Answered);
    shop.wait(1);
    shop.does(says(Some("vip"))).await;
    let known = async || shop.state().await.conversation.contact.verified;
    assert_eq!(
        shop.receive(proving(&shop, "silver", signed_at)).await,
        Received::Escalated
    );
    assert_eq!(known().await["tier"], "vip");

    shop.wait(1);
    shop.receive(proving(&shop, "gold", shop.now())).await;
    assert_eq!(known().await["tier"], "gold");
    shop.wait(1);
    shop.does(says(None)).await;
    shop.receive(proving(&shop, "silver", signed_at)).await;
    assert_eq!(known().await.get("tier"), None);
}
