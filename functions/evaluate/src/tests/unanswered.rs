//! What the bot could not answer, whoever decided so, as a lead finds it afterwards.

use std::sync::Arc;

use baton_app::receive::Received;
use baton_app::unanswered::unanswered;
use baton_evaluator::EmbeddedEvaluator;
use baton_evaluator::llm::Evaluators;
use baton_evaluator::llm::testing::{Bench, Scripted, Tools, calls, settings};
use jiff::Timestamp;
use serde_json::json;

use super::shop::{Shop, tenant};

async fn questions(shop: &Shop) -> Vec<String> {
    let conversations = shop.reception.conversations.as_ref();
    let found = unanswered(conversations, &tenant(), Timestamp::MIN).await;
    let (found, is_more) = found.unwrap();
    assert!(!is_more);
    found.into_iter().map(|it| it.question).collect()
}

#[tokio::test]
async fn what_a_model_hands_over_is_a_question_without_an_article() {
    let handed = json!({
        "reason": "No passage answers.", "type": "general", "urgency": "low",
        "summary": "They ask about elephants.",
    });
    let model = Scripted::new(move |_, _| Ok(calls("handoff", handed.clone())));
    let bench = Bench::new(Tools::new(None));
    let evaluators = Evaluators::new(EmbeddedEvaluator::new(), bench.models(model.clone()));
    let shop = Shop::with_settings(Arc::new(evaluators), settings()).await;
    let asked = "Do you sell purple elephants?";
    assert_eq!(shop.customer_says(asked).await, Received::Escalated);
    assert_eq!(model.asked().len(), 1);
    assert_eq!(questions(&shop).await, [asked]);
}

#[tokio::test]
async fn what_was_answered_in_vain_is_one_too_by_the_question_and_not_the_complaint() {
    let shop = Shop::open().await;
    let asked = "Where is my parcel?";
    assert_eq!(shop.customer_says(asked).await, Received::Answered);
    let complaint = shop.customer_says("that didn't help").await;
    assert_eq!(complaint, Received::Escalated);
    assert_eq!(questions(&shop).await, [asked]);
}

#[tokio::test]
async fn a_question_that_was_asked_again_and_again_is_one_too() {
    let shop = Shop::open().await;
    for _ in 0..2 {
        let answered = shop.customer_says("Where is my parcel?").await;
        assert_eq!(answered, Received::Answered);
    }
    let again = "so where is the parcel?";
    assert_eq!(shop.customer_says(again).await, Received::Escalated);
    assert_eq!(questions(&shop).await, [again]);
}

#[tokio::test]
async fn a_request_for_a_person_is_none() {
    let shop = Shop::open().await;
    let asked = shop.customer_says("get me a human please").await;
    assert_eq!(asked, Received::Escalated);
    assert!(questions(&shop).await.is_empty());
}
