//! What a message means, for a model.

use std::path::Path;
use std::sync::Arc;

use baton_app::evaluator_settings::EvaluatorKind;
use baton_app::ports::{Evaluation, Verdict};
use baton_domain::Reason;
use serde_json::json;

use super::super::Evaluators;
use super::super::testing::{Scripted, answers, calls};
use super::Talk;
use crate::EmbeddedEvaluator;
use crate::encoder::{Encoder, counting};

/// A shop whose guard has read heads, and whose model is this.
fn shop_with(model: Arc<Scripted>) -> Talk {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../.build/encoder/use-m3.bin"
    );
    let encoder = Encoder::open(Path::new(file))
        .expect("`scripts/test` or `scripts/build` fetches the encoder");
    let mut talk = Talk::new(model);
    let embedded = EmbeddedEvaluator::with_encoder(Arc::new(encoder));
    let models = talk.bench.models(Arc::<Scripted>::clone(&talk.model));
    talk.evaluators = Evaluators::new(embedded, models);
    talk
}

#[tokio::test]
async fn the_passages_that_a_model_reads_are_found_with_what_was_found_out_before() {
    let talk = shop_with(Scripted::new(|_, _| Ok(answers("Use the link.", &["p1"]))));
    let question = "has my package left already?";
    counting::asked();
    talk.answered(question).await;
    let asked = counting::asked();
    assert_eq!(asked.iter().filter(|it| *it == question).count(), 1);
    assert_eq!(talk.model.asked().len(), 1, "the model was asked");
}

/// A complaint that the heads would call a person for, were there no article that surely answers it.
const BETWEEN: &str = "How do I return an item? You charged my card twice";
/// One that they call a person for in any case.
const ABOVE: &str = "How do I return an item? You charged my card twice and nobody answers";

fn says_link(confidence: f64) -> Arc<Scripted> {
    Scripted::new(move |_, _| {
        let mut answer = answers("Use the link.", &["p1"]);
        answer.calls[0].arguments["confidence"] = json!(confidence);
        Ok(answer)
    })
}

#[tokio::test]
async fn where_a_sure_article_holds_the_guard_back_the_model_is_asked_and_not_left_out() {
    let mut alone = shop_with(says_link(0.9));
    alone.change(|settings| settings.kind = EvaluatorKind::Embedded);
    let (article, evaluation) = alone.answered(BETWEEN).await;
    assert!(article.contains("30 days"), "{article}");
    let signals = &evaluation.assessment.signals;
    let heads = signals
        .iter()
        .find(|it| it.rule == "heads" && it.reason == Reason::Policy);
    let heads = heads.unwrap();
    let usual = heads.threshold * 2.0 - 1.0;
    assert!(
        (usual..heads.threshold).contains(&heads.score),
        "{heads:?} is held back"
    );

    let talk = shop_with(says_link(0.9));
    let (said, evaluation) = talk.answered(BETWEEN).await;
    assert_eq!(said, "Use the link.");
    assert_eq!(
        evaluation.assessment.evaluator,
        "openai_compatible/scripted"
    );
    let hands_over = Scripted::new(|_, _| Ok(calls("handoff", json!({}))));
    let reason_of = |evaluation: Evaluation| match evaluation.verdict {
        Verdict::Escalate { reason, .. } => reason,
        Verdict::Answer { text, .. } => panic!("{text}"),
    };
    let evaluation = shop_with(hands_over).asks(BETWEEN).await;
    assert!(matches!(evaluation.verdict, Verdict::Escalate { .. }));
    let unsure = shop_with(says_link(0.05)).asks(BETWEEN).await;
    assert_eq!(
        reason_of(unsure),
        Reason::Policy,
        "without a sure answer the guard holds as usual"
    );

    let above = shop_with(Scripted::new(|_, _| panic!("it was asked")));
    assert_eq!(reason_of(above.asks(ABOVE).await), Reason::Policy);
}
