//! What a model may do, and what happens when it fails.

use baton_app::evaluator_settings::EvaluatorKind;
use baton_app::ports::{Evaluation, ModelAnswer, ModelError, ModelTurn, Verdict};
use baton_domain::{
    Condition, Policy, Reason, Seq, Speaker, ToolError, ToolOutcome, Trigger, TriggerId, Urgency,
};
use jiff::SignedDuration;
use serde_json::json;
use ulid::Ulid;

use super::super::Failure;
use super::super::testing::{Scripted, Tools, answers, calls};
use super::Talk;

const PARCEL: &str = "where is my parcel?";

fn fails(error: impl Fn() -> ModelError + Send + Sync + 'static) -> Talk {
    Talk::new(Scripted::new(move |_, _| Err(error())))
}

#[tokio::test]
async fn a_grounded_reply_is_said_and_counted() {
    let talk = Talk::new(Scripted::new(|_, _| {
        Ok(answers("Use the link in your confirmation email.", &["p1"]))
    }));
    let (said, evaluation) = talk.answered(PARCEL).await;
    assert_eq!(said, "Use the link in your confirmation email.");
    assert_eq!(
        evaluation.assessment.evaluator,
        "openai_compatible/scripted"
    );
    assert_eq!(evaluation.assessment.note, None);
    assert_eq!(
        (evaluation.work.tokens, evaluation.work.cost_micros),
        (120, 140)
    );
    assert_eq!(
        evaluation.brief.unwrap().summary.unwrap(),
        "The customer asked something."
    );
    let asked = talk.model.asked();
    let [ModelTurn::User(last)] = asked[0].turns.as_slice() else {
        panic!()
    };
    assert!(
        last.contains("confirmation email") && last.contains("\"p1\""),
        "{last}"
    );
    assert!(asked[0].system.contains("asks for a refund"));
    let names: Vec<&str> = asked[0]
        .tools
        .iter()
        .map(|tool| tool.name.as_str())
        .collect();
    assert_eq!(names, ["answer", "handoff", "order_lookup"]);
}

#[tokio::test]
async fn what_a_model_reads_is_numbered_and_names_the_language_of_colleagues() {
    let mut talk = Talk::new(Scripted::new(|_, _| Ok(answers("The link.", &["p1"]))));
    talk.said_before(Speaker::Bot, "Welcome!");
    talk.said_before(Speaker::Customer, "hello");
    talk.said_before(Speaker::Agent, "Ana here.");
    talk.knowledge.settings.agent_language = "pt-BR".into();
    talk.answered(PARCEL).await;
    let turns = &talk.model.asked()[0].turns;
    let [ModelTurn::User(read)] = turns.as_slice() else {
        panic!()
    };
    let read: serde_json::Value = serde_json::from_str(read).unwrap();
    let before = read["earlier_messages"].as_array().unwrap();
    let told: Vec<_> = before
        .iter()
        .map(|turn| (&turn["from"], &turn["text"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("bot"), &json!("Welcome!")),
            (&json!("customer"), &json!("hello")),
            (&json!("agent"), &json!("Ana here.")),
        ]
    );
    let seqs: Vec<_> = before
        .iter()
        .map(|turn| &turn["seq"])
        .chain([&read["customer_message_seq"]])
        .map(|seq| seq.as_u64().unwrap())
        .collect();
    assert!(seqs.is_sorted_by(|one, next| one < next), "{seqs:?}");
    assert_eq!(read["customer_message"], PARCEL);
    assert_eq!(read["colleague_language"], "pt-BR");
}

#[tokio::test]
async fn what_colleagues_cannot_read_is_not_told_them() {
    let arguments = json!({
        "reason": "Se necesita una persona para devolver el dinero.", "type": "refund",
        "urgency": "low", "summary": "La clienta pregunta por su dinero y quiere que vuelva (#1).",
    });
    let mut talk = Talk::new(Scripted::new(move |_, _| {
        Ok(calls("handoff", arguments.clone()))
    }));
    let english = talk.asks(PARCEL).await;
    assert_eq!(english.brief, None);
    let Verdict::Escalate { reason_text, .. } = english.verdict else {
        panic!()
    };
    assert_eq!(reason_text, "The bot called a person.");
    talk.knowledge.settings.agent_language = "es".into();
    assert!(talk.asks(PARCEL).await.brief.is_some());
}

