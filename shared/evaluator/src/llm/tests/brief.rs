//! What a model is told, and believed, when it is asked of an escalation.

use baton_app::evaluator_settings::{EvaluatorKind, ToolChoice};
use baton_app::ports::{
    Brief, BriefQuestion, Briefed, Evaluator, ModelAnswer, ModelError, ModelTurn,
};
use baton_domain::{Handoff, Reason, Speaker, SummarySource, ToolError, ToolOutcome, ToolUse};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::Failure;
use super::super::testing::{API_KEY, CANARY, Scripted, calls, mark_in, tells};
use super::Talk;

const TOLD: &str = "The customer asks where the parcel is (#1).";

fn packet(talk: &Talk) -> Handoff {
    let call = |outcome| ToolUse {
        seq: baton_domain::Seq(1),
        tool: "order_lookup".into(),
        arguments: "{}".into(),
        outcome,
    };
    let answered = ToolOutcome::Answered {
        result: r#"{"arrives":"2026-03-07"}"#.into(),
    };
    let failed = ToolOutcome::Failed {
        error: ToolError::TimedOut,
    };
    Handoff {
        summary: "put together".into(),
        summary_source: SummarySource::Extractive,
        evidence: None,
        tried: vec![],
        variables: [("order_number".to_owned(), "12345".to_owned())].into(),
        tool_calls: [call(answered), call(failed)].into(),
        contact: talk.conversation.contact.clone(),
        suggested_next_step: "look".into(),
        open_question: None,
        suggested_reply: None,
        asks_model: true,
    }
}

fn talk(say: impl Fn() -> ModelAnswer + Send + Sync + 'static) -> Talk {
    let mut talk = Talk::new(Scripted::new(move |_, _| Ok(say())));
    talk.said_before(Speaker::Customer, "where is my \"parcel\"?");
    talk.said_before(Speaker::Bot, "Follow the link.");
    talk
}

pub(super) async fn told(talk: &Talk) -> Briefed {
    let handoff = packet(talk);
    talk.evaluators
        .brief(BriefQuestion {
            conversation: &talk.conversation,
            reason: Reason::Manual,
            handoff: &handoff,
            knowledge: &talk.knowledge,
            at: Timestamp::UNIX_EPOCH,
        })
        .await
}

fn only_summary() -> Brief {
    Brief {
        summary: Some(TOLD.to_owned()),
        ..Brief::default()
    }
}

#[tokio::test]
async fn it_reads_numbered_messages_as_data_and_is_offered_one_form() {
    let mut talk = talk(|| tells(TOLD));
    talk.knowledge.settings.agent_language = "en-GB".into();
    talk.conversation.language = Some("pt".into());
    let briefed = told(&talk).await;
    assert_eq!(briefed.brief, Some(only_summary()));
    assert_eq!((briefed.tokens, briefed.cost_micros), (120, 140));
    let [asked] = &talk.model.asked()[..] else {
        panic!("asked once")
    };
    let [ModelTurn::User(turn)] = asked.turns.as_slice() else {
        panic!()
    };
    let turn: Value = serde_json::from_str(turn).unwrap();
    assert_eq!(
        turn,
        json!({
            "messages": [
                { "seq": 1, "from": "customer", "text": "where is my \"parcel\"?" },
                { "seq": 2, "from": "bot", "text": "Follow the link." },
            ],
            "reason": "manual",
            "tried": [],
            "collected": { "order_number": "12345" },
            "tool_results": [
                { "seq": 1, "tool": "order_lookup", "result": r#"{"arrives":"2026-03-07"}"# },
            ],
            "customer_language": "pt",
            "colleague_language": "en-GB",
        })
    );
    let names: Vec<&str> = asked.tools.iter().map(|tool| &tool.name[..]).collect();
    assert_eq!(names, ["brief"], "and none of the tenant's");
    assert!(!asked.system.contains("parcel"), "{}", asked.system);
    assert!(
        !asked.system.contains(CANARY),
        "what the tenant tells is for the bot"
    );
    assert_eq!(mark_in(&asked.system).len(), 32);
}

#[tokio::test]
async fn a_model_that_calls_no_tools_writes_the_same_as_json() {
    let written = |text: &'static str| {
        move || ModelAnswer {
            text: Some(text.into()),
            ..ModelAnswer::default()
        }
    };
    let good = r#" {"summary":"The customer asks where the parcel is (#1)."} "#;
    let mut untooled = talk(written(good));
    untooled.change(|settings| {
        settings.tools = vec![];
        settings.tool_choice = ToolChoice::None;
    });
    assert_eq!(told(&untooled).await.brief, Some(only_summary()));
    let asked = &untooled.model.asked()[0];
    assert!(asked.tools.is_empty());
    assert!(
        asked.system.contains("\"open_question\""),
        "{}",
        asked.system
    );
    assert_eq!(told(&talk(written(good))).await.brief, Some(only_summary()));
    for bad in [
        "",
        "Fine.",
        "[\"The customer asks (#1).\"]",
        r#"{"summary":"x"} {}"#,
    ] {
        let talk = talk(written(bad));
        assert_eq!(told(&talk).await.brief, None, "{bad}");
        assert_eq!(talk.told(), [Failure::BadOutput], "{bad}");
    }
}

