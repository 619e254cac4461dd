//! Customers who say "ok" and no more: to a question it is an answer.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use baton_app::ports::{ModelError, Passage, PassageSource, PortError, Verdict};
use baton_domain::{BotAttempt, KnowledgeBase, Settings, Speaker};
use serde_json::json;

use super::super::Evaluators;
use super::super::testing::{Scripted, answers, calls};
use super::Talk;
use crate::EmbeddedEvaluator;

const ASKS: &str = "Shall I check order 12345?";
const LINK: &str = "Follow your parcel with the link.";

fn asked_before(question: &str, model: Arc<Scripted>) -> Talk {
    let mut talk = Talk::new(model);
    talk.said_before(Speaker::Customer, "where is my parcel? Order 12345");
    talk.said_before(Speaker::Bot, question);
    talk.conversation.attempts.push(BotAttempt {
        question: "where is my parcel?".into(),
        article_id: None,
        article_title: None,
        tools: vec!["order_lookup".into()],
        score: 0.9,
    });
    talk
}

fn says_link() -> Arc<Scripted> {
    Scripted::new(|_, _| Ok(answers(LINK, &["p1"])))
}

#[tokio::test]
async fn what_acknowledges_a_question_is_the_models_to_read() {
    for question in [
        ASKS,
        "I can check order 12345. Shall I? It takes a moment.",
        "“Shall I check it?”",
        "要我查一下订单吗？",
        "هل أتحقق من الطلب؟",
        "Να ελέγξω την παραγγελία\u{37e}",
        "Να ελέγξω την παραγγελία;",
        "Ստուգե՞մ",
        &"so ".repeat(Settings::KEPT_CHARS / 3),
    ] {
        for text in ["ok", "perfect", "vale", "👍", "d'accord", "great, thanks"] {
            let talk = asked_before(question, says_link());
            let (said, evaluation) = talk.answered(text).await;
            assert_eq!(said, LINK, "{question} {text}");
            assert_eq!(talk.model.asked().len(), 1);
            assert_eq!(
                evaluation.assessment.evaluator,
                "openai_compatible/scripted"
            );
        }
    }
    let talk = asked_before(
        ASKS,
        Scripted::new(|_, n| {
            Ok(match n {
                0 => calls("order_lookup", json!({ "order": "12345" })),
                _ => answers("Order 12345 arrives on 2026-03-07.", &["t1"]),
            })
        }),
    );
    assert!(talk.answered("ok").await.0.contains("2026-03-07"));
}

#[tokio::test]
async fn what_acknowledges_anything_else_costs_no_token() {
    let never = || Scripted::new(|_, _| panic!("it was asked"));
    let greeting = Settings::default().greeting;
    assert!(greeting.contains('?'));
    for before in [
        "It is on its way.",
        "Look at https://shop.example/track?order=12345 for more.",
        "Take the parcel to a shop; they send it back.",
        &greeting,
    ] {
        let talk = asked_before(before, never());
        for text in ["ok", "perfect", "thank you!", "👍"] {
            let (said, evaluation) = talk.answered(text).await;
            assert!(said.starts_with("Happy to help"), "{before} {text}");
            assert_eq!(evaluation.assessment.evaluator, "embedded/1");
        }
    }
    let mut talk = asked_before(ASKS, never());
    let (said, _) = talk.answered("hello").await;
    assert_eq!(said, greeting, "who greets answers nothing");
    talk.said_before(Speaker::Customer, "yes");
    talk.said_before(Speaker::Bot, "It is on its way.");
    talk.answered("ok").await;
}

#[tokio::test]
async fn a_courtesy_for_an_answer_to_it_calls_nobody() {
    let question = "Is there anything else?";
    for courtesy in [
        "You are welcome!",
        "Happy to help. Is there anything else?",
        "¡De nada!",
    ] {
        let model = Scripted::new(move |_, _| Ok(answers(courtesy, &[])));
        let talk = asked_before(question, model);
        let (said, _) = talk.answered("great, thanks").await;
        assert!(said.starts_with("Happy to help! Write again"), "{said}");
        assert_eq!(talk.model.asked().len(), 1);
    }
    for claim in [
        "It arrives on 2027-01-01.",
        "Your refund is approved.",
        "Look at https://evil.example.",
        // It rests on nothing, and "write again" would lead the yes nowhere.
        "Which order is it?",
    ] {
        let model = Scripted::new(move |_, _| Ok(answers(claim, &[])));
        let talk = asked_before(question, model);
        let evaluation = talk.asks("ok").await;
        assert!(
            matches!(evaluation.verdict, Verdict::Escalate { .. }),
            "{claim}"
        );
    }
    let cites = Scripted::new(|_, _| Ok(answers("You are welcome!", &["p9"])));
    let evaluation = asked_before(question, cites).asks("ok").await;
    assert!(matches!(evaluation.verdict, Verdict::Escalate { .. }));
}

#[tokio::test]
async fn a_person_whom_the_model_calls_then_comes_and_a_model_that_fails_is_stood_in_for() {
    let calls_one = Scripted::new(|_, _| Ok(calls("handoff", json!({}))));
    let evaluation = asked_before(ASKS, calls_one).asks("ok").await;
    assert!(matches!(evaluation.verdict, Verdict::Escalate { .. }));
    let fails = Scripted::new(|_, _| Err(ModelError::Refused { status: 400 }));
    let (said, _) = asked_before(ASKS, fails).answered("ok").await;
    assert!(said.starts_with("Happy to help"));
}

/// A search elsewhere, and what it was asked.
#[derive(Default)]
struct Search(Mutex<Vec<String>>);

#[async_trait]
impl PassageSource for Search {
    async fn passages(&self, _: &str, text: &str) -> Result<Vec<Passage>, PortError> {
        self.0.lock().unwrap().push(text.to_owned());
        Ok(vec![Passage {
            title: "Parcels".into(),
            source: "s3://help/parcels.md".into(),
            text: "Where is my parcel? On the moon.".into(),
            score: 0.9,
        }])
    }
}

#[tokio::test]
async fn what_was_asked_before_is_looked_for_elsewhere_too() {
    for (question, asked) in [(ASKS, 1), ("It is on its way.", 0)] {
        let model = Scripted::new(|_, _| Ok(answers("On the moon.", &["p1"])));
        let mut talk = asked_before(question, model);
        let search = Arc::new(Search::default());
        let embedded = EmbeddedEvaluator::new().with_passages(Arc::<Search>::clone(&search));
        let models = talk.bench.models(Arc::<Scripted>::clone(&talk.model));
        talk.evaluators = Evaluators::new(embedded, models);
        talk.knowledge.settings.knowledge_base = KnowledgeBase::Bedrock { id: "KB1".into() };
        talk.answered("ok").await;
        assert_eq!(talk.model.asked().len(), asked);
        let sought = search.0.lock().unwrap().clone();
        assert_eq!(sought, vec!["where is my parcel? ok"; asked]);
    }
}
