//! What a decision is taken to have cost, where nobody says, and that the budget binds.

use std::sync::Arc;

use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings};
use baton_app::ports::{ModelAnswer, ModelError, Usage};
use serde_json::json;

use super::super::testing::{Scripted, answers};
use super::Talk;

const PARCEL: &str = "where is my parcel?";

/// Tokens and cost of a decision with a model whose first answer is this, and whose second none.
async fn used(error: impl Fn() -> ModelError + Send + Sync + 'static) -> (u64, u64) {
    let talk = Talk::new(Scripted::new(move |_, n| {
        Err(if n == 0 {
            error()
        } else {
            ModelError::Refused { status: 401 }
        })
    }));
    let work = talk.answered(PARCEL).await.1.work;
    (work.tokens, work.cost_micros)
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_taken_to_have_cost_what_may_be_billed() {
    let (prompt, cost) = used(|| ModelError::Unavailable { status: 500 }).await;
    assert!(prompt > 500, "{prompt}");
    assert_eq!(cost, prompt, "a dollar a million");
    let all = (prompt + 800, prompt + 2 * 800);
    assert_eq!(used(|| ModelError::TimedOut).await, all);
    assert_eq!(used(|| ModelError::Garbled).await, all);
    assert_eq!(used(|| ModelError::Lost("gone".into())).await, all);
    let filtered = used(|| ModelError::Refused { status: 400 }).await;
    assert_eq!(filtered, (prompt, cost));
    for error in [
        || ModelError::Unreachable("gone".into()),
        || ModelError::Unavailable { status: 429 },
        || ModelError::Refused { status: 403 },
    ] {
        assert_eq!(used(error).await, (0, 0), "{:?}", error());
    }
}

#[tokio::test]
async fn a_model_that_this_account_pays_is_one_that_it_allows_at_its_price() {
    let mut talk = Talk::new(Scripted::new(|_, _| Ok(answers("The link.", &["p1"]))));
    talk.change(|settings| {
        settings.kind = EvaluatorKind::Bedrock;
        settings.url = None;
        settings.input_price = 0.0;
    });
    let work = talk.answered(PARCEL).await.1.work;
    assert_eq!((work.tokens, work.cost_micros), (120, 3 * 100 + 4 * 20));
    for change in [
        |settings: &mut EvaluatorSettings| settings.region = Some("us-east-1".into()),
        |settings: &mut EvaluatorSettings| settings.model = Some("large".into()),
    ] {
        talk.change(change);
        let (said, evaluation) = talk.answered(PARCEL).await;
        assert!(said.contains("confirmation email"));
        let note = evaluation.assessment.note;
        assert_eq!(note.as_deref(), Some("model_not_allowed"));
    }
    assert_eq!(talk.model.asked().len(), 1);
}

fn without_usage() -> Arc<Scripted> {
    Scripted::new(|_, _| {
        Ok(ModelAnswer {
            usage: Usage::default(),
            ..answers("The link.", &["p1"])
        })
    })
}

#[tokio::test]
async fn an_answer_that_does_not_say_what_it_used_is_not_for_nothing() {
    let talk = Talk::new(without_usage());
    let work = talk.answered(PARCEL).await.1.work;
    assert!(work.tokens > 550, "{}", work.tokens);
    assert!(work.cost_micros > work.tokens, "what it wrote costs more");
}

#[tokio::test]
async fn what_tools_declare_is_read_and_paid_for_too() {
    let mut talk = Talk::new(without_usage());
    let before = talk.answered(PARCEL).await.1.work.tokens;
    talk.change(|settings| {
        settings.tools[0].parameters = json!({
            "type": "object",
            "properties": { "order": { "type": "string", "description": "x".repeat(9_000) } },
        });
    });
    let after = talk.answered(PARCEL).await.1.work.tokens;
    assert!(
        (2_900..3_100).contains(&(after - before)),
        "{before} {after}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_budget_binds_where_nothing_but_failures_come() {
    let mut talk = Talk::new(Scripted::new(|_, _| Err(ModelError::Garbled)));
    talk.change(|settings| settings.token_budget = 10_000);
    for _ in 0..20 {
        let work = talk.answered(PARCEL).await.1.work;
        talk.conversation.tokens += work.tokens;
    }
    assert!(talk.conversation.tokens <= 10_000);
    assert!((2..12).contains(&talk.model.asked().len()));
}
