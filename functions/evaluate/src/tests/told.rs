//! What a model told with an answer is there for the person who is called afterwards, whoever calls.

use baton_app::receive::Received;
use baton_domain::{Seq, SummarySource};
use baton_evaluator::llm::testing::{Scripted, answers};
use serde_json::json;

use super::injection::shop;

const ANSWER: &str = "Use the link in your confirmation email to follow your parcel.";
const TOLD: &str = "Maria asks where the parcel of order 12345 is (#1).";

fn telling(summary: &'static str) -> std::sync::Arc<Scripted> {
    Scripted::new(move |_, _| {
        let mut answer = answers(ANSWER, &["p1"]);
        answer.calls[0].arguments["summary"] = json!(summary);
        Ok(answer)
    })
}

#[tokio::test]
async fn a_person_who_is_asked_for_reads_what_the_model_had_told_before() {
    let model = telling(TOLD);
    let (shop, _bench) = shop(&model).await;
    let said = shop.customer_says("where is my parcel? order 12345").await;
    assert_eq!(said, Received::Answered);
    let kept = shop.state().await.conversation.summary.unwrap();
    assert_eq!((kept.text.as_str(), kept.reaches), (TOLD, Seq(1)));

    let said = shop.customer_says("I want to talk to a human").await;
    assert_eq!(said, Received::Escalated);
    assert_eq!(model.asked().len(), 1, "the guard calls without the model");
    let handoff = shop.state().await.live.unwrap().handoff;
    assert_eq!(handoff.summary_source, SummarySource::Model);
    assert!(handoff.summary.starts_with(TOLD), "{}", handoff.summary);
    assert!(
        handoff
            .summary
            .ends_with("The customer asks for a person: “I want to talk to a human” (#3)."),
        "{}",
        handoff.summary
    );
}

#[tokio::test]
async fn what_the_conversation_does_not_hold_is_not_kept() {
    for summary in [
        "Maria asks where the parcel of order 99999 is (#1).",
        "Maria asks where the parcel is.",
        "Maria asks where the parcel is (#7).",
        "Maria pregunta dónde está el paquete del pedido 12345 (#1).",
    ] {
        let (shop, _bench) = shop(&telling(summary)).await;
        let said = shop.customer_says("where is my parcel? order 12345").await;
        assert_eq!(said, Received::Answered, "{summary}");
        assert_eq!(shop.state().await.conversation.summary, None, "{summary}");
        shop.customer_says("I want to talk to a human").await;
        let handoff = shop.state().await.live.unwrap().handoff;
        assert_eq!(handoff.summary_source, SummarySource::Extractive);
    }
}
