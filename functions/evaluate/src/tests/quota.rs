//! What the bot says is charged to the month, exactly, and at nothing left it says so.

use std::sync::Arc;

use async_trait::async_trait;
use baton_app::inbound::Inbound;
use baton_app::ports::{Evaluation, Evaluator, PortError, Question, Quotas, Verdict};
use baton_app::receive::{Received, receive};
use baton_aws::balance::QuotaStore;
use baton_domain::quota::Balance;
use baton_domain::{
    Assessment, BotAttempt, BotWork, Condition, Content, Reason, ThreadKey, TicketNumber, Trigger,
    TriggerId, Urgency,
};
use futures::future::join_all;
use ulid::Ulid;

use super::shop::{Shop, tenant};

const QUESTION: &str = "where is my parcel?";

/// An evaluator that always has something to say, and does not hear that it may not.
struct Deaf;

#[async_trait]
impl Evaluator for Deaf {
    async fn evaluate(&self, _: Question<'_>) -> Result<Evaluation, PortError> {
        let attempt = BotAttempt {
            question: QUESTION.into(),
            article_id: None,
            article_title: None,
            tools: vec![],
            score: 1.0,
        };
        Ok(Evaluation {
            verdict: Verdict::Answer {
                text: "blah".into(),
                attempt,
            },
            assessment: Assessment::default(),
            work: BotWork::default(),
            brief: None,
        })
    }
}

async fn account(shop: &Shop) -> Option<Balance> {
    let store = QuotaStore::new(shop.tables.client(), shop.tables.names());
    store.balance(&tenant()).await.unwrap()
}

async fn used(shop: &Shop) -> u64 {
    account(shop).await.map_or(0, |balance| balance.used())
}

#[tokio::test]
async fn the_bot_answers_as_often_as_the_month_grants_and_then_says_that_it_cannot() {
    let shop = Shop::open().await.granting(2);
    assert_eq!(shop.customer_says(QUESTION).await, Received::Answered);
    assert_eq!(shop.customer_says("hello").await, Received::Answered);
    assert_eq!(used(&shop).await, 2);
    assert_eq!(shop.customer_says(QUESTION).await, Received::Escalated);

    let live = shop.state().await.live.unwrap();
    assert_eq!(
        (live.reason, live.urgency),
        (Reason::Policy, Urgency::Medium)
    );
    assert_eq!(live.reason_text, "The month's AI replies are used up.");
    assert_eq!(live.assessment.rule, "quota_exhausted");
    let (who, told) = shop.heard().await.pop().unwrap();
    assert_eq!(who, "system");
    assert!(
        told.starts_with("I cannot answer by myself right now"),
        "{told}"
    );
    assert!(told.contains("about 5 minutes"), "{told}");
    assert_eq!(used(&shop).await, 2);
}

#[tokio::test]
async fn what_the_customer_asks_for_and_the_tenants_words_are_free_and_always_work() {
    for free in [0, 5] {
        for (said, reason) in [
            ("human please", Reason::CustomerRequest),
            ("I'll tell my lawyer", Reason::Keyword),
        ] {
            let shop = Shop::open().await.granting(free);
            assert_eq!(shop.customer_says(said).await, Received::Escalated);
            let live = shop.state().await.live.unwrap();
            assert_eq!((live.reason, live.ticket), (reason, TicketNumber(1)));
            let (_, told) = shop.heard().await.pop().unwrap();
            assert!(
                told.contains("I am connecting you with a person."),
                "{told}"
            );
            assert_eq!(account(&shop).await, None, "{said}");
        }
    }
}

