//! Messages that are decided about more than once.

use baton_app::ports::{ModelTurn, Verdict};
use serde_json::json;

use super::super::testing::{Scripted, Tools, answers, calls};
use super::Talk;

const PARCEL: &str = "where is my parcel?";

#[tokio::test]
async fn a_message_that_is_decided_about_again_calls_no_tool_again() {
    let talk = Talk::new(Scripted::new(|asked, _| {
        Ok(match asked.turns.last() {
            Some(ModelTurn::Answered(_)) => answers("It arrives on 2026-03-07.", &["t1"]),
            _ => calls("order_lookup", json!({ "order": "12345" })),
        })
    }));
    let text = "when does order 12345 come";
    for evaluation in [talk.asks(text).await, talk.asks_again(text).await] {
        assert!(matches!(evaluation.verdict, Verdict::Answer { .. }));
        let [call] = &evaluation.work.tool_calls[..] else {
            panic!("{:?}", evaluation.work.tool_calls);
        };
        assert!(call.result().unwrap().contains("arrives"));
    }
    assert_eq!(talk.bench.tools.called().len(), 1);
    talk.asks(text).await;
    let [first, second] = talk.bench.tools.called().try_into().unwrap();
    assert_ne!(first.call_id, second.call_id, "another message");
}

#[tokio::test]
async fn a_call_that_was_lost_is_repeated_under_its_name_by_any_process() {
    let mut names = vec![];
    for tools in [Tools::new(None), Tools::new(Some(json!({})))] {
        let model = Scripted::new(|_, n| {
            Ok(if n % 2 == 0 {
                calls("order_lookup", json!({ "order": "12345" }))
            } else {
                answers("The link.", &["p1"])
            })
        });
        let talk = Talk::with(model, tools);
        talk.asks(PARCEL).await;
        talk.asks_again(PARCEL).await;
        names.push(talk.bench.tools.called());
    }
    assert_eq!((names[0].len(), names[1].len()), (2, 1));
    let name = &names[0][0].call_id;
    assert!(names.iter().flatten().all(|called| called.call_id == *name));
}