#[tokio::test]
async fn the_embedded_evaluator_stands_guard_and_no_model_is_asked() {
    let talk = Talk::new(Scripted::new(|_, _| panic!("it was asked")));
    for text in ["I want to talk to a human", "hello", "thank you!", "👍", ""] {
        let evaluation = talk.asks(text).await;
        assert_eq!(evaluation.assessment.evaluator, "embedded/1", "{text}");
        assert_eq!(evaluation.assessment.note, None);
    }
    let mut talk = talk;
    talk.change(|settings| settings.kind = EvaluatorKind::Embedded);
    talk.answered(PARCEL).await;
    let trigger = Trigger::new(
        TriggerId::from_ulid(Ulid::nil()),
        "All to people",
        Condition::Always,
    );
    talk.change(|settings| settings.kind = EvaluatorKind::Bedrock);
    talk.knowledge.policy = Policy::with([trigger]);
    assert!(matches!(
        talk.asks(PARCEL).await.verdict,
        Verdict::Escalate { .. }
    ));
}

#[tokio::test]
async fn a_call_for_a_person_always_brings_one() {
    let arguments = json!({ "reason": "A refund is wanted.", "type": "refund", "urgency": "low", "summary": "They ask for money back." });
    let mut talk = Talk::new(Scripted::new(move |_, _| {
        Ok(calls("handoff", arguments.clone()))
    }));
    for policy in [Policy::built_in(), Policy { triggers: vec![] }] {
        talk.knowledge.policy = policy;
        let evaluation = talk.asks(PARCEL).await;
        let Verdict::Escalate {
            reason,
            reason_text,
            urgency,
            ..
        } = evaluation.verdict
        else {
            panic!()
        };
        assert_eq!(reason, Reason::BotTool);
        assert_eq!(reason_text, "A refund is wanted.");
        assert_eq!(urgency, Urgency::Medium, "a model makes nobody wait");
        assert_eq!(
            evaluation.brief.unwrap().summary.unwrap(),
            "They ask for money back."
        );
    }
    let talk = Talk::new(Scripted::new(|_, _| Ok(calls("handoff", json!("now!")))));
    assert!(matches!(
        talk.asks(PARCEL).await.verdict,
        Verdict::Escalate {
            reason: Reason::BotTool,
            ..
        }
    ));
}

#[tokio::test]
async fn people_read_in_their_language_why_they_are_called() {
    let mut talk = Talk::new(Scripted::new(|_, _| Ok(answers("On the moon.", &["p9"]))));
    talk.knowledge.settings.agent_language = "de".into();
    for (text, why) in [
        (
            "I want to talk to a human",
            "Der Kunde möchte mit einem Menschen sprechen.",
        ),
        (
            PARCEL,
            "Die Antwort des Bots stützt sich auf keinen Artikel.",
        ),
    ] {
        let Verdict::Escalate { reason_text, .. } = talk.asks(text).await.verdict else {
            panic!()
        };
        assert_eq!(reason_text, why);
    }
}

#[tokio::test]
async fn what_rests_on_nothing_is_as_unsure_as_can_be() {
    for (reply, citations) in [
        ("It is on the moon.", vec![]),
        ("It is on the moon.", vec!["p9"]),
        ("It arrives on 2027-01-01.", vec!["p1"]),
        ("Look at https://evil.example.", vec!["p1"]),
    ] {
        let mut talk = Talk::new(Scripted::new(move |_, _| Ok(answers(reply, &citations))));
        for policy in [Policy::built_in(), Policy { triggers: vec![] }] {
            talk.knowledge.policy = policy;
            let evaluation = talk.asks(PARCEL).await;
            let Verdict::Escalate { reason, .. } = evaluation.verdict else {
                panic!("{reply}")
            };
            assert_eq!(reason, Reason::LowConfidence);
            assert!(evaluation.assessment.score < f64::EPSILON);
        }
    }
}

#[tokio::test]
async fn an_unsure_model_calls_a_person_by_the_tenants_threshold() {
    let model = || {
        Scripted::new(|_, _| {
            let mut answer = answers("The link.", &["p1"]);
            answer.calls[0].arguments["confidence"] = json!(0.4);
            Ok(answer)
        })
    };
    let mut talk = Talk::new(model());
    assert!(matches!(
        talk.asks(PARCEL).await.verdict,
        Verdict::Escalate {
            reason: Reason::LowConfidence,
            ..
        }
    ));
    talk.knowledge.settings.confidence_threshold = 0.3;
    talk.answered(PARCEL).await;
}