#[tokio::test]
async fn a_request_is_free_in_whichever_order_the_triggers_stand() {
    let asks = "which colours of lamp do you link up? I want a human";
    let unsure = Condition::LowConfidence { below: Some(1.0) };
    let fed_up = Condition::SentimentRun { count: 1 };
    let request = Condition::Signal {
        reason: Reason::CustomerRequest,
        threshold: None,
    };
    let mut triggers: Vec<Trigger> = (1..)
        .zip([unsure, fed_up, request])
        .map(|(n, when)| {
            Trigger::new(
                TriggerId::from_ulid(Ulid::from_parts(n, n.into())),
                "t",
                when,
            )
        })
        .collect();
    let mut reasons = vec![];
    for _ in 0..triggers.len() {
        let shop = Shop::open().await.triggered(triggers.clone(), 5);
        assert_eq!(shop.customer_says(asks).await, Received::Escalated);
        reasons.push(shop.state().await.live.unwrap().reason);
        assert_eq!(account(&shop).await, None, "{reasons:?}");
        triggers.rotate_left(1);
    }
    // The request itself does not always decide.
    assert!(reasons.contains(&Reason::LowConfidence), "{reasons:?}");
    assert!(reasons.contains(&Reason::CustomerRequest), "{reasons:?}");
}

#[tokio::test]
async fn what_the_evaluator_read_out_of_a_message_is_charged() {
    let shop = Shop::open().await.granting(5);
    let unknown = "which colours of lamp do you link up";
    assert_eq!(shop.customer_says(unknown).await, Received::Escalated);
    assert_eq!(used(&shop).await, 1);
    // While people have it, nothing is.
    assert_eq!(shop.customer_says(QUESTION).await, Received::Kept);
    assert_eq!(used(&shop).await, 1);
}

#[tokio::test]
async fn an_evaluator_that_answers_at_zero_is_not_heard() {
    let shop = Shop::with(Arc::new(Deaf)).await.granting(1);
    assert_eq!(shop.customer_says("one").await, Received::Answered);
    assert_eq!(shop.customer_says("two").await, Received::Escalated);
    assert_eq!(used(&shop).await, 1);
    let live = shop.state().await.live.unwrap();
    assert_eq!(live.assessment.rule, "quota_exhausted");
}

#[tokio::test]
async fn a_message_that_comes_twice_is_charged_once() {
    let shop = Shop::open().await;
    let update = shop.message(Content::text(QUESTION));
    for expected in [Received::Answered, Received::Duplicate, Received::Duplicate] {
        assert_eq!(shop.receive(update.clone()).await, expected);
    }
    assert_eq!(used(&shop).await, 1);
}

#[tokio::test]
async fn of_fifty_conversations_at_once_as_many_are_answered_as_the_month_grants() {
    const GRANTED: usize = 30;
    let shop = Shop::open().await.granting(GRANTED as u64);
    let items: Vec<Inbound> = (1..=50)
        .map(|number| Inbound {
            thread: ThreadKey::from_bytes([number; 10]),
            address: format!("1555{number:07}"),
            ..shop.item(shop.message(Content::text(QUESTION)))
        })
        .collect();
    let mut received: Vec<Received> = vec![];
    // What is contended for longer than a turn is patient comes again, as the queue does it.
    let mut left: Vec<&Inbound> = items.iter().collect();
    while !left.is_empty() {
        let turns = left.iter().map(|item| receive(&shop.reception, item));
        let done = join_all(turns).await;
        let (mut again, before) = (vec![], received.len());
        for (item, done) in left.into_iter().zip(done) {
            match done {
                Ok(one) => received.push(one),
                Err(_) => again.push(item),
            }
        }
        assert!(received.len() > before, "nobody got on");
        left = again;
    }
    let answered = received
        .iter()
        .filter(|one| **one == Received::Answered)
        .count();
    assert_eq!(answered, GRANTED);
    assert_eq!(received.len() - answered, 50 - GRANTED);
    assert!(received.iter().all(|one| *one != Received::Kept));
    let balance = account(&shop).await.unwrap();
    assert_eq!(balance.used(), GRANTED as u64);
    assert!(balance.is_exhausted());
}
