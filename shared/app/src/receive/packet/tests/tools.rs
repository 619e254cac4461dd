use baton_domain::{ToolError, ToolOutcome, ToolUse};

use super::*;

#[test]
fn what_tools_answered_and_what_was_collected_just_now_is_told_and_may_be_told() {
    let mut desk = Desk::story();
    let order = asked(1, "order", Some(r#"{"state":"lost"}"#));
    desk.conversation.tool_calls.extend([order]);
    let carrier = asked(5, "carrier", Some(r#"{"depot":"Madrid"}"#));
    desk.work.tool_calls.push(carrier);
    desk.work.variables.insert("size".into(), "XL".into());
    let told = "The parcel is at the depot in Madrid (#1).";
    let packet = desk.told(told, "", "").packet();
    assert_eq!(packet.tool_calls.kept.len(), 2);
    assert_eq!(packet.variables["size"], "XL");
    assert_eq!(packet.summary, told);
}

fn asked(seq: u64, tool: &str, result: Option<&str>) -> ToolUse {
    ToolUse {
        seq: Seq(seq),
        tool: tool.into(),
        arguments: r#"{"order":"77777"}"#.into(),
        outcome: result.map_or(
            ToolOutcome::Failed {
                error: ToolError::TimedOut,
            },
            |result| ToolOutcome::Answered {
                result: result.into(),
            },
        ),
    }
}

#[test]
fn an_answer_that_rests_on_a_tool_was_tried_too() {
    let mut desk = Desk::hearing(&[
        "customer: when does order 55102 come?",
        "bot: On 2026-03-07.",
        "customer: a person please",
    ]);
    desk.conversation.attempts = vec![BotAttempt {
        question: "when does order 55102 come?".into(),
        article_id: None,
        article_title: None,
        tools: vec!["order_lookup".into()],
        score: 0.9,
    }];
    let answered = asked(1, "order_lookup", Some(r#"{"arrives":"2026-03-07"}"#));
    desk.conversation.tool_calls.extend([answered]);
    let packet = desk.packet();
    assert_eq!(packet.tried[0].tools, ["order_lookup"]);
    assert_eq!(
        (packet.tried[0].seq, packet.tried[0].article_id),
        (Some(Seq(2)), None)
    );
    let told = "The bot answered with what “order_lookup” told (#2).";
    assert!(packet.summary.contains(told), "{}", packet.summary);
}

#[test]
fn a_tool_that_failed_is_told_and_what_it_was_asked_proves_nothing() {
    let mut desk = Desk::story();
    desk.work.tool_calls.push(asked(5, "order_lookup", None));
    let packet = desk.packet();
    let told = "The bot asked “order_lookup” and got no answer (#5).";
    assert!(packet.summary.contains(told), "{}", packet.summary);
    assert_eq!(packet.tool_calls.kept[0].result(), None);
    let invented = desk.told("The customer asks for order 77777 (#5).", "", "");
    assert_eq!(invented.packet().summary_source, SummarySource::Extractive);
}