#[tokio::test]
async fn whatever_is_not_in_the_agreed_form_is_no_brief_and_is_paid_for() {
    let of = |name: &'static str, arguments: Value| move || calls(name, arguments.clone());
    let bad = [
        ("brief", json!({}), Failure::BadOutput),
        ("brief", json!({ "summary": "" }), Failure::BadOutput),
        (
            "brief",
            json!({ "summary": "x".repeat(1_001) }),
            Failure::BadOutput,
        ),
        (
            "brief",
            json!({ "summary": TOLD, "close": true }),
            Failure::BadOutput,
        ),
        (
            "brief",
            json!({ "summary": TOLD, "open_question": 7 }),
            Failure::BadOutput,
        ),
        ("brief", json!([TOLD]), Failure::BadOutput),
        ("answer", json!({ "reply": TOLD }), Failure::UnknownTool),
        (
            "order_lookup",
            json!({ "order": "12345" }),
            Failure::UnknownTool,
        ),
    ];
    for (name, arguments, failure) in bad {
        let talk = talk(of(name, arguments.clone()));
        let briefed = told(&talk).await;
        assert_eq!(briefed.brief, None, "{name} {arguments}");
        assert_eq!(talk.told(), [failure], "{name} {arguments}");
        assert_eq!((briefed.tokens, briefed.cost_micros), (120, 140));
        assert!(talk.bench.tools.called().is_empty());
    }
}

#[tokio::test]
async fn what_must_not_be_told_is_no_brief() {
    let says: [fn(&str) -> Value; 3] = [
        |system| json!({ "summary": format!("{TOLD} {}", mark_in(system)) }),
        |_| json!({ "summary": TOLD, "open_question": API_KEY }),
        |_| json!({ "summary": TOLD, "suggested_reply": "A colleague takes over a conversation between a customer of a business and its bot." }),
    ];
    for say in says {
        let mut talk = Talk::new(Scripted::new(move |asked, _| {
            Ok(calls("brief", say(&asked.system)))
        }));
        talk.said_before(Speaker::Customer, "where is my parcel?");
        assert_eq!(told(&talk).await.brief, None);
        assert_eq!(talk.told(), [Failure::Leaked]);
    }
}

#[tokio::test]
async fn what_colleagues_cannot_read_is_no_brief() {
    let mut talk = talk(|| tells("El cliente pregunta dónde está su paquete (#1)."));
    assert_eq!(told(&talk).await.brief, None);
    assert!(talk.told().is_empty(), "the model did not fail");
    talk.knowledge.settings.agent_language = "es".into();
    assert!(told(&talk).await.brief.is_some());
}

#[tokio::test]
async fn nobody_is_asked_where_there_is_nothing_to_tell_or_no_model() {
    let mut embedded = talk(|| tells(TOLD));
    embedded.change(|settings| settings.kind = EvaluatorKind::Embedded);
    let mut silent = talk(|| tells(TOLD));
    silent.conversation.recent.remove(0);
    for talk in [embedded, silent] {
        assert_eq!(told(&talk).await, Briefed::default());
        assert!(talk.model.asked().is_empty() && talk.told().is_empty());
    }
}

#[tokio::test]
async fn a_model_of_bedrock_is_asked_where_it_is_allowed_and_at_its_price() {
    let mut talk = talk(|| tells(TOLD));
    talk.change(|settings| {
        settings.kind = EvaluatorKind::Bedrock;
        settings.url = None;
    });
    let briefed = told(&talk).await;
    assert_eq!(briefed.brief, Some(only_summary()));
    assert_eq!(briefed.cost_micros, 3 * 100 + 4 * 20);
    talk.change(|settings| settings.model = Some("large".into()));
    assert_eq!(told(&talk).await, Briefed::default());
    assert!(talk.told().is_empty(), "no model failed");
}

#[tokio::test]
async fn a_model_that_was_not_asked_did_not_fail() {
    let mut poor = talk(|| tells(TOLD));
    poor.change(|settings| settings.token_budget = 1);
    let hurried = talk(|| tells(TOLD));
    let now = *hurried.bench.clock.0.lock().unwrap();
    *hurried.bench.ends.0.lock().unwrap() = Some(now);
    for talk in [poor, hurried] {
        assert_eq!(told(&talk).await, Briefed::default());
        assert!(talk.model.asked().is_empty() && talk.told().is_empty());
    }
    let mut down = Talk::new(Scripted::new(|_, _| {
        Err(ModelError::Unavailable { status: 503 })
    }));
    down.said_before(Speaker::Customer, "where is my parcel?");
    for _ in 0..9 {
        told(&down).await;
    }
    let (asked, failed) = (down.model.asked().len(), down.told());
    assert!(asked < 18, "the circuit opened");
    assert!(
        failed.len() < 9 && failed.iter().all(|it| *it == Failure::Unavailable),
        "{failed:?}"
    );
}