#[tokio::test]
async fn a_tool_is_called_and_its_result_is_kept_and_quoted() {
    let talk = Talk::new(Scripted::new(|_, n| {
        Ok(match n {
            0 => calls("order_lookup", json!({ "order": "12345" })),
            _ => answers("Order 12345 arrives on 2026-03-07.", &["t1"]),
        })
    }));
    let (said, evaluation) = talk.answered("when does order 12345 come").await;
    assert!(said.contains("2026-03-07"));
    assert_eq!(evaluation.work.tokens, 240);
    let [kept] = evaluation.work.tool_calls.as_slice() else {
        panic!()
    };
    assert_eq!((kept.seq, kept.tool.as_str()), (Seq(1), "order_lookup"));
    assert_eq!(kept.arguments, r#"{"order":"12345"}"#);
    assert!(kept.result().unwrap().contains("arrives"));
    let Verdict::Answer { attempt, .. } = evaluation.verdict else {
        panic!()
    };
    assert_eq!(attempt.tools, ["order_lookup"], "it rests on a tool alone");
    assert_eq!(attempt.article_id, None);
    let called = talk.bench.tools.called();
    assert_eq!((called.len(), called[0].tenant.as_str()), (1, "acme"));
    assert_eq!(called[0].arguments, json!({ "order": "12345" }));
    assert_eq!(called[0].contact, talk.conversation.contact);
    assert_eq!(called[0].channel, talk.conversation.channel);
    let ModelTurn::Answered(results) = talk.model.asked()[1].turns.last().unwrap().clone() else {
        panic!()
    };
    assert!(results[0].text.contains("\"t1\"") && !results[0].failed);
}

#[tokio::test]
async fn what_is_wrong_with_a_tool_is_told_to_the_model() {
    let hands_over = || {
        calls(
            "handoff",
            json!({ "reason": "No order found.", "type": "general", "urgency": "medium" }),
        )
    };
    let down = Scripted::new(move |_, n| {
        Ok(if n == 0 {
            calls("order_lookup", json!({ "order": "12345" }))
        } else {
            hands_over()
        })
    });
    let talk = Talk::with(down, Tools::new(None));
    let evaluation = talk.asks(PARCEL).await;
    assert!(matches!(
        evaluation.verdict,
        Verdict::Escalate {
            reason: Reason::BotTool,
            ..
        }
    ));
    let failed = |evaluation: &Evaluation| {
        let [call] = evaluation.work.tool_calls.as_slice() else {
            panic!()
        };
        (call.arguments.clone(), call.outcome.clone())
    };
    let error = ToolError::Unreachable;
    assert_eq!(
        failed(&evaluation),
        (r#"{"order":"12345"}"#.into(), ToolOutcome::Failed { error })
    );
    let unfit = Scripted::new(move |_, n| {
        Ok(if n == 0 {
            calls("order_lookup", json!({ "order": 7 }))
        } else {
            hands_over()
        })
    });
    let talk = Talk::new(unfit);
    let error = ToolError::UnfitArguments;
    assert_eq!(
        failed(&talk.asks(PARCEL).await),
        (r#"{"order":7}"#.into(), ToolOutcome::Failed { error })
    );
    assert!(talk.bench.tools.called().is_empty());
    let ModelTurn::Answered(results) = talk.model.asked()[1].turns.last().unwrap().clone() else {
        panic!()
    };
    assert!(results[0].failed && results[0].text.contains("`order`"));
}

#[tokio::test(start_paused = true)]
async fn whatever_fails_the_customer_is_answered() {
    for (error, failure, tries) in [
        (ModelError::Refused { status: 401 }, Failure::Refused, 1),
        (ModelError::Garbled, Failure::Garbled, 1),
        (ModelError::TimedOut, Failure::TimedOut, 2),
        (
            ModelError::Unavailable { status: 429 },
            Failure::Unavailable,
            2,
        ),
        (
            ModelError::Unreachable("gone".into()),
            Failure::Unreachable,
            2,
        ),
    ] {
        let again = std::sync::Mutex::new(Some(error));
        let talk = Talk::new(Scripted::new(move |_, _| {
            let first = again.lock().unwrap().take();
            Err(first.unwrap_or(ModelError::Refused { status: 400 }))
        }));
        let (said, evaluation) = talk.answered(PARCEL).await;
        assert!(said.contains("confirmation email"));
        assert_eq!(evaluation.assessment.evaluator, "embedded/1");
        assert_eq!(talk.model.asked().len(), tries);
        let last = if tries == 1 {
            failure
        } else {
            Failure::Refused
        };
        assert_eq!(evaluation.assessment.note.as_deref(), Some(last.name()));
        assert_eq!(talk.told(), [last]);
    }
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_asked_once_more() {
    let talk = Talk::new(Scripted::new(|_, n| match n {
        0 => Err(ModelError::Unavailable { status: 503 }),
        _ => Ok(answers("The link.", &["p1"])),
    }));
    assert_eq!(talk.answered(PARCEL).await.0, "The link.");
    assert!(talk.told().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_keeps_failing_is_left_alone_for_a_while() {
    let talk = fails(|| ModelError::Unavailable { status: 500 });
    for _ in 0..6 {
        talk.answered(PARCEL).await;
    }
    assert_eq!(talk.model.asked().len(), 5);
    assert_eq!(talk.told().last(), Some(&Failure::CircuitOpen));
    *talk.bench.clock.0.lock().unwrap() += SignedDuration::from_secs(30);
    talk.answered(PARCEL).await;
    assert_eq!(talk.model.asked().len(), 6, "one question finds out");
}

#[tokio::test]
async fn customers_cannot_take_the_model_from_others_by_making_it_babble() {
    let talk = Talk::new(Scripted::new(|_, _| {
        Ok(ModelAnswer {
            text: Some("la la".into()),
            ..ModelAnswer::default()
        })
    }));
    for _ in 0..20 {
        talk.answered(PARCEL).await;
    }
    assert_eq!(talk.model.asked().len(), 20);
    assert!(
        talk.told()
            .iter()
            .all(|failure| *failure == Failure::BadOutput)
    );
}

#[tokio::test]
async fn a_conversation_has_a_budget_of_tokens_and_one_of_money() {
    let mut talk = Talk::new(Scripted::new(|_, _| Ok(answers("The link.", &["p1"]))));
    talk.change(|settings| settings.token_budget = 4_000);
    assert_eq!(talk.answered(PARCEL).await.1.assessment.note, None);
    talk.conversation.tokens = 3_500;
    assert_eq!(
        talk.answered(PARCEL).await.1.assessment.note.as_deref(),
        Some("model_over_budget")
    );
    talk.change(|settings| {
        settings.token_budget = 100_000;
        settings.cost_budget_micros = 100;
    });
    assert_eq!(
        talk.answered(PARCEL).await.1.assessment.note.as_deref(),
        Some("model_over_budget")
    );
    assert_eq!(talk.model.asked().len(), 1);
}

#[tokio::test]
async fn without_time_no_model_is_asked() {
    let talk = Talk::new(Scripted::new(|_, _| Ok(answers("The link.", &["p1"]))));
    let now = *talk.bench.clock.0.lock().unwrap();
    *talk.bench.ends.0.lock().unwrap() = Some(now + SignedDuration::from_millis(1_700));
    assert_eq!(
        talk.answered(PARCEL).await.1.assessment.note.as_deref(),
        Some("model_no_time")
    );
    *talk.bench.ends.0.lock().unwrap() = Some(now + SignedDuration::from_millis(1_900));
    assert_eq!(talk.answered(PARCEL).await.0, "The link.");
}

#[tokio::test]
async fn tools_are_not_called_without_end() {
    let talk = Talk::new(Scripted::new(|_, n| {
        Ok(calls(
            "order_lookup",
            json!({ "order": format!("1234{n}") }),
        ))
    }));
    let (_, evaluation) = talk.answered(PARCEL).await;
    assert_eq!(
        evaluation.assessment.note.as_deref(),
        Some("model_too_many_rounds")
    );
    assert_eq!(talk.model.asked().len(), 4);
    let called = talk.bench.tools.called();
    assert_eq!(called.len(), 3, "not where nobody reads the answer");
    assert_eq!(
        evaluation.work.tokens, 480,
        "what was used is counted all the same"
    );
}

#[tokio::test]
async fn where_the_months_replies_are_used_up_no_model_is_asked() {
    let talk = Talk::new(Scripted::new(|_, _| {
        Ok(answers("Use the link in your confirmation email.", &["p1"]))
    }));
    let evaluation = talk.asks_where(PARCEL, false).await;
    assert_eq!(evaluation.assessment.rule, Verdict::QUOTA_RULE);
    assert!(matches!(evaluation.verdict, Verdict::Escalate { .. }));
    assert!(talk.model.asked().is_empty());
}
