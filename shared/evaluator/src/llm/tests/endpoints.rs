//! Endpoints: how they are asked, and which of their failures are their own.

use baton_app::evaluator_settings::ToolChoice;
use baton_app::ports::{ModelAnswer, ModelError, Verdict};
use baton_domain::Reason;
use serde_json::json;

use super::super::Failure;
use super::super::testing::{Scripted, answers};
use super::Talk;

const PARCEL: &str = "where is my parcel?";

#[tokio::test]
async fn a_model_that_knows_no_tools_writes_the_same_as_json() {
    let mut talk = Talk::new(Scripted::new(|_, n| {
        let arguments = match n {
            0 => answers("The link.", &["p1"]).calls[0].arguments.clone(),
            _ => {
                json!({ "handoff": { "reason": "So it is.", "type": "general", "urgency": "low" } })
            }
        };
        Ok(ModelAnswer {
            text: Some(arguments.to_string()),
            ..ModelAnswer::default()
        })
    }));
    talk.change(|settings| {
        settings.tool_choice = ToolChoice::None;
        settings.tools.clear();
    });
    assert_eq!(talk.answered(PARCEL).await.0, "The link.");
    assert!(matches!(
        talk.asks(PARCEL).await.verdict,
        Verdict::Escalate {
            reason: Reason::BotTool,
            ..
        }
    ));
    for asked in talk.model.asked() {
        assert!(asked.tools.is_empty());
        assert!(asked.system.contains("\"citations\"") && asked.system.contains("`handoff`"));
    }
}

/// How an endpoint fails, with which statuses, and whether it is left alone after that.
type Failing = (fn(u16) -> ModelError, &'static [u16], bool);

#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_an_endpoint_is_told_from_what_a_customer_can_bring_about() {
    let refused = |status| ModelError::Refused { status };
    let unavailable = |status| ModelError::Unavailable { status };
    let errors: [Failing; 5] = [
        (refused, &[401, 403, 404], true),
        (unavailable, &[429, 500, 503, 529], true),
        (|_| ModelError::Unreachable("gone".into()), &[0], true),
        (|_| ModelError::Lost("gone".into()), &[0], true),
        (refused, &[400, 413, 422], false),
    ];
    for (error, statuses, opens) in errors {
        for status in statuses {
            let talk = Talk::new(Scripted::new(move |_, _| Err(error(*status))));
            for _ in 0..6 {
                talk.answered(PARCEL).await;
            }
            let is_open = talk.told().last() == Some(&Failure::CircuitOpen);
            assert_eq!(is_open, opens, "{:?}", error(*status));
        }
    }
}
